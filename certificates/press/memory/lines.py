"""Where a text breaks, worked out once for all pages of a design.

Stands for ``text.line_break.split_first_line`` of WeasyPrint 70, which lays a text out with Pango. Labels, headings and an
event's topics are the same on all its certificates; a table even asks for the same line several times on one page.
"""

from operator import itemgetter
from typing import Any

from weasyprint.css.functions import check_math
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from certificates.press.memory.memory import memory_of

PROPERTIES = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning", "font_language_override"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("lang", "direction", "white_space", "word_spacing", "letter_spacing", "overflow_wrap", "word_break", "tab_size"),
    *("hyphens", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphenate_character"),
)
"""What WeasyPrint reads of a style to break a line or to draw its letters, beside whether it is underlined or the like."""

_values = itemgetter(*PROPERTIES)


def properties_of(style: Any) -> tuple:
    """What tells lines of the same text apart."""
    return *_values(style), style["text_decoration_line"] != "none"


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple:
    """The layout of the first line, its length, where the next begins, its width, height and baseline."""
    asked = text, style, context, max_width, justification_spacing, is_line_start, minimum
    memory = memory_of(style.font_config)
    if memory is None or check_math(style["hyphenate_limit_zone"]):  # a formula may follow from more than the style
        return line_break.split_first_line(*asked)
    key = (text, max_width, justification_spacing, is_line_start, minimum, properties_of(style))
    if key not in memory.lines:
        layout, *found = line_break.split_first_line(*asked)
        memory.keep(memory.lines, key, (vars(layout).copy(), found))
    attributes, found = memory.lines[key]
    return _layout(attributes), *found


def _layout(attributes: dict[str, Any]) -> Layout:
    """As it is after measuring: WeasyPrint has let go of Pango's objects and makes them again for drawing."""
    layout = Layout.__new__(Layout)
    vars(layout).update(attributes)
    return layout
