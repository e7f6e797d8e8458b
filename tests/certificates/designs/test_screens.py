import html
from dataclasses import replace
from multiprocessing import active_children
from threading import BoundedSemaphore

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from certificates.designs import preview as previews
from certificates.designs.choosing import choice_for, choice_of_event, choice_of_region
from certificates.models import Asset, DesignChoice
from plugins.activation import enable
from plugins.models import RegionLogEntry
from plugins.registry import certificate_templates
from tests import factories

pytestmark = pytest.mark.django_db

CHOSEN = {
    "template": "standard",
    "option_standard_accent": "#7a1f3d",
    "address": "Kurstraße 1, 61231 Bad Nauheim",
    "opening": "Wir bestätigen, dass",
    "closing": "",
    "legal": "Gefördert vom Land.",
    "name_0": "Dr. Robin Muster",
    "office_0": "Leitung",
}


def address(name, *args):
    return reverse(f"certificate_designs:{name}", args=args)


def text(response):
    return html.unescape(response.content.decode())


def test_an_editor_is_led_to_the_only_region(client, hesse):
    assert client.get(address("index")).url == address("region", hesse.pk)


def test_the_settings_menu_has_the_way_for_editors_and_organisers(client, hesse):
    assert address("index") in text(client.get(reverse("wagtailadmin_home")))
    client.force_login(factories.staff(hesse))
    assert address("index") in text(client.get(reverse("wagtailadmin_home")))


def test_a_region_s_choice_is_stored_shown_again_and_written_down(client, hesse, editor, svg):
    response = client.post(address("region", hesse.pk), CHOSEN | {"logo": svg()}, follow=True)
    assert "Certificates issued in Hessen from now on look like this." in text(response)
    choice = choice_of_region(hesse)
    assert choice.options == {"accent": "#7a1f3d"}
    assert (choice.texts["legal"], choice.signatories[0].name) == ("Gefördert vom Land.", "Dr. Robin Muster")
    assert Asset.objects.get(pk=choice.logo).media_type == "image/svg+xml"
    assert "data:image/svg+xml;base64," in text(response)
    entry = RegionLogEntry.objects.get(action="certificates.design")
    assert (entry.region, entry.user, entry.data) == (hesse, editor, {"design": "standard"})


def test_a_design_is_chosen_among_those_of_the_plugins_that_are_on(client, hesse):
    assert "Letterhead, Hesse" not in text(client.get(address("region", hesse.pk)))
    refused = client.post(address("region", hesse.pk), {"template": "de_he_letterhead"})
    assert "template" in refused.context["form"].errors
    enable("de_he", region=hesse)
    client.post(address("region", hesse.pk), {"template": "de_he_letterhead"})
    hesse.refresh_from_db()
    assert hesse.certificate_template == "de_he_letterhead"


@pytest.mark.parametrize("key", ["", "nothing"])
def test_a_design_that_nobody_provides_is_refused_and_nothing_typed_is_lost(client, hesse, key):
    response = client.post(address("region", hesse.pk), CHOSEN | {"template": key})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "Wir bestätigen, dass" in text(response)
    assert not DesignChoice.objects.exists()


def test_options_of_one_design_are_kept_while_another_is_tried(client, hesse):
    enable("de_he", region=hesse)
    client.post(address("region", hesse.pk), CHOSEN)
    client.post(
        address("region", hesse.pk), CHOSEN | {"template": "de_he_letterhead", "option_de_he_letterhead_accent": "#33383d"}
    )
    hesse.refresh_from_db()
    assert choice_of_region(hesse).options == {"accent": "#33383d"}
    assert DesignChoice.objects.get().options["standard"] == {"accent": "#7a1f3d"}


def test_a_logo_can_be_removed_and_stays_otherwise(client, hesse, svg):
    client.post(address("region", hesse.pk), CHOSEN | {"logo": svg()})
    client.post(address("region", hesse.pk), CHOSEN)
    assert choice_of_region(hesse).logo
    client.post(address("region", hesse.pk), CHOSEN | {"logo_gone": "on"})
    assert not choice_of_region(hesse).logo


def test_a_signatory_without_a_name_is_refused(client, hesse):
    response = client.post(address("region", hesse.pk), CHOSEN | {"name_0": ""})
    assert response.context["form"].errors["name_0"] == ["Please enter the name, or leave the whole signatory empty."]


def test_a_file_that_is_no_picture_is_refused_in_words(client, hesse, svg):
    response = client.post(address("region", hesse.pk), CHOSEN | {"logo": svg("no picture")})
    assert "The file is not a picture in SVG, PNG or JPEG." in text(response)


def test_an_event_differs_in_what_is_chosen_there_and_is_as_in_the_region_otherwise(client, hesse, editor):
    client.post(address("region", hesse.pk), CHOSEN)
    event = factories.event(hesse)
    url = reverse("certificates_office:design", args=[event.pk])
    assert "As in the region: Standard" in text(client.get(url))
    client.post(url, {"template": "", "closing": "Danke.", "name_0": "Sascha Vorlage"})
    choice = choice_for(event)
    assert (choice.template, choice.options) == ("standard", {"accent": "#7a1f3d"})
    assert (choice.texts["closing"], choice.texts["legal"]) == ("Danke.", "Gefördert vom Land.")
    assert [line.name for line in choice.signatories] == ["Sascha Vorlage"]
    client.post(url, {"template": ""})
    assert choice_of_event(event).is_empty
    assert DesignChoice.objects.filter(event=event).count() == 0


