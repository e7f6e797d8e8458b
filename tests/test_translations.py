"""Every text on screen is there in German, Danish and Swedish, with the placeholders of the English one."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import allauth
import django
import pytest
import wagtail
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

from cms.management.commands.compile_translations import own_folders

APPS = [folder.parent for folder in own_folders()]
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

each_app = pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(folder: Path, language: str) -> Catalog:
    with (folder / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message, side: str) -> list[str]:
    value = getattr(message, side)
    return list(value) if isinstance(value, tuple) else [value]


@each_app
@each_language
def test_every_text_is_translated(app, language):
    missing = [m.id for m in catalogue(app, language) if m.id and (m.fuzzy or not all(texts(m, "string")))]
    assert missing == []


@each_app
@each_language
def test_translations_keep_the_placeholders(app, language):
    def placeholders(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    wrong = [
        m.id
        for m in catalogue(app, language)
        if m.id and not all(placeholders(text) == placeholders(texts(m, "id")[-1]) for text in texts(m, "string")[-1:])
    ]
    assert wrong == []


@each_app
@each_language
def test_translations_begin_and_end_a_line_where_the_english_text_does(app, language):
    def edges(text: str) -> tuple[bool, bool]:
        return text.startswith("\n"), text.endswith("\n")

    wrong = [m.id for m in catalogue(app, language) if m.id and edges(texts(m, "string")[0]) != edges(texts(m, "id")[0])]
    assert wrong == []


@each_app
def test_the_catalogues_hold_exactly_the_texts_of_the_code(app, tmp_path):
    copy = tmp_path / app.name
    shutil.copytree(app, copy, ignore=shutil.ignore_patterns("locale", "static", "__pycache__", "migrations"))
    (copy / "locale").mkdir()
    with chdir(copy):
        call_command("makemessages", locale=["de"], no_location=True, verbosity=0)
    in_code = {(m.context, m.id) for m in catalogue(copy, "de")}
    known = {(m.context, m.id) for m in catalogue(app, "de")}
    assert sorted(map(str, in_code ^ known)) == [], "Run make messages, then translate what is new."


REWORDED = {
    "(optional)", "Account", "Cancel", "Caption", "Delete", "History", "Next", "Page not found", "Previous", "Promote",
    "Reject", "Save", "Search", "Sign in", "Title", "Today", "Yes, delete it", "log entries", "log entry", "title",
}  # fmt: skip
"""What is worded otherwise than by the libraries, with the same meaning, and so that it fits on their screens, too."""


@each_language
def test_no_text_of_the_libraries_changes_its_meaning(language):
    """Our catalogues win over theirs on every screen: a short word with another meaning needs a context."""
    theirs = catalogue_of_the_libraries(language)
    ours = {key: text for app in APPS for key, text in plain_texts(catalogue(app, language))}
    changed = {key for key, text in ours.items() if theirs.get(key, {text}) - {text}}
    assert sorted(changed - REWORDED) == []


def plain_texts(messages: Catalog) -> Iterator[tuple[str, str]]:
    return ((texts(m, "id")[0], texts(m, "string")[0]) for m in messages if m.id and not m.context)


def catalogue_of_the_libraries(language: str) -> dict[str, set[str]]:
    """Every text of Wagtail, Django and allauth without a context, with the ways it is translated there."""
    found = defaultdict(set)
    for library in (wagtail, django, allauth):
        for file in Path(library.__file__).parent.glob(f"**/locale/{language}/LC_MESSAGES/django.po"):
            with file.open("rb") as content:
                for text, translation in plain_texts(read_po(content, locale=language)):
                    if translation:
                        found[text].add(translation)
    return found
