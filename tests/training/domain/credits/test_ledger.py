from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import translation

from tests import factories
from training.domain.credits import ledger
from training.domain.credits.ledger import CreditAccountError, Earned, add_credit, change_credit, delete_credit, set_window
from training.domain.uploads import MOST_BYTES, UploadError, ending_of
from training.models import CreditWindow, ExternalCredit
from training.models.credit_account import proof_storage

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
EARNED = Earned(date=date(2026, 3, 1), amount=Decimal("4"), kind="event", title="Sonographie")
PDF = b"%PDF-1.7 a certificate"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def person(region):
    return factories.person()


def proof(content=PDF):
    return ContentFile(content, name="Kim Beispiel.exe")


def path_mode(path):
    return oct(Path(path).stat().st_mode)[-3:]


def files():
    storage = proof_storage()
    return set(storage.listdir("")[1]) if storage.exists("") else set()


def add(person, **fields):
    return add_credit(person, replace(EARNED, **fields), scheme="de_mfbo2024", proof=proof(), today=TODAY)


def test_an_entry_is_kept_with_its_proof_under_a_name_that_says_nothing(person):
    entry = add(person)
    assert (entry.scheme, entry.amount, entry.title, entry.is_medical) == ("de_mfbo2024", 4, "Sonographie", True)
    assert (entry.proof.read(), entry.proof.name.endswith(".pdf"), "Kim" in entry.proof.name) == (PDF, True, False)


def test_proofs_lie_outside_the_public_media_and_are_nobody_elses_to_read(person, settings):
    path = proof_storage().path(add(person).proof.name)
    assert settings.CREDIT_PROOF_ROOT not in [settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents]
    assert str(path).startswith(str(settings.CREDIT_PROOF_ROOT))
    assert path_mode(path) == "600"


def test_an_entry_of_an_old_rule_goes_into_the_account_of_the_new_one(person):
    assert add_credit(person, EARNED, scheme="de_mfbo2013", today=TODAY).scheme == "de_mfbo2024"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"date": date(2026, 11, 23)}, "This day has not come yet."),
        ({"date": date(1949, 12, 31)}, "Please check the year."),
        ({"amount": Decimal(0)}, "more than nothing"),
        ({"kind": "membership"}, "does not know this kind"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_kept(person, wrong, sentence):
    before = files()
    with pytest.raises(CreditAccountError, match=sentence):
        add(person, **wrong)
    assert (ExternalCredit.objects.count(), files()) == (0, before)


def test_an_unknown_rule_is_refused(person):
    with pytest.raises(CreditAccountError, match="nonsense is not installed"):
        add_credit(person, EARNED, scheme="nonsense", today=TODAY)


def test_there_is_an_end_to_how_many_entries_somebody_makes(person, monkeypatch):
    monkeypatch.setattr(ledger, "MOST_ENTRIES", 1)
    add(person)
    with pytest.raises(CreditAccountError, match="too many entries"):
        add(person)


def test_the_database_keeps_out_an_entry_of_nothing(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.external_credit(person, "0")


def test_a_new_proof_takes_the_place_of_the_old_one(person, django_capture_on_commit_callbacks):
    entry = add(person)
    old = entry.proof.name
    with django_capture_on_commit_callbacks(execute=True):
        changed = change_credit(entry, replace(EARNED, title="Neu"), proof=proof(b"\x89PNG\r\n\x1a\n"), today=TODAY)
    assert (changed.title, changed.proof.name.endswith(".png")) == ("Neu", True)
    assert files() & {old, changed.proof.name} == {changed.proof.name}


def test_a_change_keeps_the_proof_unless_it_is_to_go(person, django_capture_on_commit_callbacks):
    entry = add(person)
    assert change_credit(entry, EARNED, today=TODAY).proof.name == entry.proof.name
    with django_capture_on_commit_callbacks(execute=True):
        assert not change_credit(entry, EARNED, remove_proof=True, today=TODAY).proof
    assert entry.proof.name not in files()


def test_a_deleted_entry_takes_its_proof_with_it_and_no_other(person, django_capture_on_commit_callbacks):
    gone, stays = add(person), add(person)
    with django_capture_on_commit_callbacks(execute=True):
        delete_credit(gone)
    assert list(ExternalCredit.objects.all()) == [stays]
    assert files() & {gone.proof.name, stays.proof.name} == {stays.proof.name}


def test_a_window_is_set_once_per_body_and_can_be_moved(person):
    set_window(person, scheme="de_sn_2013", end=date(2026, 12, 31))
    set_window(person, scheme="de_mfbo2024", end=date(2027, 6, 30))
    assert list(CreditWindow.objects.values_list("scheme", "end")) == [("de_mfbo2024", date(2027, 6, 30))]


def test_a_body_without_a_goal_over_years_has_no_window(person):
    with pytest.raises(CreditAccountError, match="no window"):
        set_window(person, scheme="hours", end=date(2026, 12, 31))


def test_a_slip_of_the_finger_in_the_year_is_noticed(person):
    with pytest.raises(CreditAccountError, match="check the year"):
        set_window(person, scheme="de_mfbo2024", end=date(20, 12, 31))


@pytest.mark.parametrize(
    ("content", "ending"), [(PDF, "pdf"), (b"\xff\xd8\xff\xe0 picture", "jpg"), (b"\x89PNG\r\n\x1a\n picture", "png")]
)
def test_a_proof_is_known_by_its_content_and_can_still_be_read_whole(content, ending):
    file = proof(content)
    assert (ending_of(file), file.read()) == (ending, content)


@pytest.mark.parametrize("content", [b"", b"MZ an executable", b"<html><script>", b" %PDF-1.7", b"GIF89a"])
def test_any_other_file_is_no_proof(content):
    with pytest.raises(UploadError, match="neither a PDF nor a picture"):
        ending_of(proof(content))


def test_a_large_file_is_refused_with_its_size():
    assert ending_of(proof(PDF.ljust(MOST_BYTES))) == "pdf"
    with pytest.raises(UploadError, match="at most 5"):
        ending_of(proof(PDF.ljust(MOST_BYTES + 1)))
