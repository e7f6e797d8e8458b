import pytest
from django.utils import translation

from tests.plugins.conftest import installed  # noqa: F401 a fixture


@pytest.fixture(autouse=True)
def english():
    """Sentences are asserted in the language they are written in, whatever the catalogues say."""
    with translation.override("en"):
        yield
