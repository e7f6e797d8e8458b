"""How many seats an event has, and whose they are."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.seating.shares import set_seats, shares_of
from training.forms.office.seats import SharesFormSet, TotalForm, initial_of
from training.views.office.base import EventForm
from training.views.office.fit import TellsConflicts


class EditSeats(TellsConflicts, EventForm):
    """The number of seats, and a row for each share with two empty ones for more."""

    permission = "training.change_event"
    screen = "edit"
    template_name = "training/office/seats.html"
    form_class = TotalForm
    page_title = gettext_lazy("Seats and shares")

    def get_initial(self) -> dict[str, Any]:
        return {"total": sum(seats.capacity for seats in self.event.seat_classes.all())}

    def rows(self) -> SharesFormSet:
        initial = [initial_of(share) for share in shares_of(self.event)]
        kwargs = {"event": self.event}
        return SharesFormSet(self.request.POST or None, initial=initial, prefix="shares", form_kwargs=kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, self.formset = self.get_form(), self.rows()
        if form.is_valid() & self.formset.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def save(self, form: TotalForm) -> str:
        shares = [row.share() for row in self.formset.kept()]
        set_seats(self.event, total=form.cleaned_data["total"], shares=shares, now=timezone.now())
        self.log("seats")
        return _("The seats are saved. Whoever has a seat keeps it; people who wait move up within a minute where one is free.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        formset = getattr(self, "formset", None) or self.rows()
        taken = {seats.pk: seats.taken for seats in self.event.seat_classes.all()}
        rows = [(row, taken.get(row.initial.get("pk"))) for row in formset]
        return super().get_context_data(formset=formset, rows=rows, **kwargs)
