import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_an_event_can_be_made_and_read_back(region):
    event = factories.event(region)
    registration = factories.registration(event)
    assert registration.event.ref.code == event.code


def test_keys_are_found_whole(region):
    from training.fields import holds
    from training.models import Event

    event = factories.event(region, professions=("nurse", "midwife"))
    assert list(Event.objects.filter(professions__contains=holds("nurse"))) == [event]
    assert not Event.objects.filter(professions__contains=holds("nur"))
    event.refresh_from_db()
    assert event.professions == ("nurse", "midwife")
