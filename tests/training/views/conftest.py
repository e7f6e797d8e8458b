import pytest
from django.conf import settings


@pytest.fixture
def client(client):
    """A visitor who chose English on the site, so that pages speak it whatever the region's language and the catalogues."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client
