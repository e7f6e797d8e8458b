"""Made-up things of the site to try a plugin with: no row of them exists, and nobody of these names does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, get_args

from plugins.api import (
    AccreditationPlan,
    AskedBody,
    Assessment,
    AttendanceReport,
    CertificateCase,
    CertificateRef,
    CreditFacts,
    CreditReport,
    CreditScheme,
    Delivery,
    EventRef,
    PageRef,
    PersonRef,
    RegionRef,
    RegistrationFacts,
    RegistrationRef,
    ReportedPerson,
    ReportParticipant,
    ReportSession,
    Role,
    SeatShare,
    SessionFacts,
    StaffRef,
)
from plugins.api.plans import AccreditationState
from plugins.credit_parameters import complete

DAY = date(2026, 5, 8)
START = datetime.combine(DAY, time(9), UTC)
NOBODY = 2_000_000_000
"""A primary key that no row has."""

REGION = RegionRef(slug="beispielland", name="Beispielland", country="DE", language="de", time_zone="Europe/Berlin")
PERSON = PersonRef(pk=NOBODY, name="Kim Beispiel", profession="midwife", language="de")
EVENT = EventRef(
    code="XX-0042",
    title="Frühe Hilfen: gemeinsam von Anfang an",
    region=REGION,
    state="open",
    start=START,
    end=START + timedelta(hours=6),
)
REGISTRATION = RegistrationRef(pk=NOBODY, event=EVENT, person=PERSON)
CERTIFICATE = CertificateRef(purpose="attendance", event=EVENT, person=PERSON)
PAGE = PageRef(pk=None, title="Frühe Hilfen", kind="course", region=REGION)
STAFF = StaffRef(pk=NOBODY, permissions=frozenset())

ARGUMENTS: dict[str, Any] = {
    "region": REGION,
    "person": PERSON,
    "event": EVENT,
    "registration": REGISTRATION,
    "certificate": CERTIFICATE,
    "page": PAGE,
    "staff": STAFF,
}
"""A sample for each argument of a hook, by the argument's name."""

_SESSIONS = (ReportSession(pk=1, title="Einführung", start=START, minutes=90),)
_PARTICIPANTS = (
    ReportParticipant(
        name="Kim Beispiel",
        profession="midwife",
        profession_label="Hebamme",
        organisation="Praxis; am „Markt“",
        attended={1: 90},
    ),
    ReportParticipant(name="Đorđe Ærø, Ωμέγα", profession="", profession_label="", organisation="", attended={}),
)
FULL = AttendanceReport(
    event=EVENT, organisation="Beispielland", sessions=_SESSIONS, participants=_PARTICIPANTS, references={"Acme": "27605"}
)
REPORTS = (FULL, replace(FULL, sessions=(), participants=(), references={}))
"""A report of an event with people, one of them never there, and one of an event without anybody."""

_REPORTED = (
    ReportedPerson(name="Kim Beispiel", date=DAY, number="802760020090329", basis=Decimal(4), speaker=Decimal("1.5")),
    ReportedPerson(name="=SUM(1) Đorđe Ærø, Ωμέγα", date=DAY, basis=Decimal(4), learning_check=Decimal(1)),
)
CREDITS = CreditReport(
    event=EVENT,
    organisation="Beispielland",
    body="Acme",
    reference="2760012024200354002",
    category="A",
    unit="points",
    granted=Decimal(4),
    people=_REPORTED,
)
CREDIT_REPORTS = (CREDITS, replace(CREDITS, reference="", category="", granted=None, people=()))
"""A report of two people, one without a number, and one of nobody for a grant that says little."""


def registration_facts(**fields: Any) -> RegistrationFacts:
    """Facts about somebody who registers for the sample event."""
    defaults: dict[str, Any] = {"event": EVENT, "profession": "midwife", "organisation": "Praxis am Markt", "district": "Mitte"}
    return RegistrationFacts(**defaults | fields)


def certificate_case(**fields: Any) -> CertificateCase:
    """The case of somebody who attended all of the sample event."""
    defaults: dict[str, Any] = {"event": EVENT, "attended_minutes": 90, "offered_minutes": 90}
    return CertificateCase(**defaults | fields)


def credit_facts(
    *, minutes: int | Sequence[int] = 90, day: date = DAY, delivery: Delivery = "presence", **fields: Any
) -> CreditFacts:
    """Facts of one day: a session for each number of minutes, attended in full, with half an hour's pause between them."""
    sessions, start = [], datetime.combine(day, time(9), UTC)
    for length in [minutes] if isinstance(minutes, int) else minutes:
        sessions.append(SessionFacts(start=start, minutes=length, attended=length, delivery=delivery))
        start += timedelta(minutes=length + 30)
    defaults: dict[str, Any] = {"date": day, "profession": "physician", "role": "participant", "sessions": tuple(sessions)}
    return CreditFacts(**defaults | fields)


def in_force(scheme: CreditScheme) -> date:
    """A day on which the scheme is in force: its first, its last, or any."""
    return scheme.effective_from or scheme.effective_to or DAY


def all_credit_facts(scheme: CreditScheme) -> Iterator[CreditFacts]:
    """Some hundred facts a scheme has to bear: every role, its categories and an unknown one, little time and much.

    Its parameters have their defaults, save in a few facts for each choice of one.
    """
    for facts in _facts_by_default(scheme):
        yield replace(facts, parameters=complete(scheme, {}))
    for name, parameter in scheme.parameters.items():
        for choice, category in product(parameter.choices, (None, *scheme.categories)):
            facts = credit_facts(day=in_force(scheme), minutes=(100, 80), category=category)
            yield replace(facts, parameters=complete(scheme, {name: choice}))


def _facts_by_default(scheme: CreditScheme) -> Iterator[CreditFacts]:
    checks = (None, Assessment(questions=10, options=4, correct=10), Assessment(questions=10, options=4, correct=0))
    lengths: tuple[tuple[int, ...], ...] = ((), (0,), (44,), (45,), (90, 90), (300, 270))
    categories = (None, *scheme.categories, "no such category")
    days, values = in_force(scheme), complete(scheme, {})
    for role, category, minutes in product(get_args(Role), categories, lengths):
        yield credit_facts(minutes=minutes, day=days, role=role, category=category, parameters=values)
    for delivery, check, size in product(get_args(Delivery), checks, (None, 1, 25, 400)):
        for category in categories:
            yield credit_facts(
                day=days,
                delivery=delivery,
                assessment=check,
                group_size=size,
                category=category,
                feedback=True,
                parameters=values,
            )


def all_plans(scheme: CreditScheme) -> Iterator[AccreditationPlan]:
    """Plans of every kind: each category and status, with and without shares, an audience and other bodies."""
    everything = product(
        ("", *scheme.categories),
        get_args(AccreditationState),
        (
            (),
            (SeatShare(professions=("physician",), seats=5, is_cap=True),),
            (SeatShare(professions=("x",), seats=30, is_cap=False),),
        ),
        ((), ("midwife",), ("physician", "midwife")),
        ((), tuple(AskedBody(body="Chamber", scheme="", status=status) for status in get_args(AccreditationState))),
    )
    for number, (category, status, shares, professions, others) in enumerate(everything):
        yield AccreditationPlan(
            category=category,
            status=status,
            seats=30,
            shares=shares,
            professions=professions,
            sectors=("health",) if number % 2 else (),
            others=others,
        )
