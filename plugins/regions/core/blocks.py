"""The forms of the core's module types."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from plugins.regions.parts import ModuleBlock, lines


class LectureBlock(ModuleBlock):
    class Meta:
        icon = "openquote"
        label = _("Lecture")


class WorkshopBlock(ModuleBlock):
    method = blocks.CharBlock(label=_("Way of working"), required=False, help_text=_("For example case work in small groups."))

    class Meta:
        icon = "group"
        label = _("Workshop")
        template = "plugins/blocks/workshop.html"


class ForumBlock(ModuleBlock):
    questions = lines(_("Questions for discussion"), line=_("Question"))

    class Meta:
        icon = "comment"
        label = _("Forum")
        template = "plugins/blocks/forum.html"


class SelfStudyBlock(ModuleBlock):
    material = blocks.URLBlock(label=_("Address of the material"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Self-study")
        template = "plugins/blocks/self_study.html"
