"""The documents for plugin authors are true: every hook is described, and the tutorial's plugin works as it is printed."""

import inspect
import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.test import RequestFactory

from plugins import specs
from plugins.api import CreditFacts, SessionFacts
from plugins.credit_rules import ask
from plugins.failures import failures
from plugins.keys import RESERVED_KEYS
from plugins.loader import plugin_named
from plugins.registry import credit_schemes, module_types, professions
from training.enums import Sector

DOCS = Path(__file__).parents[2] / "docs" / "plugins"


def test_every_hook_is_described_under_its_exact_signature_and_no_other():
    headings = re.findall(r"^### (.+)$", (DOCS / "hooks.md").read_text(), re.MULTILINE)
    signatures = [f"{name}({', '.join(inspect.signature(getattr(specs, name)).parameters)})" for name in specs.HOOKS]
    assert headings == signatures


@pytest.mark.parametrize("hook", specs.HOOKS)
def test_a_hook_is_described_with_the_class_it_answers_with_and_its_arguments(hook):
    section = re.search(rf"^### {hook}\(.*?\)\n(.*?)(?=^##|\Z)", (DOCS / "hooks.md").read_text(), re.MULTILINE | re.DOTALL)[1]
    explained_once_for_all = {"settings"}
    for name in {specs.HOOKS[hook].__name__, *inspect.signature(getattr(specs, hook)).parameters} - explained_once_for_all:
        assert f"`{name}`" in section


def test_the_reserved_keys_and_the_sectors_are_those_of_the_code():
    text = (DOCS / "hooks.md").read_text()
    for key in (*RESERVED_KEYS, *Sector.values):
        assert f"`{key}`" in text
    assert {provided.value.sector for provided in professions().values()} == set(Sector.values)


def test_the_plugin_of_the_tutorial_works(installed):
    files = dict(
        re.findall(r"^`acme/([\w.]+)`\n\n```python\n(.*?)```", (DOCS / "tutorial.md").read_text(), re.MULTILINE | re.DOTALL)
    )
    assert set(files) == {"__init__.py", "hooks.py", "urls.py"}
    installed.install("acme", files)
    assert plugin_named("acme").is_healthy
    assert (module_types()["acme_quiz"].plugin, professions()["acme_doula"].value.sector) == ("acme", "early_help")

    start = datetime(2025, 3, 1, 9, tzinfo=timezone(timedelta(hours=1)))
    session = SessionFacts(start=start, minutes=90, attended=90)
    facts = CreditFacts(date=start.date(), profession="physician", role="participant", sessions=(session,))
    scheme = credit_schemes()["acme_2025"].value
    assert ask(scheme, facts).amount == 2
    assert ask(scheme, replace(facts, role="speaker")).status == "undetermined"
    assert ask(scheme, replace(facts, date=date(2024, 12, 31))).status == "undetermined"

    from acme.urls import urlpatterns

    response = urlpatterns[0].callback(RequestFactory().get("/"), region=type("Region", (), {"name": "Hessen"}))
    assert response.content == b"Acme in Hessen"
    assert failures() == ()
