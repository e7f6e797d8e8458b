"""Certificates leave for an archive: whole, understood without this site, and again and again into the same folder."""

import csv
import hashlib
import io
import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.domain import issue, replace, revoke
from certificates.domain.issuer_keys import rotate_key
from certificates.domain.seals import OWN, choose_seal, make_key
from certificates.export.selection import Selection
from certificates.models import Certificate, CertificateEvent, IssuerKey, SealKey
from plugins.models import PluginActivation, RegionLogEntry
from tests import factories
from tests.certificates.altering import altered
from tests.certificates.making import with_file

pytestmark = pytest.mark.django_db
LOST = "The stored file is lost or cannot be read. Please tell the office that issued the certificate."


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "bag"


@pytest.fixture
def export(region, folder):
    def export(*options):
        out = io.StringIO()
        try:
            call_command("certificates", "export", region.slug, str(folder), *map(str, options), stdout=out)
        except CommandError as exc:
            return [*out.getvalue().splitlines(), "refused", *str(exc).splitlines()]
        return out.getvalue().splitlines()

    return export


@pytest.fixture
def certificate(attended, now):
    attended.refresh_from_db()
    return with_file(issue(attended, now=now), now=now)


@pytest.fixture
def another(event, now):
    def another():
        return with_file(issue(factories.attended(factories.registration(event)), now=now), now=now)

    return another


def rows(folder):
    return {row["serial"]: row for row in json.loads((folder / "data/index.json").read_text())["certificates"]}


