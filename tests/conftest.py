import pytest
from django.utils import timezone

from tests import factories


@pytest.fixture
def region(db):
    return factories.region()


@pytest.fixture
def now():
    return timezone.now()
