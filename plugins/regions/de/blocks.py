"""The forms of the module types that German states share."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from plugins.regions.parts import ModuleBlock, anonymised, lines

PLACES = [
    ("hospital", _("Hospital or birth clinic")),
    ("practice", _("Medical or midwifery practice")),
    ("health_office", _("Public health office")),
    ("youth_office", _("Youth welfare office")),
    ("early_help", _("Service of early help")),
    ("counselling", _("Counselling service")),
    ("education", _("Day care or school")),
    ("court", _("Family court")),
]
RHYTHMS = [
    ("monthly", _("every month")),
    ("bimonthly", _("every two months")),
    ("quarterly", _("every three months")),
    ("half_yearly", _("every six months")),
    ("agreed", _("as the circle agrees")),
]


class CaseConferenceBlock(ModuleBlock):
    """Several disciplines look at one case from practice and answer a question about it."""

    question = blocks.CharBlock(
        label=_("Question to answer"), help_text=_("What the case conference shall have answered in the end, as one question.")
    )
    disciplines = lines(
        _("Disciplines needed"),
        line=_("Discipline"),
        help_text=_("At least two, for one discipline alone is no case conference."),
        at_least=2,
    )
    anonymised = anonymised()

    class Meta:
        icon = "group"
        label = _("Case conference")
        template = "de/case_conference.html"


class ShadowingDayBlock(ModuleBlock):
    """A day beside colleagues of another discipline, in their place of work."""

    place_type = blocks.ChoiceBlock(choices=PLACES, label=_("Kind of place"))
    observed = lines(
        _("What is observed"), line=_("Task or situation"), help_text=_("For example the admission interview."), at_least=1
    )
    agreement = blocks.TextBlock(
        label=_("Agreed beforehand"),
        rows=3,
        help_text=_("Confidentiality, consent of the families, and what the place asks of its guests."),
    )

    class Meta:
        icon = "view"
        label = _("Shadowing day")
        template = "de/shadowing_day.html"


class QualityCircleBlock(ModuleBlock):
    """A fixed group of colleagues that improves its own work, led by a moderator."""

    topic = blocks.CharBlock(label=_("Topic"))
    moderator = blocks.CharBlock(label=_("Moderator"), help_text=_("Name and office, or the office alone."))
    rhythm = blocks.ChoiceBlock(choices=RHYTHMS, default="quarterly", label=_("Meets"))

    class Meta:
        icon = "rotate"
        label = _("Quality circle")
        template = "de/quality_circle.html"
