"""A new event, made from a published training in one step."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from plugins.narrowing import rows_in_regions
from plugins.scope import region_of, regions_for
from training.domain import planning
from training.domain.errors import ProgrammeError
from training.domain.scheduling import schedule
from training.domain.seating.shares import copied_shares
from training.forms.office.schedule import ScheduleForm
from training.models import Event, Module, TrainingPage
from training.views.office.base import DomainForm

PER_PAGE = 25
LEAD_TIME = timedelta(weeks=6)
"""How far ahead an event is proposed: time to announce it and to ask the accrediting bodies."""


class ChooseTraining(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The published trainings of the user's regions, to make an event from one of them."""

    model = Event
    permission_required = "add"
    template_name = "training/office/choose_training.html"
    page_title = gettext_lazy("Schedule an event")
    header_icon = "date"

    def get_breadcrumbs_items(self):
        trail = [*super().get_breadcrumbs_items(), {"url": reverse_lazy("events:index"), "label": _("Events")}]
        return [*trail, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.GET.get("q", "").strip()
        trainings = rows_in_regions(TrainingPage.objects.live(), self.request.user).filter(title__icontains=wanted)
        page = Paginator(trainings.select_related("content_type").order_by("title", "pk"), PER_PAGE)
        return super().get_context_data(page_obj=page.get_page(self.request.GET.get("p")), wanted=wanted, **kwargs)


class ScheduleEvent(WagtailAdminTemplateMixin, DomainForm):
    """One form with the defaults filled in, beside the programme it will make."""

    template_name = "training/office/schedule.html"
    form_class = ScheduleForm
    page_title = gettext_lazy("Schedule an event")
    header_icon = "date"
    submit_label = gettext_lazy("Schedule the event")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.training = get_object_or_404(TrainingPage.objects.live(), pk=kwargs["page_pk"])
        region = region_of(self.training)
        if region is None or not regions_for(request.user, "training.add_event").filter(pk=region.pk).exists():
            raise Http404
        self.region = region

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with timezone.override(ZoneInfo(self.region.time_zone)):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_breadcrumbs_items(self):
        trail = [*super().get_breadcrumbs_items(), {"url": reverse_lazy("events:index"), "label": _("Events")}]
        return [
            *trail,
            {"url": reverse_lazy("events:add"), "label": self.page_title},
            {"url": "", "label": self.training.title},
        ]

    @cached_property
    def modules(self) -> list[Module]:
        return list(Module.objects.filter(page=self.training).order_by("sort_order"))

    @cached_property
    def latest(self) -> Event | None:
        """The latest event of the same training, whose place and seats are proposed again."""
        return Event.objects.filter(page=self.training).order_by("-start").first()

    def proposed_start(self) -> datetime:
        day = timezone.localdate() + LEAD_TIME
        return timezone.make_aware(datetime.combine(day, time(9)))

    def get_initial(self) -> dict[str, Any]:
        seats = sum(seats.capacity for seats in self.latest.seat_classes.all()) if self.latest else 0
        return {
            "start": self.proposed_start(),
            "venue": self.latest and self.latest.venue_id,
            "capacity": seats or 25,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        shares = copied_shares(self.latest) if self.latest else ()
        known = {"region": self.region, "has_parallel": planning.has_parallel(self.modules), "shares": shares}
        return super().get_form_kwargs() | known

    def save(self, form: ScheduleForm) -> str:
        self.event = schedule(self.training, region=self.region, now=timezone.now(), **form.asked())
        log(self.event, "training.schedule", user=self.request.user)
        if self.training.has_unpublished_changes:
            messages.warning(self.request, _("The page has changes that are not published. The event does not contain them."))
        if self.event.start < timezone.now():
            messages.warning(self.request, _("The event starts in the past. Move it if that was not meant."))
        return _("“{title}” is scheduled as {code}. Look at it, then announce it.").format(
            title=self.event.title, code=self.event.code
        )

    def get_success_url(self) -> str:
        return reverse("events:overview", args=[self.event.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(training=self.training, cancel_url=reverse("events:add"), **kwargs)
        try:
            context["slots"] = planning.plan(self.modules, start=self.proposed_start())
        except ProgrammeError as refusal:
            context["refusal"] = str(refusal)
        return context
