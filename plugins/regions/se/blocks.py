"""The forms of Sweden: a workshop that works back from a wish, and a case to learn from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from plugins.regions.parts import FEATURES, LabelledValue, ModuleBlock, lines

ORIGINS = [("fictional", _("The case is made up.")), ("anonymised", _("The case is real and anonymised."))]


class PhasesWorkshopBlock(ModuleBlock):
    """Three phases: where we are today, where we wish to be in some years, and which steps lead there."""

    years = blocks.IntegerBlock(
        label=_("Years ahead"), min_value=1, max_value=50, default=20, help_text=_("How far the second phase looks ahead.")
    )
    today = blocks.CharBlock(label=_("Today"), help_text=_("The question of the first phase: the challenges as they are."))
    wish = blocks.CharBlock(label=_("Wish"), help_text=_("The question of the second phase: the situation wished for."))
    steps = blocks.CharBlock(
        label=_("Steps"), help_text=_("The question of the third phase: what has to be done to get there.")
    )
    topics = lines(_("Topics"), line=_("Topic"), help_text=_("What the contributions are sorted by."))
    facilitator = blocks.CharBlock(
        label=_("Process leader"), required=False, help_text=_("Name and office, or the office alone.")
    )
    receiver = blocks.CharBlock(
        label=_("Who takes the result further"), required=False, help_text=_("For example a strategy group.")
    )

    class Meta:
        icon = "group"
        label = _("Workshop: today, wish, steps")
        template = "se/phases_workshop.html"


class CaseBlock(blocks.StructBlock):
    """A case to learn from. A reader must never take it for a child that somebody could find."""

    heading = blocks.CharBlock(label=_("Heading"))
    story = blocks.RichTextBlock(label=_("What happens"), features=FEATURES)
    question = blocks.CharBlock(label=_("Question to think about"), required=False)
    origin = blocks.ChoiceBlock(
        choices=ORIGINS,
        label=_("Where the case comes from"),
        help_text=_("The page says so below the case. There is no third way: no case is told as it was."),
    )

    class Meta:
        icon = "openquote"
        label = _("Case")
        template = "se/case.html"
        value_class = LabelledValue
