"""All that a dossier is made of, read once, in a fixed number of queries however many people took part."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from certificates.models import Certificate
from plugins.models import RegionLogEntry
from training.domain.dossier_receipts import Receipt, receipts_of
from training.enums import RegistrationState
from training.models import (
    Accreditation,
    Attendance,
    AttendanceCorrection,
    AttendanceReopening,
    CreditEntry,
    Event,
    NoticeFile,
    Registration,
    Session,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """``people`` have or had a place that something is recorded of; ``minutes`` are theirs by registration and session."""

    accreditation: Accreditation
    now: datetime
    by: str
    notices: tuple[NoticeFile, ...]
    sessions: tuple[Session, ...]
    people: tuple[Registration, ...]
    attendances: tuple[Attendance, ...]
    corrections: tuple[AttendanceCorrection, ...]
    reopenings: tuple[AttendanceReopening, ...]
    credits: tuple[CreditEntry, ...]
    certificates: tuple[Certificate, ...]
    receipts: tuple[Receipt, ...]
    log: tuple[RegionLogEntry, ...]

    @property
    def event(self) -> Event:
        return self.accreditation.event

    @property
    def minutes(self) -> Mapping[int, Mapping[int, int]]:
        known: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for row in self.attendances:
            known[row.registration_id][row.session_id] = row.minutes
        return known


def collect(accreditation: Accreditation, *, by: str, now: datetime) -> Material:
    """What is stored now; ``accreditation`` needs its event, region and venue."""
    event = accreditation.event
    by_person = ("registration__person__name", "registration", "pk")
    attendances = Attendance.objects.filter(registration__event=event)
    corrections = AttendanceCorrection.objects.filter(registration__event=event)
    entries = CreditEntry.objects.filter(registration__event=event, accreditation=accreditation)
    certificates = Certificate.objects.filter(registration__event=event)
    return Material(
        accreditation=accreditation,
        now=now,
        by=by,
        notices=tuple(accreditation.notices.select_related("added_by").order_by("added_at", "pk")),
        sessions=tuple(event.sessions.select_related("slot").order_by("start", "slot", "room", "pk")),
        people=_people(event),
        attendances=tuple(
            attendances.select_related("registration__person", "session", "recorded_by").order_by(
                "session__start", "session", *by_person
            )
        ),
        corrections=tuple(
            corrections.select_related("registration__person", "session", "corrected_by").order_by("corrected_at", "pk")
        ),
        reopenings=tuple(event.attendance_reopenings.select_related("reopened_by").order_by("reopened_at", "pk")),
        credits=tuple(entries.select_related("registration__person").order_by(*by_person)),
        certificates=tuple(certificates.select_related("issued_by").order_by("serial")),
        receipts=tuple(receipts_of(accreditation)),
        log=_log_of(event),
    )


def _people(event: Event) -> tuple[Registration, ...]:
    confirmed = Q(state=RegistrationState.CONFIRMED)
    recorded = Q(attendances__isnull=False) | Q(credits__isnull=False) | Q(certificates__isnull=False)
    kept = event.registrations.filter(confirmed | recorded, person__isnull=False).values("pk")
    return tuple(Registration.objects.filter(pk__in=kept).select_related("person").order_by("person__name", "pk"))


def _log_of(event: Event) -> tuple[RegionLogEntry, ...]:
    """What staff did on the event and its registrations, the first first. It names staff and no participant."""
    kinds = ContentType.objects.get_for_models(Event, Registration)
    registrations = [str(pk) for pk in event.registrations.values_list("pk", flat=True)]
    on_event = Q(content_type=kinds[Event], object_id=str(event.pk))
    on_registrations = Q(content_type=kinds[Registration], object_id__in=registrations)
    entries = RegionLogEntry.objects.filter(on_event | on_registrations)
    return tuple(entries.select_related("user", "content_type").order_by("timestamp", "pk"))
