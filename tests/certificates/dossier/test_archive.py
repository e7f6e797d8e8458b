"""What is in the file: every part, in order, and nothing that does not belong there."""

import hashlib
import json
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from openpyxl import load_workbook
from wagtail.log_actions import log

from certificates.domain import issue, revoke
from certificates.dossier import parts
from certificates.dossier.archive import write_archive
from certificates.models import Certificate
from tests import factories
from tests.certificates.dossier.conftest import text, unpacked
from tests.certificates.making import with_file
from tests.training.domain.awarding import award
from training.domain import attendance
from training.domain.accrediting.notice_files import add_notice
from training.domain.credits.facts import read_facts
from training.domain.numbers import forget_reported
from training.encryption import Secret
from training.models import CreditEntry, Event, Registration, RegistrationNumber

pytestmark = pytest.mark.django_db
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
EFN = "802760020090329"
ALWAYS = [
    "00-contents.pdf", "00-sha256.txt", "02-programme.pdf", "03-participants.pdf", "03-participants.xlsx",
    "04-attendance.pdf", "05-credits.pdf", "05-credits.json",
]  # fmt: skip
AT_THE_END = ["07-receipts.pdf", "08-log.pdf"]


def test_the_files_are_in_order_with_the_contents_first(awarded, accreditation, files_of, now):
    certificate = with_file(issue(awarded, now=now), now=now)
    factories.notice(accreditation, now=now)
    add_notice(accreditation, ContentFile(b"\xff\xd8\xff scanned", name="x.jpg"), by=None, now=now + timedelta(minutes=1))
    names = list(files_of())
    assert names == [
        *ALWAYS[:2], "01-notice-1.pdf", "01-notice-2.jpg", *ALWAYS[2:],
        f"06-certificates/{certificate.serial}.pdf", *AT_THE_END,
    ]  # fmt: skip


def test_every_file_has_its_checksum_and_stands_in_the_contents(awarded, accreditation, files_of, now):
    factories.notice(accreditation, now=now)
    files = files_of()
    listed = dict(reversed(line.split("  ")) for line in files["00-sha256.txt"].decode().splitlines())
    counted = {name: content for name, content in files.items() if not name.startswith("00-")}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in counted.items()}
    contents = text(files["00-contents.pdf"]).replace(" ", "")
    assert [name for name, digest in listed.items() if name not in contents or digest not in contents] == []
    assert "RobinBüro" in contents


def test_what_was_kept_goes_in_unchanged(awarded, accreditation, files_of, now):
    certificate = with_file(issue(awarded, now=now), now=now)
    factories.notice(accreditation, b"%PDF-1.7 the letter", now=now)
    files = files_of(parts.notices, parts.certificates)
    assert files["01-notice-1.pdf"] == b"%PDF-1.7 the letter"
    assert hashlib.sha256(files[f"06-certificates/{certificate.serial}.pdf"]).hexdigest() == certificate.pdf_sha256


def test_a_revoked_certificate_is_in_it_and_named_as_such(awarded, files_of, now):
    certificate = with_file(issue(awarded, now=now), now=now)
    revoke(certificate, reason="Wrong name", by=None, now=now)
    files = files_of(parts.certificates)
    assert f"06-certificates/{certificate.serial}.pdf" in files
    assert f"Certificate {certificate.serial} (revoked)" in text(files["00-contents.pdf"])


def test_a_certificate_without_its_file_yet_and_damaged_files_are_named_as_missing(awarded, accreditation, files_of, now):
    certificate = issue(awarded, now=now)
    notice = factories.notice(accreditation, now=now)
    notice.file.storage.delete(notice.file.name)
    files = files_of()
    assert list(files) == [*ALWAYS, *AT_THE_END]
    contents = text(files["00-contents.pdf"])
    assert f"Certificate {certificate.serial}: The file is being made." in contents
    assert "The file of the notice “Notice” is lost or damaged." in contents


def test_a_lost_or_altered_certificate_stops_no_other(event, accreditation, files_of, now):
    people = [factories.attended(factories.registration(event)) for _person in range(3)]
    lost, altered, kept = (with_file(issue(person, now=now), now=now) for person in people)
    lost.pdf.storage.delete(lost.pdf.name)
    altered.pdf.storage.delete(altered.pdf.name)
    altered.pdf.storage.save(altered.pdf.name, ContentFile(b"%PDF something else"))
    files = files_of(parts.certificates)
    assert [name for name in files if name.startswith("06")] == [f"06-certificates/{kept.serial}.pdf"]
    contents = text(files["00-contents.pdf"])
    assert f"Certificate {lost.serial}: The stored file is lost or cannot be read." in contents
    assert f"Certificate {altered.serial}: The stored file is damaged." in contents


def test_the_participants_are_listed_with_the_minutes_of_each_session(awarded, event, files_of):
    factories.registration(event, factories.person("Ada Nirgends"))
    factories.registration(event, factories.person("Bo Wartend"), state="waiting", holds_seat=False)
    files = files_of(parts.participants)
    rows = list(load_workbook(BytesIO(files["03-participants.xlsx"])).active.iter_rows(values_only=True))
    assert rows[0][4:] == ("Einführung (90)", "Minutes present")
    assert [(row[0], *row[4:]) for row in rows[1:]] == [("Ada Nirgends", None, 0), ("Kim Beispiel", 90, 90)]
    assert "Kim Beispiel" in text(files["03-participants.pdf"])
    assert "Bo Wartend" not in text(files["03-participants.pdf"])


