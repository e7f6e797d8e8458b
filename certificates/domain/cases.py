"""What happened, read from the rows of an event for many registrations at once: the cases that conditions judge."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from django.db.models import Prefetch, QuerySet

from certificates.domain.conditions import asks_attendance
from certificates.models import Certificate, IssueTerms, Purpose
from plugins.api import CertificateCase, CheckStanding, Role
from training.domain.learning_check.verdicts import granted_demands, reaches_own_mark
from training.enums import RegistrationState
from training.models import Contribution, Evaluation, Event, LearningCheck, Registration, Session, TrainingPage

RELATIONS = ("bookings", "attendances", "learning_checks", "contributions__session")
"""What people did, as it hangs on their registrations."""


@dataclass(frozen=True, slots=True)
class Attended:
    """A session of a registration with the minutes the person was present."""

    session: Session
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A registration with what was read of it: its case, and the rows that a certificate prints."""

    registration: Registration
    case: CertificateCase
    attended: tuple[Attended, ...]
    contributions: tuple[Contribution, ...]
    courses: tuple[Certificate, ...]
    """The certificates of the trainings asked for, the latest of each."""
    certificates: tuple[Certificate, ...]
    """Those of this purpose, revoked ones among them."""

    @property
    def name(self) -> str:
        """As it is printed; empty for who has no person, and therefore no certificate."""
        person = self.registration.person
        return person.name if person else ""


def read(event: Event, terms: IssueTerms, registrations: QuerySet[Registration] | None = None) -> list[Read]:
    """Everybody who has or waits for a seat, by name; a fixed number of queries, fewer where less is asked."""
    if registrations is None:
        registrations = event.registrations.filter(state__in=sorted(RegistrationState.active))
    issued = Certificate.objects.filter(purpose=terms.purpose).order_by("pk")
    with_rows = registrations.select_related("person").prefetch_related(*RELATIONS, Prefetch("certificates", issued))
    rows = list(with_rows.order_by("person__name", "pk"))
    trainings = list(terms.trainings.order_by("title", "pk")) if terms.pk else []
    background = _Background(
        event=event,
        terms=terms,
        sessions=list(event.sessions.select_related("module").order_by("start", "pk")),
        trainings=trainings,
        held=_held(rows, trainings),
        checked=_checks(event) if terms.learning_check else _no_check,
        handed_in=_evaluations(rows) if terms.evaluation else set(),
    )
    return [_read(row, background) for row in rows]


def own_sessions(registration: Registration, sessions: Iterable[Session]) -> list[Session]:
    """The sessions everybody takes part in, and of each slot with a choice the one that was booked."""
    booked = {booking.session_id for booking in registration.bookings.all()}
    slots = [session.slot_id for session in sessions]
    return [session for session in sessions if slots.count(session.slot_id) == 1 or session.pk in booked]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Background:
    """What all cases of an event rest on, read once."""

    event: Event
    terms: IssueTerms
    sessions: list[Session]
    trainings: list[TrainingPage]
    held: Mapping[int | None, Mapping[int, Certificate]]
    checked: Callable[[Registration], CheckStanding]
    handed_in: set[int]


def _read(row: Registration, background: _Background) -> Read:
    terms, courses = background.terms, background.held.get(row.person_id, {})
    row.event = background.event
    own = own_sessions(row, background.sessions)
    attended, contributions = tuple(_attended(row, own)), tuple(row.contributions.all())
    there = {entry.session.pk for entry in attended}
    case = CertificateCase(
        event=background.event.ref,
        attended_minutes=sum(min(entry.minutes, entry.session.minutes) for entry in attended),
        offered_minutes=sum(session.minutes for session in own),
        missed=tuple(session.title for session in own if _is_mandatory(session) and session.pk not in there),
        learning_check=background.checked(row),
        evaluation=row.pk in background.handed_in,
        contributions=tuple(cast(Role, contribution.role) for contribution in contributions),
        lacking=tuple(training.title for training in background.trainings if training.pk not in courses),
    )
    return Read(
        registration=row,
        case=case,
        attended=attended if asks_attendance(terms) else (),
        contributions=contributions if terms.purpose == Purpose.SPEAKER else (),
        courses=tuple(courses[training.pk] for training in background.trainings if training.pk in courses),
        certificates=tuple(row.certificates.all()),
    )


def _attended(row: Registration, own: Iterable[Session]) -> Iterator[Attended]:
    minutes = {attendance.session_id: attendance.minutes for attendance in row.attendances.all()}
    return (Attended(session, minutes[session.pk]) for session in own if minutes.get(session.pk))


def _is_mandatory(session: Session) -> bool:
    return session.module is None or session.module.mandatory


def _held(rows: list[Registration], trainings: list[TrainingPage]) -> defaultdict[int | None, dict[int, Certificate]]:
    """The valid certificates of these people, none damaged, for attending or completing a training, by person and training."""
    held: defaultdict[int | None, dict[int, Certificate]] = defaultdict(dict)
    if trainings:
        stating = Certificate.objects.filter(purpose__in=[Purpose.ATTENDANCE, Purpose.COMPLETION], revoked_at=None)
        people = {row.person_id for row in rows if row.person_id}
        certificates = stating.filter(registration__person__in=people, registration__event__page__in=trainings)
        for certificate in certificates.select_related("registration__event").order_by("issued_at", "pk"):
            if not certificate.is_intact:  # what it states now is nobody's statement, and would be printed and signed anew
                continue
            registration = certificate.registration
            held[registration.person_id][cast(int, registration.event.page_id)] = certificate
    return held


def _evaluations(rows: list[Registration]) -> set[int]:
    return set(Evaluation.objects.filter(registration__in=rows).values_list("registration", flat=True))


def _no_check(_registration: Registration) -> CheckStanding:
    return "none"


def _checks(event: Event) -> Callable[[Registration], CheckStanding]:
    """How a registration stands with the event's check: by the office's own mark, else by those of all bodies that count it."""
    check = LearningCheck.objects.filter(event=event).first()
    if check is None:
        return _no_check
    demands = granted_demands(event) if check.pass_percent is None else []

    def standing(registration: Registration) -> CheckStanding:
        results = list(registration.learning_checks.all())
        if check.pass_percent is None and not demands:
            return "unmarked"
        if not results:
            return "open"
        passed = (
            all(demand.is_passed(demand.best(results)) for demand in demands) and reaches_own_mark(check, results) is not False
        )
        return "passed" if passed else "failed"

    return standing
