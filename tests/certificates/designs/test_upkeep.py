"""Pictures that nothing uses any more go, after a while; what a certificate was issued with stays for good."""

from datetime import timedelta

import pytest

from certificates.designs.choosing import Choice, Signing, choose_for_event, choose_for_region
from certificates.designs.freezing import design_of
from certificates.designs.models import Asset
from certificates.designs.pictures import Picture
from certificates.designs.store import _stored, keep
from certificates.designs.upkeep import KEPT_FOR, forget_unused
from certificates.domain import issue
from tests import factories
from training.domain.upkeep import STEPS

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def picture(name):
    return Picture(f"<svg id='{name}'/>".encode(), "image/svg+xml")


def choice(logo=None, signature=None, **options):
    files = [file for file in (logo, signature) if file]
    signatories = (Signing("Dr. Robin Muster", signature=signature.sha256),) if signature else ()
    return Choice(
        template="standard",
        logo=logo.sha256 if logo else "",
        signatories=signatories,
        uploads={file.sha256: file for file in files},
        options=options,
    )


def left():
    return set(Asset.objects.filter(media_type__startswith="image/").values_list("pk", flat=True))


@pytest.fixture
def region(db):
    return factories.office("Hessen", language="en")


def test_a_replaced_logo_and_signature_go_after_the_time_of_grace(region, now):
    old, new, signature = picture("old"), picture("new"), picture("signature")
    choose_for_region(region, choice(old, signature), by=None, now=now)
    choose_for_region(region, choice(new), by=None, now=now)
    assert forget_unused(now=now) == 0
    assert forget_unused(now=now + KEPT_FOR - SECOND) == 0
    assert left() == {old.sha256, new.sha256, signature.sha256}
    assert forget_unused(now=now + KEPT_FOR) == 2
    assert left() == {new.sha256}


def test_the_time_counts_from_when_it_was_replaced(region, now):
    old = picture("old")
    choose_for_region(region, choice(old), by=None, now=now)
    forget_unused(now=now)
    choose_for_region(region, choice(), by=None, now=now + 3 * KEPT_FOR)
    assert forget_unused(now=now + 3 * KEPT_FOR) == 0
    assert left() == {old.sha256}


def test_one_that_is_chosen_again_stays_and_its_time_begins_anew(region, now):
    old = picture("old")
    choose_for_region(region, choice(old), by=None, now=now)
    choose_for_region(region, choice(), by=None, now=now)
    forget_unused(now=now)
    choose_for_region(region, choice(old), by=None, now=now + KEPT_FOR)
    assert forget_unused(now=now + KEPT_FOR) == 0
    choose_for_region(region, choice(), by=None, now=now + KEPT_FOR)
    assert forget_unused(now=now + KEPT_FOR) == 0
    assert left() == {old.sha256}


def test_one_that_is_uploaded_again_is_new_before_any_design_names_it(region, now):
    keep([picture("old")], now=now)
    forget_unused(now=now)
    keep([picture("old")], now=now + KEPT_FOR)
    assert forget_unused(now=now + KEPT_FOR) == 0
    assert left() == {picture("old").sha256}


def test_what_a_certificate_was_issued_with_stays_and_can_be_drawn(region, now):
    logo, signature, unused = picture("logo"), picture("signature"), picture("unused")
    choose_for_region(region, choice(unused), by=None, now=now)
    choose_for_region(region, choice(logo, signature), by=None, now=now)
    certificate = issue(factories.attended(factories.registration(factories.event(region))), now=now)
    choose_for_region(region, choice(), by=None, now=now)
    forget_unused(now=now)
    assert forget_unused(now=now + KEPT_FOR) == 1
    assert left() == {logo.sha256, signature.sha256}
    _stored.cache_clear()
    assert f"chosen/{logo.sha256}" in design_of(certificate.snapshot).assets


def test_found_on_a_certificate_once_it_is_not_looked_for_again(region, now, django_assert_num_queries):
    logo = picture("logo")
    choose_for_region(region, choice(logo), by=None, now=now)
    issue(factories.attended(factories.registration(factories.event(region))), now=now)
    choose_for_region(region, choice(), by=None, now=now)
    forget_unused(now=now)
    forget_unused(now=now + KEPT_FOR)
    with django_assert_num_queries(4):  # two of them are the savepoint of the test
        forget_unused(now=now + 2 * KEPT_FOR)
    assert left() == {logo.sha256}


def test_a_picture_of_an_option_stays_also_of_a_design_that_is_not_chosen_now(region, now):
    keep([picture("seal")], now=now)
    choose_for_region(region, choice(stamp=picture("seal").sha256), by=None, now=now)
    forget_unused(now=now)
    assert forget_unused(now=now + KEPT_FOR) == 0


def test_that_of_an_event_goes_when_the_event_is_as_in_the_region_again(region, now):
    event = factories.event(region)
    choose_for_event(event, choice(picture("event")), by=None, now=now)
    choose_for_event(event, Choice(), by=None, now=now)
    forget_unused(now=now)
    assert forget_unused(now=now + KEPT_FOR) == 1


def test_files_of_designs_are_no_pictures_that_somebody_uploaded(region, now):
    issue(factories.attended(factories.registration(factories.event(region))), now=now)
    before = Asset.objects.count()
    forget_unused(now=now)
    forget_unused(now=now + KEPT_FOR)
    assert Asset.objects.count() == before > 0


def test_the_clock_does_it(db):
    assert STEPS["pictures"].__name__ == "forget_pictures"
