import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests import factories
from training.models import CreditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def event(region):
    event = factories.event(region, starts_in=timedelta(days=-2))
    factories.grant(event)
    for _person in range(2):
        factories.attended(factories.registration(event))
    return event


def award(code):
    out = io.StringIO()
    call_command("credits", "award", code, stdout=out, stderr=out)
    return out.getvalue()


def test_the_credits_of_an_event_are_awarded_once(event):
    assert award(event.code) == "2 people, 4 new entries.\n"
    assert award(event.code) == "2 people, 0 new entries.\n"
    assert CreditEntry.objects.count() == 4


def test_who_fails_is_named_by_the_key_of_the_registration(event):
    award(event.code)
    broken = event.registrations.first()
    CreditEntry.objects.filter(registration=broken).update(facts={})
    out = io.StringIO()
    with pytest.raises(CommandError, match="run the command again"):
        call_command("credits", "award", event.code, stdout=out, stderr=out)
    assert f"Registration {broken.pk}: " in out.getvalue()


def test_an_unknown_code_is_refused():
    with pytest.raises(CommandError, match="no event with the code XX-1"):
        award("XX-1")
