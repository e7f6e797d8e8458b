"""Who qualifies for a certificate, and why somebody does not.

The rule: the registration is confirmed and every mandatory session of it was attended. What was attended is printed, to
the minute; a session missed in part counts with the minutes present, an optional session that was missed is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import Certificate, Purpose
from training.enums import EventState, RegistrationState
from training.models import Event, Registration, Session


@dataclass(frozen=True, slots=True)
class Attended:
    """A session of a registration with the minutes the person was present."""

    session: Session
    minutes: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registration, the sessions attended, why it does not qualify if it does not, and its valid certificate if any."""

    registration: Registration
    attended: tuple[Attended, ...]
    obstacle: str
    certificate: Certificate | None
    revoked: tuple[Certificate, ...]

    @property
    def qualifies(self) -> bool:
        return not self.obstacle

    @property
    def is_due(self) -> bool:
        """Whether a certificate would be issued now."""
        return self.qualifies and self.certificate is None

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.attended)


def candidates(event: Event, registrations: QuerySet[Registration] | None = None) -> list[Candidate]:
    """Everybody who has or waits for a seat, by name, each with the answer; a fixed number of queries."""
    sessions = list(event.sessions.select_related("module").order_by("start", "pk"))
    if registrations is None:
        registrations = event.registrations.filter(state__in=sorted(RegistrationState.active))
    issued = Certificate.objects.filter(purpose=Purpose.ATTENDANCE).order_by("pk")
    rows = (
        registrations.select_related("person")
        .prefetch_related("bookings", "attendances", Prefetch("certificates", issued))
        .order_by("person__name", "pk")
    )
    return [_candidate(event, row, sessions) for row in rows]


def candidate(registration: Registration) -> Candidate:
    """The answer for one registration."""
    (found,) = candidates(registration.event, Registration.objects.filter(pk=registration.pk))
    return found


def _candidate(event: Event, registration: Registration, sessions: list[Session]) -> Candidate:
    own = _own_sessions(registration, sessions)
    minutes = {attendance.session_id: attendance.minutes for attendance in registration.attendances.all()}
    attended = tuple(Attended(session, minutes[session.pk]) for session in own if minutes.get(session.pk))
    missed = [session for session in own if _is_mandatory(session) and not minutes.get(session.pk)]
    issued = list(registration.certificates.all())
    return Candidate(
        registration,
        attended,
        _obstacle(event, registration, attended, missed),
        certificate=next((certificate for certificate in issued if certificate.is_valid), None),
        revoked=tuple(certificate for certificate in issued if not certificate.is_valid),
    )


def _own_sessions(registration: Registration, sessions: Iterable[Session]) -> list[Session]:
    """The sessions everybody takes part in, and of each slot with a choice the one that was booked."""
    booked = {booking.session_id for booking in registration.bookings.all()}
    slots = [session.slot_id for session in sessions]
    return [session for session in sessions if slots.count(session.slot_id) == 1 or session.pk in booked]


def _is_mandatory(session: Session) -> bool:
    return session.module is None or session.module.mandatory


def _obstacle(event: Event, registration: Registration, attended: tuple[Attended, ...], missed: list[Session]) -> str:
    if event.state == EventState.CANCELLED:
        return _("The event was cancelled.")
    if registration.state != RegistrationState.CONFIRMED or registration.person is None:
        return _("The registration is not confirmed: %(state)s.") % {"state": registration.get_state_display()}
    if not attended:
        return _("No attendance is recorded.")
    if missed:
        titles = ", ".join(session.title for session in missed)
        return ngettext(
            "A mandatory session was missed: %(titles)s.", "Mandatory sessions were missed: %(titles)s.", len(missed)
        ) % {"titles": titles}
    return ""
