from contextlib import nullcontext
from datetime import timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info
from training.domain.accrediting.deadlines import deadlines_of
from training.domain.asked_numbers import asked_for
from training.domain.number_retention import MARGIN, forget_overdue, hand_in, last_day
from training.domain.numbers import GivenNumber, NumberError, forget_reported, give_numbers
from training.domain.registration import (
    Answers,
    cancel,
    confirm_request,
    expire_requests,
    reject,
    request_registration,
)
from training.domain.transitions import move
from training.encryption import Secret
from training.enums import RegistrationState
from training.models import Accreditation, Event, RegistrationNumber

pytestmark = pytest.mark.django_db
EFN = "802760020090329"
KEPT_FOR_LONG = """
from plugins.api import CreditParameter, CreditScheme, ProfessionalNumber, hookimpl

@hookimpl
def professional_numbers():
    return [ProfessionalNumber(key="acme", label="Badge", schemes=("acme_points",), normalise=str)]

@hookimpl
def credit_schemes():
    return [CreditScheme(key="acme_points", label="Acme", authority="Acme", source="acme", unit="points", compute=id,
                         parameters={"report_days": CreditParameter(label="Days", default=200)})]
"""
CHANGES = [(before, after) for before, following in RegistrationState.next.items() for after in sorted(following)]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def event(region):
    return factories.asks_for_efn(factories.event(region, starts_in=timedelta(0)))


def efn(**fields):
    return GivenNumber(key="de_efn", value=Secret.of(EFN), **fields)


def numbered(event, **fields):
    made = factories.registration(event, **fields)
    give_numbers(made, [efn()])
    return made


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_a_number_goes_with_the_end_of_a_registration_and_with_no_other_change(event, now, before, after):
    registration = numbered(event, state=before, holds_seat=False)
    move(registration, RegistrationState(after), now=now)
    number = registration.numbers.get()
    ended = after in {"cancelled", "rejected", "expired"}
    assert (number.reveal(), number.lookup == "", number.forgotten_because) == (
        (None, True, "ended") if ended else (EFN, False, "")
    )


def test_all_states_that_lead_nowhere_by_themselves_are_ends():
    """The table above is the whole table: whoever adds a state is asked here whether numbers go with it."""
    assert RegistrationState.ended == {"cancelled", "rejected", "expired"}
    assert set(RegistrationState.values) - RegistrationState.ended == {
        "requested",
        "pending",
        "waiting",
        "confirmed",
    }


def requested(event, now):
    answers = Answers(name="Kim", email="kim@practice.example")
    return request_registration(event, answers=answers, sessions=[], numbers=[efn(to_keep=True)], now=now)


@pytest.mark.parametrize("end", ["cancel", "reject", "expire", "double"])
def test_on_every_way_out_the_number_goes_at_once(event, now, end):
    event.needs_approval = end == "reject"
    Event.objects.update(
        needs_approval=event.needs_approval,
        start=now + timedelta(days=1),
        end=now + timedelta(days=2),
        registration_closes=None,
    )
    event.refresh_from_db()
    registration, person = requested(event, now), factories.person()
    if end == "expire":
        expire_requests(now=now + timedelta(hours=1))
    elif end == "double":
        factories.registration(event, person)
        confirm_request(registration, person=person, now=now)
    else:
        registration = confirm_request(registration, person=person, now=now)
        cancel(registration, now=now) if end == "cancel" else reject(registration, by=None, reason="Full", now=now)
    number = registration.numbers.get()
    assert (number.reveal(), number.forgotten_because, number.to_keep) == (None, "ended", False)


def test_whoever_enters_the_code_too_late_can_give_the_number_again(event, now):
    Event.objects.update(start=now + timedelta(days=1), end=now + timedelta(days=2), registration_closes=None)
    event.refresh_from_db()
    registration, person = requested(event, now), factories.person()
    expire_requests(now=now + timedelta(hours=1))
    late = confirm_request(registration, person=person, now=now + timedelta(hours=2))
    assert [(one.key, one.stored) for one in asked_for(event, registration=late)] == [("de_efn", None)]
    give_numbers(late, [efn()])
    number = late.numbers.get()
    assert (number.reveal(), number.forgotten_at, number.forgotten_because, number.remainder) == (EFN, None, "", "")


def day_after(event, days):
    return event.end + days + timedelta(minutes=1)


