import pytest

from plugins.failures import failures
from plugins.loader import plugin_named
from plugins.registry import (
    certificate_templates,
    credit_report_formats,
    credit_report_services,
    credit_schemes,
    module_types,
    professional_numbers,
    professions,
    registration_questions,
    registration_rules,
)
from tests.plugins.conftest import MODULE_TYPE
from tests.plugins.packages import info

IMPORTS = "from plugins.api import *\nfrom plugins.api import hookimpl\nfrom wagtail import blocks\n"


@pytest.fixture
def hooks(installed):
    def install(text, name="acme"):
        installed.install(name, {"__init__.py": info(name, hooks=f"{name}.hooks"), "hooks.py": IMPORTS + text})

    return install


def causes():
    return [(failure.plugin, failure.phase.title, failure.cause) for failure in failures()]


def test_what_a_plugin_provides_is_attributed_to_it(quiz):
    provided = module_types()["acme_quiz"]
    assert (provided.value.label, provided.plugin, provided.version) == ("Quiz", "acme", "1.2")
    assert failures() == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("raise RuntimeError('boom')", "boom"),
        ("@hookimpl\ndef no_such_hook(): pass", "There is no hook no_such_hook. Mark"),
        ("@hookimpl\ndef modul_types(): pass", "There is no hook modul_types. Did you mean module_types?"),
        (
            "@hookimpl\ndef module_types(course): return []",
            "argument course, which the hook does not offer. It offers none.",
        ),
        (
            "@hookimpl\ndef my_sections(user): return []",
            "argument user, which the hook does not offer. It offers person.",
        ),
        ("@hookimpl(wrapper=True)\ndef module_types(): return (yield)", "is a wrapper"),
        ("@hookimpl(hookwrapper=True)\ndef module_types(): yield", "is a wrapper"),
        ("def module_types(): return []", "lacks the decorator"),
    ],
)
def test_wrong_hooks_switch_the_whole_plugin_off(hooks, text, cause):
    before = set(module_types())
    hooks(text)
    assert set(module_types()) == before
    ((plugin, phase, found),) = causes()
    assert (plugin, phase) == ("acme", "hooks")
    assert cause in found
    assert not plugin_named("acme").is_active


def test_an_optional_hook_of_a_newer_host_is_no_failure(hooks):
    hooks("@hookimpl(optionalhook=True)\ndef hook_of_tomorrow(): pass")
    module_types()
    assert failures() == ()


@pytest.mark.parametrize(
    ("text", "phase", "cause"),
    [
        ("@hookimpl\ndef professions(): raise RuntimeError('boom')", "provider", "boom"),
        ("@hookimpl\ndef professions(): return 5", "provider", "not iterable"),
        ("@hookimpl\ndef professions():\n  yield Profession(key='acme', label='A', sector='')\n  raise ValueError('late')",
         "provider", "late"),
        ("@hookimpl\ndef professions(): return ['nurse']", "provider", "gave str instead of Profession"),
        ("@hookimpl\ndef professions(): return [Profession(key='nurse', label='N', sector='health')]", "key", "in use already"),
        ("@hookimpl\ndef professions(): return [Profession(key='clown', label='C', sector='health')]", "key", "to nobody"),
        ("@hookimpl\ndef professions(): return [Profession(key='de_clown', label='C', sector='health')]", "key", "but to de"),
        ("@hookimpl\ndef professions(): return [Profession(key=None, label='C', sector='health')]", "provider", "is NoneType"),
        ("@hookimpl\ndef professions(): return [Profession(key='Acme', label='C', sector='health')]", "key", "not a key"),
        ("@hookimpl\ndef professions(): return [Profession(key='standard', label='C', sector='health')]", "key", "reserved"),
    ],
)  # fmt: skip
def test_wrong_answers_are_left_out_with_their_cause(hooks, text, phase, cause):
    before = set(professions())
    hooks(text)
    assert set(professions()) == before
    ((plugin, failed_phase, found),) = causes()
    assert (plugin, failed_phase) == ("acme", phase)
    assert cause in found
    assert plugin_named("acme").is_active


def test_a_key_used_twice_by_one_plugin_counts_once(hooks):
    hooks("@hookimpl\ndef professions(): return [Profession(key='acme', label=n, sector='health') for n in 'AB']")
    assert professions()["acme"].value.label == "A"
    assert causes()[0][1] == "key"


