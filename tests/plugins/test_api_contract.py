"""What the hook API promises to plugins outside of this repository is kept, version by version."""

import pytest

from plugins import specs
from plugins.api import API_VERSION
from plugins.deprecation import Deprecation, deprecated_uses
from tests.plugins.contract import HERE, broken_promises, contract, file_of, versions
from tests.plugins.packages import info

RENEW = """

The hook API is not what {file} says. If no released version of Samkurs has it yet, write the file anew:

    python -m tests.plugins.contract

If one has, plugins rely on it: raise API_VERSION in plugins/api (the minor part when something was added, the major one when
something was taken away or changed), write the file of the new version with the same command, keep the old one, and
describe the change in docs/plugins/upgrade.md.
"""


def test_the_api_is_what_the_file_of_its_version_says():
    path = file_of()
    assert path.exists(), RENEW.format(file=path.name)
    assert contract().splitlines() == path.read_text().splitlines(), RENEW.format(file=path.name)


def test_the_newest_file_is_that_of_the_present_version():
    assert versions()[-1] == API_VERSION


def test_a_minor_version_takes_nothing_back():
    for version in versions():
        if version[0] == API_VERSION[0]:
            assert broken_promises(file_of(version).read_text(), contract()) == []


@pytest.mark.parametrize(
    ("newer", "broken"),
    [
        ("class A\nfield A.x: int\n", []),
        ("class A\nfield A.x: int\nfield A.y: int = 1\nclass B\nfield B.z: str\nhook told: NoneType\n", []),
        ("class A\nfield A.x: str\n", ["field A.x: int", "field A.x: str"]),
        ("class A\n", ["field A.x: int"]),
        ("class A\nfield A.x: int\nfield A.y: int\n", ["field A.y: int"]),
    ],
)
def test_adding_keeps_a_promise_and_taking_or_demanding_breaks_it(newer, broken):
    assert broken_promises("class A\nfield A.x: int\n", newer) == broken


def test_every_version_has_its_section_in_the_upgrade_guide():
    guide = (HERE.parents[1] / "docs" / "plugins" / "upgrade.md").read_text()
    assert [line for line in guide.splitlines() if line.startswith("### ")] == [
        f"### {major}.{minor}" for major, minor in reversed(versions())
    ]


HOOKS = """
from plugins.api import hookimpl

@hookimpl
def registration_confirmed(region, registration):
    pass

@hookimpl
def course_completed(region):
    pass
"""


def test_the_use_of_a_deprecated_hook_or_argument_is_found_with_its_place(installed, monkeypatch):
    hook = Deprecation(since="1.3", removed_in="2.0", instead="Use course_completed.")
    argument = Deprecation(since="1.4", removed_in="2.0", instead="Take the region of the registration.")
    monkeypatch.setitem(specs.registration_confirmed.samkurs_spec, "warn_on_impl", hook)
    monkeypatch.setitem(specs.course_completed.samkurs_spec, "warn_on_impl_args", {"region": argument, "registration": hook})
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS})
    with pytest.warns(Deprecation):
        uses = [use for use in deprecated_uses() if use.plugin == "acme"]
    assert [(use.what, use.where, str(use.warning)) for use in uses] == [
        ("the hook registration_confirmed", "acme.hooks, line 4", str(hook)),
        ("the argument region of course_completed", "acme.hooks, line 8", str(argument)),
    ]
    assert str(hook) == "Deprecated since hook API 1.3, and removed in 2.0. Use course_completed."


def test_what_is_not_deprecated_is_not_found(quiz):
    assert list(deprecated_uses()) == []
