"""The organisers' screens: who qualifies, issuing with progress, one certificate, revoking."""

import zipfile
from collections import Counter
from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from certificates import domain, tasks
from certificates.context import facts_of
from certificates.domain.queries import certificates_of_event
from certificates.forms import RevokeForm
from certificates.holder_views import pdf_response
from certificates.models import Certificate, CertificateEvent, IssueRun
from training.domain.errors import DomainError
from training.forms.office.fields import NoForm
from training.views.office.base import EventForm, EventPage

PER_PAGE = 50


class CertificateScreen:
    """A screen of one event's certificates, under the event's own frame."""

    permission = "certificates.view_certificate"
    screen = "certificates"
    header_icon = "doc-full-inverse"

    def own_url(self, name: str, *args: Any) -> str:
        return reverse(f"certificates_office:{name}", args=[self.event.pk, *args])

    def write_log(self, action: str) -> None:
        log(self.event, f"certificates.{action}", user=self.request.user)


class Overview(CertificateScreen, EventForm):
    """Everybody with a seat: who gets a certificate now, who has one, and why somebody does not."""

    template_name = "certificates/office/overview.html"
    form_class = NoForm
    page_title = gettext_lazy("Certificates")
    run: IssueRun | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may("certificates.add_certificate"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def save(self, form: NoForm) -> str:
        self.run = domain.start_run(self.event, by=self.request.user, now=timezone.now())
        tasks.work_off_run.enqueue(self.run.pk)
        self.write_log("issue")
        return _("The certificates are being issued. You can leave this page; it goes on.")

    def get_success_url(self) -> str:
        return self.own_url("run", self.run.pk) if self.run else self.own_url("overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everybody = sorted(domain.candidates(self.event), key=lambda found: not found.is_due)
        counts = Counter("due" if found.is_due else "has" if found.certificate else "not" for found in everybody)
        return super().get_context_data(
            page_obj=Paginator(everybody, PER_PAGE).get_page(self.request.GET.get("p")),
            due=counts["due"],
            issued=counts["has"],
            refused=counts["not"],
            runs=self.event.issue_runs.order_by("-pk")[:5],
            may_issue=self.may("certificates.add_certificate"),
            may_design=self.may("certificates.change_designchoice"),
            **kwargs,
        )


class Run(CertificateScreen, EventForm):
    """How far a run is. Posting takes up what failed or was interrupted."""

    template_name = "certificates/office/run.html"
    form_class = NoForm
    page_title = gettext_lazy("Issuing certificates")
    run: IssueRun

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run = get_object_or_404(self.event.issue_runs, pk=kwargs["run_pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may("certificates.add_certificate"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def save(self, form: NoForm) -> str:
        domain.retry(self.run)
        tasks.work_off_run.enqueue(self.run.pk)
        return _("What was left is being tried again.")

    def get_success_url(self) -> str:
        return self.own_url("run", self.run.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        progress = domain.progress_of(self.run)
        failed = self.run.items.exclude(error="").select_related("registration__person").order_by("registration__person__name")
        return super().get_context_data(
            run=self.run,
            progress=progress,
            stalled=progress.is_stalled(timezone.now()),
            failed=failed,
            may_issue=self.may("certificates.add_certificate"),
            **kwargs,
        )


class OneCertificate(CertificateScreen):
    certificate: Certificate

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = certificates_of_event(self.event).select_related("registration__person", "region", "replaced_by", "replaces")
        self.certificate = get_object_or_404(rows, serial=kwargs["serial"])

    def get_page_title(self) -> str:
        return self.certificate.serial


class Show(OneCertificate, EventPage):
    template_name = "certificates/office/certificate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            certificate=self.certificate,
            facts=facts_of(self.certificate.snapshot),
            history=self.certificate.events.select_related("by").order_by("pk"),
            may_revoke=self.may("certificates.change_certificate"),
            **kwargs,
        )


class Revoke(OneCertificate, EventForm):
    permission = "certificates.change_certificate"
    form_class = RevokeForm
    template_name = "certificates/office/revoke.html"
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

    def get_success_url(self) -> str:
        return self.own_url("certificate", getattr(self, "serial", self.certificate.serial))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(certificate=self.certificate, **kwargs)


class Download(OneCertificate, EventPage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return pdf_response(self.certificate)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.own_url("certificate", self.certificate.serial))


class DownloadAll(CertificateScreen, EventPage):
    """The valid certificates of the event in one archive, as they were made."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            archive = self.archive()
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.own_url("overview"))
        response = HttpResponse(archive, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{self.event.code}.zip"'
        self.write_log("export")
        return response

    def archive(self) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for certificate in certificates_of_event(self.event).filter(revoked_at=None).exclude(pdf="").order_by("serial"):
                archive.writestr(f"{certificate.serial}.pdf", domain.read_file(certificate))
        return buffer.getvalue()
