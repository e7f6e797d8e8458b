from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import transaction

from cms.demo.hessen import DISTRICTS, FORUMS
from cms.demo.load import load_demo
from training.domain.availability import availability
from training.domain.credits import propose
from training.models import Accreditation, Event, Message, Registration, SessionBooking, SessionResult

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 13, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of this module and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_demo(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    pass


def conference() -> Event:
    return Event.objects.get(page__slug="fachtagung-2019")


def test_the_conference_of_2019_was_attended_by_260_people_in_nine_forums_and_two_runs(demo):
    event = conference()
    assert event.start.date() == date(2019, 5, 25)
    assert event.registrations.filter(attendances__isnull=False).distinct().count() == 260
    runs = [slot for slot in event.slots.order_by("start") if slot.sessions.count() > 1]
    assert [slot.sessions.count() for slot in runs] == [9, 9]
    assert SessionBooking.objects.filter(session__event=event).count() == 520


def test_nobody_sat_in_the_same_forum_twice(demo):
    titles = SessionBooking.objects.filter(session__event=conference()).values_list("registration", "session__title")
    assert len(set(titles)) == 520


def test_each_forum_reports_its_results_of_both_runs_in_order(demo):
    for forum in FORUMS:
        results = SessionResult.objects.filter(session__event=conference(), session__title=forum.title)
        told = results.order_by("session__start", "position").values_list("text", flat=True)
        assert tuple(told) == forum.first + forum.second


def test_the_region_names_33_networks():
    assert len(set(DISTRICTS)) == 33


def test_the_event_of_today_is_open_until_it_ends(demo):
    event = Event.objects.get(page__slug="kooperation-einfuehrung")
    assert event.start < NOW < event.end
    for moment in (NOW, event.end - timedelta(minutes=1)):
        assert availability(event, now=moment).is_open


def test_the_next_conference_is_open_for_registration(demo):
    event = Event.objects.get(page__slug="naechste-fachtagung")
    assert event.start > NOW + timedelta(days=30)
    assert availability(event, now=NOW).is_open


def test_nobody_gets_a_mail_about_what_is_past(demo):
    assert not Message.objects.exists()


def test_loading_again_changes_nothing(demo):
    before = _fingerprint()
    assert not load_demo(now=NOW + timedelta(days=3))
    assert _fingerprint() == before


def _fingerprint() -> dict:
    models = [
        kind.model_class() for kind in ContentType.objects.filter(app_label__in=["cms", "training", "plugins", "certificates"])
    ]
    counts = {model.__name__: model.objects.count() for model in models if model}
    return counts | {"starts": list(Event.objects.order_by("pk").values_list("start", flat=True))}


def test_the_demo_is_refused_where_its_accounts_would_be_a_danger(db, settings):
    settings.DEBUG = False
    before = Registration.objects.count()
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")
    assert Registration.objects.count() == before


def test_hesse_shows_the_proposal_beside_the_grant_and_saxony_the_grant_alone(demo):
    def shown(region: str) -> set[tuple]:
        granted = Accreditation.objects.filter(event__region__slug=region, status="granted")
        return {(bool(row.scheme) and propose(row).status, row.granted) for row in granted}

    assert shown("hessen") == {("determined", Decimal(4)), ("determined", Decimal(6))}
    assert shown("sachsen") == {(False, Decimal(6)), (False, Decimal(5))}
