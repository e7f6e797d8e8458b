"""A kind of certificates whose plugin is off or gone, as long as something of it is left: what waits, and what to do."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from certificates.domain.queries import certificates_of_event
from certificates.models import Certificate, IssueItem, IssueRun
from certificates.office.base import CertificateScreen
from certificates.purposes import installed_kinds
from plugins.screens.base import VIEW as SEE_PLUGINS
from training.views.office.base import EventPage


class WithUnoffered(CertificateScreen):
    """A screen that serves kinds, too, that are not on offer any more, where something was issued or ordered of them."""

    def is_known(self) -> bool:
        return super().is_known() or self.runs.exists() or self.issued.exists()

    @property
    def runs(self) -> QuerySet[IssueRun]:
        return self.event.issue_runs.filter(purpose=self.purpose)

    @property
    def issued(self) -> QuerySet[Certificate]:
        return certificates_of_event(self.event).filter(purpose=self.purpose)


class Unoffered(WithUnoffered, EventPage):
    """What is left of such a kind, in place of its overview. Nothing is issued here."""

    template_name = "certificates/office/unoffered.html"
    page_title = gettext_lazy("Certificates")

    @cached_property
    def heading(self) -> str:
        """As the plugin calls it; once it is gone, as certificates say that were issued, or its key."""
        if found := installed_kinds().get(self.purpose):
            return str(found.heading)
        newest = self.issued.order_by("-pk").first()
        return str(newest.snapshot.get("heading", "")) or self.purpose if newest else self.purpose

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = installed_kinds().get(self.purpose)
        return super().get_context_data(
            heading=self.heading,
            plugin=found.provided.plugin if found and found.provided else "",
            plugins_url=reverse("plugins:overview", args=[self.event.region_id]) if self.may(SEE_PLUGINS) else "",
            runs=self.runs.annotate(waits=Exists(IssueItem.objects.filter(run=OuterRef("pk"), done_at=None))).order_by("-pk"),
            issued=self.issued.count(),
            **kwargs,
        )
