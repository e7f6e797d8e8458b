"""Credits that no longer say what is recorded are found, and an award brings them up to date."""

from datetime import timedelta

import pytest

from tests import factories
from tests.training.domain.awarding import award
from training.domain.closing import close_attendance
from training.domain.credits.outdated import outdated

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region, now):
    made = factories.event(region, starts_in=timedelta(days=-2))
    factories.grant(made, body="Chamber", scheme="de_mfbo2024", granted="4", granted_learning_check="1", granted_speaker="1")
    return made


@pytest.fixture
def registration(event, now):
    made = factories.attended(factories.registration(event))
    factories.attended(factories.registration(event))
    close_attendance(event, count_absent=False, by=None, now=now)
    award(event, now=now)
    return made


def test_what_was_just_computed_is_up_to_date(event, registration):
    assert outdated(event) == 0


@pytest.mark.parametrize(
    "happens",
    [lambda row: factories.check_taken(row, 9), lambda row: factories.contribution(row)],
    ids=["check", "contribution"],
)
def test_what_is_entered_late_outdates_the_credits_of_its_person_until_they_are_computed_again(
    event, registration, now, happens
):
    happens(registration)
    assert outdated(event) == 1
    award(event, now=now)
    assert outdated(event) == 0


def test_a_grant_entered_or_changed_afterwards_outdates_the_credits_of_everybody(event, registration, now):
    event.accreditations.update(granted="5")
    assert outdated(event) == 2
    award(event, now=now)
    factories.grant(event, body="Another chamber")
    assert outdated(event) == 2
    award(event, now=now)
    assert outdated(event) == 0


def test_a_check_that_no_body_credits_outdates_nothing(event, registration, now):
    event.accreditations.update(granted_learning_check=None)
    award(event, now=now)
    factories.check_taken(registration, 9)
    assert outdated(event) == 0


def test_whose_attendance_was_never_recorded_has_no_credits_that_could_be_outdated(event, registration):
    factories.registration(event)
    assert outdated(event) == 0


def test_it_takes_as_many_queries_for_three_people_as_for_one(event, registration, now, django_assert_num_queries):
    with django_assert_num_queries(7):
        outdated(event)
    for _number in range(2):
        factories.attended(factories.registration(event))
    award(event, now=now)
    with django_assert_num_queries(7):
        outdated(event)
