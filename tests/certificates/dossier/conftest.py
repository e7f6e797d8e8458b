import shutil
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.dossier import archive
from tests import factories
from tests.training.domain.awarding import award
from training.models import Accreditation


@pytest.fixture(autouse=True)
def empty_dossier_root(settings):
    yield
    shutil.rmtree(settings.DOSSIER_ROOT, ignore_errors=True)


@pytest.fixture
def event(region):
    """It takes place today, so that attendance can be recorded."""
    facts = {"scientific_lead": "Dr. Robin Muster", "venue": factories.venue(region)}
    return factories.event(region, starts_in=timedelta(0), **facts)


@pytest.fixture
def accreditation(event):
    return factories.grant(event, body="Kammer Süd", scheme="de_mfbo2024", category="A")


@pytest.fixture
def loaded(accreditation):
    """The accreditation as ``write_archive`` wants it."""
    return Accreditation.objects.select_related("event__region", "event__venue").get(pk=accreditation.pk)


@pytest.fixture
def awarded(attended, accreditation, now):
    """Kim took part in all of it and has the credits."""
    award(attended.event, now=now)
    return attended


def unpacked(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text(pdf):
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def only(monkeypatch):
    """Leaves no other parts in the dossier than these, for tests that look at no other: a paper takes its time to draw."""
    return lambda *parts: monkeypatch.setattr(archive, "PARTS", parts)


@pytest.fixture
def files_of(loaded, now, only):
    """The files of the dossier, or those of some of its parts; the contents are always among them."""

    def write(*parts):
        if parts:
            only(*parts)
        return unpacked(archive.write_archive(loaded, by="Robin Büro", now=now))

    return write
