from django.core.management import call_command
from django.utils import translation

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "a sentence nobody translated before"
msgstr "ein frischer Satz"
"""


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
