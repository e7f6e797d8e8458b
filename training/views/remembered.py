"""Requests this browser made. It alone may see and change their answers before the mail address is proved."""

from django.http import HttpRequest

from training.enums import RegistrationState
from training.models import Registration

SESSION_KEY = "registration_requests"


def remember(request: HttpRequest, registration: Registration) -> None:
    request.session[SESSION_KEY] = request.session.get(SESSION_KEY, {}) | {str(registration.event_id): registration.pk}


def remembered(request: HttpRequest, event: int) -> Registration | None:
    """The request this browser made for the event, unless it has been confirmed or cancelled since."""
    key = request.session.get(SESSION_KEY, {}).get(str(event))
    unproved = Registration.objects.filter(state__in=RegistrationState.personless, person__isnull=True)
    return unproved.filter(pk=key).first() if key else None
