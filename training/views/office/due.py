"""What accrediting bodies wait for, in words: on the start page of the back office and on an event's overview."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from plugins.scope import regions_for
from training.domain.accrediting.deadlines import Task, tasks_in

SHOWN = 20


class Due(NamedTuple):
    """A task as a row shows it."""

    task: Task
    sentence: str
    url: str
    label: str


def due(task: Task) -> Due:
    accreditation = task.accreditation
    day = date_format(task.due) if task.due else ""
    what = task.change.what if task.change else ""
    sentence = _SENTENCES[task.kind](task).format(body=accreditation.body, day=day, what=what)
    name, label = _PLACES[task.kind]
    return Due(task, sentence, reverse(f"events:{name}", args=[accreditation.event_id, accreditation.pk]), str(label))


def _apply(task: Task) -> str:
    if task.due is None:
        return _("Apply to {body}. Its deadline is not known here: ask the body.")
    if task.is_overdue:
        return _("The application to {body} was due on {day}. Ask whether it still takes one.")
    return _("Apply to {body} by {day}.")


def _report(task: Task) -> str:
    if task.due is None:
        return _("Report the attendance to {body} and enter the day. Its deadline is not known here: ask the body.")
    if task.is_overdue:
        return _("The report of attendance to {body} was due on {day}. Send it, or ask the body, and enter the day.")
    return _("Report the attendance to {body} by {day} and enter the day.")


def _notify(task: Task) -> str:
    return _("Notify {body}: since its grant has changed, last on {day}: {what}.")


_PLACES = {
    "apply": ("accreditation", gettext_lazy("Open the record")),
    "report": ("credit_report", gettext_lazy("Open the report")),
    "notify": ("told", gettext_lazy("Tick it off")),
}
_SENTENCES = {"apply": _apply, "report": _report, "notify": _notify}


class DuePanel(Component):
    """What is due to bodies in all regions whose accreditations the user keeps, what is overdue first."""

    name = "accreditations_due"
    template_name = "training/office/due_panel.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        regions = regions_for(parent_context["request"].user, "training.change_accreditation")
        rows = [due(task) for task in tasks_in(regions, now=timezone.now())]
        return {"rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN)}
