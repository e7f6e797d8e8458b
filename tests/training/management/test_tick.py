"""The tick as a command, as the supervisor and cron start it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from training.domain import upkeep
from training.domain.numbers import GivenNumber, give_numbers
from training.domain.registration import Answers, request_registration
from training.encryption import Secret
from training.models import Registration

pytestmark = pytest.mark.django_db


def tick(**options) -> str:
    out = StringIO()
    call_command("tick", stdout=out, **options)
    return out.getvalue().strip()


def test_a_tick_without_work_says_nothing(region):
    factories.event(region)
    assert tick() == ""


def test_a_tick_ends_late_requests_moves_up_and_sends(region, now, mailoutbox):
    event = factories.event(region, capacity=1)
    hour_ago = now - timedelta(hours=1)
    request_registration(event, answers=Answers(name="Kim", email="kim@example.org"), sessions=[], now=hour_ago)
    factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None, waiting_since=now)
    assert tick() == "expired 1, sent 1"
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["confirmed", "expired"]
    assert len(mailoutbox) == 1


def test_a_tick_moves_up_those_for_whom_seats_were_added(region, now):
    event = factories.event(region, capacity=3)
    for _ in range(4):
        factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None, waiting_since=now)
    assert tick() == "promoted 3, sent 3"


def test_a_tick_deletes_numbers_that_nobody_reported(region):
    event = factories.asks_for_efn(factories.event(region, starts_in=timedelta(days=-200)))
    give_numbers(factories.registration(event), [GivenNumber(key="de_efn", value=Secret.of("802760020090329"))])
    assert (tick(), tick()) == ("forgotten 1", "")


def test_a_counter_that_differs_is_logged_and_left(region, caplog):
    event = factories.event(region)
    event.seat_classes.update(taken=3)
    assert tick() == "drift 1"
    assert caplog.messages == [f"{event.code}: seats {event.seat_classes.get().pk} says 3, but 0 are held."]
    assert event.seat_classes.get().taken == 3


def test_a_step_that_fails_is_named_and_keeps_no_other_from_running(region, monkeypatch):
    def broken(*, now):
        raise OSError

    monkeypatch.setitem(upkeep.STEPS, "expired", broken)
    factories.event(region).seat_classes.update(taken=3)
    with pytest.raises(CommandError, match="expired"):
        tick()


def test_a_pause_of_nothing_is_refused(region):
    with pytest.raises(CommandError, match="whole seconds"):
        tick(every=0)
