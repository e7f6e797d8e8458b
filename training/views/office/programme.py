"""The programme slot by slot, and what its sessions arrived at."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain import programme
from training.domain.planning import BREAK
from training.forms.office.fields import NoForm
from training.forms.office.programme import ResultsForm, SessionFormSet, SlotForm, initial_of
from training.models import Slot
from training.views.office.base import EventForm, EventPage


class Programme(EventPage):
    permission = "training.change_event"
    screen = "programme"
    template_name = "training/office/programme.html"
    page_title = gettext_lazy("Programme")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slots = self.event.slots.order_by("start", "pk").prefetch_related("sessions")
        return super().get_context_data(slots=slots, **kwargs)


class EditSlot(EventForm):
    """A slot with its sessions as rows; without ``slot_pk`` a new one after the last."""

    permission = "training.change_event"
    screen = back = "programme"
    template_name = "training/office/slot.html"
    form_class = SlotForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        pk = kwargs.get("slot_pk")
        self.slot = get_object_or_404(self.event.slots, pk=pk) if pk else None

    def get_page_title(self) -> str:
        return self.slot.label if self.slot else _("New slot")

    def get_initial(self) -> dict[str, Any]:
        if self.slot:
            return {"label": self.slot.label, "start": self.slot.start, "end": self.slot.end}
        last = self.event.slots.order_by("-end").first()
        return {"start": last.end + BREAK} if last else {"start": self.event.start}

    def rows(self) -> SessionFormSet:
        sessions = self.slot.sessions.order_by("pk") if self.slot else []
        initial = [initial_of(session) for session in sessions]
        return SessionFormSet(self.request.POST or None, initial=initial, prefix="sessions")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, self.formset = self.get_form(), self.rows()
        if form.is_valid() & self.formset.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def save(self, form: SlotForm) -> str:
        kept = [row.session() for row in self.formset.kept()]
        before = self.event.sequence
        programme.save_slot(self.event, slot=self.slot, sessions=kept, now=timezone.now(), **form.cleaned_data)
        self.log("programme")
        if self.event.sequence > before:
            return _(
                "The programme is saved. Confirmed participants get a new invitation, because times or rooms have changed."
            )
        return _("The programme is saved.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        formset = getattr(self, "formset", None) or self.rows()
        return super().get_context_data(slot=self.slot, formset=formset, **kwargs)


class DeleteSlot(EventForm):
    permission = "training.change_event"
    screen = back = "programme"
    template_name = "training/office/confirm.html"
    form_class = NoForm
    page_title = gettext_lazy("Delete the slot")
    submit_label = gettext_lazy("Yes, delete it")
    is_serious = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.slot = get_object_or_404(Slot, event=self.event, pk=kwargs["slot_pk"])

    @property
    def consequence(self) -> str:
        return _("“{label}” is deleted with its sessions and their results.").format(label=self.slot.label)

    def save(self, form: NoForm) -> str:
        label = self.slot.label
        programme.delete_slot(self.slot, now=timezone.now())
        self.log("programme")
        return _("“{label}” is deleted.").format(label=label)


class Results(EventForm):
    """What the sessions arrived at, entered after the conference, session by session in the order of the programme."""

    permission = "training.change_sessionresult"
    screen = back = "results"
    template_name = "training/office/results.html"
    form_class = ResultsForm
    page_title = gettext_lazy("Results")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.slots = list(self.event.slots.order_by("start", "pk").prefetch_related("sessions__results"))

    def sessions(self) -> list[Any]:
        return [session for slot in self.slots for session in sorted(slot.sessions.all(), key=lambda session: session.pk)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"sessions": self.sessions()}

    @transaction.atomic
    def save(self, form: ResultsForm) -> str:
        changed = [session for session in self.sessions() if f"session_{session.pk}" in form.changed_data]
        for session in changed:
            programme.record_results(session, sentences=form.sentences(session))
        self.log("results")
        return _("The results are saved.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        context["rows"] = [
            (slot, [form[f"session_{session.pk}"] for session in sorted(slot.sessions.all(), key=lambda session: session.pk)])
            for slot in self.slots
        ]
        return context
