"""Lines of text as they are written into the file, worked out once for all pages of a design.

Stands for ``draw.text.draw_text`` of WeasyPrint 70, which lays a line out with Pango again to read its glyphs. What it then
writes is the same wherever the line stands, but for the place.
"""

from copy import copy
from typing import Any, NamedTuple

from weasyprint.draw import text as plain
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_hb_object_data, get_pango_font_key

from certificates.press.memory.lines import properties_of
from certificates.press.memory.memory import Memory, memory_of


def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any) -> None:
    """Draw the line. Those that are cut or underlined or have pictures for letters are left to WeasyPrint."""
    style, memory = textbox.style, memory_of(textbox.style.font_config)
    is_plain = (text_overflow, block_ellipsis, style["text_decoration_line"]) == ("clip", "none", "none")
    line = _line(memory, stream, textbox) if memory and is_plain and style["visibility"] == "visible" else None
    if line is None or not all(font.suits(stream) for font in line.fonts):
        plain.draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
    else:
        _write(stream, textbox, line)


class UsedFont(NamedTuple):
    """A font as it is when a line is the first to use it, and its key among the fonts of a file."""

    key: int
    font: Font

    def suits(self, stream: Any) -> bool:
        """Whether the file has the same widths for the line's glyphs: they are rounded at the size of the first line."""
        used = stream._fonts.get(self.key)
        return used is None or all(used.widths.get(glyph, width) == width for glyph, width in self.font.widths.items())

    def add_to(self, stream: Any) -> None:
        """Put the font and the line's glyphs into the file, where they are not there yet."""
        if (used := stream._fonts.get(self.key)) is None:
            used = stream._fonts[self.key] = unused(self.font)
            used.file_content = get_hb_object_data(used.hb_face)
        for glyph, width in self.font.widths.items():
            used.widths.setdefault(glyph, width)
        for glyph, text in self.font.to_unicode.items():
            used.to_unicode.setdefault(glyph, text)


class Line(NamedTuple):
    """What is called on a stream to draw a line once its place is set, and the fonts that this needs."""

    calls: tuple[tuple[str, tuple], ...]
    fonts: tuple[UsedFont, ...]


class Recorder:
    """A stream that notes what a line calls. Every font is new to it."""

    def __init__(self, stream: Any, memory: Memory) -> None:
        self.calls: list[tuple[str, tuple]] = []
        self.fonts: dict[int, Font] = {}
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self._memory = memory

    def add_font(self, pango_font: Any) -> tuple[Font, float]:
        """A font is read once for each of its sizes: its own measures are rounded at the first one. Its file is left out."""
        key, description, size = get_pango_font_key(pango_font)
        if (key, size) not in self._memory.fonts:
            font = self._memory.keep(self._memory.fonts, (key, size), Font(pango_font, description, size))
            font.file_content = b""
        if key not in self.fonts:
            self.fonts[key] = unused(self._memory.fonts[key, size])
        return self.fonts[key], size

    def set_text_matrix(self, *matrix: float) -> None:
        """The place, which is not the line's."""

    def set_font_size(self, *font: Any) -> None:
        self.calls.append(("set_font_size", font))

    def show_text(self, *text: Any) -> None:
        self.calls.append(("show_text", text))

    def set_text_rise(self, *rise: float) -> None:
        self.calls.append(("set_text_rise", rise))


def unused(font: Font) -> Font:
    """The font as one that nothing was drawn with yet."""
    new = copy(font)
    new.widths, new.to_unicode, new.missing, new.variations = {}, {}, {}, font.variations.copy()
    return new


def _line(memory: Memory, stream: Any, textbox: Any) -> Line | None:
    layout, is_blank = textbox.pango_layout, not textbox.text.strip()
    key = (layout.text, layout.justification_spacing, is_blank, properties_of(textbox.style))
    if key not in memory.drawn:
        memory.keep(memory.drawn, key, _record(memory, stream, textbox))
    return memory.drawn[key]


def _record(memory: Memory, stream: Any, textbox: Any) -> Line | None:
    recorder = Recorder(stream, memory)
    textbox.pango_layout.reactivate(textbox.style)
    pictures = plain.draw_first_line(recorder, textbox, "clip", "none", Matrix())
    textbox.pango_layout.deactivate()
    if pictures or any(font.missing for font in recorder.fonts.values()):
        return None
    return Line(tuple(recorder.calls), tuple(UsedFont(key, font) for key, font in recorder.fonts.items()))


def _write(stream: Any, textbox: Any, line: Line) -> None:
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    if line.calls:
        stream.set_text_matrix(*Matrix(d=-1, e=textbox.position_x, f=textbox.position_y + textbox.baseline).values)
    for font in line.fonts:
        font.add_to(stream)
    for name, values in line.calls:
        getattr(stream, name)(*values)
    stream.end_text()
