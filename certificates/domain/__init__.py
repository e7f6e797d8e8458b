"""All that changes certificates, and the questions asked of them."""

from certificates.domain.eligibility import Candidate, candidate, candidates
from certificates.domain.issuing import issue, read_file, render_file, render_pending
from certificates.domain.revocation import replace, revoke
from certificates.domain.runs import issue_for_event, progress_of, retry, start_run, work_off
from certificates.domain.upkeep import resume
from certificates.errors import CertificateError

__all__ = [
    "Candidate",
    "CertificateError",
    "candidate",
    "candidates",
    "issue",
    "issue_for_event",
    "progress_of",
    "read_file",
    "render_file",
    "render_pending",
    "replace",
    "resume",
    "retry",
    "revoke",
    "start_run",
    "work_off",
]
