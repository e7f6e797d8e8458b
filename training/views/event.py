from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from training.enums import EventState
from training.models import Event


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.filter(state__in=EventState.public), code=code)
    return render(request, "training/event.html", {"event": event})
