"""What a process remembers from page to page: files are the same with and without it, whatever was drawn before."""

import logging
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
import weasyprint
from tinyhtml5 import inputstream, parse
from weasyprint import HTML
from weasyprint.draw import text as plain_text
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from certificates.designs.freezing import design_of
from certificates.press.memory import lines, memory, places
from certificates.press.memory.memory import Memory, RememberingFonts
from certificates.press.press import styles_and_fonts, to_pdf
from certificates.press.process import draw, set_up
from certificates.press.stock import Drawn, Page, Press, Stock
from certificates.rendering import render
from certificates.rendering.design import design, known_design
from certificates.rendering.sending import page_of, stock_of
from certificates.samples import PICTURES, samples
from plugins.registry import certificate_templates

LANGUAGES = ("de", "da", "sv", "en")
EVERYTHING = Path(__file__).with_name("everything.html").read_text()
"""One of each of what CSS can do that is worked out, or changed by layout, in a way of its own."""

STYLE = Path(__file__).with_name("everything.css").read_text()


def stock(style=STYLE):
    return Stock("tried", {**design("standard").assets, "style.css": (style.encode(), "text/css")})


def plainly(sent, html):
    """The file as it is drawn without memory."""
    styles, fonts = styles_and_fonts(sent.assets)
    return to_pdf(html, Press(assets=sent.assets, styles=styles, fonts=fonts))


@pytest.fixture
def made():
    """A press that remembers, and the name of its stock."""
    return {"tried": set_up(stock())}


@pytest.mark.parametrize(
    ("key", "languages"), [("standard", LANGUAGES), *((key, ("",)) for key in certificate_templates() if key != "standard")]
)
def test_every_certificate_is_the_same_with_a_memory_whatever_was_drawn_before(key, languages):
    snapshots = [one for language in languages for one in samples(known_design(key), language).values()]
    designs = [design_of(snapshot, PICTURES) for snapshot in snapshots]
    presses = {one.name: set_up(one) for one in {stock_of(each).name: stock_of(each) for each in designs}.values()}
    plain = [render(snapshot, each) for snapshot, each in zip(snapshots, designs, strict=True)]
    pages = [page_of(snapshot, each) for snapshot, each in zip(snapshots, designs, strict=True)]
    expected = list(zip(pages, plain, strict=True))
    for page, file in expected + expected[::-1]:
        assert draw(page, presses).pdf == file, page.html


def test_all_that_css_can_do_is_the_same_with_a_memory(made):
    expected = plainly(stock(), EVERYTHING)
    assert [draw(Page(EVERYTHING, "tried"), made) for _time in range(3)] == [Drawn(expected)] * 3


def test_html_is_read_as_tinyhtml5_reads_it_with_each_expression_made_once(made, monkeypatch):
    kept = inputstream.characters_until_regex
    ours = tostring(parse(EVERYTHING))
    number = len(kept)
    assert [type(key) for key in kept] == [tuple] * number
    monkeypatch.setattr(inputstream, "characters_until_regex", {})
    assert tostring(parse(EVERYTHING)) == ours
    assert len(kept) == number > 3


def test_a_page_that_brings_its_own_rules_is_drawn_without_memory_and_leaves_none(made):
    own = EVERYTHING.replace("<title>", "<style>p { font-size: 12pt }</style><title>")
    expected = plainly(stock(), own)
    draw(Page(EVERYTHING, "tried"), made)
    assert draw(Page(own, "tried"), made).pdf == expected
    assert vars(made["tried"].fonts.memory) == vars(Memory())
    assert draw(Page(EVERYTHING, "tried"), made).pdf == plainly(stock(), EVERYTHING)


@pytest.mark.parametrize("wrong", ['<p style="colour: red">x', "<p>\U0001f9ff", '<p style="width: calc(1px * 1px)">x'])
def test_what_is_complained_of_is_complained_of_again(made, wrong):
    html = f'<!doctype html><html lang="en"><title>x</title>{wrong}'
    first = draw(Page(html, "tried"), made)
    assert first.error
    assert draw(Page(html, "tried"), made) == first
    assert draw(Page(EVERYTHING, "tried"), made).pdf == plainly(stock(), EVERYTHING)


def test_a_memory_that_has_become_too_much_is_given_up_after_the_page(made, monkeypatch):
    monkeypatch.setattr(memory, "MOST", 10)
    first = draw(Page(EVERYTHING, "tried"), made)
    assert made["tried"].fonts.memory.weight == 0
    assert draw(Page(EVERYTHING, "tried"), made) == first


def test_the_second_page_works_out_nothing_that_the_first_one_did(made):
    draw(Page(EVERYTHING, "tried"), made)
    weight = made["tried"].fonts.memory.weight
    draw(Page(EVERYTHING, "tried"), made)
    assert made["tried"].fonts.memory.weight == weight > 0


def test_another_weasyprint_has_no_memory_and_that_is_said(monkeypatch, caplog):
    assert weasyprint.__version__ == places.WRITTEN_FOR
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with caplog.at_level(logging.WARNING):
        assert type(places.remembering_fonts()) is FontConfiguration
    assert caplog.messages == ["Pages are drawn without a memory: it is for WeasyPrint 70.0."]


class Watched:
    """A style that notes what is read of it."""

    def __init__(self, style, read):
        self._style, self._read = style, read

    def __getitem__(self, key):
        self._read.add(key)
        return self._style[key]

    def __getattr__(self, name):
        return getattr(self._style, name)


def test_all_that_weasyprint_reads_of_a_style_to_break_and_draw_a_line_tells_lines_apart(monkeypatch):
    read: set[str] = set()
    split, draw_line = line_break.split_first_line, plain_text.draw_first_line

    def splitting(text, style, *rest):
        return split(text, Watched(style, read), *rest)

    def watching(stream, textbox, *rest):
        style, textbox.style = textbox.style, Watched(textbox.style, read)
        try:
            return draw_line(stream, textbox, *rest)
        finally:
            textbox.style = style

    monkeypatch.setattr(line_break, "split_first_line", splitting)
    monkeypatch.setattr(plain_text, "draw_first_line", watching)
    assert draw(Page(EVERYTHING, "tried"), {"tried": set_up(stock())}).pdf
    assert read - set(lines.PROPERTIES) == {"text_decoration_line"}
    assert len(read) > 20


def test_whoever_draws_with_fonts_of_their_own_meets_no_memory():
    places.remembering_fonts()
    fonts = FontConfiguration()
    HTML(string="<!doctype html><p>x").write_pdf(font_config=fonts)
    assert not hasattr(fonts, "memory")
    assert RememberingFonts().memory.weight == 0
