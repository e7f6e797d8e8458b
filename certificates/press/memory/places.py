"""Where WeasyPrint asks the memory. Everybody who draws without one gets what WeasyPrint gives."""

import logging

import weasyprint
from tinyhtml5 import inputstream
from weasyprint import css, draw
from weasyprint.layout import inline, preferred
from weasyprint.text.fonts import FontConfiguration

from certificates.press.memory import drawing, lines, reading, styles
from certificates.press.memory.memory import RememberingFonts

WRITTEN_FOR = "70.0"
"""The version whose ``StyleFor``, ``split_first_line`` and ``draw_text`` the modules beside this one stand for."""

logger = logging.getLogger(__name__)


def remembering_fonts() -> FontConfiguration:
    """Room for the fonts of a design and for what its pages have in common; for the fonts alone with another WeasyPrint."""
    if weasyprint.__version__ != WRITTEN_FOR:
        logger.warning("Pages are drawn without a memory: it is for WeasyPrint %s.", WRITTEN_FOR)
        return FontConfiguration()
    css.StyleFor = styles.style_for
    inline.split_first_line = preferred.split_first_line = lines.split_first_line
    draw.draw_text = drawing.draw_text
    inputstream.characters_until_regex = reading.EXPRESSIONS
    return RememberingFonts()
