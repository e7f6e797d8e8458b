"""The forms of the core's module types."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "ol", "ul", "link"]


class LectureBlock(blocks.StructBlock):
    summary = blocks.RichTextBlock(label=_("What it is about"), features=FEATURES, required=False)

    class Meta:
        icon = "openquote"
        label = _("Lecture")
        template = "plugins/blocks/lecture.html"


class WorkshopBlock(blocks.StructBlock):
    summary = blocks.RichTextBlock(label=_("What it is about"), features=FEATURES, required=False)
    method = blocks.CharBlock(label=_("Way of working"), required=False, help_text=_("For example case work in small groups."))

    class Meta:
        icon = "group"
        label = _("Workshop")
        template = "plugins/blocks/workshop.html"


class ForumBlock(blocks.StructBlock):
    summary = blocks.RichTextBlock(label=_("What it is about"), features=FEATURES, required=False)
    questions = blocks.ListBlock(
        blocks.CharBlock(label=_("Question")), label=_("Questions for discussion"), min_num=0, default=[]
    )

    class Meta:
        icon = "comment"
        label = _("Forum")
        template = "plugins/blocks/forum.html"


class SelfStudyBlock(blocks.StructBlock):
    summary = blocks.RichTextBlock(label=_("What it is about"), features=FEATURES, required=False)
    material = blocks.URLBlock(label=_("Address of the material"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Self-study")
        template = "plugins/blocks/self_study.html"