def is_whole(folder):
    command = ["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_the_folder_is_a_bag_with_all_that_proves_the_certificates(region, certificate, export, folder):
    assert export() == ["1 certificate, 1 of it new."]
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "README.txt",
        "bag-info.txt",
        "bagit.txt",
        f"data/certificates/{certificate.serial}.pdf",
        "data/index.csv",
        "data/index.json",
        "data/keys/issuer-keys.json",
        "data/status/1.jwt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]
    assert (folder / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    payload = [path for path in (folder / "data").rglob("*") if path.is_file()]
    info = (folder / "bag-info.txt").read_text().splitlines()
    assert f"Payload-Oxum: {sum(path.stat().st_size for path in payload)}.{len(payload)}" in info
    assert f"Source-Organization: {region.organisation}" in info
    assert is_whole(folder)
    assert folder.stat().st_mode & 0o077 == 0


def test_the_index_says_of_each_what_it_is_and_names_nobody(certificate, another, export, folder, now):
    revoked = revoke(another(), reason="Doubled\nby hand", cause=CertificateEvent.Cause.HOLDER, by=None, now=now)
    new = with_file(replace(certificate, reason="Name", by=None, now=now), now=now)
    export()
    found, event = rows(folder), certificate.snapshot["event"]
    assert found[new.serial] == {
        "serial": new.serial,
        "code": new.code,
        "purpose": "attendance",
        "event_code": event["code"],
        "event_title": event["title"],
        "event_start": event["start"],
        "event_end": event["end"],
        "issued_at": now.isoformat(),
        "status": "valid",
        "revoked_at": "",
        "cause": "",
        "reason": "",
        "replaces": certificate.serial,
        "replaced_by": "",
        "file": f"certificates/{new.serial}.pdf",
        "sha256": hashlib.sha256((folder / f"data/certificates/{new.serial}.pdf").read_bytes()).hexdigest(),
    }
    old = found[certificate.serial]
    assert (old["status"], old["reason"], old["replaced_by"]) == ("replaced", "Name", new.serial)
    gone = found[revoked.serial]
    assert (gone["status"], gone["cause"], gone["reason"], gone["revoked_at"]) == (
        "revoked",
        "holder",
        "Doubled\nby hand",
        now.isoformat(),
    )
    table = list(csv.DictReader(io.StringIO((folder / "data/index.csv").read_text(), newline="")))
    assert table == list(found.values())
    assert "Kim Beispiel" not in (folder / "data/index.json").read_text()


def test_an_exported_file_is_verified_without_the_site_that_issued_it(fresh_keys, region, attended, export, folder, now):
    make_key(region, now=now)
    choose_seal(region, OWN)
    attended.refresh_from_db()
    serial = with_file(issue(attended, now=now), now=now).serial
    rotate_key(region, now=now)
    export()
    for model in (CertificateEvent, Certificate, IssuerKey, SealKey):
        model.objects.all()._raw_delete("default")
    out, data = io.StringIO(), folder / "data"
    proofs = ["--keys", str(data / "keys/issuer-keys.json"), "--trust", str(data / "keys/seal-certificates.pem")]
    call_command("certificates", "verify", str(data / f"certificates/{serial}.pdf"), *proofs, stdout=out)
    assert [line[0] for line in out.getvalue().splitlines()] == ["?", "+", "+", "W"]


def test_retired_keys_and_the_days_they_signed_are_in_it(fresh_keys, region, certificate, export, folder, now):
    rotate_key(region, now=now)
    export()
    kids = [
        key["kid"].rstrip("/").rpartition("/")[2]
        for key in json.loads((folder / "data/keys/issuer-keys.json").read_text())["keys"]
    ]
    history = json.loads((folder / "data/index.json").read_text())["keys"]
    assert [key["kid"] for key in history] == kids[::-1]
    assert [bool(key["retired_at"]) for key in history] == [True, False]


def test_the_same_again_adds_what_is_new_and_says_what_changed(certificate, another, export, folder, now):
    export()
    first = (folder / f"data/certificates/{certificate.serial}.pdf").stat().st_mtime_ns
    new = another()
    revoke(certificate, reason="x", by=None, now=now)
    assert export() == [
        f"{certificate.serial} was valid and is revoked now.",
        "2 certificates, 1 of them new.",
    ]
    assert sorted(rows(folder)) == sorted([certificate.serial, new.serial])
    assert (folder / f"data/certificates/{certificate.serial}.pdf").stat().st_mtime_ns == first
    assert is_whole(folder)
    assert export() == ["2 certificates, 0 of them new."]


def test_what_was_interrupted_goes_on(certificate, another, export, folder, monkeypatch):
    second = another()
    with monkeypatch.context() as stopped:
        stopped.setattr("certificates.commands.export.EVERY", 1)
        stopped.setattr("django.core.management.base.OutputWrapper.write", _stop)
        with pytest.raises(KeyboardInterrupt):
            export()
    left = folder / f"data/certificates/{second.serial}.pdf.unfinished"
    left.write_bytes(b"%PD")
    assert not (folder / "manifest-sha256.txt").exists()
    assert export() == ["2 certificates, 2 of them new."]
    assert is_whole(folder)
    assert not left.exists()


def _stop(*args, **kwargs):
    raise KeyboardInterrupt


def test_a_lost_and_an_altered_file_are_named_and_the_rest_goes_on(certificate, another, export, folder):
    lost, whole = another(), another()
    Path(lost.pdf.path).unlink()
    with open(certificate.pdf.path, "ab") as file:
        file.write(b" ")
    assert export() == [
        "3 certificates, 3 of them new.",
        "refused",
        "Something is missing or wrong:",
        f"Certificate {certificate.serial}: The stored file is damaged. Please tell the office that issued the certificate.",
        f"Certificate {lost.serial}: {LOST}",
    ]
    assert {serial: bool(row["file"]) for serial, row in rows(folder).items()} == {
        certificate.serial: False,
        lost.serial: False,
        whole.serial: True,
    }
    assert f"- Certificate {lost.serial}: {LOST}" in (folder / "README.txt").read_text()
    assert is_whole(folder)


def test_a_copy_that_was_altered_in_the_folder_is_written_anew(certificate, export, folder):
    export()
    copy = folder / f"data/certificates/{certificate.serial}.pdf"
    copy.write_bytes(b"%PDF-1.7 something else")
    assert export() == [
        f"{certificate.serial}: the copy in the folder was altered and is written anew.",
        "1 certificate, 0 of it new.",
    ]
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == certificate.pdf_sha256


def test_a_file_of_somebody_else_in_the_folder_is_named_and_stays(certificate, export, folder):
    export()
    (folder / "data/notes.txt").write_text("mine")
    assert export()[-1] == "“notes.txt” is no part of this export."
    assert (folder / "data/notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["holiday.jpg", "bag-info.txt", "data/certificates/x.pdf"])
def test_a_folder_that_is_not_of_such_an_export_is_refused_and_left_alone(certificate, export, folder, name):
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("External-Identifier: something else\n")
    assert export() == [
        "refused",
        f"“{folder}” holds something else. Choose an empty folder, or the one of an earlier export of the same.",
    ]
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / name]


def test_neither_is_a_file_nor_the_export_of_another_region_or_selection_taken(certificate, export, folder, region):
    export("--year", 2026)
    assert export()[:1] == ["refused"]
    other = factories.region("Sachsen", language="en")
    with pytest.raises(CommandError, match="holds something else"):
        call_command("certificates", "export", other.slug, str(folder), "--year", "2026")
    with pytest.raises(CommandError, match="holds something else"):
        call_command("certificates", "export", region.slug, str(folder / "README.txt"))


def test_a_folder_that_cannot_be_written_and_an_unknown_region_are_said(export, folder, region):
    folder.parent.joinpath("file").write_text("")
    with pytest.raises(CommandError, match="Not a directory"):
        call_command("certificates", "export", region.slug, str(folder.parent / "file" / "below"))
    with pytest.raises(CommandError, match="There is no region nowhere"):
        call_command("certificates", "export", "nowhere", str(folder))


def test_a_year_and_a_day_narrow_it(region, certificate, another, now):
    old, revoked, new = certificate, another(), another()
    day = timedelta(days=1)
    moments = {old: now - 800 * day, revoked: now - 800 * day, new: now}
    for one, at in moments.items():
        altered(one, issued_at=at)
    revoke(revoked, reason="x", by=None, now=now)
    year = (now - 800 * day).year

    def found(**narrowed):
        return list(Selection(region, **narrowed).certificates())

    assert found() == [old, revoked, new]
    assert found(year=year) == [old, revoked]
    assert found(since=timezone.localdate(now) - day) == [revoked, new]
    assert found(year=year, since=timezone.localdate(now) - day) == [revoked]


def test_a_region_without_certificates_gives_an_empty_bag(export, folder):
    assert export() == ["0 certificates, 0 of them new."]
    assert is_whole(folder)


def test_a_region_that_left_is_exported_too(region, certificate, export, folder):
    PluginActivation.objects.filter(region=region).delete()
    region.root_page, region.certificate_template = None, "gone_design"
    region.save()
    assert export() == ["1 certificate, 1 of it new."]


def test_a_seal_whose_plugin_is_gone_is_named(region, certificate, export):
    region.certificate_seal = "gone_hsm"
    region.save()
    assert export()[-1] == (
        "The certificates of the signature “gone_hsm” could not be had: is its plugin installed, and does it answer?"
    )


def test_who_exported_what_stands_in_the_history(region, certificate, export):
    export("--year", certificate.issued_at.year)
    entry = RegionLogEntry.objects.get(action="certificates.archive")
    assert entry.data == {"selection": f"samkurs-certificates {region.slug} {certificate.issued_at.year}", "certificates": 1}
    assert entry.message == "1 certificate exported for an archive"


def test_progress_is_told(certificate, another, export, monkeypatch):
    another()
    monkeypatch.setattr("certificates.commands.export.EVERY", 2)
    assert export()[0] == "2 of 2"


def test_the_readme_is_in_the_language_of_the_region_and_says_how_to_check(region, certificate, export, folder):
    export()
    text = (folder / "README.txt").read_text()
    assert text.startswith(f"1 certificate issued by {region.organisation}, as of ")
    assert "sha256sum --check manifest-sha256.txt tagmanifest-sha256.txt" in text
    assert "certificates verify data/certificates/NUMBER.pdf --keys data/keys/issuer-keys.json\n" in text


def test_however_many_certificates_the_queries_are_few(region, certificate, another, export, django_assert_max_num_queries):
    another(), another()
    with django_assert_max_num_queries(20):
        export()
