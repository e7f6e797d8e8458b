"""Work for the worker: files are made there, never in a request."""

from django.utils import timezone
from django_tasks import task

from certificates import domain
from certificates.dossier import ordering
from certificates.models import Dossier, IssueRun

PRIORITY = 50
"""Before Wagtail's index tasks, which have 0: somebody is waiting for these."""


@task(priority=PRIORITY)
def work_off_run(run: int) -> None:
    domain.work_off(IssueRun.objects.select_related("event__region", "started_by").get(pk=run), clock=timezone.now)
    domain.render_pending(now=timezone.now())


@task(priority=PRIORITY)
def make_dossier(dossier: int) -> None:
    ordering.make(Dossier.objects.select_related("ordered_by").get(pk=dossier), now=timezone.now())


@task(priority=PRIORITY)
def render_pending_files() -> None:
    domain.render_pending(now=timezone.now())
