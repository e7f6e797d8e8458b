"""What bodies ask of an event, and the application pack that tells it to one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.accrediting.application_facts import Texts, facts_of, people_of, record_facts
from training.forms.office.application import CURRENCIES, DisclosureFormSet, FactsForm, SponsorFormSet
from training.papers.pack import application_pack
from training.views.files import written_file
from training.views.office.accreditation import OfAccreditation
from training.views.office.base import EventForm, EventPage


class EditFacts(EventForm):
    """Texts, sponsors and disclosures of an event in one form; everybody who leads or speaks has a row."""

    permission = "training.change_event"
    screen = back = "credits"
    template_name = "training/office/application.html"
    form_class = FactsForm
    page_title = gettext_lazy("What bodies ask for")

    def get_initial(self) -> dict[str, Any]:
        facts = facts_of(self.event)
        return {name: getattr(facts, name) for name in (*Texts.__slots__, "without_sponsors")}

    def rows(self) -> tuple[SponsorFormSet, DisclosureFormSet]:
        data = self.request.POST if self.request.method == "POST" else None
        sponsors = list(self.event.sponsors.order_by("pk").values("name", "amount", "currency", "purpose"))
        disclosures = {row["name"]: row for row in self.event.disclosures.order_by("pk").values("name", "statement")}
        missing = [{"name": name, "statement": ""} for name in people_of(self.event) if name not in disclosures]
        currency = CURRENCIES.get(self.event.region.country, "EUR")
        return (
            SponsorFormSet(data, initial=sponsors, prefix="sponsors", currency=currency),
            DisclosureFormSet(data, initial=[*disclosures.values(), *missing], prefix="disclosures"),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        self.sponsors, self.disclosures = self.rows()
        if form.is_valid() & self.sponsors.is_valid() & self.disclosures.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def save(self, form: FactsForm) -> str:
        record_facts(
            self.event,
            texts=form.texts(),
            without_sponsors=form.cleaned_data["without_sponsors"],
            sponsors=[row.sponsoring() for row in self.sponsors.filled()],
            disclosures=[row.disclosed() for row in self.disclosures.filled()],
            now=timezone.now(),
        )
        self.log("application")
        return _("What bodies ask for is saved.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not hasattr(self, "sponsors"):
            self.sponsors, self.disclosures = self.rows()
        wrong = any(rows.is_bound and rows.total_error_count() for rows in (self.sponsors, self.disclosures))
        return super().get_context_data(sponsors=self.sponsors, disclosures=self.disclosures, rows_are_wrong=wrong, **kwargs)


class DownloadPack(OfAccreditation, EventPage):
    """The application to one body as a file, whatever is missing in it: the paper says so itself."""

    permission = "training.view_accreditation"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        content = application_pack(self.accreditation, now=timezone.now())
        self.write_log("pack")
        return written_file(content, name=f"{self.event.code}-{slugify(self.accreditation.body)[:60]}.pdf")
