"""The start page of the back office: where a member of staff finds the own region's trainings and events."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from plugins.scope import regions_for
from training.enums import EventState
from training.models import CourseIndexPage, Event

SHOWN = 5


class WelcomePanel(Component):
    """Two ways in, each shown to those who may go it: writing trainings, and running events."""

    name = "welcome"
    template_name = "cms/office/welcome.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "indexes": list(_indexes(user)),
            "events": list(_events(user)),
            "may_see_events": regions_for(user, "training.view_event").exists(),
            "may_schedule": regions_for(user, "training.add_event").exists(),
        }


def _indexes(user: Any) -> QuerySet[CourseIndexPage]:
    """The lists of trainings below which the user may write."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    return CourseIndexPage.objects.filter(pk__in=pages.values("pk")).order_by("path")[:SHOWN]


def _events(user: Any) -> QuerySet[Event]:
    """The events that are not over or not closed yet, the nearest first."""
    events = Event.objects.filter(region__in=regions_for(user, "training.view_event"))
    open_ones = events.filter(state__in=[EventState.DRAFT, EventState.OPEN]) | events.filter(
        state=EventState.CLOSED, end__gte=timezone.now()
    )
    return open_ones.select_related("region", "venue").order_by("start", "pk")[:SHOWN]


@hooks.register("construct_homepage_panels")
def add_welcome(request: Any, panels: list[Component]) -> None:
    panels.append(WelcomePanel())
