import pytest

from certificates.domain import issue, render_file
from cms.models import User
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
    return render_file(issue(attended, now=now), now=now)
