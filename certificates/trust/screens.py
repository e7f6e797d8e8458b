"""Where a region's staff see and change what its certificates are verified by. Every change is confirmed and written down."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from certificates.credentials.addresses import key_set_address
from certificates.domain.issuer_keys import rotate_key
from certificates.domain.seal_trial import CHOSEN, choose_tried, try_seal
from certificates.domain.seals import import_key, seals_of
from certificates.domain.verification_address import address_of, change_address, changes_of, is_ours
from certificates.errors import CertificateError
from certificates.models import IssuerKey, SealKey
from certificates.trust.forms import AddressForm, ConfirmAddressForm, ImportForm, SealForm
from certificates.trust.keys import certificate_of, shown
from plugins.models import RegionLogEntry
from plugins.scope import grants_of, regions_for, sees_all_regions
from plugins.screens.base import RegionScreen
from training.forms.office.fields import NoForm
from training.views.office.base import DomainForm

VIEW, CHANGE = "certificates.view_issuerkey", "certificates.change_issuerkey"
TITLE = gettext_lazy("Verification and signature")
KEY_IMPORTED = "certificates.seal_key"


class ChooseRegion(WagtailAdminTemplateMixin, TemplateView):
    """The user's regions; whoever works in one only is led on."""

    template_name = "certificates/trust/regions.html"
    page_title = TITLE
    header_icon = "key"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        regions = list(regions_for(request.user, VIEW).order_by("name"))
        if not regions and not sees_all_regions(request.user):
            raise Http404
        if len(regions) == 1:
            return redirect("certificate_trust:overview", regions[0].pk)
        return self.render_to_response(self.get_context_data(regions=regions))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class TrustScreen(RegionScreen):
    """A screen of one region whose keys the user may see, and on most of them change."""

    permission = CHANGE
    header_icon = "key"

    def overview_url(self) -> str:
        return reverse("certificate_trust:overview", args=[self.region.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = super().get_breadcrumbs_items()
        trail[-1] = {"url": self.overview_url(), "label": f"{TITLE} ({self.region})"}
        here = {"url": "", "label": self.get_page_title()}
        return trail if self.get_page_title() == TITLE else [*trail, here]


class Overview(TrustScreen, TemplateView):
    """What is so now, since when, and what was before. It asks no plugin and no other machine."""

    permission = VIEW
    template_name = "certificates/trust/overview.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        region = self.region
        seal = seals_of(region).get(region.certificate_seal)
        seal_keys = SealKey.objects.filter(region=region).order_by("-created_at", "-pk")
        return super().get_context_data(
            address=address_of(region),
            changes=changes_of(region),
            seal=seal,
            is_seal_lost=bool(region.certificate_seal) and seal is None,
            sealed_since=self._sealed_since(),
            issuer_keys=IssuerKey.objects.filter(region=region).order_by("-created_at", "-pk"),
            keys_address=key_set_address(region),
            seal_keys=[(key, certificate_of(key)) for key in seal_keys],
            now=timezone.now(),
            may_change=sees_all_regions(self.user) or region.pk in grants_of(self.user).get(CHANGE, ()),
            **kwargs,
        )

    def _sealed_since(self) -> RegionLogEntry | None:
        chosen = RegionLogEntry.objects.for_instance(self.region).filter(action=CHOSEN)
        return chosen.select_related("user").order_by("-timestamp", "-pk").first()


class TrustForm(TrustScreen, DomainForm):
    """A form of one region that makes one domain call."""

    def get_success_url(self) -> str:
        return self.overview_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel_url=self.overview_url(), **kwargs)


class Address(TrustForm):
    """First the address that is wanted, then what changing it means and a look at it, then the change.

    The site itself never asks whether the address answers: a server that opens addresses that people type can be sent anywhere.
    """

    page_title = gettext_lazy("Address of verification")

    template_name = "certificates/trust/address.html"

    @property
    def is_confirmation(self) -> bool:
        return "confirm" in self.request.POST

    def get_form_class(self) -> type[AddressForm]:
        return ConfirmAddressForm if self.is_confirmation else AddressForm

    def get_initial(self) -> dict[str, Any]:
        return {"address": self.region.verification_base}

    def form_valid(self, form: AddressForm) -> HttpResponse:
        if self.is_confirmation:
            return super().form_valid(form)
        wanted = form.cleaned_data["address"]
        if wanted == self.region.verification_base:
            form.add_error("address", _("This is the address already. Type another one, or cancel."))
            return self.form_invalid(form)
        return self._ask(ConfirmAddressForm(initial={"address": wanted}), wanted)

    def form_invalid(self, form: AddressForm) -> HttpResponse:
        """An address that is none is typed again, whatever was confirmed of it."""
        if not self.is_confirmation:
            return super().form_invalid(form)
        if "address" in form.errors:
            return super().form_invalid(AddressForm(self.request.POST))
        return self._ask(form, form.cleaned_data["address"])

    def _ask(self, form: AddressForm, wanted: str) -> HttpResponse:
        after = wanted or settings.BASE_URL
        context = self.get_context_data(form=form, after=after, is_ours=is_ours(after))
        return self.response_class(self.request, ["certificates/trust/address_confirm.html"], context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(before=address_of(self.region), **kwargs)

    def save(self, form: AddressForm) -> str:
        change_address(self.region, form.cleaned_data["address"], by=self.user)
        self.region.refresh_from_db()
        return _("Certificates issued from now on are verified at {address}.").format(address=address_of(self.region))


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


class RotateKey(TrustForm):
    """A new key for credentials, after saying what becomes of the old one."""

    template_name = "certificates/trust/rotate.html"
    form_class: type[forms.Form] = NoForm
    page_title = gettext_lazy("New key for credentials")
    submit_label = gettext_lazy("Yes, make a new key")
    is_serious = True

    def save(self, form: NoForm) -> str:
        made = rotate_key(self.region, now=timezone.now(), by=self.user)
        return _("Credentials issued from now on are signed with the new key {kid}.").format(kid=made.kid)
