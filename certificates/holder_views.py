"""What the holder of a certificate sees of it and decides about it. Looking changes nothing; each decision can be undone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates import domain
from certificates.answers import unlisted
from certificates.context import facts_of
from certificates.domain import sharing
from certificates.models import Certificate
from certificates.public import is_damaged
from training.language import speak
from training.views.files import written_file

Decision = Callable[..., str]


@require_safe
@login_required
@unlisted
def show(request: HttpRequest, serial: str) -> HttpResponse:
    """The certificate as a page, with all that its holder can do with it."""
    speak(request)
    certificate = _own(request, serial)
    if is_damaged(certificate):
        return render(request, "certificates/damaged.html", {"certificate": certificate})
    open_link, earlier_links = sharing.links_of(certificate)
    return render(
        request,
        "certificates/show.html",
        {
            "certificate": certificate,
            "facts": facts_of(certificate.snapshot),
            "link": open_link,
            "link_address": sharing.link_address(open_link) if open_link else "",
            "earlier_links": earlier_links,
            "is_name_hidden": sharing.is_name_hidden(certificate),
        },
    )


@require_safe
@login_required
@unlisted
def download(request: HttpRequest, serial: str) -> HttpResponseBase:
    """The file, for its holder."""
    certificate = _own(request, serial)
    try:
        return pdf_response(certificate)
    except domain.CertificateError as exc:
        messages.error(request, str(exc))
        return redirect("certificates:show", serial=serial)


@require_safe
@login_required
@unlisted
def credential(request: HttpRequest, serial: str) -> HttpResponseBase:
    """The Open Badges credential by itself, for its holder."""
    certificate = _own(request, serial)
    if not certificate.credential:
        messages.error(request, _("This certificate was issued before there were digital credentials."))
        return redirect("certificates:show", serial=serial)
    return written_file(certificate.credential, name=f"{certificate.serial}.jwt", media_type="application/vc+jwt")


def pdf_response(certificate: Certificate) -> HttpResponseBase:
    """The stored file as a download. Raises CertificateError when it cannot be given out."""
    return written_file(domain.read_file(certificate), name=f"{certificate.serial}.pdf")


def decision(view: Decision) -> Callable[..., HttpResponse]:
    """A POST of the holder that leads back to the certificate's page with a sentence on what is so now."""

    @require_POST
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, serial: str, **kwargs: Any) -> HttpResponse:
        speak(request)
        messages.success(request, view(request, _own(request, serial), **kwargs))
        return redirect(reverse("certificates:show", args=[serial]) + "#others")

    return wrapped


@decision
def share(_request: HttpRequest, certificate: Certificate) -> str:
    sharing.share(certificate, now=timezone.now())
    return _("Whoever has the link sees the certificate from now on, until you withdraw it.")


@decision
def renew_link(_request: HttpRequest, certificate: Certificate) -> str:
    sharing.renew_link(certificate, now=timezone.now())
    return _("The link is a new one. The one before leads nowhere; you can let it work again below.")


@decision
def withdraw_link(_request: HttpRequest, certificate: Certificate) -> str:
    sharing.withdraw_link(certificate, now=timezone.now())
    return _("The link leads nowhere any more. You can let it work again below.")


@decision
def restore_link(_request: HttpRequest, certificate: Certificate, *, pk: int) -> str:
    sharing.restore_link(get_object_or_404(certificate.links, pk=pk), now=timezone.now())
    return _("The link works again.")


@decision
def hide_name(_request: HttpRequest, certificate: Certificate) -> str:
    sharing.hide_name(certificate, now=timezone.now())
    return _("The public page does not show your name any more.")


@decision
def show_name(_request: HttpRequest, certificate: Certificate) -> str:
    sharing.show_name(certificate, now=timezone.now())
    return _("The public page shows your name.")


def _own(request: HttpRequest, serial: str) -> Certificate:
    certificates = Certificate.objects.filter(registration__person__user=request.user.pk)
    certificate = certificates.select_related("region", "replaced_by", "replaces").filter(serial=serial).first()
    if certificate is None:
        raise Http404(_("There is no such certificate among yours."))
    return certificate
