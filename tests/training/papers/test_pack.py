"""The paper itself: what its reader, a screen reader and a checker find in it."""

from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from tests import factories
from training.domain.accrediting.application_facts import Disclosed, Sponsoring, Texts, record_facts
from training.papers.pack import application_pack

pytestmark = pytest.mark.django_db
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"


def text(pdf):
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def event(db):
    region = factories.region(language="en")
    return factories.event(region, title="Protecting & caring", scientific_lead="Dr. Ada Muster", venue=factories.venue(region))


@pytest.fixture
def accreditation(event):
    return factories.grant(event, granted=None, status="applied", scheme="de_mfbo2024", category="A", body="Chamber <of> Hesse")


def test_the_pack_says_of_itself_that_it_is_pdf_ua_1_with_a_title_in_the_regions_language(accreditation, now):
    with pikepdf.open(BytesIO(application_pack(accreditation, now=now))) as document, document.open_metadata() as metadata:
        assert metadata[PDFUA] == "1"
        assert metadata["dc:title"] == "Application to Chamber <of> Hesse: Protecting & caring"
        assert (str(document.Root.Lang), bool(document.Root.MarkInfo.Marked)) == ("en", True)


def test_it_is_written_in_the_language_of_the_region_whatever_the_reader_speaks(accreditation, now):
    accreditation.event.region.language = "de"
    with pikepdf.open(BytesIO(application_pack(accreditation, now=now))) as document:
        assert str(document.Root.Lang) == "de"


def test_it_holds_times_breaks_sums_sponsors_and_disclosures(event, accreditation, now):
    factories.session(factories.slot(event, "Run 1"), title="Forum A", lead="Prof. Bo")
    record_facts(
        event,
        texts=Texts(goals="Recognise harm\nAct on it", contact="Kim, 0611 1", evaluation="A form"),
        without_sponsors=False,
        sponsors=[Sponsoring(name="Company", amount=Decimal("4500"), purpose="A stand")],
        disclosures=[Disclosed(name="Prof. Bo", statement="Shares of a company")],
        now=now,
    )
    said = text(application_pack(accreditation, now=now))
    expected = [
        "Chamber <of> Hesse", "A: lecture and discussion", "4 points", "4 whole units of 45 minutes", "Break",
        "Teaching on this day, without breaks 180", "Forum A Prof. Bo 90", "Recognise harm", "Act on it", "Kim, 0611 1",
        "Company A stand 4,500.00 EUR", "Prof. Bo Shares of a company", "Dr. Ada Muster Missing", "from what was recorded",
    ]  # fmt: skip
    assert [words for words in expected if words not in said] == []


def test_what_is_missing_shows_as_missing(accreditation, now):
    said = text(application_pack(accreditation, now=now))
    assert "Not entered yet" in said
    assert "It is not said whether there are sponsors." in said


def test_the_same_facts_at_the_same_time_give_the_same_bytes(accreditation, now):
    assert application_pack(accreditation, now=now) == application_pack(accreditation, now=now)


def test_changes_since_the_grant_are_named(event, now):
    granted = factories.grant(event)
    granted.changes.create(kinds=["time"], changed_at=now)
    said = text(application_pack(granted, now=now))
    assert "Changed since the grant" in said
    assert "the time" in said
