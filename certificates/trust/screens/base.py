"""What these screens have in common: the permission, the region, the way back."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plugins.screens.base import RegionScreen
from training.views.office.base import DomainForm

VIEW, CHANGE = "certificates.view_issuerkey", "certificates.change_issuerkey"
TITLE = _("Verification and signature")


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


class TrustForm(TrustScreen, DomainForm):
    """A form of one region that makes one domain call."""

    def get_success_url(self) -> str:
        return self.overview_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel_url=self.overview_url(), **kwargs)
