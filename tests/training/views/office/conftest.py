from datetime import timedelta

import pytest
from wagtail.users.models import UserProfile

from tests import factories
from training.models import SessionBooking


@pytest.fixture
def region(db):
    return factories.office("Hessen")


@pytest.fixture
def organiser(region):
    user = factories.staff(region)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def office(client, organiser):
    """A browser in which the region's organiser is signed in."""
    client.force_login(organiser)
    return client


@pytest.fixture
def event(region):
    """An event that runs today, with a choice between two forums and one confirmed participant in the first."""
    event = factories.event(region, starts_in=timedelta(0))
    slot = factories.slot(event, "Run 1")
    chosen = factories.session(slot, title="Forum A", capacity=5, taken=1)
    factories.session(slot, title="Forum B", capacity=5)
    registration = factories.registration(event, factories.person("Kim Beispiel"))
    SessionBooking.objects.create(registration=registration, session=chosen, slot=slot)
    return event


@pytest.fixture
def registration(event):
    return event.registrations.get()
