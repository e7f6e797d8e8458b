"""The frame of every screen of one event: found in the region scope, shown in the event's zone, with its neighbours."""

from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from plugins.api import EventAction
from plugins.runtime import hooks_for
from plugins.scope import grants_of, scoped_object_or_404, sees_all_regions
from training.domain.errors import DomainError
from training.models import Event


class Screen(NamedTuple):
    """A neighbour in the row of links over every screen of an event."""

    name: str
    label: Any
    permission: str


SCREENS = (
    Screen("overview", _("Overview"), "training.view_event"),
    Screen("programme", _("Programme"), "training.change_event"),
    Screen("participants", _("Participants"), "training.view_registration"),
    Screen("attendance", _("Attendance"), "training.view_attendance"),
    Screen("check", _("Learning check"), "training.view_learningcheck"),
    Screen("credits", _("Credits"), "training.view_creditentry"),
    Screen("results", _("Results"), "training.change_sessionresult"),
    Screen("edit", _("Settings"), "training.change_event"),
)


class Tab(NamedTuple):
    """A screen as the row of links shows it; ``name`` is that of the screen, or the key of a plugin's action."""

    name: str
    label: Any
    url: str


class EventScreen(WagtailAdminTemplateMixin, View):
    """A screen of one event. ``permission`` must be held in the event's region, otherwise the event is not found."""

    permission = "training.view_event"
    screen = "overview"
    header_icon = "date"
    template_name = "training/office/screen.html"
    event: Event

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        events = Event.objects.select_related("region", "venue", "page")
        self.event = scoped_object_or_404(request.user, self.permission, events, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with timezone.override(ZoneInfo(self.event.time_zone)):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def url(self, name: str, *args: int | str) -> str:
        return reverse(f"events:{name}", args=[self.event.pk, *args])

    @cached_property
    def actions(self) -> list[EventAction]:
        """The screens of plugins that the user may open."""
        region = self.event.region
        offered = hooks_for(region).collect("event_actions", region=region.ref, event=self.event.ref)
        return [action for action in offered if self.may(action.permission)]

    def may(self, permission: str) -> bool:
        """Whether the user holds the permission in this event's region."""
        user = self.request.user
        return sees_all_regions(user) or self.event.region_id in grants_of(user).get(permission, ())

    def log(self, action: str, instance: Any = None, *, data: dict[str, Any] | None = None) -> None:
        """Write down who did what, with what the history's sentence needs. No personal data goes into the log itself."""
        log(instance or self.event, f"training.{action}", user=self.request.user, data=data)

    @cached_property
    def tabs(self) -> list[Tab]:
        """The neighbours that the user may open, those of plugins last."""
        own = [Tab(screen.name, screen.label, self.url(screen.name)) for screen in SCREENS if self.may(screen.permission)]
        return [*own, *(Tab(action.key, action.label, action.url) for action in self.actions)]

    def parents(self) -> list[tuple[Any, str]]:
        """Label and address of each screen between the event and this one, the nearest last: first the tab it lies under."""
        under = [tab for tab in self.tabs if tab.name == self.screen and tab.name != "overview"]
        return [(tab.label, tab.url) for tab in under if tab.url != self.request.path]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [(_("Events"), reverse("events:index")), (self.event.title, self.url("overview")), *self.parents()]
        trail = [{"url": url, "label": label} for label, url in above]
        return [*super().get_breadcrumbs_items(), *trail, {"url": "", "label": self.get_page_title()}]

    def get_page_subtitle(self) -> str:
        return self.event.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(event=self.event, tabs=self.tabs, **kwargs)


class EventPage(EventScreen, TemplateView):
    """A screen that only shows."""


class DomainForm(FormView):
    """A form that makes one domain call. A refusal stands over the form, and nothing typed is lost."""

    template_name = "training/office/form.html"
    submit_label = _("Save")
    is_serious = False
    """Whether the act cannot be taken back, so that the button warns."""

    def save(self, form: Any) -> str:
        """Make the domain call and return the sentence that says what was done. May raise DomainError."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.save(form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(self.get_success_url())


class EventForm(EventScreen, DomainForm):
    """A form on a screen of one event; ``back`` names the screen that follows."""

    template_name = "training/office/form.html"
    back = "overview"

    def get_success_url(self) -> str:
        return self.url(self.back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel_url=self.get_success_url(), **kwargs)
