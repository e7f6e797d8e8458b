"""What became of an award is told: what it was, and why it was corrected."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from tests import factories
from tests.training.domain.awarding import award
from training.domain.credits.history import causes_of, corrections_of, history_of
from training.enums import AccreditationStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def event(region):
    return factories.event(region, starts_in=timedelta(days=-2))


@pytest.fixture
def registration(event, now):
    registration = factories.attended(factories.registration(event))
    factories.grant(event, granted="4")
    award(event, now=now)
    return registration


def told(registration):
    return [causes_of(entry) for entry in corrections_of(registration.person)]


def test_what_was_never_corrected_has_one_entry_each_and_no_corrections(registration):
    assert [len(entries) for entries in history_of(registration)] == [1, 1]
    assert corrections_of(registration.person) == []


def test_the_history_of_an_award_has_the_entry_that_holds_first(registration, event, now):
    event.accreditations.update(granted=Decimal(6))
    award(event, now=now)
    hours, granted = history_of(registration)
    assert ([entry.amount for entry in hours], [entry.amount for entry in granted]) == ([2], [6, 4])
    assert granted[0].corrects == granted[1]
    assert told(registration) == ["the body’s notice was changed"]


def test_a_correction_names_the_attendance_as_its_cause(registration, event, now):
    registration.attendances.update(minutes=45)
    award(event, now=now)
    assert told(registration) == ["the attendance was changed"] * 2


def test_several_causes_are_all_named(registration, event, now):
    registration.attendances.update(minutes=45)
    event.accreditations.update(status=AccreditationStatus.WITHDRAWN)
    award(event, now=now)
    assert set(told(registration)) == {
        "the attendance was changed",
        "the attendance was changed, the body’s notice was changed",
    }


def test_a_rule_that_answers_differently_is_named_where_no_fact_has_changed(registration, event, now):
    event.accreditations.update(scheme="ch_siwf")
    award(event, now=now)
    assert told(registration) == ["the rule was changed"]
