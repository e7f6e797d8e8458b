from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import factories
from tests.conftest import SignedInClient

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z" fill="#102030"/></svg>'


@pytest.fixture
def hesse(db):
    return factories.office("Hessen", language="en")


@pytest.fixture
def editor(hesse):
    return factories.staff(hesse, role="editors")


@pytest.fixture
def client(editor):
    client = SignedInClient(headers={"accept-language": "en"})
    client.force_login(editor)
    return client


@pytest.fixture
def svg():
    """An uploaded drawing: ``svg()`` is a square, ``svg("<svg …")`` any."""
    return lambda text=SQUARE, name="logo.svg": SimpleUploadedFile(name, text.encode(), "image/svg+xml")


@pytest.fixture
def png():
    def make(size=(60, 30), mode="RGBA", colour=(0, 0, 0, 0)):
        written = BytesIO()
        Image.new(mode, size, colour).save(written, "PNG")
        return SimpleUploadedFile("signature.png", written.getvalue(), "image/png")

    return make
