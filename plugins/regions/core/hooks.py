from collections.abc import Iterable

from plugins.api import ModuleType, hookimpl
from plugins.regions.core.blocks import ForumBlock, LectureBlock, SelfStudyBlock, WorkshopBlock


@hookimpl
def module_types() -> Iterable[ModuleType]:
    from django.utils.translation import gettext_lazy as _

    return [
        ModuleType(key="lecture", label=_("Lecture"), block=LectureBlock, icon="openquote"),
        ModuleType(key="workshop", label=_("Workshop"), block=WorkshopBlock, icon="group", takes_seats=True),
        ModuleType(key="forum", label=_("Forum"), block=ForumBlock, icon="comment", takes_seats=True),
        ModuleType(key="self_study", label=_("Self-study"), block=SelfStudyBlock, icon="doc-full"),
    ]
