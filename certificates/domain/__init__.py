"""All that changes certificates, and the questions asked of them."""

from certificates.domain.eligibility import Candidate, candidate, candidates
from certificates.domain.files import read_file, render_pending
from certificates.domain.issuing import issue, replace
from certificates.domain.revocation import revoke
from certificates.domain.runs import go_on, issue_for_event, pause, progress_of, start_replacing, start_run, work_off
from certificates.domain.upkeep import resume
from certificates.errors import CertificateError

__all__ = [
    "Candidate",
    "CertificateError",
    "candidate",
    "candidates",
    "go_on",
    "issue",
    "issue_for_event",
    "pause",
    "progress_of",
    "read_file",
    "render_pending",
    "replace",
    "resume",
    "revoke",
    "start_replacing",
    "start_run",
    "work_off",
]
