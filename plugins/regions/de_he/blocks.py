"""The form of Hesse's expert forum: what the nine forums of a conference have beside those of the core."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from plugins.regions.parts import ModuleBlock

SECTORS = [
    ("health", _("Health care")),
    ("public_health", _("Public health service")),
    ("youth_welfare", _("Child and youth welfare")),
    ("early_help", _("Early help")),
    ("education", _("Education")),
    ("justice", _("Justice")),
]
"""Those of ``training.enums.Sector``, written out because this layer knows nothing of ``training``."""


class InterfaceForumBlock(ModuleBlock):
    """A forum at the interface of two sectors, whose result somebody reports to everyone at the end."""

    question = blocks.CharBlock(label=_("Leading question"))
    one_side = blocks.ChoiceBlock(choices=SECTORS, label=_("Interface: from"))
    other_side = blocks.ChoiceBlock(choices=SECTORS, label=_("Interface: to"))
    rapporteur = blocks.CharBlock(
        label=_("Rapporteur"),
        required=False,
        help_text=_("The office of whoever writes down the result of each run and reports it."),
    )
    health_goal = blocks.CharBlock(
        label=_("Health goal"), required=False, help_text=_("For example “Health around birth”, when the forum serves one.")
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if result["one_side"] and result["one_side"] == result["other_side"]:
            fault = ValidationError(_("An interface lies between two different sectors. Choose another one here."))
            raise StructBlockValidationError({"other_side": fault})
        return result

    class Meta:
        icon = "comment"
        label = _("Expert forum at an interface")
        template = "de_he/interface_forum.html"
