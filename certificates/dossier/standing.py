"""What a dossier would hold now, in numbers, and what it would lack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.domain import candidates
from certificates.models import Certificate
from training.domain.accrediting.application_pack import pack_of
from training.domain.attendance import progress
from training.domain.dossier_receipts import receipts_of
from training.enums import AccreditationStatus
from training.models import Accreditation, Attendance, AttendanceCorrection, CreditEntry


class Gap(NamedTuple):
    """Something auditors ask for that is missing, and the screen where it is put right."""

    sentence: str
    screen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How much there is of each part, and what is missing, in the order of the dossier."""

    notices: int
    attendances: int
    corrections: int
    credits: int
    certificates: int
    receipts: int
    gaps: tuple[Gap, ...]


def standing_of(accreditation: Accreditation, *, now: datetime) -> Standing:
    """As it is stored now, in a fixed number of queries; ``accreditation`` needs its event, region and venue."""
    event = accreditation.event
    issued = Certificate.objects.filter(registration__event=event)
    entries = CreditEntry.objects.filter(registration__event=event, accreditation=accreditation).count()
    notices = accreditation.notices.count()
    return Standing(
        notices=notices,
        attendances=Attendance.objects.filter(registration__event=event).count(),
        corrections=AttendanceCorrection.objects.filter(registration__event=event).count(),
        credits=entries,
        certificates=issued.count(),
        receipts=len(receipts_of(accreditation)),
        gaps=tuple(_gaps(accreditation, notices=notices, entries=entries, unmade=issued.filter(pdf="").count(), now=now)),
    )


def _gaps(accreditation: Accreditation, *, notices: int, entries: int, unmade: int, now: datetime) -> Iterator[Gap]:
    granted = accreditation.status == AccreditationStatus.GRANTED
    if not notices:
        yield Gap(_("No letter of the body is kept."), "accreditation")
    if lacking := len(pack_of(accreditation, now=now).gaps):
        sentence = ngettext("The application lacks {n} thing.", "The application lacks {n} things.", lacking)
        yield Gap(sentence.format(n=lacking), "accreditation")
    if unmarked := sum(row.recorded < row.expected for row in progress(accreditation.event)):
        sentence = ngettext(
            "Attendance of {n} session is not complete.", "Attendance of {n} sessions is not complete.", unmarked
        )
        yield Gap(sentence.format(n=unmarked), "attendance")
    if granted and not entries:
        yield Gap(_("No credits are computed."), "credits")
    yield from _gaps_of_certificates(accreditation, unmade=unmade)
    if granted and not accreditation.reported_on:
        yield Gap(_("It is not noted that the attendance was reported to the body."), "accreditation")


def _gaps_of_certificates(accreditation: Accreditation, *, unmade: int) -> Iterator[Gap]:
    if due := sum(found.is_due for found in candidates(accreditation.event)):
        sentence = ngettext("{n} person is due for a certificate.", "{n} people are due for a certificate.", due)
        yield Gap(sentence.format(n=due), "certificates")
    if unmade:
        sentence = ngettext(
            "The file of {n} certificate is still being made.", "The files of {n} certificates are still being made.", unmade
        )
        yield Gap(sentence.format(n=unmade), "certificates")
