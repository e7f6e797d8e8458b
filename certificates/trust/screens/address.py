"""Changing the address that certificates are verified at."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.domain.verification_address import address_of, change_address, is_ours
from certificates.trust.forms import AddressForm, ConfirmAddressForm
from certificates.trust.screens.base import TrustForm


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
