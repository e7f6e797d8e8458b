import json
import re
from pathlib import Path

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from cms.frame import PALETTES

VENDOR = Path(finders.find("cms/vendor/versions.json")).parent


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_words(client):
    response = client.get("/nowhere/", follow=True, headers={"accept-language": "en"})
    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_are_valid_html_without_inline_styles_or_scripts(template):
    html = render_to_string(template)
    html5lib.HTMLParser(strict=True).parse(html)
    assert not re.search(r" style=|<style|<script>| on[a-z]+=", html)


@pytest.mark.django_db
def test_a_view_without_a_page_takes_colours_and_name_from_its_region(region):
    region.palette = "hessen"
    html = render_to_string("base.html", {"region": region})
    assert "palettes/hessen.css" in html
    assert region.organisation in html


@pytest.mark.django_db
def test_an_unknown_palette_falls_back_to_the_default(region):
    region.palette = "../../secret"
    assert "palettes/samkurs.css" in render_to_string("base.html", {"region": region})


def test_every_palette_named_is_there_and_no_other():
    assert {path.stem for path in (VENDOR / "designsystemet/palettes").glob("*.css")} == PALETTES


def test_palettes_are_built_by_the_recorded_version():
    version = json.loads((VENDOR / "versions.json").read_text())["@digdir/designsystemet"]
    for path in (VENDOR / "designsystemet/palettes").glob("*.css"):
        assert f"build: v{version}\n" in path.read_text()


def test_palettes_define_every_variable_the_design_system_uses():
    sheet = (VENDOR / "designsystemet/designsystemet.css").read_text()
    used = set(re.findall(r"var\((--ds-[\w-]+)", sheet))
    for path in (VENDOR / "designsystemet/palettes").glob("*.css"):
        defined = set(re.findall(r"(--ds-[\w-]+)\s*:", sheet + path.read_text()))
        assert used - defined == set()
