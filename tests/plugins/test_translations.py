"""Translations of plugins: found beside the entry point or in an app, and behind the site's own."""

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from plugins.failures import failures
from plugins.loader import plugin_named
from plugins.testing.packages import info
from plugins.translations import description_of, label_of, locale_folders, plugin_locale_paths


def compiled(folder, **texts):
    """A folder of translations with these German ones, compiled."""
    catalogue = Catalog(locale="de")
    for text, string in texts.items():
        catalogue.add(text, string)
    target = folder / "locale" / "de" / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    return folder / "locale"


@pytest.fixture
def acme(installed):
    """A plugin without an app whose label is translated into German, and a text of the site, too."""
    folder = installed.install("acme", {"__init__.py": info("acme", description="What it does")})
    compiled(folder / "acme", Test="Prüfung", Cancel="Von Acme übersetzt")
    return folder


def test_the_folder_beside_the_entry_point_is_found(acme):
    assert locale_folders(plugin_named("acme")) == [acme / "acme" / "locale"]
    assert plugin_locale_paths() == [acme / "acme" / "locale"]


def test_a_plugin_without_translations_and_the_site_itself_add_no_folder(installed):
    installed.install("acme", {"__init__.py": info("acme")})
    assert plugin_locale_paths() == []


def test_a_plugin_that_is_not_wanted_adds_no_folder(acme, monkeypatch, installed):
    monkeypatch.setenv("PLUGINS_DISABLE", "acme")
    installed.reinstall(acme)
    assert plugin_locale_paths() == []


def test_its_label_is_shown_in_the_language_of_the_reader_and_the_site_keeps_its_own_texts(acme, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "LOCALE_PATHS", [compiled(tmp_path, Cancel="Abbrechen"), *plugin_locale_paths()])
    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(trans_real, "_default", None)
    with translation.override("de"):
        assert label_of(plugin_named("acme")) == "Prüfung"
        assert description_of(plugin_named("acme")) == "What it does"
        assert translation.gettext("Cancel") == "Abbrechen"
    with translation.override("en"):
        assert label_of(plugin_named("acme")) == "Test"


def test_what_cannot_be_read_is_called_by_its_name(installed):
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    assert (label_of(plugin_named("acme")), description_of(plugin_named("acme"))) == ("acme", "")


def test_translations_that_cannot_be_read_switch_the_plugin_off_and_no_page_in_their_language(installed):
    files = {"__init__.py": info("acme"), "locale/de/LC_MESSAGES/django.mo": "rubbish"}
    installed.install("acme", files)
    assert plugin_locale_paths() == []
    (failure,) = failures()
    assert (failure.plugin, failure.phase.title) == ("acme", "app")
    assert "The translations in locale/de/LC_MESSAGES/django.mo cannot be read" in failure.cause
