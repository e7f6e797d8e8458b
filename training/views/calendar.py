"""Calendar addresses. They answer 304 as long as nothing changed, so that hourly polls of many clients cost little."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from plugins.models import Region
from training.domain.calendar import Feed, event_feed, personal_feed, region_feed
from training.enums import EventState
from training.models import Event, Person
from training.views.files import ICALENDAR


@require_safe
def region_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    feed = region_feed(get_object_or_404(Region, slug=slug), now=timezone.now())
    return _answer(request, feed, filename=slug, cache_control="public, max-age=900")


@require_safe
def event_calendar(request: HttpRequest, code: str) -> HttpResponse:
    events = Event.objects.filter(state__in=EventState.public).select_related("venue", "region")
    feed = event_feed(get_object_or_404(events, code=code))
    return _answer(request, feed, filename=code.lower(), cache_control="public, max-age=900")


@require_safe
def my_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The person's own calendar, for whoever holds its secret address; the holder can replace the address in ``/my/``."""
    feed = personal_feed(get_object_or_404(Person, calendar_token=token), now=timezone.now())
    response = _answer(request, feed, filename="samkurs", cache_control="private, no-cache")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _answer(request: HttpRequest, feed: Feed, *, filename: str, cache_control: str) -> HttpResponse:
    response = get_conditional_response(request, etag=feed.etag)
    if response is None:
        response = HttpResponse(feed.to_ical(), content_type=ICALENDAR)
        response["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    response["ETag"] = feed.etag
    response["Cache-Control"] = cache_control
    return response
