"""Joins the organisers' screens to the Wagtail admin."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from plugins.scope import region_of, regions_for
from training.history import ACCREDITATION_ACTIONS
from training.models import ConferencePage, CoursePage
from training.views.office.due import DuePanel
from training.viewsets import TrainingGroup


@hooks.register("register_admin_viewset")
def register_training():
    return TrainingGroup()


@hooks.register("insert_global_admin_css")
def office_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("training/office/office.css"))


@hooks.register("construct_homepage_panels")
def show_what_is_due(request, panels):
    """For those who keep accreditations in any region."""
    if regions_for(request.user, "training.change_accreditation").exists():
        panels.append(DuePanel())


@hooks.register("register_page_header_buttons")
def schedule_button(page, user, view_name, next_url=None):
    """Leads from a published training to an event of it, for those who organise in its region."""
    if not isinstance(page.specific_deferred, CoursePage | ConferencePage) or not page.live:
        return
    region = region_of(page)
    if region and regions_for(user, "training.add_event").filter(pk=region.pk).exists():
        yield Button(_("Schedule an event"), url=reverse("events:schedule", args=[page.pk]), icon_name="date", priority=5)


@hooks.register("register_log_actions")
def register_office_actions(actions):
    for name, label, message in OFFICE_ACTIONS:
        actions.register_action(f"training.{name}", label, message)
    for name, formatter in ACCREDITATION_ACTIONS.items():
        actions.register_action(f"training.{name}")(formatter)


OFFICE_ACTIONS = [
    ("schedule", _("Schedule"), _("Scheduled from a training")),
    ("edit", _("Edit"), _("Changed")),
    ("announce", _("Announce"), _("Announced")),
    ("close", pgettext_lazy("event", "Close"), _("Closed")),
    ("cancel_event", _("Cancel event"), _("Called off")),
    ("move", _("Move"), _("Moved to another time")),
    ("programme", _("Change programme"), _("Programme changed")),
    ("application", _("Enter what bodies ask for"), _("Facts for applications changed")),
    ("results", _("Enter results"), _("Results entered")),
    ("register", _("Register"), _("Registered by hand")),
    ("cancel", _("Cancel a registration"), _("Registration cancelled")),
    ("approve", _("Approve"), _("Registration approved")),
    ("reject", _("Reject"), _("Registration rejected")),
    ("move_up", pgettext_lazy("waiting list", "Move up"), _("Moved up from the waiting list")),
    ("sessions", _("Change sessions"), _("Sessions changed")),
    ("profession", _("Correct the profession"), _("Profession corrected")),
    ("seats", _("Change seats and shares"), _("Seats and shares changed")),
    ("attendance", _("Record attendance"), _("Attendance recorded")),
    ("attendance_undone", _("Take attendance back"), _("Attendance taken back")),
    ("number", _("Change a number"), _("Professional number changed")),
    ("check", _("Set the learning check"), _("Learning check set")),
    ("check_released", _("Release the learning check"), _("Learning check released")),
    ("check_hidden", _("Hide the learning check"), _("Learning check hidden")),
    ("check_deleted", _("Delete the learning check"), _("Learning check deleted")),
    ("check_questions", _("Change the questions"), _("Questions of the learning check changed")),
    ("check_void", _("Leave a question out"), _("Question left out of the learning check for everybody")),
    ("check_counted", _("Count a question again"), _("Question of the learning check counted again")),
    ("check_result", _("Enter the result of a learning check"), _("Result of the learning check entered")),
    ("check_taken_back", _("Take the result of a learning check back"), _("Result of the learning check taken back")),
    ("contribution", _("Enter a contribution"), _("Contribution entered")),
    ("contribution_removed", _("Take a contribution back"), _("Contribution taken back")),
    ("attendance_close", _("Close the attendance"), _("Attendance closed")),
    ("attendance_reopen", _("Open the attendance again"), _("Attendance opened again")),
    ("credits", _("Compute credits"), _("Credits computed")),
    ("export", _("Export participants"), _("Participants exported")),
    ("report", _("Download a report"), _("Report of attendance downloaded")),
]
