import copy
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connections

from certificates.checksum import canonical, sha256
from certificates.context import facts_of
from certificates.domain import CertificateError, issue, read_file, render_pending
from certificates.domain.files import make_files
from certificates.models import ALPHABET, Certificate, CertificateEvent, SerialCounter, clean_code, new_code
from tests import factories
from tests.certificates.altering import altered
from tests.certificates.making import with_file
from tests.training.domain.awarding import award
from training.models import Registration

pytestmark = pytest.mark.django_db


def test_a_certificate_freezes_all_that_is_printed(event, attended, now, settings):
    settings.BASE_URL = "https://kurse.example"
    certificate = issue(attended, now=now)
    facts = facts_of(certificate.snapshot)
    assert facts.name == "Kim Beispiel"
    assert (facts.event_title, facts.event_code, facts.host, facts.scientific_lead) == (
        event.title,
        event.code,
        "Gesundheitsamt",
        "Dr. Robin Muster",
    )
    assert facts.place == "Kurhaus, Bad Nauheim"
    assert (facts.start, facts.end, facts.zone) == (event.start, event.end, "Europe/Berlin")
    assert [(line.title, line.minutes, line.attended) for line in facts.sessions] == [("Einführung", 90, 90)]
    assert facts.issuer.organisation == "Koordinierungsstelle Hessen"
    assert facts.language == "en"
    assert facts.verification_url == f"https://kurse.example/verify/{certificate.code}/"
    assert certificate.snapshot_sha256 == sha256(canonical(certificate.snapshot))


def test_what_changes_later_changes_nothing_in_a_certificate(event, attended, now):
    certificate = issue(attended, now=now)
    before = copy.deepcopy(certificate.snapshot)
    attended.person.name, event.title, event.region.organisation = "Anders", "Umbenannt", "Neues Amt"
    for changed in (attended.person, event, event.region):
        changed.save()
    attended.attendances.update(minutes=1)
    certificate.refresh_from_db()
    assert certificate.snapshot == before
    assert facts_of(certificate.snapshot).name == "Kim Beispiel"


def test_serials_have_the_region_the_year_and_numbers_without_a_gap(event, region):
    other = factories.event(factories.region("Sachsen"))
    old, new = datetime(2026, 12, 31, 22, 59, tzinfo=UTC), datetime(2026, 12, 31, 23, 1, tzinfo=UTC)
    serials = [
        issue(factories.attended(factories.registration(where)), now=when).serial
        for where, when in [(event, old), (event, old), (other, old), (event, new)]
    ]
    assert serials == ["HE-2026-00001", "HE-2026-00002", "SA-2026-00001", "HE-2027-00001"]


def test_a_refused_issue_takes_no_number(event, attended, now):
    with pytest.raises(CertificateError, match="No attendance is recorded"):
        issue(factories.registration(event), now=now)
    assert issue(attended, now=now).serial.endswith("00001")


def test_a_design_that_is_gone_takes_no_number_and_is_named(region, attended, now):
    region.certificate_template = "lost"
    region.save()
    with pytest.raises(CertificateError, match="“lost” is not installed"):
        issue(Registration.objects.get(pk=attended.pk), now=now)
    assert SerialCounter.objects.filter(last__gt=0).count() == 0


def test_issuing_twice_gives_the_same_certificate(attended, now):
    assert issue(attended, now=now) == issue(attended, now=now)
    assert Certificate.objects.count() == 1


def test_credits_are_printed_when_granted_and_awarded(event, attended, now):
    factories.grant(event, granted="4")
    award(event, now=now)
    facts = facts_of(issue(attended, now=now).snapshot)
    assert [(line.body, line.amount, line.unit, line.category, line.reference) for line in facts.credits] == [
        ("Landesärztekammer", 4, "points", "A", "2760512345678901234")
    ]
    assert facts.hours == 2


def test_the_sum_of_basis_learning_check_and_contributions_is_printed(event, attended, now):
    factories.grant(event, granted="4", granted_learning_check="1", granted_speaker="1.5")
    factories.learning_check(event, pass_percent=70)
    factories.check_taken(attended, 7)
    factories.contribution(attended)
    award(event, now=now)
    assert [line.amount for line in facts_of(issue(attended, now=now).snapshot).credits] == [Decimal("6.50")]


@pytest.mark.parametrize("status", ["planned", "applied", "refused", "withdrawn"])
def test_without_a_grant_hours_are_printed_and_never_points(event, attended, now, status):
    factories.grant(event, status=status, scheme="de_mfbo2024")
    award(event, now=now)
    facts = facts_of(issue(attended, now=now).snapshot)
    assert (facts.credits, facts.hours) == ((), 2)


def test_a_grant_that_was_taken_back_after_the_award_is_not_printed(event, attended, now):
    accreditation = factories.grant(event)
    award(event, now=now)
    accreditation.status = "withdrawn"
    accreditation.save()
    assert facts_of(issue(attended, now=now).snapshot).credits == ()


