from decimal import Decimal

import pytest

from tests import factories
from training.domain.accrediting.application_facts import Disclosed, Sponsoring, Texts, record_facts
from training.domain.accrediting.application_pack import pack_of
from training.models import Accreditation

pytestmark = pytest.mark.django_db
FULL = Texts(goals="Recognise\n\nAct", contact="Kim", evaluation="A form", attendance_check="Polls", number_capture="Asked")


@pytest.fixture
def event(region):
    return factories.event(region, scientific_lead="Dr. Ada Muster", venue=factories.venue(region))


@pytest.fixture
def accreditation(event):
    return factories.grant(event, granted=None, status="planned", scheme="de_mfbo2024", category="A")


def complete(event, now, **fields):
    event.sessions.update(lead="Dr. Ada Muster")
    said = {
        "texts": FULL,
        "without_sponsors": True,
        "sponsors": (),
        "disclosures": [Disclosed(name="Dr. Ada Muster", statement="None")],
    }
    record_facts(event, **said | fields, now=now)


def gaps(accreditation, now):
    fresh = Accreditation.objects.select_related("event__region", "event__venue").get(pk=accreditation.pk)
    return list(pack_of(fresh, now=now).gaps)


def test_an_application_with_all_that_bodies_ask_for_has_no_gap(event, accreditation, now):
    complete(event, now)
    assert gaps(accreditation, now) == []


def test_what_is_missing_is_named_with_the_screen_where_it_is_entered(event, accreditation, now):
    event.scientific_lead, event.venue = "", None
    event.save()
    assert gaps(accreditation, now) == [
        ("The scientific lead is missing.", "edit"),
        ("The venue is missing.", "edit"),
        ("It is not said who answers questions of the body.", "application"),
        ("The learning goals are missing.", "application"),
        ("It is not said who leads: Einführung.", "programme"),
        ("It is not said how the event is evaluated.", "application"),
        ("It is not said whether there are sponsors.", "application"),
    ]


def test_online_events_say_how_attendance_is_checked_and_numbers_captured(event, accreditation, now):
    complete(event, now, texts=Texts(goals="Act", contact="Kim", evaluation="A form"))
    event.sessions.update(delivery="virtual")
    assert [sentence for sentence, _screen in gaps(accreditation, now)] == [
        "It is not said how continuous attendance is checked online.",
        "It is not said how professional numbers are captured online.",
    ]


def test_a_sponsor_without_a_sum_and_a_speaker_without_a_statement_are_gaps(event, accreditation, now):
    complete(event, now, without_sponsors=False, sponsors=[Sponsoring(name="Company")], disclosures=())
    assert [sentence for sentence, _screen in gaps(accreditation, now)] == [
        "The sum is missing of: Company.",
        "Nothing is said of the conflicts of interest of: Dr. Ada Muster.",
    ]


def test_an_empty_programme_is_a_gap(event, accreditation, now):
    complete(event, now)
    event.slots.all().delete()
    assert gaps(accreditation, now) == [("The programme is empty.", "programme")]


def test_the_proposal_is_that_of_the_rule_with_its_lines(event, accreditation, now):
    pack = pack_of(accreditation, now=now)
    assert (pack.proposal.amount, pack.category, pack.minutes, pack.seats) == (Decimal(2), "A: lecture and discussion", 90, 10)
    assert pack.goals == ()


def test_the_learning_check_is_announced_as_the_body_asks_for_it(event, accreditation, now):
    assert pack_of(accreditation, now=now).learning_check is None
    factories.learning_check(event, questions=10, options=5, pass_percent=70)
    check = pack_of(accreditation, now=now).learning_check
    assert (check.title, check.shape.questions, check.shape.options, check.percent) == ("Check", 10, 5, 70)


def test_without_a_rule_there_is_no_proposal(event, now):
    pack = pack_of(factories.grant(event, category="X"), now=now)
    assert (pack.proposal, pack.scheme, pack.category) == (None, None, "X")


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_a_fixed_number_of_queries(event, accreditation, rows, now, django_assert_num_queries):
    for number in range(rows):
        factories.session(factories.slot(event, f"Slot {number}"), lead=f"Dr. {number}")
    complete(
        event,
        now,
        without_sponsors=False,
        sponsors=[Sponsoring(name=f"Company {number}", amount=Decimal(1)) for number in range(rows)],
    )
    fresh = Accreditation.objects.select_related("event__region", "event__venue").get(pk=accreditation.pk)
    with django_assert_num_queries(14):
        pack_of(fresh, now=now).gaps  # noqa: B018