@pytest.mark.parametrize(
    "block", ["lambda: 1 / 0", "object", "lambda: type('B', (blocks.CharBlock,), {'get_default': lambda s: 1 / 0})()"]
)
def test_a_broken_block_cannot_keep_the_editor_from_opening(hooks, block):
    hooks(f"@hookimpl\ndef module_types(): return [ModuleType(key='acme', label='A', block={block})]")
    assert "acme" not in module_types()
    assert causes()[0][1] == "provider"


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ("kind='number'", "there are text, long_text, choice, yes_no"),
        ("kind='choice'", "choices belong to the kind choice, and only there"),
        ("choices={'a': 'A'}", "choices belong to the kind choice, and only there"),
        ("kind='choice', choices={1: 'One'}", "a choice is stored as a text, and as one that is not empty"),
        ("kind='choice', choices={'': 'None'}", "a choice is stored as a text, and as one that is not empty"),
        ("applies=True", "applies of acme cannot be called"),
    ],
)
def test_a_question_that_no_form_can_ask_is_refused(hooks, fields, cause):
    hooks(f"@hookimpl\ndef registration_questions(): return [RegistrationQuestion(key='acme', label='A', {fields})]")
    assert registration_questions() == {}
    assert cause in causes()[0][2]


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ("normalise=None, schemes=('acme',)", "normalise of acme cannot be called"),
        ("normalise=str, schemes=()", "without one it is never asked"),
        ("normalise=str, schemes=(1,)", "names the keys of credit schemes"),
        ("normalise=str, schemes=('acme',), professions=('physician',)", "professions of acme is a frozenset"),
        ("normalise=str, schemes=('acme',), professions=frozenset({1})", "professions of acme is a frozenset"),
    ],
)
def test_a_number_that_is_never_asked_or_checked_is_refused(hooks, fields, cause):
    hooks(f"@hookimpl\ndef professional_numbers(): return [ProfessionalNumber(key='acme', label='A', {fields})]")
    assert "acme" not in professional_numbers()
    assert cause in causes()[0][2]


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ("destination=None, connect=print", "destination of acme cannot be called"),
        ("destination=str, connect=None", "connect of acme cannot be called"),
        ("destination=str, connect=print, schemes=()", "without one it is never offered"),
        ("destination=str, connect=print, number=''", "names the number it sends"),
        ("destination=str, connect=print, secret_label=''", "the credential that the office enters"),
    ],
)
def test_a_service_that_cannot_report_is_refused(hooks, fields, cause):
    usual = "{'key': 'acme', 'label': 'A', 'number': 'acme', 'schemes': ('acme',), 'secret_label': 'P'}"
    hooks(f"@hookimpl\ndef credit_report_services(): return [CreditReportService(**{usual} | dict({fields}))]")
    assert "acme" not in credit_report_services()
    assert cause in causes()[0][2]


def test_a_list_of_credits_that_nobody_could_open_is_refused(hooks):
    wrong = "CreditReportFormat(key='acme', label='A', media_type='Excel', extension='.xlsx', write=print)"
    hooks(f"@hookimpl\ndef credit_report_formats(): return [{wrong}]")
    assert "acme" not in credit_report_formats()
    assert "write a media type such as text/csv" in causes()[0][2]


def test_a_certificate_design_without_its_folder_and_a_scheme_without_a_rule_are_refused(hooks):
    hooks(
        "from pathlib import Path\n"
        "@hookimpl\ndef certificate_templates():\n"
        "  return [CertificateTemplate(key='acme', label='A', folder=Path('/nowhere'))]\n"
        "@hookimpl\ndef credit_schemes():\n"
        "  return [CreditScheme(key='acme', label='A', authority='A', source='A', unit='points', compute=None)]\n"
    )
    assert "acme" not in certificate_templates()
    assert "acme" not in credit_schemes()
    assert len(causes()) == 2


def test_a_plugin_with_a_longer_name_owns_its_keys(installed, hooks):
    installed.install("acme_more", {"__init__.py": info("acme_more")})
    hooks("@hookimpl\ndef professions(): return [Profession(key='acme_more_x', label='X', sector='health')]")
    assert "acme_more_x" not in professions()
    assert "belong to acme, but to acme_more" in causes()[0][2]


def test_two_healthy_plugins_stand_side_by_side(quiz, installed):
    files = {"__init__.py": info("beta", hooks="beta.hooks"), "hooks.py": MODULE_TYPE.format(key="beta")}
    installed.install("beta", files)
    assert {module_types()[key].plugin for key in ("acme_quiz", "beta")} == {"acme", "beta"}


ONE_LANGUAGE = """
from django.utils.functional import lazy
from django.utils.translation import get_language
def label():
    assert get_language() != "sv"
    return "A"
label = lazy(label, str)()
"""


@pytest.mark.parametrize(
    "text",
    [
        "@hookimpl\ndef professions(): return [Profession(key='acme', label=label, sector='health')]",
        "@hookimpl\ndef registration_questions():\n"
        "  return [RegistrationQuestion(key='acme', label='A', kind='choice', choices={'a': label})]",
        "@hookimpl\ndef credit_schemes():\n"
        "  return [CreditScheme(key='acme', label='A', authority='A', source='A', unit='points', compute=id,\n"
        "    parameters={'p': CreditParameter(label=label, default=1)})]",
    ],
)
def test_a_text_that_fails_in_one_language_is_found_before_somebody_reads_that_language(hooks, text):
    hooks(ONE_LANGUAGE + text)
    provided = {**professions(), **registration_questions(), **credit_schemes()}
    assert "acme" not in provided
    ((plugin, phase, found),) = causes()
    assert (plugin, phase) == ("acme", "provider")
    assert "A text of acme fails in the language sv" in found


def test_half_a_character_is_no_text(hooks):
    hooks(r"@hookimpl" "\n" r"def professions(): return [Profession(key='acme', label='\ud800', sector='health')]")
    assert "acme" not in professions()
    assert "surrogates not allowed" in causes()[0][2]


def test_a_descriptor_of_a_class_of_the_plugins_own_is_held_to_the_same(hooks):
    hooks(
        "class Own(RegistrationRule): pass\n@hookimpl\ndef registration_rules(): return [Own(key='acme', label='A', check=5)]"
    )
    assert registration_rules() == {}
    assert "check of acme cannot be called" in causes()[0][2]
