"""What a person earned at one event, to hand in to the body: a page to print, and the number as long as the report is open."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.debug import sensitive_post_parameters

from training.domain.reporting.own import OwnReport, asked_late, give_late, own_reports
from training.forms.numbers import NumbersForm
from training.views.own_registration import ChangePage, OwnRegistrationPage


class OwnCreditsView(OwnRegistrationPage):
    """Everything a body asks of somebody who hands in credits without our help."""

    template_name = "training/own_credits.html"

    @cached_property
    def reports(self) -> list[OwnReport]:
        found = own_reports(self.registration, now=timezone.now())
        if not found:
            raise Http404(_("No credits are recorded for this registration yet."))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_give = any(report.can_give_number for report in self.reports)
        numbers = self.registration.numbers.filter(reported_at=None, value__isnull=False)
        reports = [(report, amounts_of(report)) for report in self.reports]
        return super().get_context_data(reports=reports, may_give=may_give, has_number=numbers.exists(), **kwargs)


def amounts_of(report: OwnReport) -> list[tuple[str, Decimal, Decimal | None]]:
    """Each part that was awarded or reported, by its name, and their sum; what was reported only where it is something else."""
    awarded = asdict(report.parts)
    reported = {name: getattr(report.line, name) for name in awarded} if report.is_reported else awarded
    labels = {
        "basis": _("For taking part"),
        "learning_check": _("For the learning check"),
        "speaker": _("For contributions as a speaker"),
    }
    rows = [(label, awarded[name], reported[name]) for name, label in labels.items()]
    shown = [row for row in rows if any(row[1:]) or row == rows[0]]
    sums = (pgettext("credits", "In all"), report.parts.total, sum(reported.values(), Decimal(0)))
    return [(label, now, told if told != now else None) for label, now, told in (*shown, sums)]


@method_decorator(sensitive_post_parameters(), name="dispatch")
class LateNumberView(ChangePage):
    """Giving, replacing or deleting the number after the event, until the report is made or its deadline has passed."""

    template_name = "training/late_number.html"
    done = gettext_lazy("Thank you. Your number is kept for the report.")

    def form(self, data: Any = None) -> NumbersForm:
        asked = asked_late(self.registration, now=timezone.now())
        if not asked:
            raise Http404(_("The number can no longer be given here."))
        return NumbersForm(data, asked=asked)

    def save(self, form: NumbersForm) -> None:
        give_late(self.registration, form.given_numbers(), now=timezone.now())
