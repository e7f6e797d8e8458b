"""A kind of module: practice with a mentor at one's side."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from plugins.api import ModuleType, hookimpl
from wagtail import blocks


class PracticeBlock(blocks.StructBlock):
    aim = blocks.TextBlock(label=_("What mentor and mentee work towards"), required=False)
    meetings = blocks.IntegerBlock(label=_("Number of meetings with the mentor"), min_value=1, default=3)

    class Meta:
        icon = "group"
        template = "mentoring/practice.html"


@hookimpl
def module_types() -> Iterable[ModuleType]:
    return [ModuleType(key="mentoring_practice", label=_("Practice with a mentor"), block=PracticeBlock, icon="group")]
