"""The checks plugins bring: run with the site's own, named, and never able to stop the others."""

import pytest
from django.core.checks import Error, Warning  # noqa: A004

from plugins.checks import plugins_are_healthy
from plugins.loader import plugin_named
from tests.plugins.packages import info

HOOKS = """
from plugins.api import Finding, SystemCheck, hookimpl

def run():
    {body}

@hookimpl
def system_checks():
    return [SystemCheck(key="acme_fonts", label="Fonts", run=run)]
"""


@pytest.fixture
def checking(installed):
    def install(body):
        files = {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(body=body)}
        installed.install("acme", files)

    return install


def of_acme():
    return [message for message in plugins_are_healthy(None) if "acme" in f"{message.id} {message.msg}"]


def test_what_a_check_finds_is_told_with_level_key_and_remedy(checking):
    checking(
        "return [Finding(level='error', sentence='No font.', remedy='Add one.'), Finding(level='warning', sentence='Old.')]"
    )
    source = "Plugin acme 1.2, Fonts"
    assert of_acme() == [
        Error("No font.", hint="Add one.", obj=source, id="acme_fonts"),
        Warning("Old.", obj=source, id="acme_fonts"),
    ]
    assert plugin_named("acme").is_healthy


def test_a_check_that_finds_nothing_says_nothing(checking):
    checking("return []")
    assert of_acme() == []


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("raise RuntimeError('boom')", "RuntimeError in acme/hooks.py, line 5, in run"),
        ("return ['x']", "TypeError: It gave str instead of Finding."),
        ("return [Finding(level='error', sentence=5)]", "TypeError: Finding.sentence is int instead of str."),
        ("return [Finding(level='info', sentence='x')]", "ValueError: A finding is an error or a warning, not 'info'."),
        ("return None", "TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_check_that_fails_is_an_error_of_its_plugin(checking, body, cause):
    checking(body)
    (message,) = of_acme()
    assert (message.id, type(message)) == ("plugins.E010", Error)
    assert message.msg == f"Plugin acme (samkurs-acme 1.2) failed at phase “run time”: {cause}"
    assert plugin_named("acme").is_active
