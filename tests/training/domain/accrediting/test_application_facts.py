from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from training.domain.accrediting import application_facts
from training.domain.accrediting.application_facts import ApplicationError, Disclosed, Sponsoring, Texts, facts_of, people_of
from training.domain.scheduling import schedule
from training.models import ApplicationFacts, ChangeNotice, LearningGoal, Sponsor

pytestmark = pytest.mark.django_db
TEXTS = Texts(goals="Recognise\nAct", contact="Kim", evaluation="A form")
LEFT_OUT = {"texts": TEXTS, "without_sponsors": False, "sponsors": (), "disclosures": ()}


@pytest.fixture
def event(region):
    return factories.event(region, scientific_lead="Dr. Ada Muster")


def record(event, now, **fields):
    return application_facts.record_facts(event, **LEFT_OUT | fields, now=now)


def test_what_is_recorded_replaces_what_was(event, now):
    record(event, now, sponsors=[Sponsoring(name="Old")], disclosures=[Disclosed(name="Dr. Ada Muster", statement="None")])
    record(event, now, sponsors=[Sponsoring(name="New", amount=Decimal("3500.50"), purpose="Stand")])
    assert list(event.sponsors.values_list("name", "amount", "currency", "purpose")) == [
        ("New", Decimal("3500.50"), "EUR", "Stand")
    ]
    assert not event.disclosures.exists()
    assert (facts_of(event).goals, ApplicationFacts.objects.count()) == ("Recognise\nAct", 1)


def test_an_event_of_which_nothing_is_recorded_has_empty_facts(event):
    assert (facts_of(event).goals, facts_of(event).without_sponsors, ApplicationFacts.objects.count()) == ("", False, 0)


def test_sponsors_of_an_event_said_to_have_none_are_refused(event, now):
    with pytest.raises(ApplicationError, match="ticked that there are none"):
        record(event, now, without_sponsors=True, sponsors=[Sponsoring(name="Company")])
    assert not ApplicationFacts.objects.exists()


def test_two_statements_of_one_person_are_refused(event, now):
    twice = [Disclosed(name="Dr. A", statement="None"), Disclosed(name="Dr. A", statement="Shares")]
    with pytest.raises(ApplicationError, match="two statements of Dr"):
        record(event, now, disclosures=twice)


def test_no_sum_below_nothing_is_stored(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sponsor.objects.create(event=event, name="Company", amount=Decimal(-1))


def test_everybody_who_leads_is_asked_once(event):
    slot = event.slots.get()
    for lead in ("Prof. Bo", "", "Dr. Ada Muster", "Prof. Bo"):
        factories.session(slot, lead=lead)
    assert people_of(event) == ["Dr. Ada Muster", "Prof. Bo"]


def test_scheduling_copies_the_goals_of_the_page_which_are_the_events_own_from_then_on(now):
    region = factories.office("Hessen")
    page = factories.course(region, ("Erkennen", "lecture", 90))
    for position, text in enumerate(("Recognise", "Act")):
        LearningGoal.objects.create(page=page, text=text, sort_order=position)
    event = schedule(page, region=region, start=now, capacity=5, now=now)
    page.goals.all().delete()
    assert facts_of(event).goals == "Recognise\nAct"


def test_bodies_that_granted_have_to_be_told_of_a_new_sponsor(event, now):
    record(event, now)
    factories.grant(event)
    record(event, now)
    assert not ChangeNotice.objects.exists()
    record(event, now, sponsors=[Sponsoring(name="Company", amount=Decimal(5000))])
    assert list(ChangeNotice.objects.values_list("kinds", flat=True)) == [["details"]]
