"""What bodies ask for, the pack, and the notices: on the screens."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plugins.models import RegionLogEntry
from tests import factories
from training.domain.accrediting.application_facts import facts_of
from training.models import ApplicationFacts, NoticeFile

pytestmark = pytest.mark.django_db
COUNTS = {"sponsors-TOTAL": 2, "sponsors-INITIAL": 0, "disclosures-TOTAL": 2, "disclosures-INITIAL": 1}
EMPTY = {f"{name}_FORMS": str(count) for name, count in COUNTS.items()}
PDF = b"%PDF-1.7 a notice"


@pytest.fixture
def event(event):
    event.scientific_lead = "Dr. Ada Muster"
    event.save()
    return event


@pytest.fixture
def accreditation(event):
    return factories.grant(event, granted=None, status="planned", body="Kammer", scheme="de_mfbo2024", category="A")


def url(name, *args):
    return reverse(f"events:{name}", args=args)


def log_of(event, action):
    return list(RegionLogEntry.objects.filter(object_id=str(event.pk), action=action).values_list("data", flat=True))


def sent(**more):
    return EMPTY | {"disclosures-0-name": "Dr. Ada Muster", "disclosures-0-statement": ""} | more


def test_everybody_who_leads_has_a_row_and_the_currency_is_the_countrys(office, event):
    page = office.get(url("application", event.pk)).content.decode()
    assert 'value="Dr. Ada Muster"' in page
    assert 'value="EUR"' in page
    event.region.country = "DK"
    event.region.save()
    assert 'value="DKK"' in office.get(url("application", event.pk)).content.decode()


def test_what_is_entered_is_saved_and_logged(office, event):
    posted = sent(**{
        "goals": "Recognise", "sponsors-0-name": "Company", "sponsors-0-amount": "3500.5", "sponsors-0-currency": "EUR",
        "disclosures-0-statement": "None",
    })  # fmt: skip
    response = office.post(url("application", event.pk), posted)
    assert response.status_code == 302
    assert facts_of(event).goals == "Recognise"
    assert list(event.sponsors.values_list("name", "amount", "currency")) == [("Company", Decimal("3500.50"), "EUR")]
    assert list(event.disclosures.values_list("name", "statement")) == [("Dr. Ada Muster", "None")]
    assert log_of(event, "training.application") == [{}]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sponsors-0-amount": "5"}, "Enter the name of the sponsor"),
        ({"sponsors-0-name": "Company", "sponsors-0-amount": "-1"}, "greater than or equal to 0"),
        ({"sponsors-0-name": "Company", "sponsors-0-currency": "€"}, "Three letters, such as EUR."),
        ({"disclosures-1-statement": "Shares"}, "Enter whose statement this is"),
        ({"disclosures-1-name": "Dr. Bo"}, "Enter what this person declared"),
        ({"sponsors-0-name": "Company", "without_sponsors": "on"}, "ticked that there are none"),
        (
            {"disclosures-0-statement": "x", "disclosures-1-name": "Dr. Ada Muster", "disclosures-1-statement": "y"},
            "two statements of Dr. Ada Muster",
        ),
    ],
)
def test_bad_input_is_answered_in_words_and_nothing_typed_is_lost(office, event, wrong, sentence):
    page = office.post(url("application", event.pk), sent(goals="Kept while typing", **wrong)).content.decode()
    assert sentence in page
    assert "Kept while typing" in page
    assert all(value in page for value in wrong.values() if value != "on")
    assert not ApplicationFacts.objects.exists()


def test_a_row_that_is_emptied_is_gone_and_a_prefilled_name_alone_is_no_statement(office, event):
    office.post(url("application", event.pk), sent(**{"disclosures-0-statement": "None"}))
    office.post(url("application", event.pk), sent())
    assert not event.disclosures.exists()


def test_the_accreditation_says_what_the_application_lacks_and_where_it_is_entered(office, event, accreditation):
    page = office.get(url("accreditation", event.pk, accreditation.pk)).content.decode()
    assert "The learning goals are missing." in page
    assert f'<a href="{url("application", event.pk)}">Enter it under “What bodies ask for”' in page
    assert url("pack", event.pk, accreditation.pk) in page


def test_the_pack_is_downloaded_with_its_gaps_and_logged(office, event, accreditation):
    response = office.get(url("pack", event.pk, accreditation.pk))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == f'attachment; filename="{event.code}-kammer.pdf"'
    assert response.content.startswith(b"%PDF-")
    assert "no-store" in response["Cache-Control"]
    assert log_of(event, "training.pack") == [{"body": "Kammer"}]


def test_a_notice_is_kept_opened_and_each_opening_is_logged(office, organiser, event, accreditation):
    upload = SimpleUploadedFile("Bescheid.pdf", PDF, content_type="text/html")
    assert office.post(url("notice_add", event.pk, accreditation.pk), {"file": upload, "label": "First"}).status_code == 302
    notice = accreditation.notices.get()
    assert (notice.label, notice.added_by) == ("First", organiser)
    page = office.get(url("accreditation", event.pk, accreditation.pk)).content.decode()
    assert url("notice", event.pk, accreditation.pk, notice.pk) in page
    response = office.get(url("notice", event.pk, accreditation.pk, notice.pk))
    assert (b"".join(response.streaming_content), response["Content-Type"]) == (PDF, "application/pdf")
    assert response["Content-Disposition"].startswith("attachment")
    assert log_of(event, "training.notice_open") == [{"body": "Kammer"}]


def test_a_file_of_another_kind_is_refused_in_words(office, event, accreditation):
    upload = SimpleUploadedFile("Bescheid.pdf", b"MZ a programme", content_type="application/pdf")
    page = office.post(url("notice_add", event.pk, accreditation.pk), {"file": upload, "label": "First"}).content.decode()
    assert "neither a PDF nor a picture" in page
    assert 'value="First"' in page
    assert not NoticeFile.objects.exists()


def test_deleting_a_notice_asks_first(office, event, accreditation, now):
    notice = kept(accreditation, now)
    address = url("notice_delete", event.pk, accreditation.pk, notice.pk)
    office.get(address)
    assert accreditation.notices.exists()
    office.post(address)
    assert not accreditation.notices.exists()
    assert log_of(event, "training.notice_delete") == [{"body": "Kammer"}]


def test_a_notice_whose_file_is_lost_is_not_found_and_not_logged_as_opened(office, event, accreditation, now):
    notice = kept(accreditation, now)
    notice.file.storage.delete(notice.file.name)
    assert office.get(url("notice", event.pk, accreditation.pk, notice.pk)).status_code == 404
    assert log_of(event, "training.notice_open") == []


def test_papers_of_another_event_or_body_are_not_found(office, region, event, accreditation, now):
    notice, other = kept(accreditation, now), factories.grant(event, body="Other")
    strangers = [
        url("pack", factories.event(region).pk, accreditation.pk),
        url("notice", event.pk, other.pk, notice.pk),
        url("notice_delete", event.pk, other.pk, notice.pk),
    ]
    assert {office.get(address).status_code for address in strangers} == {404}


def test_those_who_may_only_look_open_the_papers_but_change_nothing(client, region, event, accreditation, now):
    user = factories.staff(region)
    group = region.groups.get(role="organisers").group
    group.permissions.remove(*group.permissions.filter(codename__in=["change_accreditation", "change_event"]))
    client.force_login(user)
    notice = kept(accreditation, now)
    assert client.get(url("notice", event.pk, accreditation.pk, notice.pk)).status_code == 200
    refused = [
        url("application", event.pk),
        url("notice_add", event.pk, accreditation.pk),
        url("notice_delete", event.pk, accreditation.pk, notice.pk),
    ]
    assert {client.post(address).status_code for address in refused} == {404}


def kept(accreditation, now):
    return factories.notice(accreditation, now=now)
