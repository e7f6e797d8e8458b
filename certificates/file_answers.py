"""What is said of a file that somebody wants to have checked."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from certificates import confined, public
from certificates.checksum import sha256
from certificates.domain.queries import find_by_checksum
from certificates.findings import Finding, Outcome
from certificates.models import Certificate
from certificates.public import Shown

if TYPE_CHECKING:
    from certificates.domain.verifying import Verdict


class Outcomes(Enum):
    SAME = "same"
    CHANGED = "changed"
    FORGED = "forged"
    UNKNOWN = "unknown"
    UNSEEN = "unseen"
    """Only its checksum is known, and that is none of ours."""
    DAMAGED = "damaged"
    """Our own record was altered, so that nothing can be compared with it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a file. ``shown`` is the certificate that it is, or claims to be, as others see it.

    Of a ``damaged`` one there is nothing to see.
    """

    outcome: Outcomes
    shown: Shown | None = None
    details: tuple[str, ...] = ()
    damaged: Certificate | None = None


def of_checksum(checksum: str) -> Answer:
    """What the SHA-256 alone tells."""
    certificate = find_by_checksum(checksum)
    if certificate is None:
        return Answer(Outcomes.UNSEEN)
    return _damaged(certificate) or Answer(Outcomes.SAME, public.by_code(certificate))


def of_file(content: bytes) -> Answer:
    """What the whole file tells; it is looked into only when it is not one of ours. Raises confined.TooMuch."""
    known = of_checksum(sha256(content))
    if known.outcome is not Outcomes.UNSEEN:
        return known
    from certificates.domain.verifying import verify_file  # slow import: pyHanko

    return _from(verify_file(content, look=confined.look))


def _damaged(certificate: Certificate) -> Answer | None:
    return Answer(Outcomes.DAMAGED, damaged=certificate) if public.is_damaged(certificate) else None


def _from(verdict: "Verdict") -> Answer:
    if verdict.certificate and (damaged := _damaged(verdict.certificate)):
        return damaged
    found = {finding.about: finding for finding in verdict.findings}
    signature, credential = found["signature"], found["credential"]
    details = (_about_signature(signature), _about_credential(credential))
    shown = public.by_code(verdict.certificate) if verdict.certificate else None
    if shown and found["file"].outcome is Outcome.PROVEN:
        return Answer(Outcomes.SAME, shown)
    if Outcome.WRONG in (signature.outcome, credential.outcome):
        return Answer(Outcomes.FORGED, shown, details)
    if shown and credential.outcome is Outcome.PROVEN:
        return Answer(Outcomes.CHANGED, shown, details)
    return Answer(Outcomes.UNKNOWN, None, details)


def _about_signature(finding: Finding) -> str:
    """In our own words: a forger chooses what a file says of its signer."""
    if finding.outcome is Outcome.PROVEN:
        return _("It carries a signature of ours, and it fits.")
    if finding.outcome is Outcome.WRONG:
        return _("Its signature does not fit: the file was changed after it was signed, or the signature is forged.")
    return _("It carries no signature of ours.")


def _about_credential(finding: Finding) -> str:
    if finding.outcome is Outcome.PROVEN:
        return finding.sentence
    if finding.outcome is Outcome.WRONG:
        return _("The credential in it is forged or damaged: its signature does not fit.")
    return _("It carries no credential of ours.")
