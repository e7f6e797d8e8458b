"""What the bundled module types and certificate designs have in common."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from plugins.api import CertificateTemplate, ContentBlock, DesignOption, DesignSample, ModuleType, Text

FEATURES = ["bold", "italic", "ol", "ul", "link"]


class LabelledValue(blocks.StructValue):
    """A value that knows how its choices are called in the language at hand: ``value.labels.rhythm``."""

    @property
    def labels(self) -> dict[str, Any]:
        chosen = {name: block for name, block in self.block.child_blocks.items() if isinstance(block, blocks.ChoiceBlock)}
        return {name: dict(block.field.choices).get(self[name], "") for name, block in chosen.items()}


class ModuleBlock(blocks.StructBlock):
    """A module's form: every one begins with what it is about."""

    summary = blocks.RichTextBlock(label=_("What it is about"), features=FEATURES, required=False)

    class Meta:
        template = "plugins/blocks/summary.html"
        value_class = LabelledValue


class ConfirmedBlock(blocks.BooleanBlock):
    """A tick without which the page is not published; a draft can be saved before. ``refusal`` says what to do first."""

    def __init__(self, *, refusal: Text, **kwargs: Any) -> None:
        super().__init__(required=True, **kwargs)
        self.field.error_messages["required"] = refusal


def anonymised() -> ConfirmedBlock:
    return ConfirmedBlock(
        label=_("The case is anonymised"),
        help_text=_("Names, places, dates and all else that leads to a family are taken out or changed."),
        refusal=_("Take out or change all that leads to a family, then tick that the case is anonymised."),
    )


def lines(label: Text, *, line: Text, help_text: Text = "", at_least: int = 0) -> blocks.ListBlock:
    """A list of short texts. Where none is needed, the form begins without any."""
    start: dict[str, Any] = {} if at_least else {"default": []}
    return blocks.ListBlock(blocks.CharBlock(label=line), label=label, help_text=help_text, min_num=at_least, **start)


class MeetingBlock(blocks.StructBlock):
    """A day on which a group meets, with its hours where they are set."""

    day = blocks.DateBlock(label=_("Day"))
    begins = blocks.TimeBlock(label=_("Begins at"), required=False)
    ends = blocks.TimeBlock(label=_("Ends at"), required=False)

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if result["ends"] and not (result["begins"] and result["begins"] < result["ends"]):
            fault = ValidationError(_("A meeting ends after it begins. Enter the time it begins, or mend the end."))
            raise StructBlockValidationError({"ends": fault})
        return result

    class Meta:
        icon = "date"
        label = _("Meeting")


class MeetingsValue(LabelledValue):
    """Sorts the meetings by themselves, so that no page goes on announcing what is over."""

    @property
    def past(self) -> list[Any]:
        return [meeting for meeting in self._by_day() if meeting["day"] < timezone.localdate()]

    @property
    def coming(self) -> list[Any]:
        return [meeting for meeting in self._by_day() if meeting["day"] >= timezone.localdate()]

    def _by_day(self) -> list[Any]:
        return sorted(self["meetings"], key=lambda meeting: meeting["day"])


def meetings(label: Text, *, help_text: Text = "") -> blocks.ListBlock:
    return blocks.ListBlock(MeetingBlock(), label=label, help_text=help_text, default=[])


def module_type(key: str, block: type[blocks.Block], *, takes_seats: bool = False) -> ModuleType:
    """A module type that is called as its block is, with the block's icon."""
    meta = block._meta_class
    return ModuleType(key=key, label=meta.label, block=block, icon=meta.icon, takes_seats=takes_seats)


def content_block(key: str, block: type[blocks.Block]) -> ContentBlock:
    """A block for pages that is called as the block is, with its icon."""
    meta = block._meta_class
    return ContentBlock(key=key, label=meta.label, block=block, icon=meta.icon)


def letterhead(
    key: str, label: Text, designs: Path, *, colours: Mapping[str, Text], sample: DesignSample
) -> CertificateTemplate:
    """A design on the letterhead of ``certificates/rendering/base``; the first of its colours is the default."""
    accent = DesignOption(label=_("Colour of lines and headings"), kind="colour", choices=colours, default=next(iter(colours)))
    return CertificateTemplate(key=key, label=label, folder=designs / "letterhead", options={"accent": accent}, sample=sample)
