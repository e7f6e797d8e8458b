"""What somebody who checks a certificate may know of it: all that is printed, and what became of it since."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from certificates.context import facts_of
from certificates.domain.sharing import is_name_hidden
from certificates.facts import Facts
from certificates.models import Certificate, CertificateEvent

logger = logging.getLogger(__name__)

Kind = CertificateEvent.Kind
HISTORY = (Kind.ISSUED, Kind.RENDERED, Kind.REVOKED, Kind.REPLACED)
"""What others may know of the history: never who did it, nor the office's own words on why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened to a certificate, with why as one of few causes."""

    at: datetime
    kind: CertificateEvent.Kind
    cause: str

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def cause_label(self) -> str:
        return str(CertificateEvent.Cause(self.cause).label) if self.cause else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A certificate as others see it. ``facts`` have no name where the holder hid it, and no value where a line is private.

    Whoever came by a link of the holder gets no code and no way to other certificates: the link can be withdrawn, they not.
    """

    certificate: Certificate
    facts: Facts
    history: tuple[Happened, ...]
    is_name_hidden: bool
    is_by_link: bool

    @property
    def replaced_by(self) -> Certificate | None:
        return getattr(self.certificate, "replaced_by", None)

    @property
    def cause(self) -> str:
        """Why it was revoked, in words; empty when it was not, or nothing is known."""
        return next((happened.cause_label for happened in reversed(self.history) if happened.cause), "")


def is_damaged(certificate: Certificate) -> bool:
    """Whether the record was altered since it was issued; then nothing of it may be shown. Logged by its number alone."""
    if certificate.is_intact:
        return False
    logger.error("The record of certificate %s is damaged: its facts are not those that were issued", certificate.serial)
    return True


def by_code(certificate: Certificate) -> Shown:
    """For whoever has the printed code. Two queries, given the certificate with those before and after it."""
    hidden, facts = is_name_hidden(certificate), facts_of(certificate.snapshot)
    return _shown(certificate, replace(facts, name="") if hidden else facts, is_name_hidden=hidden)


def by_link(certificate: Certificate) -> Shown:
    """For whoever has a link of the holder: the name stands there whatever the public page shows."""
    return _shown(certificate, facts_of(certificate.snapshot), is_by_link=True)


def _shown(certificate: Certificate, facts: Facts, *, is_name_hidden: bool = False, is_by_link: bool = False) -> Shown:
    """Private lines keep their label, so that whoever compares a paper knows which of them it was issued with."""
    more = tuple(replace(line, value="") if line.is_private else line for line in facts.more)
    rows = certificate.events.filter(kind__in=HISTORY).order_by("at", "pk").values_list("at", "kind", "cause")
    return Shown(
        certificate=certificate,
        facts=replace(facts, more=more),
        history=tuple(Happened(at=at, kind=Kind(kind), cause=cause) for at, kind, cause in rows),
        is_name_hidden=is_name_hidden,
        is_by_link=is_by_link,
    )
