"""What is issued never changes, whatever is chosen, edited, upgraded or taken away afterwards."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from django.utils.translation import gettext_lazy

from certificates.designs.choosing import Choice, Signing, choice_of_region, choose_for_region
from certificates.designs.freezing import FrozenLook, design_of, frozen_look
from certificates.designs.pictures import Picture
from certificates.domain import CertificateError, issue
from certificates.models import Asset, DesignChoice
from certificates.rendering import RenderingError, render
from certificates.rendering import design as designs
from certificates.rendering.design import known_design
from certificates.samples import LOGO, SIGNATURE
from plugins.api import DesignOption
from tests import factories
from tests.certificates.making import with_file
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

HOOKS = """
from pathlib import Path
from plugins.api import CertificateTemplate, DesignOption, hookimpl
@hookimpl
def certificate_templates():
    return [CertificateTemplate(key="acme", label="Acme", folder=Path(__file__).parent / "design", purposes={purposes},
        options={{"motto": DesignOption(label="Motto"), "seal": DesignOption(label="Seal", kind="picture")}})]
"""
PAGE = "{% extends 'base.html' %}{% block body %}<h1>{{ facts.look.options.motto }}</h1><p>{{ facts.name }}</p>{% endblock %}"


@pytest.fixture
def acme(installed):
    def acme(page=PAGE, purposes=()):
        files = {"design/template.html": page, "design/style.css": "", "hooks.py": HOOKS.format(purposes=purposes)}
        return installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks")} | files)

    yield acme
    designs._ready.clear()


@pytest.fixture
def attended(db):
    region = factories.office("Hessen", language="en")
    event = factories.event(region, host="Gesundheitsamt", scientific_lead="Dr. Robin Muster", venue=factories.venue(region))
    return factories.attended(factories.registration(event, factories.person("Kim Beispiel")))


@pytest.fixture
def region(attended):
    return attended.event.region


def choose(region, now, **fields):
    known = {"template": "standard", "uploads": {picture.sha256: picture for picture in (LOGO, SIGNATURE)}}
    choose_for_region(region, Choice(**known | fields), by=None, now=now)
    region.refresh_from_db()


def drawn(certificate):
    return render(certificate.snapshot, design_of(certificate.snapshot), credential=certificate.credential)


def seen(pdf):
    return pypdfium2.PdfDocument(BytesIO(pdf))[0].render(scale=1).to_pil().tobytes()


def test_a_later_choice_changes_nothing_that_was_issued_before_its_file_is_made(attended, region, now):
    choose(
        region, now, logo=LOGO.sha256, texts={"closing": "Danke."}, signatories=(Signing("Dr. Muster", "", SIGNATURE.sha256),)
    )
    certificate = issue(attended, now=now)
    expected = drawn(certificate)
    choose(region, now, texts={"closing": "Etwas anderes."})
    assert with_file(certificate, now=now).pdf.open("rb").read() == expected
    assert certificate.snapshot["look"]["closing"] == "Danke."
    assert certificate.snapshot["look"]["logo"] == {"sha256": LOGO.sha256, "media_type": "image/svg+xml"}
    assert certificate.snapshot["look"]["signatories"][0]["signature"]["sha256"] == SIGNATURE.sha256


def test_a_changed_design_changes_nothing_that_was_issued_before(attended, region, now, acme):
    folder = acme()
    choose_design_of_plugin(region, now)
    certificate = issue(attended, now=now)
    expected = seen(drawn(certificate))
    next(folder.rglob("template.html")).write_text(PAGE.replace("<p>", "<p>Something else. "))
    designs._ready.clear()
    assert seen(render(certificate.snapshot)) != expected
    assert seen(with_file(certificate, now=now).pdf.open("rb").read()) == expected


def test_a_certificate_is_drawn_although_its_plugin_is_gone(attended, region, now, acme, installed):
    folder = acme()
    choose_design_of_plugin(region, now)
    certificate = issue(attended, now=now)
    expected = drawn(certificate)
    installed.uninstall(folder)
    designs._ready.clear()
    assert with_file(certificate, now=now).pdf.open("rb").read() == expected


def choose_design_of_plugin(region, now):
    from plugins.activation import enable

    enable("acme", region=region)
    choose(region, now, template="acme", options={"motto": "Per aspera"})


def test_a_design_that_is_not_made_for_the_purpose_is_refused_in_words(attended, region, now, acme):
    acme(purposes=("speaker",))
    choose_design_of_plugin(region, now)
    with pytest.raises(CertificateError, match="“Acme” is not made for this kind of certificate"):
        issue(attended, now=now)


def test_nothing_is_drawn_without_a_picture_that_was_frozen(attended, region, now):
    choose(region, now)
    certificate = issue(attended, now=now)
    lost = Picture(b"<svg/>", "image/svg+xml")
    snapshot = certificate.snapshot
    snapshot["look"]["logo"] = {"sha256": lost.sha256, "media_type": lost.media_type}
    with pytest.raises(RenderingError, match="is not stored"):
        design_of(snapshot)


def test_certificates_from_before_there_was_a_choice_are_drawn_as_ever(attended, region, now):
    certificate = issue(attended, now=now)
    old = {**certificate.snapshot, "schema": 2}
    del old["look"], old["template"]["sha256"]
    assert render(old, design_of(old)).startswith(b"%PDF-")


def test_the_parts_of_credits_are_frozen(attended, region, now):
    lines = [
        {"component": "basis", "amount": "3", "sentence": ""},
        {"component": "learning_check", "amount": "1", "sentence": ""},
    ]
    factories.awarded(attended, "4", scheme="de_mfbo2024", lines=lines)
    (credit,) = issue(attended, now=now).snapshot["credits"]
    assert credit["parts"] == {"basis": "3", "learning_check": "1", "speaker": "0"}


def test_only_options_of_the_design_and_values_it_offers_are_frozen():
    look = frozen_look(Choice(options={"accent": "red", "lost": "x"}), known_design("standard"))
    assert look["options"] == {"accent": {"kind": "colour", "value": "#1d4e5f"}}


def test_the_files_of_a_design_are_stored_once(attended, region, now):
    issue(attended, now=now)
    before = set(Asset.objects.values_list("pk", flat=True))
    other = factories.attended(factories.registration(attended.event, factories.person("Bo Li")))
    issue(other, now=now)
    assert set(Asset.objects.values_list("pk", flat=True)) == before
    assert not any(Asset.objects.filter(media_type="image/svg+xml"))


def test_a_kept_file_and_a_look_cannot_be_changed_behind_a_certificate(region, now):
    choose(region, now, logo=LOGO.sha256)
    asset = Asset.objects.get(pk=LOGO.sha256)
    with pytest.raises(TypeError, match="never changed"):
        asset.save()


def test_an_event_s_other_design_does_not_inherit_options_of_the_region_s():
    below = Choice(template="standard", options={"accent": "#7a1f3d"}, texts={"legal": "L"})
    assert Choice(template="de_he_letterhead").over(below).options == {}
    assert Choice(options={"accent": ""}).over(below) == replace(
        below, texts={"address": "", "opening": "", "closing": "", "legal": "L"}
    )


def test_choosing_twice_keeps_one_row(region, now):
    choose(region, now, signatories=(Signing("A"), Signing("B")))
    choose(region, now, signatories=(Signing("C"),))
    assert DesignChoice.objects.count() == 1
    assert [line.name for line in choice_of_region(region).signatories] == ["C"]


def test_what_options_are_called_is_in_the_language_of_each_certificate():
    frozen = FrozenLook(
        {}, {"options": {"motto": {"kind": "text", "value": "M"}}}, {"motto": DesignOption(label=gettext_lazy("Certificate"))}
    )
    said = {language: frozen.look_in(language)["options"]["motto"]["label"] for language in ("de", "da", "en")}
    assert said == {"de": "Bescheinigung", "da": "Kursusbevis", "en": "Certificate"}
