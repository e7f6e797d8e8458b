"""The forms of Denmark: guideposts decided for the cooperation across sectors, and the dialogues that follow them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from plugins.regions.parts import LabelledValue, ModuleBlock

PARTIES = [
    ("hospital", _("Hospitals of the region")),
    ("practice", _("General practice")),
    ("municipal_health", _("Municipal health service")),
    ("social_services", _("Municipal social services")),
    ("ppr", _("Educational psychological counselling (PPR)")),
    ("school", _("Schools and day care")),
    ("families", _("Families and young people")),
]


class DialogueValue(LabelledValue):
    @property
    def party_names(self) -> list[Any]:
        return [label for key, label in PARTIES if key in (self["parties"] or ())]


class GuidepostDialogueBlock(ModuleBlock):
    """A dialogue across sectors that serves one guidepost."""

    number = blocks.IntegerBlock(label=_("Number of the guidepost"), min_value=1, max_value=20)
    guidepost = blocks.CharBlock(label=_("Guidepost"), help_text=_("In short words."))
    parties = blocks.MultipleChoiceBlock(
        choices=PARTIES, label=_("Parties"), help_text=_("At least two, from different sectors.")
    )
    agreement = blocks.CharBlock(
        label=_("Agreement it builds on"), required=False, help_text=_("For example the communication agreement on births.")
    )
    approved = blocks.DateBlock(label=_("Approved on"), required=False)

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if len(result["parties"]) == 1 and not self.is_deferred_validation:
            fault = ValidationError(_("A dialogue across sectors has at least two parties. Choose one more."))
            raise StructBlockValidationError({"parties": fault})
        return result

    class Meta:
        icon = "comment"
        label = _("Dialogue on a guidepost")
        template = "dk/guidepost_dialogue.html"
        value_class = DialogueValue


class GuidepostBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Guidepost"), rows=2)
    anchored = blocks.CharBlock(label=_("Responsible group"), required=False, help_text=_("Where the work on it is anchored."))

    class Meta:
        icon = "list-ol"
        label = _("Guidepost")


class GuidepostsBlock(blocks.StructBlock):
    """A decision on record: who decided which guideposts and when, and who works on each. The page numbers them."""

    heading = blocks.CharBlock(label=_("Heading"))
    body = blocks.CharBlock(label=_("Decided by"))
    decided = blocks.CharBlock(label=_("Decided in"), help_text=_("Day or month and year, for example “December 2019”."))
    period = blocks.CharBlock(label=_("Holds for"), required=False, help_text=_("For example the years of the agreement."))
    guideposts = blocks.ListBlock(GuidepostBlock(), label=_("Guideposts"), min_num=1)
    again = blocks.CharBlock(label=_("When it is taken up again"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Decision with guideposts")
        template = "dk/guideposts.html"
