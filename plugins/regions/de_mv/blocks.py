"""The forms of Mecklenburg-Vorpommern: working groups, their meetings, and the modules they develop."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from plugins.regions.parts import MeetingsValue, ModuleBlock, lines, meetings

STAGES = [("draft", _("in development")), ("pilot", _("on trial")), ("released", _("released"))]
GOALS = ("sensitivity", "skill", "conduct")


class GroupMeetingBlock(ModuleBlock):
    """One meeting of a working group or network, on site or by video."""

    group = blocks.CharBlock(label=_("Working group or network"))
    mandate = blocks.TextBlock(label=_("Mandate"), rows=2, required=False)
    agenda = lines(_("Agenda"), line=_("Item"), at_least=1)
    meetings = meetings(_("Further meetings"), help_text=_("Leave it empty while the dates are being planned."))

    class Meta:
        icon = "date"
        label = _("Meeting of a working group")
        template = "de_mv/group_meeting.html"
        value_class = MeetingsValue


class DevelopedModuleBlock(ModuleBlock):
    """A module that a working group develops, with goals of three kinds."""

    group = blocks.CharBlock(label=_("Developed by"))
    stage = blocks.ChoiceBlock(choices=STAGES, default="draft", label=_("Stage"))
    sensitivity = lines(_("Sensitivity"), line=_("Goal"), help_text=_("What people notice and take seriously afterwards."))
    skill = lines(_("Skill"), line=_("Goal"), help_text=_("What they can do afterwards."))
    conduct = lines(_("Professional conduct"), line=_("Goal"), help_text=_("How they decide and act in their profession."))

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not self.is_deferred_validation and not any(len(result[kind]) for kind in GOALS):
            fault = ValidationError(_("State at least one goal: of sensitivity, of skill or of professional conduct."))
            raise StructBlockValidationError(non_block_errors=[fault])
        return result

    class Meta:
        icon = "clipboard-list"
        label = _("Module with goals of three kinds")
        template = "de_mv/developed_module.html"


class WorkingGroupBlock(blocks.StructBlock):
    """A working group on a page: its mandate, its questions and its meetings, those to come apart from those held."""

    name = blocks.CharBlock(label=_("Working group or network"))
    mandate = blocks.TextBlock(label=_("Mandate"), rows=3)
    questions = lines(_("Questions it works on"), line=_("Question"))
    meetings = meetings(_("Meetings"), help_text=_("Held and to come; the page tells them apart by itself."))

    class Meta:
        icon = "group"
        label = _("Working group")
        template = "de_mv/working_group.html"
        value_class = MeetingsValue
