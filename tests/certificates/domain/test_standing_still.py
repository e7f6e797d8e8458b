"""Runs that stand still as a whole: the reason is kept, others go on, and they go on when it is put right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.domain import go_on, progress_of, resume, start_run, work_off
from certificates.domain.automatic import issue_after_closing
from certificates.domain.terms import set_terms, terms_of
from certificates.models import Certificate, IssueRun, IssueTerms
from plugins.models import PluginActivation
from tests import factories
from training.domain.closing import close_attendance
from training.domain.progress import STALLED_AFTER

pytestmark = pytest.mark.django_db
LATER = STALLED_AFTER + timedelta(seconds=1)
OFF = "The kind of certificate “acme_licence” belongs to a plugin that is not active here. Ask the administrator."


@pytest.fixture
def off(licence, event, attended, now):
    """A run of a kind whose plugin was switched off after it had begun."""
    licence("return ''")
    run = start_run(event, purpose="acme_licence", by=None, now=now)
    switch(on=False)
    return IssueRun.objects.get(pk=run.pk)  # whoever works it off reads it anew


def switch(*, on):
    PluginActivation.objects.filter(plugin="acme").update(enabled=on)


def test_a_run_whose_plugin_is_off_says_so_and_goes_on_when_it_is_back(off, now):
    assert work_off(off, clock=lambda: now).open == 1
    off.refresh_from_db()
    assert off.error == OFF
    assert resume(now=now + timedelta(days=30)) == 0
    switch(on=True)
    assert resume(now=now + timedelta(days=30)) == 1
    off.refresh_from_db()
    assert (off.error, progress_of(off).is_finished) == ("", True)


def test_a_run_whose_plugin_is_off_keeps_no_other_from_going_on(off, event, now):
    other = start_run(event, by=None, now=now)
    assert resume(now=now + LATER) == 1
    assert progress_of(other).is_finished


def test_what_nobody_foresaw_is_kept_with_its_run_and_passed_on(event, attended, settings, now):
    run = start_run(event, by=None, now=now)
    settings.CERTIFICATE_PROCESSES = "two"
    with pytest.raises(TypeError):
        work_off(run, clock=timezone.now)
    run.refresh_from_db()
    assert run.error.startswith("An unexpected error happened.")
    settings.CERTIFICATE_PROCESSES = 0
    go_on(run, now=now)
    run.refresh_from_db()
    assert run.error == ""
    assert work_off(run, clock=timezone.now).is_finished


def test_certificates_by_themselves_wait_for_their_plugin_and_keep_no_others_waiting(licence, region, now):
    licence("return ''")
    events = [factories.event(region, starts_in=timedelta(days=-2)) for _number in range(2)]
    for event, purpose in zip(events, ("acme_licence", "attendance"), strict=True):
        factories.attended(factories.registration(event))
        terms = terms_of(event, purpose)
        terms.by_itself = True
        set_terms(terms, trainings=[])
        close_attendance(event, count_absent=True, by=None, now=now)
    switch(on=False)
    assert [run.event for run in issue_after_closing(now=now)] == [events[1]]
    assert IssueTerms.objects.get(event=events[0]).issued_for is None
    switch(on=True)
    assert [run.purpose for run in issue_after_closing(now=now)] == ["acme_licence"]
    assert Certificate.objects.count() == 0