def test_the_preview_shows_what_is_in_the_form_and_stores_nothing(client, hesse, svg):
    url = address("region_preview", hesse.pk)
    assert "data:image/png;base64," in text(client.get(url))
    response = client.post(url, CHOSEN | {"logo": svg(), "sample_name": "long", "sample_modules": "25"})
    assert text(response).count("data:image/png;base64,") == 2
    assert not DesignChoice.objects.exists()
    assert not Asset.objects.exists()


def test_the_preview_as_a_file_is_marked_on_every_page(client, hesse):
    from io import BytesIO

    from pypdf import PdfReader

    response = client.post(address("region_preview", hesse.pk), CHOSEN | {"pdf": "1", "sample_modules": "25"})
    assert response.headers["Content-Type"] == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(BytesIO(response.content)).pages]
    assert len(pages) == 2
    with translation.override("de"):
        assert all(gettext("SAMPLE") in page for page in pages)


def test_the_preview_is_drawn_by_a_process_with_limits(client, hesse, settings, svg):
    url, sent = address("region_preview", hesse.pk), CHOSEN | {"logo": svg(), "pdf": "1"}
    here = client.post(url, sent).content
    settings.CERTIFICATE_PROCESSES = 2
    assert client.post(url, sent | {"logo": svg()}).content == here
    assert active_children() == []


def test_a_preview_that_takes_too_long_is_given_up_in_words(client, hesse, settings, monkeypatch):
    settings.CERTIFICATE_PROCESSES = 2
    monkeypatch.setattr(previews, "PATIENCE", 0.01)
    response = client.post(address("region_preview", hesse.pk), CHOSEN)
    assert "The design cannot be drawn: The file took too long to be made. Look at the design and its pictures." in text(
        response
    )
    assert active_children() == []


def test_when_many_previews_are_drawn_one_is_asked_to_wait(client, hesse, monkeypatch):
    monkeypatch.setattr(previews, "AT_ONCE", BoundedSemaphore(1))
    monkeypatch.setattr(previews, "PATIENCE", 0.01)
    with previews.AT_ONCE:
        shown = text(client.post(address("region_preview", hesse.pk), CHOSEN))
    assert "Many previews are being drawn. Please try again in a moment." in shown


def test_the_preview_says_which_letters_the_fonts_do_not_have(client, hesse):
    url = address("region_preview", hesse.pk)
    assert "of the design has" not in text(client.post(url, CHOSEN | {"sample_name": "arabic"}))
    assert "No font of the design has ו, ל, ם, ש, so that" in text(client.post(url, CHOSEN | {"name_0": "שלום"}))


def test_the_preview_shows_every_kind_of_certificate_the_region_has(client, hesse):
    form, url = text(client.get(address("region", hesse.pk))), address("region_preview", hesse.pk)
    kinds = ("attendance", "completion", "speaker")
    assert [kind for kind in kinds if f'<option value="{kind}">' in form] == list(kinds)
    shown = {kind: text(client.post(url, CHOSEN | {"sample_purpose": kind})) for kind in kinds}
    assert len(set(shown.values())) == 3


def test_a_design_that_is_not_made_for_the_kind_says_so_instead_of_a_preview(client, hesse, monkeypatch):
    only = replace(certificate_templates()["standard"].value, purposes=("attendance",))
    monkeypatch.setitem(certificate_templates(), "standard", replace(certificate_templates()["standard"], value=only))
    shown = text(client.post(address("region_preview", hesse.pk), CHOSEN | {"sample_purpose": "speaker"}))
    assert "is not made for this kind of certificate. Choose another for it." in shown


def test_the_preview_of_a_form_with_mistakes_says_them(client, hesse):
    response = client.post(address("region_preview", hesse.pk), CHOSEN | {"opening": "x" * 161})
    assert "Opening line: Ensure this value has at most 160 characters" in text(response)


def test_a_foreign_region_and_its_events_are_not_found(client, hesse):
    other = factories.office("Sachsen", language="en")
    event = factories.event(other)
    places = [address("region", other.pk), address("region_preview", other.pk)]
    places += [reverse(f"certificates_office:{name}", args=[event.pk]) for name in ("design", "design_preview")]
    for place in places:
        assert client.get(place).status_code == 404
        assert client.post(place, CHOSEN).status_code == 404


@pytest.mark.parametrize("signatories", [1, 3])
def test_the_screen_has_a_fixed_number_of_queries(client, hesse, signatories, django_assert_num_queries):
    names = {f"name_{number}": "Kim Muster" for number in range(signatories)}
    client.post(address("region", hesse.pk), CHOSEN | names)
    client.get(address("region", hesse.pk))
    with django_assert_num_queries(16):
        client.get(address("region", hesse.pk))
