"""The forms of the module types of Saxony."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from plugins.regions.parts import LabelledValue, ModuleBlock, anonymised, lines

SIDES = [("youth_welfare", _("Youth welfare")), ("health", _("Health care")), ("both", _("Both together"))]


class WorkingAidBlock(ModuleBlock):
    """Introduces a working aid where it is used: one that was made for a need somebody stated."""

    need = blocks.CharBlock(label=_("Need"), help_text=_("What practices and clinics of the area said they lack."))
    area = blocks.CharBlock(label=_("District or city"), required=False, help_text=_("Empty: the whole state."))
    users = lines(_("Who works with it"), line=_("Profession or place of work"), at_least=1)
    edition = blocks.CharBlock(label=_("Edition"), required=False, help_text=_("For example “2nd edition, March 2026”."))
    document = DocumentChooserBlock(label=_("The working aid"), required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Working aid")
        template = "de_sn/working_aid.html"


class MeasureBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Measure"))
    side = blocks.ChoiceBlock(choices=SIDES, default="both", label=_("Who sees to it"))
    due = blocks.DateBlock(label=_("Until"), required=False)

    class Meta:
        icon = "tick-inverse"
        label = _("Measure")
        value_class = LabelledValue


class RiskReviewBlock(ModuleBlock):
    """Youth welfare and health care look back together on where children were at risk between them, and agree on measures."""

    occasion = blocks.CharBlock(label=_("Occasion"), help_text=_("For example “discharge from hospital before the weekend”."))
    youth_welfare = lines(_("Who comes from youth welfare"), line=_("Office or service"), at_least=1)
    health = lines(_("Who comes from health care"), line=_("Office or service"), at_least=1)
    measures = blocks.ListBlock(
        MeasureBlock(), label=_("Measures agreed"), default=[], help_text=_("Add them after the review.")
    )
    anonymised = anonymised()

    class Meta:
        icon = "warning"
        label = _("Joint review of risks")
        template = "de_sn/risk_review.html"
