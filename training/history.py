"""How the history tells what became of an accreditation and its papers: of which body, for an event may have asked several."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from training.enums import AccreditationStatus


class OfBody(LogFormatter):
    """The message and the body it is about. Entries from before bodies were kept go without one."""

    def format_message(self, entry: Any) -> str:
        body = entry.data.get("body")
        return f"{self.message}: {body}" if body else str(self.message)


def formatter(label: Any, message: Any) -> type[OfBody]:
    """What to register for an action whose entries keep the body in their data."""
    return type("Formatter", (OfBody,), {"label": label, "message": message})


def _moved(status: AccreditationStatus) -> type[OfBody]:
    return formatter(
        format_lazy("{} ({})", _("Record accreditation"), status.label), format_lazy(_("Accreditation “{}”"), status.label)
    )


ACCREDITATION_ACTIONS: dict[str, type[OfBody]] = {
    "accreditation": formatter(_("Record accreditation"), _("Accreditation recorded")),
    "pack": formatter(_("Download an application pack"), _("Application pack downloaded")),
    "notice_add": formatter(_("Add a notice"), _("Notice of a body added")),
    "notice_open": formatter(_("Open a notice"), _("Notice of a body opened")),
    "notice_delete": formatter(_("Delete a notice"), _("Notice of a body deleted")),
    "told": formatter(_("Notify a body of changes"), _("Body notified of changes")),
    "report_start": formatter(_("Report credits"), _("Report of credits started")),
    "report_stop": formatter(_("Stop a report of credits"), _("Report of credits stopped")),
    "report_by_hand": formatter(_("Report credits by hand"), _("Credits reported by hand")),
    "report_list": formatter(_("Download a list of credits"), _("List of credits downloaded")),
    "report_ask": formatter(_("Write to people without a number"), _("People without a number written to")),
    "report_number": formatter(_("Enter a number again"), _("Number entered again for a report")),
    "report_withdraw": formatter(_("Withdraw reported credits"), _("Reported credits withdrawn")),
    **{f"accreditation_{status.value}": _moved(status) for status in AccreditationStatus},
}
