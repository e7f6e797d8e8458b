"""What anybody learns of a file: whether it was issued as it is, and what in it does not fit."""

import hashlib
import logging
import sys

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from certificates import confined, file_views
from certificates.domain import read_file, revoke
from certificates.domain.issuer_keys import rotate_key
from certificates.models import new_code
from certificates.throttle import MISSES
from tests.certificates.altering import altered

pytestmark = pytest.mark.django_db

ADDRESS = "/verify/file/"


def send(client, content=b"", **fields):
    file = {"file": SimpleUploadedFile("x.pdf", content)} if content else {}
    return client.post(ADDRESS, file | fields)


def said_of(client, content=b"", **fields):
    return send(client, content, **fields).content.decode()


def forged(token):
    head, _dot, signature = token.rpartition(".")
    return f"{head}.{signature[:-8]}{'A' * 8 if signature[-8:] != 'A' * 8 else 'B' * 8}"


def test_the_file_that_was_issued_is_recognised(client, certificate):
    page = said_of(client, read_file(certificate))
    assert f"This is the file that was issued as certificate {certificate.serial}" in page
    assert "is valid." in page
    assert reverse("certificates:verify", args=[certificate.code]) in page


def test_its_checksum_is_enough(client, certificate):
    page = said_of(client, sha256=certificate.pdf_sha256)
    assert f"This is the file that was issued as certificate {certificate.serial}" in page


def test_the_file_of_a_revoked_certificate_is_recognised_and_called_not_valid(client, certificate, now):
    revoke(certificate, reason="x", by=None, now=now)
    page = said_of(client, read_file(certificate))
    assert "This is the file that was issued" in page
    assert "Not valid" in page


def test_a_changed_file_with_our_credential_says_what_does_not_fit(client, certificate):
    page = said_of(client, read_file(certificate) + b"\n% changed")
    assert "This is not the file that was issued" in page
    assert f"belongs to certificate {certificate.serial} and is genuine" in page
    assert "The credential is signed by" in page
    assert "It carries no signature of ours." in page


def test_a_certificate_signed_before_the_keys_were_changed_still_fits(fresh_keys, client, certificate, now):
    rotate_key(certificate.region, now=now)
    assert "The credential is signed by" in said_of(client, read_file(certificate) + b"\n% changed")
    assert "This is the file that was issued" in said_of(client, read_file(certificate))


def test_the_credential_alone_is_recognised(client, certificate):
    assert "This is the file that was issued" in said_of(client, certificate.credential.encode())


def test_a_forged_credential_is_called_forged(client, certificate):
    page = said_of(client, forged(certificate.credential).encode())
    assert "This file was altered or forged" in page
    assert "its signature does not fit" in page


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b"\x89PNG", b"eyJ.x.y"])
def test_any_other_file_is_not_ours_and_one_reads_what_to_do(client, certificate, content):
    page = said_of(client, content)
    assert "This is not one of our files, or it was changed since" in page or "altered or forged" in page
    assert "enter the code that stands on the certificate" in page


def test_an_unknown_checksum_offers_the_closer_look(client, certificate):
    page = said_of(client, sha256=hashlib.sha256(b"x").hexdigest())
    assert "This is not one of our files, or it was changed since" in page
    assert "Send the file for a closer look" in page


@pytest.mark.parametrize(
    ("content", "fields", "words"), [(b"", {}, "Please choose the file"), (b"", {"sha256": "x"}, "Enter a valid value")]
)
def test_what_is_no_file_is_answered_in_words(client, content, fields, words):
    answer = send(client, content, **fields)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client):
    answer = send(client, b"x" * (file_views.LARGEST + 1))
    assert answer.status_code == 413
    assert "larger than 2 MB" in answer.content.decode()


def test_a_file_that_takes_too_much_is_given_up_in_words(client, monkeypatch):
    monkeypatch.setattr(confined, "SECONDS", 0.01)
    assert "This file could not be looked into." in said_of(client, b"%PDF-1.7 x")


def test_nothing_of_a_file_is_stored_or_logged(client, certificate, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 2_500_000)
    with caplog.at_level(logging.DEBUG):
        send(client, b"%PDF-1.7 Kim Geheim " + b"x" * 1_500_000)
    assert list(tmp_path.iterdir()) == []
    assert "Geheim" not in caplog.text


def test_strangers_files_are_limited_and_our_own_are_not(client, certificate):
    unknown = hashlib.sha256(b"x").hexdigest()
    for _time in range(MISSES + 5):
        assert send(client, sha256=certificate.pdf_sha256).status_code == 200
    assert [send(client, sha256=unknown).status_code for _time in range(MISSES + 1)] == [200] * MISSES + [429]
    assert "Too many files that are not known" in send(client, sha256=unknown).content.decode()


def test_unknown_files_keep_nobody_from_codes_nor_unknown_codes_from_files(client, certificate):
    for _time in range(MISSES):
        send(client, sha256=hashlib.sha256(b"x").hexdigest())
    assert client.get(f"/verify/{certificate.code}/").status_code == 200
    cache.clear()
    for _time in range(MISSES):
        client.get(f"/verify/{new_code()}/")
    assert client.get(f"/verify/{certificate.code}/").status_code == 429
    assert send(client, sha256=certificate.pdf_sha256).status_code == 200


def test_a_form_of_another_site_is_refused():
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"sha256": "0" * 64}).status_code == 403


def test_looking_leads_to_the_form(client):
    assert client.get(ADDRESS)["Location"] == reverse("certificates:find")


def test_answers_on_files_are_not_kept_and_not_listed(client, certificate):
    answer = send(client, sha256=certificate.pdf_sha256)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_hidden_name_is_not_told_by_the_checksum(client, certificate, now):
    assert "Kim Beispiel" not in said_of(client, sha256=certificate.pdf_sha256)


def test_the_process_that_looks_into_a_file_is_told_no_secrets(client, certificate, monkeypatch, tmp_path):
    (spy := tmp_path / "python").write_text(f'#!/bin/sh\nenv > "{tmp_path}/env"\nexec "{sys.executable}" "$@"\n')
    spy.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(spy))
    monkeypatch.setenv("SECRET_KEY", "known to nobody")
    assert "The credential is signed by" in said_of(client, read_file(certificate) + b"\n% changed")
    told = {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert told - {"PWD", "SHLVL", "_"} <= {*confined.NEEDED, "PYTHONPATH"}


def test_the_file_of_an_altered_record_is_not_called_valid(client, certificate):
    pdf = read_file(certificate)
    altered(certificate, snapshot=certificate.snapshot | {"person": {"name": "Kim Fälschung"}})
    for fields in [{"sha256": certificate.pdf_sha256}, {"content": pdf}, {"content": pdf + b"\n"}]:
        page = send(client, **fields).content.decode()
        assert f"This file belongs to certificate {certificate.serial}" in page
        assert "Its record is damaged" in page
        assert [text for text in ("Fälschung", "Valid<", "and is valid.", "Nothing in it was changed") if text in page] == []
