import pytest

from certificates.domain import issue


@pytest.fixture
def certificate(attended, now):
    return issue(attended, now=now)
