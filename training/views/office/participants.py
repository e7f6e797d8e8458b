"""Who takes part: the list with its filters and its export."""

import django_filters
from django.db.models import Prefetch
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from plugins.registry import professions
from training.domain import asked_numbers, queries
from training.domain.queries import sessions_to_choose
from training.domain.questions import keys_in, label_of
from training.enums import RegistrationState
from training.models import Registration, RegistrationNumber, Session, SessionBooking
from training.views.office.base import EventScreen
from training.views.office.rows import (
    answer_to,
    chosen_titles,
    detail,
    given,
    in_short,
    is_confirmed,
    name_of,
    number_column,
    profession_of,
    question_column,
    registered_on,
)

PER_PAGE = 50


class ParticipantFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=RegistrationState.choices, empty_label=gettext_lazy("All"), widget=RadioSelect
    )
    session = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Session"),
        field_name="bookings__session",
        queryset=Session.objects.none(),
        empty_label=gettext_lazy("All"),
    )
    profession = django_filters.ChoiceFilter(
        label=gettext_lazy("Profession"), field_name="profession", empty_label=gettext_lazy("All"), choices=()
    )

    class Meta:
        model = Registration
        fields = ["state", "session", "profession"]

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["session"].queryset = sessions_to_choose(event)
        found = queries.with_profession(event.registrations.order_by()).values_list("profession", flat=True).distinct()
        labels = {key: provided.value.label for key, provided in professions().items()}
        keys = sorted({key for key in found if key}, key=lambda key: str(labels.get(key, key)))
        self.filters["profession"].extra["choices"] = [(key, labels.get(key, key)) for key in keys]


class Participants(EventScreen, IndexView):
    """Registrations of one event. Exports are XLSX only: a CSV file can run what somebody typed into a form."""

    permission = "training.view_registration"
    any_permission_required = None
    screen = "participants"
    page_title = gettext_lazy("Participants")
    model = Registration
    template_name = "training/office/participants.html"
    results_template_name = "training/office/participants_results.html"
    filterset_class = ParticipantFilters
    search_fields = ["person__name", "person__organisation", "email"]
    paginate_by = PER_PAGE
    default_ordering = "person__name"
    header_more_buttons = ()
    edit_url_name = add_url_name = None
    FORMATS = ("xlsx",)
    OWN_HEADINGS = {
        "name": gettext_lazy("Name"),
        "state": gettext_lazy("State"),
        "profession": gettext_lazy("Profession"),
        "organisation": gettext_lazy("Organisation"),
        "district": gettext_lazy("District or city"),
        "email": gettext_lazy("Mail address"),
        "sessions": pgettext_lazy("programme", "Sessions"),
        "remarks": gettext_lazy("Remarks"),
        "registered": gettext_lazy("Registered on"),
    }

    @cached_property
    def questions(self) -> dict[str, str]:
        """What plugins ask here, or asked, by key."""
        return {key: label_of(key) for key in keys_in(self.event)}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The professional numbers asked here, or given. Only whether somebody gave one is told."""
        return {key: asked_numbers.label_of(key) for key in asked_numbers.keys_in(self.event)}

    @property
    def export_headings(self):
        questions = {question_column(key): label for key, label in self.questions.items()}
        return self.OWN_HEADINGS | {number_column(key): label for key, label in self.numbers.items()} | questions

    @property
    def list_export(self):
        return list(self.export_headings)

    def get_base_queryset(self):
        bookings = SessionBooking.objects.select_related("session").order_by("session__start", "pk")
        rows = queries.with_profession(self.event.registrations.select_related("person"))
        rows = rows.prefetch_related(Prefetch("bookings", bookings))
        if self.numbers:
            rows = rows.prefetch_related(
                Prefetch("numbers", RegistrationNumber.objects.only("registration_id", "key", "forgotten_at"))
            )
        return rows if self.request.GET.get("state") else rows.exclude(state="expired", person__isnull=True)

    def get_filterset_kwargs(self):
        return super().get_filterset_kwargs() | {"event": self.event}

    @property
    def columns(self):
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                width="22%",
                accessor=name_of,
                sort_key="person__name",
                get_url=lambda registration: self.url("registration", registration.pk),
            ),
            Column("profession", label=_("Profession"), accessor=profession_of, sort_key="profession"),
            Column("organisation", label=_("Organisation"), accessor=lambda registration: detail(registration, "organisation")),
            Column("sessions", label=pgettext("programme", "Sessions"), accessor=chosen_titles),
            Column("created_at", label=_("Registered on"), accessor=registered_on, sort_key="created_at"),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor="get_state_display",
                primary=is_confirmed,
            ),
            *(Column(number_column(key), label=label, accessor=given(key)) for key, label in self.numbers.items()),
            *(Column(question_column(key), label=label, accessor=in_short(key)) for key, label in self.questions.items()),
        ]

    def get_index_url(self):
        return self.url("participants")

    def get_index_results_url(self):
        return self.url("participants_results")

    def get_filename(self):
        return f"{self.event.code}-{timezone.localdate():%Y-%m-%d}"

    def to_row_dict(self, item):
        return {
            "name": name_of(item),
            "state": item.get_state_display(),
            "profession": profession_of(item),
            "organisation": detail(item, "organisation"),
            "district": detail(item, "district"),
            "email": item.email,
            "sessions": chosen_titles(item),
            "remarks": item.answers.get("remarks", ""),
            "registered": item.created_at,
            **{number_column(key): given(key)(item) for key in self.numbers},
            **{question_column(key): answer_to(item, key) for key in self.questions},
        }

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.is_export:
            self.log("export")
        return response

    @property
    def header_buttons(self):
        if not self.may("training.add_registration"):
            return []
        return [HeaderButton(_("Register somebody"), url=self.url("register"), icon_name="plus")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(seats=list(self.event.seat_classes.order_by("pk")), **kwargs)


class ParticipantsResults(Participants):
    results_only = True
