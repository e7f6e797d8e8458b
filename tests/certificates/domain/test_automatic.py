"""Certificates that are issued by themselves: only where the organiser chose so, and once for each closing."""

from datetime import timedelta

import pytest

from certificates.domain.automatic import issue_after_closing
from certificates.domain.terms import release, set_terms, terms_of
from certificates.models import Certificate, IssueRun
from tests import factories
from training.domain.closing import close_attendance, reopen_attendance
from training.domain.upkeep import tick
from training.models import CreditRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region, starts_in=timedelta(days=-2))


@pytest.fixture
def by_itself(event):
    def ask(**fields):
        terms = terms_of(event, "attendance")
        terms.by_itself = True
        for name, value in fields.items():
            setattr(terms, name, value)
        return set_terms(terms, trainings=[])

    return ask


def close(event, now):
    return close_attendance(event, count_absent=True, by=None, now=now)


def test_marking_and_closing_issue_nothing_unless_the_organiser_chose_it(event, attended, now):
    close(event, now)
    assert tick(now=now).done["certificates"] == 0
    assert Certificate.objects.count() == 0


def test_marking_attendance_never_issues(by_itself, event, attended, now):
    by_itself()
    assert tick(now=now).done["certificates"] == 0


def test_closing_the_attendance_issues_once(by_itself, event, attended, now):
    by_itself()
    close(event, now)
    assert [tick(now=now).done["certificates"] for _round in range(2)] == [1, 0]
    certificate = Certificate.objects.get()
    assert (certificate.registration, bool(certificate.pdf), certificate.issued_by) == (attended, True, None)


def test_it_waits_until_the_credits_are_computed(by_itself, event, attended, now):
    by_itself()
    close(event, now)
    CreditRun.objects.update(finished_at=None)
    assert issue_after_closing(now=now) == []


def test_it_waits_for_the_release(by_itself, event, attended, now):
    by_itself(needs_release=True)
    close(event, now)
    assert issue_after_closing(now=now) == []
    release(event, "attendance", by=None, now=now)
    assert len(issue_after_closing(now=now)) == 1


def test_closing_again_issues_to_those_who_qualify_since(by_itself, event, attended, now):
    by_itself()
    late = factories.registration(event)
    close(event, now)
    tick(now=now)
    reopen_attendance(event, reason="Eine fehlte", by=None, now=now)
    late.attendances.all().delete()
    factories.attended(late)
    close(event, now + timedelta(hours=1))
    tick(now=now + timedelta(hours=1))
    assert set(Certificate.objects.values_list("registration", flat=True)) == {attended.pk, late.pk}


def test_an_event_where_nobody_is_due_leaves_no_run_and_is_not_asked_again(by_itself, event, now):
    factories.registration(event)
    terms = by_itself()
    close(event, now)
    assert issue_after_closing(now=now) == []
    terms.refresh_from_db()
    assert (terms.issued_for, IssueRun.objects.count()) == (now, 0)
