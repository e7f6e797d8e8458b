import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are asserted in the language they are written in, whatever the catalogues say."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield
