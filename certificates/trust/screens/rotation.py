"""A new key for credentials."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.domain.issuer_keys import rotate_key
from certificates.trust.screens.base import TrustForm
from training.forms.office.fields import NoForm


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
