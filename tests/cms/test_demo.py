from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page

from cms.demo import danmark, hessen, kronoberg, mecklenburg, sachsen
from cms.demo.events import HESSIAN_CHAMBER
from cms.demo.hessen import DISTRICTS, FORUMS
from cms.demo.load import load_demo
from cms.frame import PALETTES
from plugins.keys import BUILT_IN
from plugins.models import Region
from plugins.registry import certificate_templates, content_blocks, module_types
from plugins.runtime import active_plugins, offered_in
from training.domain.accrediting.application_pack import pack_of
from training.domain.credits.proposal import propose
from training.domain.learning_check.announced import announced_to
from training.domain.seating.availability import availability
from training.enums import ReportLineState
from training.models import (
    Accreditation,
    CreditEntry,
    CreditReportLine,
    Event,
    Message,
    Module,
    Registration,
    SessionBooking,
    SessionResult,
    TrainingPage,
)

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


def test_the_attendance_of_2019_is_closed_and_everybody_has_credits(demo):
    event = conference()
    assert event.attendance_closed_at == event.end
    assert [run.finished_at is None for run in event.credit_runs.all()] == [False]
    assert CreditEntry.objects.filter(registration__event=event, body=HESSIAN_CHAMBER, amount=6).count() == 260


def test_the_physicians_of_2019_were_reported_by_hand_and_nobody_else(demo):
    lines = CreditReportLine.objects.filter(report__accreditation__event=conference())
    by_hand = lines.filter(state=ReportLineState.BY_HAND)
    assert {line.registration.person.profession for line in by_hand.select_related("registration__person")} == {"physician"}
    assert by_hand.count() == lines.filter(registration__person__profession="physician").count() > 0
    assert Accreditation.objects.get(event=conference()).reported_on == date(2019, 5, 29)


def test_the_course_of_today_has_what_the_chamber_asks_for_with_its_letter(demo):
    event = Event.objects.get(page__slug="kooperation-einfuehrung")
    accreditation = event.accreditations.get()
    assert pack_of(accreditation, now=NOW).gaps == ()
    assert [notice.label for notice in accreditation.notices.all()] == ["Bescheid (Demo)"]
    assert event.sponsors.count() == 1


def test_the_learning_check_of_today_is_what_the_chamber_wants(demo):
    event = Event.objects.get(page__slug="kooperation-einfuehrung")
    accreditation = event.accreditations.get()
    told = announced_to(accreditation)
    assert (told.shape.questions, told.shape.options, told.percent, told.shortcomings) == (10, 5, 70, ())
    assert event.learning_check.is_released


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


OFFICES = [hessen, sachsen, mecklenburg, danmark, kronoberg]


@pytest.mark.parametrize("facts", OFFICES, ids=lambda facts: facts.REGION["slug"])
def test_each_region_speaks_its_language_with_its_plugins_and_a_letterhead_of_its_own(demo, facts):
    region = Region.objects.get(slug=facts.REGION["slug"])
    assert region.root_page.locale.language_code == region.language == facts.REGION["language"]
    assert active_plugins(region) == BUILT_IN | set(facts.PLUGINS)
    assert region.certificate_template in offered_in(region, certificate_templates())
    assert region.certificate_template != "standard"
    assert region.palette in PALETTES - {"samkurs"}


@pytest.mark.parametrize("facts", OFFICES, ids=lambda facts: facts.REGION["slug"])
def test_each_region_uses_every_module_type_and_block_of_its_own_plugin(demo, facts):
    region, own = Region.objects.get(slug=facts.REGION["slug"]), facts.PLUGINS[-1]
    used = set(Module.objects.filter(page__in=TrainingPage.objects.descendant_of(region.root_page)).values_list("module_type"))
    provided = {key for key, item in offered_in(region, module_types()).items() if item.plugin == own}
    assert provided <= {key for (key,) in used}
    blocks = {key for key, item in offered_in(region, content_blocks()).items() if item.plugin == own}
    pages = Page.objects.descendant_of(region.root_page, inclusive=True).specific()
    assert blocks <= {block.block_type for page in pages for block in getattr(page, "body", [])}


@pytest.mark.parametrize("facts", OFFICES, ids=lambda facts: facts.REGION["slug"])
def test_each_page_of_the_demo_could_be_published_by_an_editor(demo, facts):
    """What the demo writes past the forms, the forms would take."""
    region = Region.objects.get(slug=facts.REGION["slug"])
    for page in Page.objects.descendant_of(region.root_page, inclusive=True).specific():
        streams = [page.body] if hasattr(page, "body") else []
        streams += [module.content for module in page.modules.all()] if hasattr(page, "modules") else []
        for stream in streams:
            stream.stream_block.clean(stream)


@pytest.mark.parametrize("facts", OFFICES, ids=lambda facts: facts.REGION["slug"])
def test_each_region_has_an_event_to_come_and_pages_that_answer(demo, facts, client):
    region = Region.objects.get(slug=facts.REGION["slug"])
    coming = Event.objects.filter(region=region, start__gt=NOW)
    assert [availability(event, now=NOW).is_open for event in coming] == [True] * len(coming) != []
    for page in Page.objects.descendant_of(region.root_page, inclusive=True).live():
        response = client.get(page.url)
        assert (response.status_code, response.headers["Content-Language"]) == (200, region.language)
        assert b"cannot be shown at the moment" not in response.content
