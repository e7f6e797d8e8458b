from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from training.models import Registration


@require_safe
def show(request: HttpRequest, code: str, token: str) -> HttpResponse:
    registration = get_object_or_404(Registration, event__code=code, token=token)
    return render(request, "training/registration.html", {"registration": registration})