def test_a_number_waits_for_the_bodys_deadline_and_the_margin(event):
    Accreditation.objects.update(scheme="de_sn_2013")
    due = deadlines_of(event.accreditations.get()).report
    assert due == event.end.astimezone(ZoneInfo(event.time_zone)).date() + timedelta(days=14)
    number = numbered(event).numbers.get()
    assert last_day(event, "de_efn") == due + MARGIN
    assert forget_overdue(now=day_after(event, timedelta(days=14) + MARGIN)) == 0
    moment = day_after(event, timedelta(days=15) + MARGIN)
    assert (forget_overdue(now=moment), forget_overdue(now=moment)) == (1, 0)
    number.refresh_from_db()
    assert (number.value, number.lookup, number.masked) == (None, "", "•••••••••••0329")
    assert (number.forgotten_at, number.get_forgotten_because_display()) == (moment, "it was not reported in time")


def test_the_latest_deadline_of_several_bodies_counts_and_one_that_refused_does_not(event):
    factories.grant(event, body="Other", scheme="de_sn_2013")
    end = event.end.astimezone(ZoneInfo(event.time_zone)).date()
    assert last_day(event, "de_efn") == end + timedelta(days=14) + MARGIN
    event.accreditations.filter(body="Other").update(status="refused", granted=None)
    own = deadlines_of(event.accreditations.get(scheme="de_mfbo2024")).report or end
    assert last_day(event, "de_efn") == own + MARGIN


@pytest.mark.parametrize("unknown", ["scheme", "plugin"])
def test_without_a_known_deadline_the_end_of_the_event_counts(event, unknown):
    numbered(event)
    if unknown == "scheme":
        Accreditation.objects.update(scheme="hours")
    else:
        PluginActivation.objects.update(enabled=False)
        RegistrationNumber.objects.update(key="gone_badge")
    assert [forget_overdue(now=day_after(event, MARGIN + timedelta(days=days))) for days in (0, 1)] == [0, 1]


def test_of_an_event_that_was_called_off_numbers_go_at_once(event, now):
    number = numbered(event).numbers.get()
    assert forget_overdue(now=now) == 0
    Event.objects.update(state="cancelled")
    assert forget_overdue(now=now) == 1
    number.refresh_from_db()
    assert (number.reveal(), number.get_forgotten_because_display()) == (None, "the event was called off")


def test_a_report_comes_first_and_its_receipt_stays(event, now):
    number = numbered(event).numbers.get()
    forget_reported(number, receipt="R-1", now=now)
    assert forget_overdue(now=day_after(event, timedelta(days=400))) == 0
    number.refresh_from_db()
    assert (number.receipt, number.forgotten_at) == ("R-1", None)


def test_a_number_given_again_for_a_correction_goes_too_and_the_receipt_stays(event, now):
    number = numbered(event).numbers.get()
    forget_reported(number, receipt="R-1", now=now)
    number.refresh_from_db()
    number.set_value(Secret.of(EFN))
    number.save()
    assert forget_overdue(now=day_after(event, timedelta(days=400))) == 1
    number.refresh_from_db()
    assert (number.reveal(), number.receipt, number.masked, number.forgotten_at) == (None, "R-1", "•••••••••••0329", None)


@pytest.mark.parametrize("events", [1, 3])
def test_a_tick_with_nothing_overdue_takes_two_queries(region, now, events, django_assert_num_queries):
    for _one in range(events):
        numbered(factories.asks_for_efn(factories.event(region)), holds_seat=False) if _one == 0 else factories.event(region)
    with django_assert_num_queries(2):
        assert forget_overdue(now=now) == 0


@pytest.mark.parametrize(("late", "kept"), [(0, [EFN]), (1, [])])
def test_the_office_is_handed_numbers_until_their_last_day(event, now, late, kept):
    registration = factories.registration(event)
    then = now + (last_day(event, "de_efn") - event.day_of(now)) + timedelta(days=late)
    with pytest.raises(NumberError, match="The time in which") if late else nullcontext():
        hand_in(registration, [efn()], now=then)
    assert [number.reveal() for number in registration.numbers.all()] == kept


@pytest.mark.django_db(transaction=True)
def test_plugins_say_how_long_a_number_is_kept_before_the_transaction_that_stores_it(region, now, installed):
    """Where settings are older than the plugin, its own code brings them up to date: it notes here where it was called."""
    installed.install(
        "acme",
        {
            "__init__.py": info("acme", hooks="acme.hooks", settings_version=2, settings_migrate="acme.older.migrate"),
            "hooks.py": KEPT_FOR_LONG,
            "older.py": "from django.db import connection\nASKED = []\n"
            "def migrate(version, values):\n    ASKED.append(connection.in_atomic_block)\n    return values\n",
        },
    )
    PluginActivation.objects.create(region=region, plugin="acme", config={"x": 1}, config_version=1)
    event = factories.event(region)
    factories.grant(event, scheme="acme_points")
    registration = factories.registration(event)
    hand_in(registration, [GivenNumber(key="acme", value=Secret.of("12345"))], now=now)
    asked = import_module("acme.older").ASKED
    assert (registration.numbers.get().reveal(), set(asked)) == ("12345", {False})
