"""What a passed learning check and contributions add to an award, each in a line of its own, and what they never do."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from plugins.models import PluginActivation, Region
from tests import factories
from tests.training.domain.awarding import award, credits_of, facts_for
from training.domain.credits.facts import read_facts
from training.domain.credits.parts import CreditParts, parts_of
from training.domain.credits.proposal import propose

pytestmark = pytest.mark.django_db
IN_2023 = datetime(2023, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def event(region):
    """A plenary of 90 minutes in a region with both German plugins."""
    for plugin in ("de", "de_sn"):
        PluginActivation.objects.create(region=region, plugin=plugin)
    return factories.event(region)


@pytest.fixture
def registration(event):
    return factories.attended(factories.registration(event))


def grant(event, **fields):
    return factories.grant(event, **{"scheme": "de_mfbo2024", "granted": "2"} | fields)


def awarded(registration, now):
    award(registration.event, now=now)
    _hours, entry = credits_of(registration)
    return entry


def summary(entry):
    return (entry.status, entry.amount, [(line["component"], Decimal(line["amount"])) for line in entry.lines])


def test_a_passed_check_is_a_line_of_its_own(event, registration, now):
    grant(event, granted_learning_check=Decimal(1))
    factories.check_taken(registration, 7)
    entry = awarded(registration, now)
    assert summary(entry) == ("determined", 3, [("basis", 2), ("learning_check", 1)])
    assert parts_of(entry) == CreditParts(basis=Decimal(2), learning_check=Decimal(1))
    assert entry.facts["assessment"] == {"questions": 10, "options": 5, "correct": 7}


@pytest.mark.parametrize("correct", [None, 6])
def test_without_the_pass_mark_there_is_only_the_basis(event, registration, now, correct):
    grant(event, granted_learning_check=Decimal(1))
    if correct is not None:
        factories.check_taken(registration, correct)
    assert summary(awarded(registration, now)) == ("determined", 2, [("basis", 2)])


def test_the_best_attempt_counts(event, registration, now):
    grant(event, granted_learning_check=Decimal(1))
    for correct in (5, 9, 8):
        factories.check_taken(registration, correct)
    assert awarded(registration, now).facts["assessment"]["correct"] == 9
    assert facts_for(registration, None).assessment.correct == 9


def test_there_is_never_a_check_without_its_basis(event, registration, now):
    grant(event, granted_learning_check=Decimal(1))
    registration.attendances.update(minutes=89)
    factories.check_taken(registration, 10)
    entry = awarded(registration, now)
    assert (entry.status, entry.amount) == ("refused", None)


def test_the_pass_mark_is_that_of_the_region_on_the_day(event, registration, now):
    settings = {"credits": {"de_mfbo2024": [{"from": "2025-01-01", "values": {"pass_percent": 90}}]}}
    PluginActivation.objects.filter(plugin="de").update(config=settings)
    grant(event, granted_learning_check=Decimal(1))
    factories.check_taken(registration, 8)
    assert awarded(registration, now).amount == 2
    factories.check_taken(registration, 9)
    assert awarded(registration, now).amount == 3


def test_a_body_without_a_published_mark_counts_the_one_the_office_names(event, registration, now):
    grant(event, scheme="", granted_learning_check=Decimal(1))
    check = factories.learning_check(event)
    factories.check_taken(registration, 10)
    assert awarded(registration, now).amount == 2
    check.pass_percent = 60
    check.save()
    assert awarded(registration, now).amount == 3


def test_the_office_cannot_undercut_a_published_mark(event, registration, now):
    grant(event, granted_learning_check=Decimal(1))
    factories.learning_check(event, pass_percent=50)
    factories.check_taken(registration, 6)
    assert awarded(registration, now).amount == 2


def test_a_check_that_falls_short_of_the_bodys_rule_passes_nobody(region, now):
    for plugin in ("de", "de_sn"):
        PluginActivation.objects.create(region=region, plugin=plugin)
    event = factories.event(region, start=IN_2023, end=IN_2023 + timedelta(hours=6))
    grant(event, scheme="de_sn_2013", granted_learning_check=Decimal(1))
    registration = factories.attended(factories.registration(event))
    for short in ({"questions": 9}, {"options": 4}, {"has_single_answers": False}):
        factories.check_taken(registration, 9, **short)
        assert awarded(registration, now).amount == 2
    factories.check_taken(registration, 7)
    assert awarded(registration, now).amount == 3


@pytest.mark.parametrize(("correct", "status"), [(None, "refused"), (6, "refused"), (7, "determined")])
def test_an_article_earns_its_basis_only_with_a_passed_check(event, registration, now, correct, status):
    grant(event, category="D")
    if correct is not None:
        factories.check_taken(registration, correct)
    entry = awarded(registration, now)
    assert (entry.status, entry.amount) == (status, 2 if status == "determined" else None)
    assert bool(entry.reason) == (status == "refused")


def test_a_check_that_does_not_count_is_not_kept_with_the_award(event, registration, now):
    grant(event)
    first = awarded(registration, now)
    factories.check_taken(registration, 10)
    factories.contribution(registration)
    assert first.facts["assessment"] is None
    assert award(event, now=now + timedelta(days=1)) == []


def test_a_better_attempt_and_one_taken_back_correct_the_award(event, registration, now):
    grant(event, granted_learning_check=Decimal(1))
    factories.check_taken(registration, 5)
    first = awarded(registration, now)
    factories.check_taken(registration, 8)
    second = awarded(registration, now)
    registration.learning_checks.all().delete()
    third = awarded(registration, now)
    assert [entry.amount for entry in (first, second, third)] == [2, 3, 2]
    assert (second.corrects, third.corrects) == (first, second)
    assert award(event, now=now) == []


def test_each_contribution_earns_its_points(event, registration, now):
    grant(event, granted_speaker=Decimal(1))
    factories.contribution(registration)
    factories.contribution(registration, role="moderator")
    entry = awarded(registration, now)
    assert summary(entry) == ("determined", 4, [("basis", 2), ("speaker", 2)])
    assert entry.facts["contributions"] == ["moderator", "speaker"]


def test_contributions_that_the_body_grants_nothing_for_earn_nothing(event, registration, now):
    grant(event)
    factories.contribution(registration)
    entry = awarded(registration, now)
    assert (entry.amount, "contributions" in entry.facts) == (2, False)


def test_a_speaker_who_missed_something_earns_the_contribution_and_reads_why_no_more(region, event, registration, now):
    Region.objects.filter(pk=region.pk).update(language="en")
    grant(event, granted_speaker=Decimal(1))
    factories.contribution(registration)
    registration.attendances.update(minutes=0)
    entry = awarded(registration, now)
    assert summary(entry) == ("determined", 1, [("basis", 0), ("speaker", 1)])
    assert "90 minutes are missing" in entry.lines[0]["sentence"]


def test_contributions_wait_while_the_attendance_is_not_known(event, registration, now):
    grant(event, granted_speaker=Decimal(1))
    factories.session(factories.slot(event, "Later"))
    factories.contribution(registration)
    entry = awarded(registration, now)
    assert (entry.status, entry.amount) == ("undetermined", None)


def test_a_grant_that_no_longer_holds_awards_no_contribution(event, registration, now):
    grant(event, granted_speaker=Decimal(1), status="withdrawn")
    factories.contribution(registration)
    award(event, now=now)
    assert [entry.scheme for entry in credits_of(registration)] == ["hours"]


def test_a_contribution_taken_back_corrects_the_award(event, registration, now):
    grant(event, granted_speaker=Decimal(1))
    made = factories.contribution(registration)
    first = awarded(registration, now)
    made.delete()
    second = awarded(registration, now)
    assert (first.amount, second.amount, second.corrects) == (3, 2, first)


def test_the_proposal_takes_the_check_for_passed(event):
    accreditation = grant(event, status="planned", granted=None)
    assert propose(accreditation).amount == 2
    factories.learning_check(event)
    assert propose(accreditation).amount == 3


def test_kept_facts_can_be_read_back(event, registration, now):
    grant(event, granted_learning_check=Decimal(1), granted_speaker=Decimal(1))
    factories.check_taken(registration, 8)
    factories.contribution(registration)
    facts = awarded(registration, now).facts
    own = {name: value for name, value in facts.items() if name not in {"grant", "contributions"}}
    assert read_facts(own).assessment.correct == 8
