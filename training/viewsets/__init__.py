"""What organisers find in the menu of the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from training.viewsets.events import EventViewSet
from training.viewsets.venues import VenueViewSet


class TrainingGroup(ModelViewSetGroup):
    menu_label = _("Training")
    menu_icon = "calendar-alt"
    menu_order = 150
    items = (EventViewSet("events"), VenueViewSet("venues"))
