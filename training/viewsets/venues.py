from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from plugins.viewsets import RegionModelViewSet
from training.models import Venue


class VenueViewSet(RegionModelViewSet):
    """The places of a region, chosen when an event is scheduled."""

    model = Venue
    icon = "site"
    menu_label = _("Venues")
    region_path = "region"
    copy_view_enabled = False
    list_display = ["name", "city", "region"]
    list_filter = ["region", "city"]
    search_fields = ["name", "street", "city"]
    ordering = ("name",)
    panels = [
        FieldPanel("region"),
        FieldPanel("name"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
        FieldPanel("access"),
    ]
