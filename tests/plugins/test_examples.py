"""The plugins in ``examples/``: installed with pip, they pass their own tests, and the broken one hurts no other."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.own_tests import run_own_tests
from tests.plugins.packages import pip

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SOUND = [EXAMPLES / f"samkurs-{name}" for name in ("nordlicht", "seebad", "mentoring")]
PROBE = """
import json
import django
django.setup()
from django.conf import settings
from django.apps import apps
from django.core.management import call_command
settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)  # tables at once: faster
call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
from django.test import Client
from plugins.activation import enable
from plugins.checks import provoked_failures
from plugins.models import Region
from plugins.registry import credit_schemes, professions
from plugins.runtime import all_hooks
from plugins.testing.samples import PERSON, credit_facts
from plugins.credit_rules import ask
region = Region.objects.create(slug="hessen", code="HE", name="Hessen", organisation="Office", country="DE", language="de")
for name in ("nordlicht", "mentoring", "broken"):
    enable(name, region=region)
client = Client()
answers = all_hooks().each("my_sections", person=PERSON)
print(json.dumps({
    "failed": sorted({(failure.plugin, failure.phase.code) for failure in provoked_failures()}),
    "pages": [client.get(f"/p/hessen/{name}/", follow=True).status_code for name in ("mentoring", "broken")],
    "login": client.get("/accounts/login/").status_code,
    "midwife": professions()["midwife"].plugin,
    "sound": ask(credit_schemes()["nordlicht_2026"].value, credit_facts(category="V")).status,
    "broken": ask(credit_schemes()["broken_2026"].value, credit_facts()).status,
    "sections": [answer.plugin for answer in answers if answer.error],
}))
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Copies to build from, so that building leaves nothing in the repository."""
    folder = tmp_path_factory.mktemp("examples")
    return [
        shutil.copytree(EXAMPLES / name, folder / name) for name in sorted(path.name for path in EXAMPLES.glob("samkurs-*"))
    ]


def test_the_examples_install_and_pass_their_own_tests(sources, tmp_path, db):
    sound = [source for source in sources if source.name != "samkurs-broken"]
    assert {source.name for source in sound} == {source.name for source in SOUND}
    pip("install", "--target", tmp_path / "packages", *sound)
    done = run_own_tests(sound, packages=tmp_path / "packages", folder=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_broken_one_is_named_and_everything_else_works(sources, tmp_path):
    pip("install", "--target", tmp_path, *sources)
    environment = {
        "PYTHONPATH": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": "sqlite://:memory:",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "failed": [["broken", "E007"], ["broken", "E008"], ["broken", "E009"], ["broken", "E010"]],
        "pages": [200, 404],
        "login": 200,
        "midwife": "core",
        "sound": "determined",
        "broken": "undetermined",
        "sections": ["broken"],
    }


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("samkurs-*")), ids=lambda path: path.name)
def test_an_example_explains_itself_and_is_listed(path):
    assert (path / "README.md").read_text().startswith("# ")
    assert f"]({path.name}/README.md)" in (EXAMPLES / "README.md").read_text()
