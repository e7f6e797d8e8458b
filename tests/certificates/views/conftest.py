import pytest

from certificates.domain import issue
from cms.models import User
from tests.certificates.making import with_file
from tests.conftest import SignedInClient


@pytest.fixture
def client():
    return SignedInClient(headers={"accept-language": "en"})


@pytest.fixture
def holder(attended):
    user = User.objects.create_user("kim@example.org")
    attended.person.user, attended.person.language = user, "en"
    attended.person.save()
    return user


@pytest.fixture
def certificate(attended, now):
    return with_file(issue(attended, now=now), now=now)
