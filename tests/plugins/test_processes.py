"""What only several processes can show: that they agree without a restart, and that a plugin's tables go and come back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.activation import disable, enable
from plugins.runtime import active_plugins
from tests.plugins.packages import info, write_installed
from tests.processes import ROOT, environment, url_of_the_test_database

OTHER = """
import json, sys
import django
django.setup()
from plugins.activation import disable, enable
from plugins.models import Region
from plugins.registry import credit_schemes
from plugins.runtime import active_plugins, offered_in
for line in sys.stdin:
    act, slug = line.split()
    region = Region.objects.get(slug=slug)
    if act != "look":
        {"enable": enable, "disable": disable}[act]("de", region=region)
    print(json.dumps(["de" in active_plugins(region), "de_mfbo2024" in offered_in(region, credit_schemes())]), flush=True)
"""


@pytest.fixture
def other_process(transactional_db):
    """Asks another process that was started once, and returns what it sees."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command, where = [sys.executable, "-c", OTHER], environment(url_of_the_test_database())
    with subprocess.Popen(command, cwd=ROOT, env=where, **pipes) as process:

        def ask(act, region):
            process.stdin.write(f"{act} {region.slug}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


def test_two_processes_agree_on_what_is_on_without_a_restart(other_process, region):
    assert other_process("look", region) == [False, False]
    enable("de", region=region)
    assert other_process("look", region) == [True, True]
    disable("de", region=region)
    assert other_process("look", region) == [False, False]
    assert other_process("enable", region) == [True, True]
    assert "de" in active_plugins(region)
    assert not enable("de", region=region).has_changed


WITH_TABLE = {
    "__init__.py": info("acme", apps=("acme.apps.App",), hooks="acme.hooks"),
    "apps.py": "from plugins.app_config import PluginAppConfig\nclass App(PluginAppConfig):\n    name = 'acme'\n",
    "models.py": "from django.db import models\nclass Note(models.Model):\n    text = models.TextField()\n",
    "migrations/__init__.py": "",
    "migrations/0001_initial.py": """
        from django.db import migrations, models
        class Migration(migrations.Migration):
            initial = True
            operations = [migrations.CreateModel("Note", [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
            ])]
    """,
    "hooks.py": """
        from plugins.api import hookimpl
        @hookimpl
        def region_deactivated(region):
            from acme.models import Note
            Note.objects.create(text="told that it is off")
    """,
}
PURGE = """
import io, json
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
# Tables at once: faster.
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs() if app.label != "acme"}
call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
from acme.models import Note
from plugins.activation import enable
from plugins.models import PluginActivation, Region, RegionLogEntry
def state():
    tables = "acme_note" in connection.introspection.table_names()
    return [tables, Note.objects.count() if tables else 0, PluginActivation.objects.filter(enabled=True).count()]
enable("acme", region=Region.objects.create(slug="hessen", code="HE", name="Hessen", country="DE", language="de"))
Note.objects.create(text="kept")
states, out = [state()], io.StringIO()
call_command("plugins", "purge", "acme", "--yes", "--json", stdout=out)
done = json.loads(out.getvalue())
states.append(state())
call_command("migrate", "acme", verbosity=0, skip_checks=True)
call_command("loaddata", done["saved"], verbosity=0)
states.append(state())
actions = list(RegionLogEntry.objects.order_by("pk").values_list("action", flat=True))
print(json.dumps({"done": done, "states": states, "texts": [note.text for note in Note.objects.all()], "actions": actions}))
"""


def test_a_purge_saves_a_plugins_tables_removes_them_and_they_can_be_had_back(tmp_path):
    write_installed(tmp_path / "packages", "acme", WITH_TABLE)
    where = environment("sqlite://:memory:", PYTHONPATH=str(tmp_path / "packages"), SAMKURS_VAR=str(tmp_path / "var"))
    done = subprocess.run([sys.executable, "-c", PURGE], cwd=ROOT, env=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["states"] == [[True, 1, 1], [False, 0, 0], [True, 1, 1]]
    assert told["texts"] == ["kept"]
    assert told["actions"] == ["plugins.enable", "plugins.disable", "plugins.purge"]
    saved = Path(told["done"].pop("saved"))
    assert (saved.parent, saved.stat().st_mode & 0o777) == (tmp_path / "var" / "purged", 0o600)
    assert told["done"] == {
        "plugin": "acme",
        "installed": True,
        "activations": 1,
        "rows": {"acme.Note": 1},
        "tables_removed": ["acme"],
        "tables_that_stay": [],
        "stays": [],
    }
