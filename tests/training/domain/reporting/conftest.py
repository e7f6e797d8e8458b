from datetime import timedelta

import pytest
from django.utils import translation

from plugins.models import PluginActivation
from tests import factories
from tests.plugins.regions.eiv_server import VNR, EivServer
from tests.training.domain.awarding import award
from training.encryption import Secret
from training.models import RegistrationNumber

EFNS = ("802760020090329", "812760000000007", "802760901234566")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _no_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def eiv():
    with EivServer() as server:
        yield server


@pytest.fixture
def accreditation(db, eiv, now):
    return over_and_awarded(eiv, now)


def over_and_awarded(eiv, now, *, numbers=EFNS, region=None):
    """A grant for an event of yesterday, closed and awarded, whose region reports to this server: one person a number."""
    region = region or factories.office("Hessen", language="en")
    PluginActivation.objects.get_or_create(region=region, plugin="de", config={"eiv_address": eiv.address})
    event = factories.event(region, starts_in=timedelta(days=-1), attendance_closed_at=now, capacity=max(10, len(numbers)))
    grant = factories.grant(event, scheme="de_mfbo2024", reference=VNR)
    for position, number in enumerate(numbers):
        take_part(event, number, name=f"Person {position}")
    award(event, now=now)
    return grant


def take_part(event, number, **person):
    registration = factories.attended(factories.registration(event, factories.person(**{"profession": "physician"} | person)))
    if number:
        row = RegistrationNumber(registration=registration, key="de_efn")
        row.set_value(Secret.of(number))
        row.save()
    return registration
