"""What the worker does. Mails come before Wagtail's index tasks, which share the queue and have priority 0."""

from django.utils import timezone
from django_tasks import task

from training.domain.messages import send_due


@task(priority=50)
def deliver() -> int:
    """Sends the mails that are due; several at once share the work."""
    return send_due(now=timezone.now())
