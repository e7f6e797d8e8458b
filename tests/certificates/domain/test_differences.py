"""What certificates would say today and do not, and replacing them at once."""

import pytest

from certificates.context import facts_of
from certificates.domain import CertificateError, issue, start_replacing, work_off
from certificates.domain.differences import outdated
from certificates.models import Certificate
from tests import factories
from tests.training.domain.awarding import award

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(event, now):
    people = [factories.attended(factories.registration(event, factories.person(name))) for name in ("Ada", "Bo")]
    award(event, now=now)
    return [issue(registration, now=now) for registration in people]


def rename(certificate, name):
    person = certificate.registration.person
    person.name = name
    person.save()


def found(event):
    return [
        (one.certificate, [(line.label, line.before, line.after) for line in one.differences])
        for one in outdated(event, "attendance")
    ]


def test_nothing_has_changed(event, two):
    assert found(event) == []


def test_a_changed_name_is_shown_with_before_and_after(event, two):
    rename(two[0], "Ada Neu")
    assert found(event) == [(two[0], [("Name", "Ada", "Ada Neu")])]


def test_changed_attendance_and_credits_are_shown(event, two, now):
    two[1].registration.attendances.update(minutes=45)
    factories.grant(event, granted="4")
    award(event, now=now)
    lines = dict(found(event))
    assert ("Minutes present", "90", "45") in lines[two[1]]
    assert ("Landesärztekammer", "nothing", "4 points, A, 2760512345678901234") in lines[two[0]]


def test_who_no_longer_qualifies_is_named_with_the_reason(event, two):
    two[0].registration.attendances.all().delete()
    (one,) = outdated(event, "attendance")
    assert (one.certificate, one.obstacle, one.differences) == (two[0], "No attendance is recorded.", ())


def test_the_offices_own_name_makes_no_certificate_outdated(region, event, two):
    region.organisation = "Neues Amt"
    region.save()
    assert found(event) == []


def test_the_chosen_ones_are_replaced_and_say_so(event, two, now):
    rename(two[0], "Ada Neu")
    staff = factories.staff()
    run = start_replacing([two[0]], event=event, purpose="attendance", reason="Name", by=staff, now=now)
    assert work_off(run, clock=lambda: now).done == 1
    new = Certificate.objects.get(replaces=two[0])
    two[0].refresh_from_db()
    assert (two[0].is_valid, new.is_valid, bool(new.pdf), facts_of(new.snapshot).name) == (False, True, True, "Ada Neu")
    happened = two[0].events.get(kind="replaced")
    assert (happened.reason, happened.by) == ("Name", staff)
    assert found(event) == []
    work_off(run, clock=lambda: now)
    assert Certificate.objects.count() == 3


def test_replacing_asks_for_a_reason_and_for_certificates(event, two, now):
    with pytest.raises(CertificateError, match="say why"):
        start_replacing(two, event=event, purpose="attendance", reason=" ", by=None, now=now)
    with pytest.raises(CertificateError, match="Choose the certificates"):
        start_replacing([], event=event, purpose="attendance", reason="x", by=None, now=now)


def test_somebody_who_cannot_be_replaced_keeps_the_old_one(event, two, now):
    run = start_replacing(two, event=event, purpose="attendance", reason="Name", by=None, now=now)
    two[0].registration.attendances.all().delete()
    progress = work_off(run, clock=lambda: now)
    two[0].refresh_from_db()
    assert (progress.done, progress.failed, two[0].is_valid) == (1, 1, True)


@pytest.mark.parametrize("number", [1, 3])
def test_looking_for_differences_takes_a_fixed_number_of_queries(event, now, number, django_assert_num_queries):
    for _position in range(number):
        issue(factories.attended(factories.registration(event)), now=now)
    with django_assert_num_queries(9):
        assert outdated(event, "attendance") == []