def test_the_file_is_stored_once_outside_the_media_folder(attended, now, settings):
    certificate = with_file(issue(attended, now=now), now=now)
    path = settings.CERTIFICATE_ROOT / certificate.pdf.name
    assert path.read_bytes().startswith(b"%PDF-1.7")
    assert certificate.pdf_sha256 == sha256(path.read_bytes())
    assert certificate.renderer.startswith("weasyprint ")
    assert settings.CERTIFICATE_ROOT not in [settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents]
    assert with_file(certificate, now=now).pdf.name == certificate.pdf.name
    assert [event.kind for event in certificate.events.order_by("pk")] == ["issued", "rendered"]


def test_two_workers_at_once_leave_one_file(attended, now, settings):
    certificate = issue(attended, now=now)
    other = Certificate.objects.get(pk=certificate.pk)
    with_file(certificate, now=now)
    assert with_file(other, now=now).pdf.name == certificate.pdf.name
    assert len(list(settings.CERTIFICATE_ROOT.rglob("*.pdf"))) == 1


def test_missing_files_are_made_later(event, attended, now):
    issue(attended, now=now)
    assert (render_pending(now=now), render_pending(now=now)) == (1, 0)


def test_a_file_that_is_lost_is_said_in_words(attended, now):
    certificate = with_file(issue(attended, now=now), now=now)
    certificate.pdf.storage.delete(certificate.pdf.name)
    with pytest.raises(CertificateError, match="lost or cannot be read"):
        read_file(certificate)


def test_a_file_that_was_exchanged_is_not_given_out(attended, now, settings):
    certificate = with_file(issue(attended, now=now), now=now)
    path = settings.CERTIFICATE_ROOT / certificate.pdf.name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(CertificateError, match="damaged"):
        read_file(certificate)


def test_a_file_that_is_not_made_yet_is_announced(attended, now):
    with pytest.raises(CertificateError, match="being made"):
        read_file(issue(attended, now=now))


def test_certificates_and_their_history_cannot_be_changed_or_deleted(attended, now):
    certificate = issue(attended, now=now)
    for act in (certificate.save, certificate.delete, certificate.events.get().save):
        with pytest.raises(TypeError):
            act()
    assert CertificateEvent.objects.count() == 1


def test_many_certificates_at_once_cannot_be_changed_or_deleted_either(attended, now):
    certificate, rows = issue(attended, now=now), Certificate.objects.all()
    acts = [
        lambda: rows.update(snapshot={}),
        lambda: rows.update(revoked_at=now, serial="HE-2026-1"),
        lambda: attended.certificates.update(snapshot_sha256=""),
        lambda: rows.bulk_update([certificate], ["snapshot"]),
        lambda: rows.bulk_update([certificate], ["revoked_at"]),
        lambda: rows.bulk_create([certificate], update_conflicts=True, update_fields=["code"], unique_fields=["serial"]),
        lambda: rows.update_or_create(pk=certificate.pk, defaults={"code": "x"}),
        rows.delete,
        attended.certificates.all().delete,
    ]
    before = Certificate.objects.values().get()
    for act in acts:
        with pytest.raises(TypeError, match="A certificate is never"):
            act()
    assert Certificate.objects.values().get() == before


def test_an_account_may_go_and_the_certificates_it_issued_stay(attended, now):
    user = factories.staff()
    issue(attended, by=user, now=now)
    user.delete()
    assert Certificate.objects.get().issued_by is None


def test_no_file_is_made_of_an_altered_record(attended, now):
    certificate = altered(issue(attended, now=now), snapshot={"schema": 0})
    ((_certificate, error),) = make_files([certificate], clock=lambda: now)
    assert error == "The record of this certificate is damaged: its facts are not those that were issued."


def test_codes_have_140_random_bits_and_can_be_typed_by_hand():
    code = new_code()
    assert (len(code), set(code) <= set(ALPHABET), new_code() == code) == (28, True, False)
    assert clean_code(" 0oI1-lL a ") == "0011" + "11A"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_serials_without_gap_and_one_certificate_each(event, now):
    from concurrent.futures import ThreadPoolExecutor

    registrations = [factories.attended(factories.registration(event)) for _position in range(6)]

    def attempt(pk):
        try:
            return issue(Registration.objects.select_related("event__region", "person").get(pk=pk), now=now).serial
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        given = list(pool.map(attempt, [registration.pk for registration in registrations] * 3))
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    assert serials == [f"HE-{now.year}-{number:05}" for number in range(1, 7)]
    assert sorted(given) == sorted(serials * 3)


def test_a_certificate_issued_in_a_new_year_does_not_double_the_old_one(attended, now):
    certificate = issue(attended, now=now)
    assert issue(attended, now=now + timedelta(days=400)) == certificate
