import pytest

from certificates.context import facts_of
from certificates.domain import CertificateError, issue, replace, revoke
from certificates.models import Certificate
from tests import factories

pytestmark = pytest.mark.django_db


def test_revoking_keeps_everything_and_writes_down_why(attended, now):
    staff = factories.staff()
    certificate = issue(attended, now=now)
    snapshot = certificate.snapshot
    revoke(certificate, reason=" Doppelt ausgestellt ", by=staff, now=now)
    certificate.refresh_from_db()
    assert (certificate.is_valid, certificate.snapshot) == (False, snapshot)
    happened = certificate.events.get(kind="revoked")
    assert (happened.reason, happened.by, happened.at) == ("Doppelt ausgestellt", staff, now)


@pytest.mark.parametrize("reason", ["", "  "])
def test_revoking_without_a_reason_is_refused(attended, now, reason):
    certificate = issue(attended, now=now)
    with pytest.raises(CertificateError, match="say why"):
        revoke(certificate, reason=reason, by=None, now=now)
    certificate.refresh_from_db()
    assert certificate.is_valid


def test_revoking_twice_is_refused(attended, now):
    certificate = issue(attended, now=now)
    revoke(certificate, reason="x", by=None, now=now)
    with pytest.raises(CertificateError, match="revoked already"):
        revoke(certificate, reason="x", by=None, now=now)
    assert certificate.events.filter(kind="revoked").count() == 1


def test_a_replacement_has_todays_facts_and_a_new_number(attended, now):
    certificate = issue(attended, now=now)
    attended.person.name = "Kim Beispiel-Neu"
    attended.person.save()
    new = replace(certificate, reason="Name geändert", by=None, now=now)
    certificate.refresh_from_db()
    assert (certificate.is_valid, new.is_valid, new.replaces) == (False, True, certificate)
    assert facts_of(new.snapshot).name == "Kim Beispiel-Neu"
    assert (new.serial, new.code == certificate.code) == (f"HE-{now.year}-00002", False)
    assert [event.kind for event in certificate.events.order_by("pk")] == ["issued", "replaced"]


def test_a_replacement_that_cannot_be_issued_leaves_the_old_one_valid(attended, now):
    certificate = issue(attended, now=now)
    attended.attendances.all().delete()
    with pytest.raises(CertificateError, match="No attendance"):
        replace(certificate, reason="x", by=None, now=now)
    certificate.refresh_from_db()
    assert certificate.is_valid
    assert Certificate.objects.count() == 1
