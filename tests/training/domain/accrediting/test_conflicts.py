"""What bodies want and the event does not give: told, never refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from plugins.api import CreditScheme
from plugins.failures import failures, forget
from plugins.registry import credit_schemes
from tests import factories
from training.domain.accrediting.conflicts import conflicts_of
from training.domain.seating.shares import Share, set_seats
from training.enums import AccreditationStatus, EventState

pytestmark = pytest.mark.django_db

LIMITED = (
    "The seats for physicians are limited to 5. Chambers want an event open to all physicians as far as there is room. "
    "Make the share a reserve, or ask the chamber."
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def put_to(event, *, body="Landesärztekammer", scheme="de_mfbo2024", status=AccreditationStatus.APPLIED, **fields):
    amount = "4" if status == AccreditationStatus.GRANTED else None
    return factories.grant(event, body=body, scheme=scheme, status=status, granted=amount, **fields)


def told(event, now) -> list[tuple[str, str]]:
    return [(conflict.accreditation.body, conflict.sentence) for conflict in conflicts_of(event, now=now)]


def sentences(event, now) -> list[str]:
    return [sentence for _body, sentence in told(event, now)]


def test_a_cap_on_physicians_does_not_fit_a_chamber_and_a_reserve_does(region, now):
    event = factories.event(region, capacity=20)
    put_to(event)
    for is_reserve, found in ((True, []), (False, [LIMITED])):
        share = Share(professions=("physician", "nurse"), seats=5, overflow=is_reserve)
        set_seats(event, total=20, shares=[share], now=now)
        assert sentences(event, now) == found
    set_seats(event, total=20, shares=[Share(professions=("teacher",), seats=5, overflow=False)], now=now)
    assert sentences(event, now) == []


@pytest.mark.parametrize(
    ("audience", "begins"),
    [
        ({"professions": ()}, None),
        ({"professions": ("physician", "public_health_physician", "midwife")}, None),
        ({"professions": ("physician",)}, "The event addresses only some physicians."),
        ({"professions": ("midwife",)}, "The event does not address physicians."),
        ({"sectors": ("health", "education")}, None),
        ({"sectors": ("education",)}, "The event does not address physicians."),
        ({"sectors": ("education",), "professions": ("physician", "public_health_physician")}, None),
    ],
)
def test_an_audience_without_physicians_does_not_fit_a_chamber(region, now, audience, begins):
    event = factories.event(region, **audience)
    put_to(event)
    found = sentences(event, now)
    assert [sentence.startswith(begins) for sentence in found] == ([True] if begins else [])


def test_seats_kept_for_others_alone_do_not_fit_a_chamber(region, now):
    event = factories.event(region, capacity=5)
    put_to(event)
    set_seats(event, total=5, shares=[Share(professions=("teacher",), seats=5)], now=now)
    assert [sentence.startswith("All seats are kept for other professions") for sentence in sentences(event, now)] == [True]
    set_seats(event, total=6, now=now)
    assert sentences(event, now) == []


@pytest.mark.parametrize(("category", "seats", "count"), [("C", 25, 0), ("C", 26, 1), ("A", 26, 0)])
def test_a_small_group_has_25_people_at_most(region, now, category, seats, count):
    event = factories.event(region, capacity=seats)
    put_to(event, category=category)
    found = sentences(event, now)
    assert len(found) == count
    assert all(one.startswith("Category C is for at most 25 people, and the event has 26 seats.") for one in found)


@pytest.mark.parametrize(
    ("chamber", "own", "begins"),
    [
        (AccreditationStatus.GRANTED, AccreditationStatus.APPLIED, "Ärztekammer has accredited the event already."),
        (AccreditationStatus.PLANNED, AccreditationStatus.PLANNED, "Ärztekammer is asked, too."),
        (AccreditationStatus.REFUSED, AccreditationStatus.APPLIED, None),
        (AccreditationStatus.GRANTED, AccreditationStatus.GRANTED, None),
    ],
)
def test_psychotherapists_do_not_accredit_what_another_chamber_has(region, now, chamber, own, begins):
    event = factories.event(region)
    put_to(event, body="OPK", scheme="de_opk", status=own, category="")
    put_to(event, body="Ärztekammer", status=chamber)
    put_to(event, body="RbP", scheme="de_rbp", status=AccreditationStatus.GRANTED, category="course")
    found = told(event, now)
    assert [(body, sentence.startswith(begins)) for body, sentence in found] == ([("OPK", True)] if begins else [])


@pytest.mark.parametrize("status", [AccreditationStatus.REFUSED, AccreditationStatus.WITHDRAWN])
def test_a_body_that_said_no_wants_nothing(region, now, status):
    event = factories.event(region, professions=("midwife",))
    put_to(event, status=status)
    assert sentences(event, now) == []


def test_nothing_is_said_of_events_that_are_over_or_called_off_nor_by_rules_not_in_force(region, now):
    over = factories.event(region, professions=("midwife",))
    put_to(over)
    assert (len(sentences(over, now)), sentences(over, over.end)) == (1, [])
    over.state = EventState.CANCELLED
    assert sentences(over, now) == []
    old = factories.event(region, professions=("midwife",))
    put_to(old, scheme="de_mfbo2013")
    assert sentences(old, now) == []


def test_the_plan_says_what_is_planned_and_nothing_of_anybody(region, now, monkeypatch):
    plans = []
    _with_rule(monkeypatch, lambda plan: plans.append(plan) or [])
    event = factories.event(region, capacity=9, sectors=("health",))
    set_seats(event, total=9, shares=[Share(professions=("nurse",), seats=2)], now=now)
    put_to(event, category="A")
    put_to(event, body="OPK", scheme="de_opk", category="")
    assert sentences(event, now)[1:] == []
    (plan,) = plans
    assert (plan.category, plan.status, plan.seats) == ("A", "applied", 9)
    assert [(share.professions, share.seats, share.is_cap) for share in plan.shares] == [(("nurse",), 2, False)]
    assert [(other.body, other.scheme, other.status) for other in plan.others] == [("OPK", "de_opk", "applied")]
    assert (plan.sectors, plan.professions) == (("health",), ())


@pytest.mark.parametrize("broken", [lambda plan: 1 / 0, lambda plan: "not a list", lambda plan: [""], lambda plan: [3]])
def test_a_rule_that_fails_is_told_recorded_and_harms_no_other(region, now, monkeypatch, broken):
    _with_rule(monkeypatch, broken)
    event = factories.event(region)
    put_to(event)
    put_to(event, body="OPK", scheme="de_opk", category="")
    try:
        found = told(event, now)
        recorded = [failure.plugin for failure in failures()]
    finally:
        forget()
    scheme = "Physicians: model ordinance of 2024"
    assert found[0] == (
        "Landesärztekammer",
        f"Whether the event is planned as “{scheme}” wants it could not be checked. Ask the body.",
    )
    assert ([body for body, _sentence in found], recorded) == (["Landesärztekammer", "OPK"], ["de"])


def _with_rule(monkeypatch, rule) -> None:
    """The scheme of the chambers with another rule for plans."""
    provided = credit_schemes()["de_mfbo2024"]
    scheme: CreditScheme = replace(provided.value, conflicts=rule, effective_from=date(2024, 5, 9))
    known = dict(credit_schemes()) | {"de_mfbo2024": replace(provided, value=scheme)}
    monkeypatch.setattr("training.domain.accrediting.conflicts.credit_schemes", lambda: known)


@pytest.mark.parametrize("bodies", [1, 3])
def test_however_many_bodies_are_asked_it_takes_two_queries(region, now, bodies, django_assert_num_queries):
    event = factories.event(region, professions=("midwife",), starts_in=timedelta(days=3))
    for number in range(bodies):
        put_to(event, body=f"Chamber {number}")
    with django_assert_num_queries(2):
        assert len(conflicts_of(event, now=now)) == bodies
