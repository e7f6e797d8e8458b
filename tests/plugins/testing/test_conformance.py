"""The tests that every plugin should pass: a good plugin passes them, and each finds the fault it is there for."""

import pytest

from plugins.testing import PluginConformance
from plugins.testing.packages import info
from tests.plugins.conftest import MODULE_TYPE

IMPORTS = (
    "from decimal import Decimal\nfrom plugins.api import *\nfrom plugins.api import hookimpl\nfrom wagtail import blocks\n"
)


class TestGermany(PluginConformance):
    plugin = "de"


@pytest.fixture
def tests_of(installed_dist):
    """The conformance tests of a plugin ``acme`` with these hooks and these fields of its PluginInfo."""

    def install(hooks="", *, files=(), attributes=(), **fields):
        text = {"__init__.py": info("acme", hooks="acme.hooks", **fields), "hooks.py": IMPORTS + hooks, **dict(files)}
        installed_dist.install("acme", text)
        return type("Tests", (PluginConformance,), {"plugin": "acme", **dict(attributes)})()

    return install


def failure_of(test, *fixtures):
    with pytest.raises((AssertionError, pytest.fail.Exception)) as caught:
        test(*fixtures)
    return str(caught.value)


def test_a_plugin_that_is_not_installed_is_said_to_be_missing():
    tests = type("Tests", (PluginConformance,), {"plugin": "acme"})()
    assert "Install its package" in failure_of(tests.test_nothing_of_it_has_failed)


def test_without_metadata_and_words_the_package_says_too_little(tests_of):
    assert "description or requires-python" in failure_of(tests_of().test_the_package_says_what_it_is)


def test_an_entry_point_with_django_is_found(tests_of):
    tests = tests_of(files={"__init__.py": "import django\n" + info("acme")})
    assert "imports django" in failure_of(tests.test_the_entry_point_imports_no_django)


def test_what_fails_before_the_first_request_is_found(tests_of):
    tests = tests_of(urls="acme.nowhere")
    assert "No module named 'acme.nowhere'" in failure_of(tests.test_a_site_starts_with_it)


def test_a_refused_key_is_found(tests_of):
    tests = tests_of("@hookimpl\ndef professions(): return [Profession(key='nurse', label='N', sector='health')]")
    assert "in use already" in failure_of(tests.test_nothing_of_it_has_failed)
    assert "nurse" in failure_of(tests.test_its_keys_are_its_own)


def test_an_empty_label_is_found(tests_of):
    tests = tests_of("@hookimpl\ndef professions(): return [Profession(key='acme', label=' ', sector='health')]")
    assert "acme" in failure_of(tests.test_its_labels_can_be_shown, "en")


FORGETFUL = """
class Forgetful(blocks.CharBlock):
    def get_prep_value(self, value): return value + "!"
@hookimpl
def module_types(): return [ModuleType(key="acme", label="A", block=lambda: Forgetful(default="x"))]
"""


def test_a_block_that_changes_its_content_is_found(tests_of):
    assert "x!" in failure_of(tests_of(FORGETFUL).test_content_comes_back_as_it_was_stored)


def test_content_survives_without_its_plugin(tests_of):
    tests = tests_of(MODULE_TYPE.format(key="acme_quiz"), attributes={"contents": {"acme_quiz": [{"question": "Why?"}]}})
    tests.test_content_comes_back_as_it_was_stored()
    tests.test_the_editor_can_open_and_check_it()
    tests.test_content_survives_the_absence_of_the_plugin()


MIGRATED = """
class QuizBlock(blocks.StructBlock):
    question = blocks.CharBlock()
def migrate(version, value):
    return {{"question": value[{old!r}]}}
@hookimpl
def module_types(): return [ModuleType(key="acme_quiz", label="Quiz", block=QuizBlock, version=2, migrate=migrate)]
"""


def test_a_new_version_needs_an_example_of_the_old_one_and_a_function_that_takes_it(tests_of, installed_dist):
    tests = tests_of(MIGRATED.format(old="text"))
    assert "needs an example of version 1" in failure_of(tests.test_older_content_is_migrated)
    tests.__class__.older_contents = {"acme_quiz": {1: {"text": "Why?"}}}
    tests.test_older_content_is_migrated()
    tests.__class__.older_contents = {"acme_quiz": {1: {"words": "Why?"}}}
    with pytest.raises(KeyError):
        tests.test_older_content_is_migrated()


SCHEME = """
from itertools import count
calls = count()
def points(facts):
    {body}
@hookimpl
def credit_schemes():
    return [CreditScheme(key="acme", label="A", authority="A", source={source!r}, unit="points", compute=points)]
"""
GIVE = "return CreditAnswer(status='determined', unit='points', amount={amount}, lines=({lines},))"
LINE = "CreditLine(component='basis', amount={}, sentence={!r})"


def scheme(amount="Decimal(0)", line=None, sentence="Basis.", source="Rules", body=""):
    given = GIVE.format(amount=amount, lines=LINE.format(line or amount, sentence))
    return SCHEME.format(body=body or given, source=source)


