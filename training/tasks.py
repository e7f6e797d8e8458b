"""What the worker does: mails and credits, then plugins, then Wagtail's index tasks in the same queue, with priority 0."""

from django.utils import timezone
from django_tasks import task

from training.domain.changes import tell_due
from training.domain.credits.runs import work_off
from training.domain.messages import send_due
from training.domain.plugin_events import Occasion, tell
from training.domain.reporting.worker import send_lines
from training.models import CreditRun


@task(priority=50)
def deliver() -> int:
    """Writes what participants have to be told of their events and sends the mails that are due; several share the work."""
    tell_due(now=timezone.now())
    return send_due(now=timezone.now())


@task(priority=50)
def send_report(report: int) -> int:
    """Sends what is left of a report of credits; several share the work, and the tick goes on where one was stopped."""
    return send_lines(report, clock=timezone.now)


@task(priority=20)
def tell_plugins(occasion: Occasion, registration: int) -> int:
    """Tells the plugins that somebody's place was confirmed or a course completed; each task is run once."""
    return tell(occasion, registration)


@task(priority=50)
def work_off_credits(run: int) -> None:
    """Awards the credits that were ordered; somebody is waiting for them."""
    work_off(CreditRun.objects.get(pk=run), clock=timezone.now)
