"""Translations: every text of the plugin in every language of the site, and compiled, for no site compiles a plugin's."""

from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import django
import pytest
from babel.messages import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from plugins.registry import PROVIDERS
from plugins.testing.conformance.subject import Subject, explain
from plugins.translations import locale_folders

CONTEXT_END = "\x04"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


class TranslationTests(Subject):
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_text_is_translated(self, language: str) -> None:
        """The catalogue has no gap, and it has the labels the site shows and what the PluginInfo says."""
        catalogues = [_catalogue(folder, language) for folder in self._folders()]
        known = {text: string for catalogue in catalogues for text, string in catalogue.items()}
        explain(f"Not translated into {language}: {text}" for text in sorted(self._texts() | set(known)) if not known.get(text))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_translations_are_compiled(self, language: str) -> None:
        for folder in self._folders():
            compiled = folder / language / "LC_MESSAGES" / "django.mo"
            assert compiled.is_file(), f"{compiled} is missing: pybabel compile -D django -d locale"
            assert _compiled(compiled) == _catalogue(folder, language), f"{compiled} is older than its source."

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_texts_of_the_site_stay_as_they_are(self, language: str) -> None:
        """A plugin's catalogue holds for the whole site, Wagtail's and Django's own screens included."""
        own = {text: string for folder in self._folders() for text, string in _catalogue(folder, language).items()}
        for catalogue in self._catalogues_of_the_site(language):
            changed = [text for text, string in own.items() if catalogue.gettext(text) not in (text, string)]
            explain(f"The site has {text!r} as {catalogue.gettext(text)!r}; give yours a context: pgettext" for text in changed)

    def _catalogues_of_the_site(self, language: str) -> Iterator[GNUTranslations]:
        """Every catalogue but the plugin's, Django's and Wagtail's among them."""
        apps_folders = [Path(config.path) / "locale" for config in apps.get_app_configs()]
        for folder in (Path(django.__file__).parent / "conf" / "locale", *apps_folders, *map(Path, settings.LOCALE_PATHS)):
            file = folder / language / "LC_MESSAGES" / "django.mo"
            if folder not in self._folders() and file.is_file():
                with file.open("rb") as binary:
                    yield GNUTranslations(binary)

    def _folders(self) -> list[Path]:
        folders = locale_folders(self.installed)
        if not folders:
            pytest.skip(f"{self.plugin} has no translations.")
        return folders

    def _texts(self) -> set[str]:
        """The labels of what it provides that ask to be translated, and its own label and description."""
        labels = [item.value.label for provider in PROVIDERS for item in provider().values() if item.plugin == self.plugin]
        with translation.override("en"):
            lazy = {str(label) for label in labels if isinstance(label, Promise)}
        return lazy | {self.info.label, self.info.description} - {""}


def _catalogue(folder: Path, language: str) -> dict[str, str]:
    """The texts with their translations, empty for those without one or in doubt."""
    source = folder / language / "LC_MESSAGES" / "django.po"
    if not source.is_file():
        return _compiled(source.with_suffix(".mo")) if source.with_suffix(".mo").is_file() else {}
    catalogue = read_po(BytesIO(source.read_bytes()), locale=language)
    return {_key(m): "" if m.fuzzy else _first(m.string) for m in catalogue if m.id}


def _compiled(file: Path) -> dict[str, str]:
    return {_key(m): _first(m.string) for m in read_mo(BytesIO(file.read_bytes())) if m.id}


def _key(message: Message) -> str:
    """The text, behind its context where it has one, as gettext itself keeps it."""
    return f"{message.context}{CONTEXT_END}{_first(message.id)}" if message.context else _first(message.id)


def _first(text: str | list[str] | tuple[str, ...] | None) -> str:
    return text if isinstance(text, str) else text[0] if text else ""