def test_who_took_part_and_cancelled_later_stays_in_the_list(awarded, files_of):
    awarded.state = "cancelled"
    awarded.save()
    assert "Kim Beispiel" in text(files_of(parts.participants)["03-participants.pdf"])


def test_records_and_corrections_of_attendance_say_who_and_when(awarded, event, files_of, now):
    staff = factories.staff(first_name="Toni", last_name="Tür")
    attendance.mark(awarded, event.sessions.get(), minutes=45, by=staff, now=now)
    said = text(files_of(parts.attendance)["04-attendance.pdf"])
    assert "Kim Beispiel Einführung 90 45 Toni Tür" in said
    assert "Kim Beispiel 45 Participants list Toni Tür" in said


def test_credits_keep_the_chain_of_corrections_and_can_be_computed_again(awarded, event, accreditation, files_of, now):
    attendance.mark(awarded, event.sessions.get(), minutes=45, now=now)
    award(event, now=now + timedelta(hours=1))
    files = files_of(parts.credits_and_corrections)
    first, second = json.loads(files["05-credits.json"])
    assert (first["amount"], first["corrects"], second["corrects"]) == ("4.00", None, first["entry"])
    facts = {name: value for name, value in second["facts"].items() if name != "grant"}
    assert read_facts(facts).sessions[0].attended == 45
    assert "corrects 1" in text(files["05-credits.pdf"])
    assert CreditEntry.objects.filter(accreditation=accreditation).count() == 2


def test_credits_of_another_body_are_not_in_it(awarded, event, files_of, now):
    factories.grant(event, body="Other body", granted="7")
    award(event, now=now)
    files = files_of(parts.credits_and_corrections)
    assert "Other body" not in files["05-credits.json"].decode()
    assert "Other body" not in text(files["05-credits.pdf"])


def test_receipts_show_masked_digits_and_no_number_is_anywhere(awarded, accreditation, files_of, now):
    number = RegistrationNumber(registration=awarded, key="de_efn")
    number.set_value(Secret.of(EFN))
    number.save()
    before = files_of()
    forget_reported(number, receipt="EIV 4711", now=now)
    after = files_of()
    assert "EIV 4711" in text(after["07-receipts.pdf"])
    assert "0329" in text(after["07-receipts.pdf"])
    for files in (before, after):
        read = [text(content) if name.endswith(".pdf") else content.decode(errors="ignore") for name, content in files.items()]
        assert not any(EFN in said for said in read)


def test_the_history_of_the_event_is_in_it(event, files_of, region):
    log(event, "training.announce", user=factories.staff(first_name="Toni", last_name="Tür"))
    log(factories.event(region), "training.close")
    said = text(files_of(parts.log)["08-log.pdf"])
    assert "Toni Tür Announced" in said
    assert "Closed" not in said


def test_an_event_of_which_nothing_is_recorded_gives_a_dossier_that_says_so(accreditation, files_of):
    files = files_of()
    assert list(files) == [*ALWAYS, *AT_THE_END]
    contents = text(files["00-contents.pdf"])
    missing = ("No letter of the body is kept.", "No credits are computed.", "The application lacks")
    assert [sentence for sentence in missing if sentence not in contents] == []
    assert "Nobody has taken part." in text(files["03-participants.pdf"])


def test_its_papers_are_pdf_ua_1_with_titles_in_the_regions_language(awarded, files_of):
    for name, content in files_of().items():
        if not name.endswith(".pdf") or name.startswith("01"):
            continue
        with pikepdf.open(BytesIO(content)) as document, document.open_metadata() as metadata:
            assert (name, metadata[PDFUA], str(document.Root.Lang)) == (name, "1", "en")
            assert metadata["dc:title"]


def test_the_same_facts_give_the_same_bytes_save_for_the_workbook(awarded, loaded, now):
    first, second = (unpacked(write_archive(loaded, by="Robin", now=now)) for _time in range(2))
    differ = {name for name in first if first[name] != second[name]}
    assert differ <= {"03-participants.xlsx", "00-contents.pdf", "00-sha256.txt"}


def test_somebody_whose_account_was_erased_stays_with_the_name_alone(awarded, files_of, now):
    with_file(issue(awarded, now=now), now=now)
    awarded.person.organisation = "Praxis am Markt"
    awarded.person.save()
    assert "Praxis am Markt" in text(files_of(parts.participants)["03-participants.pdf"])
    type(awarded.person).objects.filter(pk=awarded.person.pk).update(organisation="", profession="", email="", user=None)
    said = text(files_of(parts.participants)["03-participants.pdf"])
    assert "Kim Beispiel" in said
    assert "Praxis" not in said
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_it_costs_a_fixed_number_of_queries_however_many_people(
    event, accreditation, loaded, people, now, django_assert_num_queries
):
    for _number in range(people):
        with_file(issue(factories.attended(factories.registration(event)), now=now), now=now)
    award(event, now=now)
    ContentType.objects.get_for_models(Event, Registration)  # kept by the process
    with django_assert_num_queries(59):
        write_archive(loaded, by="Robin", now=now)
