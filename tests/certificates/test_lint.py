import pytest

from certificates.lint import lint
from certificates.rendering.design import load
from plugins.registry import certificate_templates

BUNDLED = {
    "standard": "de",
    "de_he_letterhead": "de",
    "de_mv_letterhead": "de",
    "de_sn_letterhead": "de",
    "dk_letterhead": "da",
    "se_letterhead": "sv",
}


def test_every_bundled_design_is_tried_here():
    assert set(certificate_templates()) == set(BUNDLED)


@pytest.mark.parametrize("key", sorted(BUNDLED))
def test_the_bundled_designs_pass_in_the_language_of_their_region(key):
    assert lint(key, language=BUNDLED[key]) == []


def test_a_design_that_nobody_provides_is_named():
    assert lint("lost") == ["No installed plugin provides the certificate design lost."]


@pytest.fixture
def tried(monkeypatch, tmp_path):
    """A design that a test writes itself, found under the key ``tried``."""
    from plugins.api import CertificateTemplate

    def write(template, style="", **files):
        (tmp_path / "template.html").write_text("{% extends 'base.html' %}{% block body %}" + template + "{% endblock %}")
        (tmp_path / "style.css").write_text(style)
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_text(content)
        made = load(CertificateTemplate(key="tried", label="Tried", folder=tmp_path))
        monkeypatch.setattr("certificates.lint.design", lambda key: made)
        return " ".join(lint("tried"))

    assert "tried" not in certificate_templates()
    return write


ALL = "{% include 'statement.html' %}{% include 'facts.html' %}{% include 'sessions.html' %}{% include 'credits.html' %}"


@pytest.mark.parametrize(
    ("template", "style", "said"),
    [
        ("<p>{{ facts.name }}</p>", "", "“XX-2026-00042” is not printed."),
        (ALL, "@page { size: A6 }", "pages instead of one."),
        (ALL, "body { font-family: 'DejaVu Sans' }", "comes from this machine"),
        ("<img src='file:///etc/passwd' alt='x'>", "", "etc/passwd"),
        ("<img src='mark.svg'>", "", "has no required alt"),
    ],
)
def test_what_is_wrong_is_said(tried, template, style, said):
    assert said in tried(template, style, mark_svg='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')


def test_a_gradient_is_said(tried):
    assert "mark.svg has a gradient" in tried(ALL, mark_svg="<svg><linearGradient/></svg>")
