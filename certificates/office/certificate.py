"""One certificate: what it says, what became of it, revoking and replacing it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from certificates import domain, tasks
from certificates.context import facts_of
from certificates.domain.queries import certificates_of_event
from certificates.forms import RevokeForm
from certificates.holder_views import pdf_response
from certificates.models import Certificate, CertificateEvent
from certificates.office.base import CertificateScreen
from plugins.registry import certificate_templates
from training.domain.errors import DomainError
from training.views.office.base import EventForm, EventPage


class OneCertificate(CertificateScreen):
    certificate: Certificate

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = certificates_of_event(self.event).select_related("registration__person", "region", "replaced_by", "replaces")
        self.certificate = get_object_or_404(rows, serial=kwargs["serial"])
        self.purpose = self.certificate.purpose

    def get_page_title(self) -> str:
        return self.certificate.serial


class Show(OneCertificate, EventPage):
    template_name = "certificates/office/certificate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            certificate=self.certificate,
            facts=facts_of(self.certificate.snapshot) if self.certificate.is_intact else None,
            design=_design_name(self.certificate),
            history=self.certificate.events.select_related("by").order_by("pk"),
            may_revoke=self.may("certificates.change_certificate"),
            **kwargs,
        )


def _design_name(certificate: Certificate) -> str:
    """What the design is called, or its key once no installed plugin provides it."""
    provided = certificate_templates().get(certificate.template)
    return str(provided.value.label) if provided else certificate.template


class Revoke(OneCertificate, EventForm):
    permission = "certificates.change_certificate"
    form_class = RevokeForm
    template_name = "certificates/office/revoke.html"
    page_title = gettext_lazy("Revoke or replace")
    submit_label = gettext_lazy("Yes, revoke it")
    is_serious = True
    consequence = gettext_lazy(
        "Whoever checks the certificate sees from now on that it is not valid. This cannot be taken back. The file is kept."
    )

    def save(self, form: RevokeForm) -> str:
        facts = {"reason": form.cleaned_data["reason"], "by": self.request.user, "now": timezone.now()}
        if form.cleaned_data["replace"]:
            made = domain.replace(self.certificate, **facts)
        else:
            made = domain.revoke(self.certificate, cause=form.cleaned_data["cause"] or CertificateEvent.Cause.OTHER, **facts)
        self.write_log("revoke")
        self.serial = made.serial
        if made == self.certificate:
            return _("The certificate %(serial)s is revoked.") % {"serial": made.serial}
        tasks.render_pending_files.enqueue()
        return _("The certificate %(old)s is replaced by %(new)s.") % {"old": self.certificate.serial, "new": made.serial}

    def get_page_title(self) -> str:
        return str(self.page_title)

    def parents(self) -> list[tuple[Any, str]]:
        serial = self.certificate.serial
        return [*super().parents(), (serial, self.own_url("certificate", serial))]

    def get_success_url(self) -> str:
        return self.own_url("certificate", getattr(self, "serial", self.certificate.serial))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(certificate=self.certificate, **kwargs)


class Download(OneCertificate, EventPage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return pdf_response(self.certificate)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.own_url("certificate", self.certificate.serial))
