"""All events of the user's regions: what comes next first, then what was."""

from zoneinfo import ZoneInfo

import django_filters
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.forms import RadioSelect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from training.enums import EventState, RegistrationState
from training.models import Event, SeatClass


class EventFilters(WagtailFilterSet):
    period = django_filters.ChoiceFilter(
        label=_("Period"),
        choices=[("upcoming", _("Upcoming")), ("past", _("Past"))],
        method="filter_period",
        empty_label=_("All"),
        widget=RadioSelect,
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=EventState.choices, empty_label=_("All"), widget=RadioSelect)

    class Meta:
        model = Event
        fields = ["period", "state"]

    def filter_period(self, queryset, _name, value):
        now = timezone.now()
        return queryset.filter(end__gte=now) if value == "upcoming" else queryset.filter(end__lt=now)


def seats_of(field: str) -> Coalesce:
    """The sum of a column over the event's seat classes, for annotations that also count registrations."""
    total = SeatClass.objects.filter(event=OuterRef("pk")).order_by().values("event").annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def date_of(event: Event) -> str:
    return date_format(timezone.localtime(event.start, ZoneInfo(event.time_zone)), "SHORT_DATETIME_FORMAT")


def overview_url(event: Event) -> str:
    return reverse("events:overview", args=[event.pk])


class EventList(IndexView):
    template_name = "training/office/event_list.html"
    results_template_name = "training/office/event_list_results.html"
    filterset_class = EventFilters
    search_fields = ["title", "code"]
    columns = [
        Column("start", label=_("Date"), accessor=date_of, sort_key="start", width="14%"),
        TitleColumn("title", label=_("Title"), sort_key="title", get_url=overview_url),
        Column("code", label=_("Code")),
        Column("seats", label=_("Seats taken"), accessor=lambda event: f"{event.taken} / {event.capacity}"),
        Column("waiting", label=_("Waiting")),
        StatusTagColumn("state", label=_("State"), accessor="get_state_display", primary=lambda event: event.state == "open"),
    ]

    def get_base_queryset(self):
        waiting = Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING))
        events = super().get_base_queryset().select_related("region")
        return events.annotate(waiting=waiting, taken=seats_of("taken"), capacity=seats_of("capacity"))

    def order_queryset(self, queryset):
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        is_past = Case(When(end__lt=timezone.now(), then=Value(1)), default=Value(0), output_field=IntegerField())
        soonest_first = Case(When(is_past=0, then=F("start")))
        return queryset.annotate(is_past=is_past).order_by("is_past", soonest_first, "-start", "-pk")
