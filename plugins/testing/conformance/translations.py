"""Translations: every text of the plugin in every language of the site, and compiled, for no site compiles a plugin's."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from plugins.registry import PROVIDERS
from plugins.testing.conformance.subject import Subject, explain
from plugins.translations import locale_folders

CONTEXT_END = "\x04"
TRANSLATED = """
import json, django
django.setup()
from django.utils.translation import gettext, override
with override({language!r}):
    print(json.dumps({{text: gettext(text) for text in {texts!r}}}))
"""
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
        own = {text: string for text, string in own.items() if CONTEXT_END not in text}
        code = TRANSLATED.format(texts=sorted(own), language=language)
        done = self.alone(code, PLUGINS_DISABLE="*")
        assert done.returncode == 0, done.stderr
        site = json.loads(done.stdout)
        changed = [text for text, string in own.items() if site[text] not in {text, string}]
        explain(f"{text!r} is {site[text]!r} on the site; give yours a context with pgettext." for text in changed)

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
