"""The professional's own area: what is ahead, what is behind, and what was earned."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Page, Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from plugins.api import MySection
from plugins.isolation import rendered
from plugins.runtime import all_hooks
from training.audience import profession_label
from training.domain.asked_numbers import asked_in_profile
from training.domain.calendar.entry import absolute
from training.domain.own_data.export import account_data
from training.domain.person import person_for, renew_calendar_address
from training.enums import RegistrationState
from training.language import speak
from training.models import Attendance, CreditEntry, Person, Registration
from training.views.files import written_file

PAGE_SIZE = 20


class MyPage(LoginRequiredMixin, TemplateView):
    """A page for whoever is signed in. Somebody who never registered has no person yet."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.person: Person | None = getattr(request.user, "person", None)
        speak(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)


class MyView(MyPage):
    template_name = "training/my.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.person is None:
            return super().get_context_data(**kwargs)
        now = timezone.now()
        calendar = absolute(reverse("training:calendar_my", args=[self.person.calendar_token]))
        registrations = registrations_of(self.person)
        ahead = Q(event__end__gte=now) & Q(state__in=RegistrationState.active)
        return super().get_context_data(
            upcoming=registrations.filter(ahead).order_by("event__start", "pk"),
            past=self.page(registrations.exclude(ahead).order_by("-event__start", "-pk")),
            credits=credits_by_body(self.person),
            sections=self.sections(),
            calendar_url=calendar,
            webcal_url=calendar.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
            profession=profession_label(self.person.profession),
            numbers=asked_in_profile(self.person),
            **kwargs,
        )

    def sections(self) -> list[tuple[MySection, SafeString]]:
        """The sections of plugins in their order, each with its template filled, or a sentence where that fails."""
        answers = all_hooks().each("my_sections", person=self.person.ref)
        found = [(answer.plugin, section) for answer in answers for section in answer.value]
        ordered = sorted(found, key=lambda pair: pair[1].order)
        return [
            (section, rendered(plugin, section.template, {"section": section.context}, self.request))
            for plugin, section in ordered
        ]

    def page(self, registrations: QuerySet[Registration]) -> Page:
        return Paginator(registrations, PAGE_SIZE).get_page(self.request.GET.get("p"))


def registrations_of(person: Person) -> QuerySet[Registration]:
    """The person's registrations with event, place on the waiting list and minutes present; one query."""
    earlier = Registration.objects.filter(
        event=OuterRef("event"), state=RegistrationState.WAITING, waiting_since__lt=OuterRef("waiting_since")
    )
    present = Attendance.objects.filter(registration=OuterRef("pk")).values("registration")
    return person.registrations.select_related("event__venue", "event__region").annotate(
        ahead=Coalesce(Subquery(earlier.order_by().values("event").annotate(number=Count("pk")).values("number")), 0),
        minutes=Subquery(present.annotate(total=Sum("minutes")).values("total")),
    )


def credits_by_body(person: Person) -> QuerySet[CreditEntry, dict[str, Any]]:
    """The sum of what each body granted, and of the hours, from the entries that hold; one query."""
    holding = CreditEntry.objects.filter(registration__person=person, corrected_by=None, status=CreditEntry.Status.DETERMINED)
    events = Count("registration__event", distinct=True)
    return holding.order_by("body", "unit").values("body", "unit").annotate(total=Sum("amount"), events=events)


class RenewCalendarView(LoginRequiredMixin, View):
    """Gives the personal calendar a new address, for example after the old one was shared by mistake."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        renew_calendar_address(person_for(request.user))
        messages.success(request, _("Your calendar has a new address. The old one no longer works: please subscribe anew."))
        return redirect(f"{reverse('training:my')}#calendar")


class DataView(LoginRequiredMixin, View):
    """All we keep about the person, as a file (GDPR Art. 15 and 20)."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        data = json.dumps(account_data(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        return written_file(data, name="my-data.json", media_type="application/json")
