import io
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from tests import factories
from tests.training.domain.awarding import award
from training.models import CreditWindow, ExternalCredit, Person

pytestmark = pytest.mark.django_db
ALL, BEGIN = "/my/credits/", "/my/credits/begin/"
PHYSICIANS = "/my/credits/accounts/de_mfbo2024/"
PDF = b"%PDF-1.7 a certificate"
TODAY = timezone.localdate()


@pytest.fixture
def person(django_user_model):
    user = django_user_model.objects.create_user("kim@praxis.example")
    return factories.person("Kim Beispiel", user=user, language="en")


@pytest.fixture
def member(client, person):
    client.force_login(person.user)
    return client


@pytest.fixture
def foreign(django_user_model):
    user = django_user_model.objects.create_user("robin@praxis.example")
    proof = ContentFile(PDF, name="proof.pdf")
    return factories.external_credit(factories.person("Robin Fremd", user=user), "5", proof=proof, title="Fremdes")


def own(person, amount="4", **fields):
    return factories.external_credit(person, amount, **{"date": TODAY - timedelta(days=30)} | fields)


def said(**fields):
    typed = {"title": "Sonography", "date": "2026-03-01", "amount": "4", "kind": "event", "is_medical": "on", "body": "Ward"}
    return typed | fields


def page(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", [ALL, BEGIN, PHYSICIANS, f"{PHYSICIANS}add/", f"{ALL}statement.pdf", f"{ALL}entries/1/"])
def test_whoever_is_not_signed_in_is_asked_to(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_my_page_leads_to_the_accounts(member):
    assert f'href="{ALL}"' in page(member, "/my/")


def test_an_account_without_person_is_told_what_to_do_and_gets_none_by_looking(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("new@praxis.example"))
    assert "Nothing is recorded yet. Begin an account with the body that asks you for credits" in page(client, ALL)
    assert [client.get(address).status_code for address in (BEGIN, PHYSICIANS, f"{PHYSICIANS}window/")] == [200] * 3
    assert Person.objects.count() == 0


def test_sum_limits_and_what_is_missing_are_said_in_words(member, person):
    own(person, "140")
    own(person, "70", kind="self_study")
    html = page(member, ALL)
    for words in (
        "<strong>190</strong> of 250 points",
        "50, at most 50 count",
        "60 points of 250 are missing.",
        "Not reached yet",
    ):
        assert words in html


def test_the_chart_has_a_table_with_the_same_numbers(member, person):
    CreditWindow.objects.create(person=person, scheme="de_rbp", end=date(2026, 12, 31))
    own(person, "8", scheme="de_rbp", date=date(2025, 5, 1))
    own(person, "4.5", scheme="de_rbp", date=date(2026, 5, 1))
    response = member.get("/my/credits/accounts/de_rbp/")
    chart, html = response.context["chart"], response.content.decode()
    assert [(bar.label, bar.amount, bar.width) for bar in chart.bars] == [("2025", 8, "168"), ("2026", Decimal("4.5"), "94")]
    assert '<th scope="row">2026</th><td>4.50</td>' in html
    assert "style=" not in html.partition("<svg viewBox")[2].partition("</svg>")[0]


def test_a_window_of_one_year_is_charted_by_month(member, person):
    CreditWindow.objects.create(person=person, scheme="ch_siwf", end=date(2026, 12, 31))
    own(person, "8", scheme="ch_siwf", date=date(2026, 5, 1))
    chart = member.get("/my/credits/accounts/ch_siwf/").context["chart"]
    assert ([bar.label for bar in chart.bars][::11], [int(bar.amount) for bar in chart.bars]) == (
        ["Jan 2026", "Dec 2026"],
        [0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0],
    )


@pytest.mark.parametrize("number", [1, 3, 500])
def test_the_pages_keep_their_number_of_queries(member, person, region, number, django_assert_num_queries):
    for position in range(3 if number > 3 else number):
        registration = factories.registration(factories.event(region, starts_in=timedelta(days=-position - 1)), person)
        factories.awarded(registration, "2", scheme="de_mfbo2024")
    rows = [
        ExternalCredit(person=person, scheme="de_mfbo2024", date=TODAY, amount=1, kind="event", title=f"Kurs {position}")
        for position in range(number)
    ]
    ExternalCredit.objects.bulk_create(rows)
    member.get(ALL)  # fills what is cached for all
    with django_assert_num_queries(QUERIES + 1):  # the corrections
        assert "Kurs" in page(member, ALL)
    with django_assert_num_queries(QUERIES):
        assert "Kurs" in page(member, PHYSICIANS)


QUERIES = 10


def test_many_entries_come_in_pages(member, person):
    for position in range(51):
        own(person, title=f"Kurs {position:02}", date=TODAY - timedelta(days=position))
    first, second = page(member, PHYSICIANS), page(member, f"{PHYSICIANS}?p=2")
    assert ("Kurs 49" in first, "Kurs 50" in first, "Kurs 49" in second, "Kurs 50" in second) == (True, False, False, True)


def test_beginning_leads_to_the_window_or_where_there_is_none_to_the_first_entry(member):
    answers = [member.post(BEGIN, {"body": key})["Location"] for key in ("de_mfbo2024", "dk_gp")]
    assert answers == [f"{PHYSICIANS}window/", "/my/credits/accounts/dk_gp/add/"]


@pytest.mark.parametrize("typed", ["", "nonsense"])
def test_beginning_without_a_body_is_refused_in_words(member, typed):
    response = member.post(BEGIN, {"body": typed})
    assert (response.status_code, "<h2" in response.content.decode()) == (422, True)


def test_the_end_of_the_window_can_be_set_and_changed(member, person):
    for end in ("2026-12-31", "2027-06-30"):
        assert member.post(f"{PHYSICIANS}window/", {"end": end})["Location"] == PHYSICIANS
    assert CreditWindow.objects.get(person=person).end == date(2027, 6, 30)
    assert 'value="2027-06-30"' in page(member, f"{PHYSICIANS}window/")


@pytest.mark.parametrize("typed", ["", "31.02.2026", "0001-01-01", "9999-12-31"])
def test_an_impossible_end_is_refused_and_nothing_is_kept(member, typed):
    assert member.post(f"{PHYSICIANS}window/", {"end": typed}).status_code == 422
    assert CreditWindow.objects.count() == 0


@pytest.mark.parametrize("address", ["accounts/hours/window/", "accounts/nonsense/", "accounts/de_mfbo2013/", "entries/1/"])
def test_what_is_not_there_answers_404(member, address):
    assert member.get(ALL + address).status_code == 404


def test_an_entry_with_a_proof_is_added_and_the_proof_handed_out_to_its_owner(member, person):
    proof = SimpleUploadedFile("my name.txt", PDF)
    assert member.post(f"{PHYSICIANS}add/", said(proof=proof))["Location"] == PHYSICIANS
    entry = ExternalCredit.objects.get(person=person)
    assert (entry.title, entry.amount, entry.is_medical, entry.body) == ("Sonography", 4, True, "Ward")
    response = member.get(f"{ALL}entries/{entry.pk}/proof/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="proof-2026-03-01.pdf"'
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")


def test_a_new_account_gets_its_person_with_the_first_entry(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("new@praxis.example"))
    client.post(f"{PHYSICIANS}add/", said())
    assert ExternalCredit.objects.get().person.user.email == "new@praxis.example"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Please enter a title."),
        ({"amount": "0"}, "Please enter an amount of more than nothing."),
        ({"amount": "-1"}, "greater than or equal to 0"),
        ({"date": (TODAY + timedelta(days=1)).isoformat()}, "This day has not come yet."),
        ({"kind": "membership"}, "membership is not one of the available choices"),
        ({"proof": SimpleUploadedFile("x.pdf", b"MZ")}, "neither a PDF nor a picture"),
        ({"proof": SimpleUploadedFile("x.pdf", b"")}, "The file is empty."),
    ],
)
def test_bad_input_is_answered_in_words_and_nothing_typed_is_lost(member, wrong, words):
    response = member.post(f"{PHYSICIANS}add/", said(**wrong))
    html = response.content.decode()
    assert (response.status_code, words in html, 'value="Ward"' in html) == (422, True, True)
    assert ExternalCredit.objects.count() == 0


def test_a_file_that_the_browser_will_not_keep_is_asked_for_again(member):
    html = member.post(f"{PHYSICIANS}add/", said(title="", proof=SimpleUploadedFile("x.pdf", PDF))).content.decode()
    assert "Please choose the file once more" in html


def test_an_entry_is_changed_and_its_proof_taken_away(member, person):
    entry = own(person, proof=ContentFile(PDF, name="proof.pdf"))
    assert "Delete the proof that is there" in page(member, f"{ALL}entries/{entry.pk}/")
    member.post(f"{ALL}entries/{entry.pk}/", said(title="Neu", remove_proof="on"))
    entry.refresh_from_db()
    assert (entry.title, bool(entry.proof)) == ("Neu", False)
    assert member.get(f"{ALL}entries/{entry.pk}/proof/").status_code == 404


def test_deleting_asks_first(member, person):
    address = f"{ALL}entries/{own(person).pk}/delete/"
    assert "The entry is deleted for good." in page(member, address)
    assert ExternalCredit.objects.count() == 1
    member.post(address)
    assert ExternalCredit.objects.count() == 0


def test_an_entry_of_a_rule_that_is_gone_can_still_be_deleted(member, person):
    entry = own(person, scheme="acme_points")
    assert member.get(f"{ALL}entries/{entry.pk}/").status_code == 404
    assert "acme_points" in page(member, ALL)
    assert member.post(f"{ALL}entries/{entry.pk}/delete/").status_code == 302
    assert ExternalCredit.objects.count() == 0


@pytest.mark.parametrize("address", ["", "delete/", "proof/"])
def test_entries_of_others_are_neither_shown_nor_changed(member, foreign, address):
    address = f"{ALL}entries/{foreign.pk}/{address}"
    assert [member.get(address).status_code, member.post(address, said()).status_code][0] == 404
    assert ExternalCredit.objects.get().title == "Fremdes"
    assert "Fremdes" not in page(member, ALL)


def test_the_workbook_holds_every_line_and_no_formula(member, person):
    own(person, title='=HYPERLINK("http://x")', body="+1")
    own(person, "2.5", scheme="de_rbp", kind="journal", title="Bad\x0bsign")
    response = member.get(f"{ALL}statement.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Nurses  registration of pro", "Physicians in Germany"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    values = [cell.value for cell in cells]
    assert {'=HYPERLINK("http://x")', "+1", 2.5, "Subscription of a journal", "Bad sign", "Kim Beispiel"} < set(values)


def test_a_workbook_without_credits_says_so(member):
    book = load_workbook(io.BytesIO(member.get(f"{ALL}statement.xlsx").content))
    assert [book.active["A1"].value, book.sheetnames] == ["There are no credits yet.", ["Credits"]]


def test_the_pdf_is_tagged_and_holds_every_line(member, person):
    own(person, title="Sonography & <care>")
    response = member.get(f"{ALL}statement.pdf")
    assert response["Content-Disposition"] == f'attachment; filename="credits-{TODAY.isoformat()}.pdf"'
    pdf = pikepdf.open(io.BytesIO(response.content))
    assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en")
    assert all(words in text_of(response.content) for words in ("Kim Beispiel", "Sonography & <care>", "Physicians in Germany"))


def text_of(content):
    pdfium = pytest.importorskip("pypdfium2")
    return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pdfium.PdfDocument(content))


def test_statements_are_kept_by_nobody(member):
    answers = [member.get(f"{ALL}statement.{ending}") for ending in ("pdf", "xlsx")]
    assert [answer["Cache-Control"] for answer in answers] == ["private, no-store"] * 2


def test_an_award_of_a_contribution_alone_says_why_in_the_account(member, person, region, now):
    event = factories.event(region, starts_in=timedelta(days=-3))
    type(region).objects.update(language="en")
    registration = factories.attended(factories.registration(event, person), minutes=60)
    factories.grant(event, body="Chamber", scheme="de_mfbo2024", granted="4", granted_speaker="1")
    factories.contribution(registration)
    award(event, now=now)
    page = member.get(PHYSICIANS).content.decode()
    assert "basis: 0, contribution as a speaker: 1" in page
    assert "Chamber grants its credits for complete attendance; 30 minutes are missing." in page


def test_a_correction_is_shown_with_what_was_before_and_why(member, person, region, now):
    event = factories.event(region, starts_in=timedelta(days=-2), title="Frühe Hilfen")
    registration = factories.attended(factories.registration(event, person))
    award(event, now=now)
    assert "Corrections" not in page(member, ALL)
    registration.attendances.update(minutes=45)
    award(event, now=now)
    shown = " ".join(page(member, ALL).split())
    assert "Frühe Hilfen, Teaching hours: 1 teaching unit" in shown
    assert "because the attendance was changed. It was: 2 teaching units" in shown
