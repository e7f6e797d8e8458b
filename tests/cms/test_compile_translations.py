import os

import pytest
from django.core.management import call_command
from django.utils import translation

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "a sentence nobody translated before"
msgstr "ein frischer Satz"
"""


@pytest.fixture
def source(settings, tmp_path):
    settings.LOCALE_PATHS = [str(tmp_path)]
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    return source


def test_a_catalogue_with_an_earlier_time_is_compiled_all_the_same(source):
    call_command("compile_translations")
    source.write_text(CATALOGUE.replace("frischer", "neuerer"))
    os.utime(source, (0, 0))
    call_command("compile_translations")
    assert b"ein neuerer Satz" in source.with_suffix(".mo").read_bytes()


def test_what_says_the_same_is_not_written_again(source):
    call_command("compile_translations")
    os.utime(source.with_suffix(".mo"), (0, 0))
    call_command("compile_translations")
    assert source.with_suffix(".mo").stat().st_mtime == 0


def test_a_process_that_compiles_the_catalogues_speaks_by_them_at_once(settings, tmp_path):
    settings.LOCALE_PATHS = [str(tmp_path)]
    with translation.override("de"):
        assert translation.gettext("a sentence nobody translated before") == "a sentence nobody translated before"
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    call_command("compile_translations")
    with translation.override("de"):
        assert translation.gettext("a sentence nobody translated before") == "ein frischer Satz"
