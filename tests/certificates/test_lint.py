from dataclasses import replace

import pytest
from PIL import Image

from certificates.context import facts_of
from certificates.designs.freezing import design_of
from certificates.lint import Trial, lint, lint_design, lint_files
from certificates.lint.checks import palette
from certificates.lint.speed import slowness
from certificates.lint.trial import problems
from certificates.rendering.design import known_design, load
from certificates.rendering.errors import RenderingError
from certificates.samples import PICTURES, samples
from plugins.problems import problems as problems_of_plugins
from plugins.registry import certificate_templates
from tests.plugins import packages

BUNDLED = ["de_he_letterhead", "de_mv_letterhead", "de_sn_letterhead", "dk_letterhead", "se_letterhead", "standard"]


def test_every_bundled_design_is_tried_here():
    assert sorted(certificate_templates()) == BUNDLED


@pytest.mark.parametrize("key", BUNDLED)
def test_the_bundled_designs_pass_in_the_language_they_are_made_for(key):
    assert lint(key) == []


def test_a_design_that_nobody_provides_is_named():
    assert lint("lost") == ["No installed plugin provides the certificate design lost."]


HOOKS = """
from pathlib import Path
from plugins.api import CertificateTemplate, DesignOption, hookimpl
@hookimpl
def certificate_templates():
    return [CertificateTemplate(key="acme", label="Acme", folder=Path(__file__).parent / "design", options={{{options}}})]
"""


MERIT = """
from plugins.api import CertificatePurpose
@hookimpl
def certificate_purposes():
    return [CertificatePurpose(key="acme_merit", label="Certificate of merit", statement="was of merit in:")]
"""


@pytest.fixture
def acme(installed):
    """Installs a plugin with a design of this template and style under the key ``acme``."""

    def acme(template, style="", options="", purposes="", **files):
        page = "{% extends 'base.html' %}{% block body %}" + template + "{% endblock %}"
        own = {f"design/{name.replace('_', '.')}": content for name, content in files.items()}
        hooks = HOOKS.format(options=options) + purposes
        own |= {"design/template.html": page, "design/style.css": style, "hooks.py": hooks}
        folder = installed.install("acme", {"__init__.py": packages.info("acme", hooks="acme.hooks")} | own)
        for picture in folder.rglob("*.png"):
            Image.new("RGBA", (9, 9)).save(picture)

    return acme


@pytest.fixture
def tried(acme):
    """What lint says of the usual certificate in a design."""

    def tried(*args, **files):
        acme(*args, **files)
        made, sample = known_design("acme"), samples(known_design("acme"))["usual"]
        try:
            trial = Trial(design_of(sample, PICTURES), facts_of(sample), 1)
            return " ".join([*lint_files(made), *problems(trial), *palette(made, load(made))])
        except RenderingError as exc:
            return str(exc)

    return tried


ALL = """{% include 'statement.html' %}{% include 'facts.html' %}{% include 'sessions.html' %}{% include 'credits.html' %}
{% include 'closing.html' %}{% include 'verification.html' %}{{ facts.look.address }} {{ facts.serial }} {{ facts.code }}"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    ("template", "style", "said"),
    [
        ("<p>{{ facts.name }}</p>", "", "“XX-2026-00042” is not printed."),
        ("<p>{{ facts.name }}</p>", "", "Page 1 has no QR code that can be read"),
        (ALL, "@page { size: A6 }", "pages instead of one."),
        (ALL, "body { font-family: 'DejaVu Sans' }", "fonts of this machine stand in: DejaVu Sans."),
        (ALL, "body { font-family: 'DejaVu Sans' }", "The font DejaVu Sans of the design has no"),
        (ALL, "h2 { color: #b0b0b0 }", "has a contrast of 2.2, and 3.0 are needed"),
        (ALL, "td { color: #888; background: #ddd }", "#888888 on #dddddd has a contrast of 2.6, and 4.5 are needed"),
        ("<img src='file:///etc/passwd' alt='x'>", "", "etc/passwd"),
        ("<img src='mark.svg'>", "", "has no required alt"),
        (ALL, "@import 'https://example.org/x.css'", "asks for what is not in its folder"),
    ],
)
def test_what_is_wrong_is_said(tried, template, style, said):
    assert said in tried(template, style, mark_svg=SVG.format(""))


def test_a_kind_of_certificate_that_nobody_provides_is_said(acme):
    acme(ALL)
    made = replace(known_design("acme"), purposes=("attendance", "merit"))
    assert lint_files(made) == [
        "It is made for the kind of certificate “merit”, which no installed plugin provides. "
        "There are attendance, completion, speaker."
    ]


def test_a_template_with_a_mistake_is_said(acme):
    acme("{% include 'lost.html' %}")
    assert lint("acme")[0] == "usual: A template of the design cannot be used: lost.html"
    acme_folder = known_design("acme").folder
    (acme_folder / "template.html").write_text("{% if %}")
    assert lint("acme")[0].startswith("template.html cannot be read: Unexpected end of expression")


def test_a_design_is_tried_by_its_own_files_and_not_by_those_of_its_installed_namesake(tmp_path):
    (tmp_path / "template.html").write_text("{% extends 'base.html' %}{% block body %}Nobody{% endblock %}")
    (tmp_path / "style.css").write_text("")
    said = lint_design(replace(known_design("standard"), folder=tmp_path, options={}))
    assert "usual: “Kim Beispiel” is not printed." in said


@pytest.mark.django_db
def test_plugins_check_draws_the_designs_of_plugins_from_outside(acme):
    acme("<p>{{ facts.name }}</p>")
    found = [problem for problem in problems_of_plugins() if problem.code == "certificates.E003"]
    assert {problem.plugin for problem in found} == {"acme"}
    assert {problem.about for problem in found} == {"the certificate design acme"}
    assert all(problem.is_error for problem in found)
    assert "usual: “XX-2026-00042” is not printed." in [problem.cause for problem in found]
    assert found[0].remedy.startswith("Run  manage.py certificates lint acme  and correct the design")


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", ["completion", "speaker", "acme_merit"])
def test_every_kind_a_design_is_made_for_is_tried(acme, purpose):
    acme(ALL + "{% if facts.purpose == '" + purpose + "' %}<p style='color: #bbb'>faint</p>{% endif %}", purposes=MERIT)
    said = [sentence for sentence in lint("acme") if "“faint” is hard to read" in sentence]
    assert f"{purpose}: " in " ".join(said)
    assert "usual: " not in " ".join(said)


@pytest.mark.parametrize("element", ["<linearGradient/>", "<mask/>", "<image/>", "<use/>"])
def test_a_drawing_that_readers_draw_differently_is_said(tried, element):
    name = element.strip("</>")
    assert f"mark.svg: The SVG has the element “{name}”" in tried(ALL, mark_svg=SVG.format(element))


def test_a_picture_with_transparency_is_said(tried):
    assert "seal.png: It has transparency" in tried(ALL, seal_png="")


def test_every_colour_that_can_be_chosen_is_tried(tried):
    options = "'accent': DesignOption(label='A', kind='colour', choices={'#000000': 'K', '#cccccc': 'G'}, default='#000000')"
    said = tried(ALL, "td { color: var(--accent) }", options=options)
    assert "accent #cccccc: " in said
    assert "accent #000000: " not in said


def test_a_design_that_takes_long_is_measured_against_the_standard_one(acme):
    acme(ALL + "{% for a in facts.code %}{% for b in facts.code %}<p>{{ a }}</p>{% endfor %}{% endfor %}")
    assert slowness("acme") > 2
    assert slowness("standard") < 2
