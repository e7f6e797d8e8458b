from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certificates.domain.issuer_keys import signing_key
from certificates.models import IssuerKey, SealKey

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("certificates", "keys", *map(str, arguments), stdout=out)
    return out.getvalue().strip()


def test_keys_are_listed_region_by_region(region, now):
    key = signing_key(region, now=now)
    assert run("list").splitlines() == ["hessen: files are not signed", f"  credentials {key.kid} {now:%Y-%m-%d} –"]


def test_a_region_gets_a_new_key_and_keeps_the_old_one_to_be_read(fresh_keys, region, now):
    old = signing_key(region, now=now)
    assert "signed with" in run("rotate", "hessen")
    assert IssuerKey.objects.get(retired_at__isnull=False).kid == old.kid


def test_a_region_begins_to_sign_its_files_and_stops(region):
    assert run("make", "hessen").startswith("Hessen can sign files until")
    assert run("seal", "hessen", "certificates_file") == "New files of Hessen are signed."
    assert run("list", "hessen").startswith("hessen: certificates_file")
    assert run("seal", "hessen") == "New files of Hessen are not signed."
    region.refresh_from_db()
    assert region.certificate_seal == ""
    assert SealKey.objects.count() == 1


def test_what_is_wrong_is_said(region, tmp_path):
    (tmp_path / "x.p12").write_bytes(b"x")
    (tmp_path / "password").write_text("x")
    for arguments, said in [
        (("rotate", "nowhere"), "There is no region nowhere"),
        (("seal", "hessen", "lost"), "There is no signature “lost”"),
        (("seal", "hessen", "certificates_file"), "no key to sign with yet"),
        (("import", "hessen", tmp_path / "x.p12", "--password-file", tmp_path / "password"), "no PKCS #12 file"),
        (("import", "hessen", tmp_path / "lost", "--password-file", tmp_path / "password"), "No such file"),
    ]:
        with pytest.raises(CommandError, match=said):
            run(*arguments)
