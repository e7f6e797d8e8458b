"""Letters that the design has no font for are found before a certificate is issued."""

from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from certificates.domain import CertificateError, candidate, candidates, issue
from certificates.domain.files import make_files
from certificates.models import Certificate, SerialCounter
from certificates.samples import NAMES
from tests import factories
from tests.plugins import packages

HEBREW = "קים לדוגמה"

pytestmark = pytest.mark.django_db


def taking_part(event, name):
    return factories.attended(factories.registration(event, factories.person(name)))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_scripts_of_the_samples_are_printed(event, now, name):
    assert issue(taking_part(event, name), now=now).snapshot["person"]["name"] == name


def test_a_name_in_a_script_without_a_font_is_told_before_anything_is_issued(event, now):
    found = candidate(taking_part(event, HEBREW))
    assert found.obstacle == (
        "The design of the certificates has no font for letters of the name: ג, ד, ה, ו, י, ל, ם, מ, ק. "
        "Choose another design, or write the name in letters it has."
    )
    with pytest.raises(CertificateError, match="has no font for letters of the name"):
        issue(found.registration, now=now)
    assert not Certificate.objects.exists()


def test_latin_letters_are_looked_up_like_all_others(event):
    found = candidate(taking_part(event, "ȵȺɃ Müller"))
    assert found.obstacle.startswith("The design of the certificates has no font for letters of the name: ȵ. ")


def test_a_file_in_a_font_of_the_machine_is_refused_with_a_sentence(event, now, installed):
    package = {"__init__.py": packages.info("acme", hooks="acme.hooks"), "hooks.py": DESIGN}
    page = "{% extends 'base.html' %}{% block body %}{{ facts.name }} נ{% endblock %}"
    installed.install("acme", package | {"design/template.html": page, "design/style.css": ""})
    event.region.certificate_template = "acme"
    certificate = issue(taking_part(event, "Kim Beispiel"), now=now)
    assert [error for _certificate, error in make_files([certificate], clock=lambda: now)] == [
        "No font of the design has נ, so that a font of the server's would stand in. "
        "Change the text or the name, or choose another design."
    ]
    certificate.refresh_from_db()
    assert not certificate.pdf


DESIGN = """
from pathlib import Path
from plugins.api import CertificateTemplate, hookimpl
@hookimpl
def certificate_templates():
    return [CertificateTemplate(key="acme", label="Acme", folder=Path(__file__).parent / "design")]
"""


def font_with(letters):
    """A font file with these letters and nothing drawn for them."""
    font, names = FontBuilder(1000), [f"uni{ord(letter):04X}" for letter in letters]
    font.setupGlyphOrder([".notdef", *names])
    font.setupCharacterMap(dict(zip(map(ord, letters), names, strict=True)))
    font.setupGlyf({name: Glyph() for name in (".notdef", *names)})
    font.setupHorizontalMetrics(dict.fromkeys((".notdef", *names), (500, 0)))
    font.setupHorizontalHeader()
    font.setupNameTable({"familyName": "Acme Hebrew", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(written := BytesIO())
    return written.getvalue()


def test_the_design_of_the_event_decides(event, installed):
    person = taking_part(event, HEBREW)
    package = {"__init__.py": packages.info("acme", hooks="acme.hooks"), "hooks.py": DESIGN}
    package |= {"design/template.html": "{% extends 'base.html' %}", "design/style.css": ""}
    folder = installed.install("acme", package)
    (folder / "acme" / "design" / "hebrew.ttf").write_bytes(font_with(HEBREW.replace(" ", "")))
    assert "no font" in candidate(person).obstacle
    event.region.certificate_template = "acme"
    assert candidate(person).obstacle == ""


def test_an_emoji_in_the_title_is_named_with_the_title_and_takes_no_number(event, now):
    event.title = "Gemeinsam stark 💪"
    event.save()
    with pytest.raises(CertificateError, match="has no font for 💪 in “Gemeinsam stark 💪”"):
        issue(taking_part(event, "Kim Beispiel"), now=now)
    assert not SerialCounter.objects.exclude(last=0).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_names_with_letters_the_base_has_not_cost_one_query(event, django_assert_num_queries, number):
    for _ in range(number):
        taking_part(event, HEBREW)
    with django_assert_num_queries(9):
        assert len(candidates(event)) == number
