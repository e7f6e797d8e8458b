"""Choosing the signature of the files, and taking over a key for it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from certificates.domain.seal_trial import choose_tried, try_seal
from certificates.domain.seals import import_key, seals_of
from certificates.errors import CertificateError
from certificates.models import SealKey
from certificates.trust.forms import ImportForm, SealForm
from certificates.trust.keys import certificate_of, shown
from certificates.trust.screens.base import TrustForm

KEY_IMPORTED = "certificates.seal_key"


class Seal(TrustForm):
    """Which signature the files get. A trial signs an empty page and stores nothing; choosing begins with one."""

    template_name = "certificates/trust/seal.html"
    form_class = SealForm
    page_title = gettext_lazy("Signature of the files")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"seals": seals_of(self.region)}

    def get_initial(self) -> dict[str, Any]:
        return {"seal": self.region.certificate_seal}

    def form_valid(self, form: SealForm) -> HttpResponse:
        return self._try(form) if "try" in self.request.POST else super().form_valid(form)

    def _try(self, form: SealForm) -> HttpResponse:
        key = form.cleaned_data["seal"]
        if not key:
            form.add_error("seal", _("Without a signature there is nothing to try. Choose one of the others."))
            return self.form_invalid(form)
        try:
            trial = try_seal(self.region, key, now=timezone.now())
        except CertificateError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        tried = [shown(certificate) for certificate in trial.certificates]
        return self.render_to_response(self.get_context_data(form=form, tried=tried))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            has_own_key=SealKey.objects.filter(region=self.region, retired_at=None).exists(), **kwargs
        )

    def save(self, form: SealForm) -> str:
        choose_tried(self.region, form.cleaned_data["seal"], by=self.user, now=timezone.now())
        if form.cleaned_data["seal"]:
            return _("Files made from now on are signed. Those that exist stay as they are.")
        return _("Files made from now on are not signed. Those that exist stay as they are.")


class ImportKey(TrustForm):
    """Takes over the key that an authority gave out. It is stored encrypted and never shown again."""

    template_name = "certificates/trust/import.html"
    form_class = ImportForm
    page_title = gettext_lazy("Import a key")
    submit_label = gettext_lazy("Import the key")

    def save(self, form: ImportForm) -> str:
        key = import_key(self.region, form.cleaned_data["file"], password=form.cleaned_data["password"], now=timezone.now())
        log(self.region, KEY_IMPORTED, user=self.user, data={"fingerprint": certificate_of(key).fingerprint})
        return _("The key is imported. Try it, and choose it if files are not signed yet.")

    def get_success_url(self) -> str:
        return reverse("certificate_trust:seal", args=[self.region.pk])
