"""The documents for plugin authors are true: every hook is described, and the tutorial's plugin works as it is printed."""

import inspect
import re
from pathlib import Path

import pytest

from plugins import specs
from plugins.keys import RESERVED_KEYS
from plugins.registry import professions
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


@pytest.mark.parametrize("hook", specs.HOOKS)
def test_a_hook_is_tested(hook):
    """Some test has a plugin that implements it, and so sees what becomes of its answer."""
    own = {Path(__file__).name, "test_conformance.py", "contract.py"}
    tests = [path for path in (DOCS.parents[1] / "tests").rglob("*.py") if path.name not in own]
    assert [path.name for path in tests if re.search(rf"def {hook}\(|register_plugin\([^)]*\b{hook}=", path.read_text())] != []
