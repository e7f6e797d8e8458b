"""What the public and the holder of a certificate see of it."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from certificates import domain, throttle
from certificates.context import facts_of
from certificates.domain.queries import find_by_code
from certificates.forms import CodeForm
from certificates.models import Certificate
from certificates.statement import public_statement


def unlisted(view: Any) -> Any:
    """What the view answers is neither kept nor found by search engines."""

    @wraps(view)
    @cache_control(no_store=True, private=True)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


@require_safe
@unlisted
def find(request: HttpRequest) -> HttpResponse:
    """A form for the code, for those who hold a paper and no camera."""
    form = CodeForm(request.GET) if "code" in request.GET else CodeForm()
    if form.is_bound and form.is_valid():
        return redirect("certificates:verify", code=form.cleaned_data["code"])
    return render(request, "certificates/find.html", {"form": form})


@require_safe
@unlisted
@vary_on_headers("Accept")
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the certificate with that code is valid, and all that is printed on it; the same words for any unknown code."""
    as_json = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    if throttle.is_blocked(request):
        return _answer(request, as_json, "certificates/blocked.html", {"status": "blocked"}, status=429)
    certificate = find_by_code(code)
    if certificate is None:
        throttle.note_miss(request)
        return _answer(request, as_json, "certificates/unknown.html", {"status": "unknown"}, status=404)
    if as_json:
        return JsonResponse(public_statement(certificate))
    return render(request, "certificates/verify.html", _shown(certificate))


@require_safe
@login_required
@unlisted
def show(request: HttpRequest, serial: str) -> HttpResponse:
    """The certificate as a page, for its holder."""
    return render(request, "certificates/show.html", _shown(_own(request, serial)))


@require_safe
@login_required
@unlisted
def download(request: HttpRequest, serial: str) -> HttpResponse:
    """The file, for its holder."""
    certificate = _own(request, serial)
    try:
        return pdf_response(certificate)
    except domain.CertificateError as exc:
        messages.error(request, str(exc))
        return redirect("certificates:show", serial=serial)


def pdf_response(certificate: Certificate) -> HttpResponse:
    """The stored file as a download. Raises CertificateError when it cannot be given out."""
    response = HttpResponse(domain.read_file(certificate), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{certificate.serial}.pdf"'
    return response


def _own(request: HttpRequest, serial: str) -> Certificate:
    certificates = Certificate.objects.filter(registration__person__user=request.user.pk)
    certificate = certificates.select_related("region", "replaced_by").filter(serial=serial).first()
    if certificate is None:
        raise Http404(_("There is no such certificate among yours."))
    return certificate


def _shown(certificate: Certificate) -> dict[str, Any]:
    return {"certificate": certificate, "facts": facts_of(certificate.snapshot)}


def _answer(request: HttpRequest, as_json: bool, template: str, content: dict[str, str], *, status: int) -> HttpResponse:
    if as_json:
        return JsonResponse(content, status=status)
    return render(request, template, {"form": CodeForm()}, status=status)
