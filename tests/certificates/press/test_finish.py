"""What a finished file is refused for."""

import pytest

from certificates.press.errors import LettersWithoutFont
from certificates.press.press import to_pdf
from certificates.rendering.design import design, known_design
from certificates.rendering.render import render
from certificates.samples import NAMES, snapshot
from plugins.registry import certificate_templates

PAGE = '<!doctype html><html lang="en"><title>x</title>{}'


@pytest.mark.parametrize("key", certificate_templates())
def test_every_design_draws_the_letters_of_all_samples_in_its_own_fonts(key):
    made_up = snapshot(known_design(key), modules=1, name=" ".join(NAMES.values()), title=" ".join(NAMES.values()))
    assert render(made_up).startswith(b"%PDF-")


def test_a_letter_that_no_font_of_the_design_has_is_named():
    with pytest.raises(LettersWithoutFont, match="The design has no font for א ב") as refused:
        to_pdf(PAGE.format("<p>ב Kim <em>א"), design("standard"))
    assert refused.value.letters == "אב"


def test_a_font_of_the_machine_is_refused_for_letters_that_the_design_has_too():
    with pytest.raises(LettersWithoutFont) as refused:
        to_pdf(PAGE.format('<p style="font-family: Lost">Kim'), design("standard"))
    assert refused.value.letters == "Kim"


def test_spaces_and_marks_that_are_not_drawn_need_no_font():
    assert to_pdf(PAGE.format("<p>Kim\u202f\u2009\u200e\u200bBeispiel"), design("standard")).startswith(b"%PDF-")
