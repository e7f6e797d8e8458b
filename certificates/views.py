"""What the public sees of certificates."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from certificates import public, throttle
from certificates.answers import unlisted
from certificates.domain.queries import find_by_code, find_by_link
from certificates.forms import CodeForm, FileForm
from certificates.models import Certificate
from certificates.public import Shown
from certificates.statement import public_statement, statement_of_damage


@require_safe
@unlisted
def find(request: HttpRequest) -> HttpResponse:
    """A form for the code, for those who hold a paper and no camera."""
    form = CodeForm(request.GET) if "code" in request.GET else CodeForm()
    if form.is_bound and form.is_valid():
        return redirect("certificates:verify", code=form.cleaned_data["code"])
    return render(request, "certificates/find.html", {"form": form, "file_form": FileForm()})


@require_safe
@unlisted
@vary_on_headers("Accept")
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the certificate with that code is valid, and all that is printed on it; the same words for any unknown code."""
    if throttle.is_blocked(request, throttle.CODES):
        return _blocked(request)
    return _answer(request, find_by_code(code), public.by_code)


@require_safe
@unlisted
@vary_on_headers("Accept")
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The same by a link of the holder; one that was withdrawn is answered like one that never was."""
    if throttle.is_blocked(request, throttle.CODES):
        return _blocked(request)
    return _answer(request, find_by_link(token), public.by_link)


def _answer(request: HttpRequest, certificate: Certificate | None, show: Callable[[Certificate], Shown]) -> HttpResponse:
    if certificate is None:
        throttle.note_miss(request, throttle.CODES)
        return _refusal(request, "unknown", status=404)
    if public.is_damaged(certificate):
        return _damaged(request, certificate)
    shown = show(certificate)
    if _wants_json(request):
        return JsonResponse(public_statement(shown))
    return render(request, "certificates/verify.html", {"shown": shown, "certificate": shown.certificate, "facts": shown.facts})


def _damaged(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse(statement_of_damage(certificate))
    return render(request, "certificates/damaged.html", {"certificate": certificate})


def _blocked(request: HttpRequest) -> HttpResponse:
    return _refusal(request, "blocked", status=429)


def _refusal(request: HttpRequest, name: str, *, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"status": name}, status=status)
    return render(request, f"certificates/{name}.html", {"form": CodeForm()}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