@pytest.mark.parametrize(
    ("hooks", "test", "cause"),
    [
        (scheme(source=""), "test_its_schemes_say_where_they_come_from", "names no source"),
        (scheme("0.0"), "test_its_schemes_bear_all_facts", "not a Decimal"),
        (scheme("Decimal(1)", "Decimal(2)"), "test_its_schemes_bear_all_facts", "do not add up"),
        (scheme("Decimal(0)", "0"), "test_its_schemes_bear_all_facts", "not Decimal"),
        (scheme(sentence=" "), "test_its_schemes_bear_all_facts", "without a sentence"),
        (scheme(body="return 5"), "test_its_schemes_bear_all_facts", "gave int"),
        (scheme("Decimal(next(calls))"), "test_its_schemes_answer_the_same_to_the_same_facts", "acme"),
        (scheme("Decimal(1)"), "test_nobody_earns_by_absence", "acme: 1 for"),
    ],
)
def test_a_careless_scheme_is_found(tests_of, hooks, test, cause):
    assert cause in failure_of(getattr(tests_of(hooks), test))


def test_a_scheme_that_asks_the_database_is_found(tests_of):
    body = "from plugins.models import Region\n    return Region.objects.count()"
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        tests_of(scheme(body=body)).test_its_schemes_bear_all_facts()


DESIGN = """
from pathlib import Path
@hookimpl
def certificate_templates(): return [CertificateTemplate(key="acme", label="A", folder=Path(__file__).parent / "design")]
"""


def test_a_careless_design_is_found(tests_of):
    files = {"design/template.html": "<html lang='de'><title>x</title><body>Nothing</body></html>", "design/style.css": ""}
    assert "is not printed" in failure_of(tests_of(DESIGN, files=files).test_its_certificate_designs_pass_the_lint)


ANSWERS = """
@hookimpl
def registration_rules(): return [RegistrationRule(key="acme", label="A", check=lambda facts, settings: None)]
@hookimpl
def registration_questions():
    return [RegistrationQuestion(key="acme", label="A", applies=lambda event: "yes")]
@hookimpl
def professional_numbers():
    people = frozenset({"physican"})
    return [ProfessionalNumber(key="acme", label="A", schemes=("acme",), normalise=lambda typed: typed, professions=people)]
@hookimpl
def report_formats():
    return [ReportFormat(key="acme", label="A", media_type="text/csv", extension="csv", write=lambda report: "text")]
@hookimpl
def my_sections(person): return [MySection(key="other", title="A", template="nowhere.html", context={})]
@hookimpl
def personal_data_export(person): return [PersonalData(section="A", rows=({"name": "everybody"},))]
"""


@pytest.mark.parametrize(
    ("test", "cause"),
    [
        ("test_its_rules_answer_with_a_sentence_or_consent", "gives NoneType, which refuses"),
        ("test_its_questions_can_be_asked", "applies gives str"),
        ("test_its_numbers_are_told_from_what_is_none", "takes '' for a number"),
        ("test_its_numbers_belong_to_professions_that_exist", "names professions that no plugin provides: physican"),
        ("test_its_reports_can_be_written", "acme"),
        ("test_what_can_be_exported_can_be_erased", "personal_data_erase"),
    ],
)
def test_a_wrong_answer_is_found(tests_of, test, cause):
    assert cause in failure_of(getattr(tests_of(ANSWERS), test))


def test_an_answer_for_everybody_and_a_key_of_others_are_found(tests_of, db):
    tests = tests_of(ANSWERS)
    with pytest.raises(ValueError, match="The key other does not belong to acme"):
        tests.test_it_answers_where_the_site_asks("my_sections", db)
    assert "A" in failure_of(tests.test_somebody_unknown_has_no_data, db)


FORM = "from django import forms\nclass SettingsForm(forms.Form):\n    days = forms.IntegerField(min_value=1)\n"


@pytest.mark.parametrize(("presets", "cause"), [({"days": 0}, "greater than or equal"), ({}, "required")])
def test_presets_that_the_form_refuses_are_found(tests_of, db, presets, cause):
    tests = tests_of(files={"forms.py": FORM}, settings_form="acme.forms.SettingsForm", default_settings=presets)
    assert cause in failure_of(tests.test_its_settings_form_accepts_what_it_presets, db)


def test_a_gap_in_the_translations_is_found(tests_of):
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Test"\nmsgstr "{}"\n'
    tests = tests_of(files={"locale/de/LC_MESSAGES/django.po": catalogue.format("")})
    assert "Not translated into de: Test" in failure_of(tests.test_every_text_is_translated, "de")
    assert "is missing" in failure_of(tests.test_the_translations_are_compiled, "de")


def test_a_translation_that_changes_a_text_of_the_site_is_found(tests_of):
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes"\nmsgstr "Jawoll"\n'
    tests = tests_of(files={"locale/de/LC_MESSAGES/django.po": catalogue})
    assert "The site has 'Yes' as 'Ja'" in failure_of(tests.test_the_texts_of_the_site_stay_as_they_are, "de")


@pytest.mark.parametrize("test", ["test_its_schemes_bear_all_facts", "test_its_reports_can_be_written"])
def test_what_there_is_nothing_of_is_skipped_with_a_reason(tests_of, test):
    with pytest.raises(pytest.skip.Exception, match="acme provides no "):
        getattr(tests_of(), test)()


LINE = """
@hookimpl
def certificate_context(region, certificate, settings):
    return [CertificateFact(key='acme_number', label='Number 4711', value='4711', is_private={})]
"""


def test_a_private_line_whose_label_tells_it_is_found(tests_of, db):
    tests = tests_of(LINE.format(True))
    assert "The label of acme_number says" in failure_of(tests.test_its_private_lines_tell_nothing_in_their_label, db)


def test_the_label_of_a_public_line_may_tell_what_it_likes(tests_of, db):
    tests_of(LINE.format(False)).test_its_private_lines_tell_nothing_in_their_label(db)
