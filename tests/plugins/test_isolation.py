"""A site with a healthy plugin and one broken at every phase, each a package of its own, in processes of their own.

The healthy one, and one broken one, come from a real ``pip install``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.packages import info, write_installed, write_source

ROOT = Path(__file__).parents[2]
APP = "from plugins.app_config import PluginAppConfig\nclass App(PluginAppConfig):\n    name = '{name}'\n    {body}\n"
GOOD = {
    "__init__.py": info("good", apps=("good.apps.App",), hooks="good.hooks", urls="good.urls"),
    "apps.py": APP.format(name="good", body="pass"),
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
        from plugins.api import Profession, hookimpl
        @hookimpl
        def professions():
            return [Profession(key="good_clown", label="Hospital clown", sector="health")]
    """,
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path
        from good.models import Note
        urlpatterns = [path("", lambda request, region: HttpResponse(f"{region.name}: {Note.objects.count()}"))]
    """,
}


def broken_app(name, *, body="pass", **files):
    return {"__init__.py": info(name, apps=(f"{name}.apps.App",)), "apps.py": APP.format(name=name, body=body), **files}


RELATED = """
from django.db import models
class Half(models.Model):
    event = models.ForeignKey("training.Event", on_delete=models.CASCADE)
raise RuntimeError("boom")
"""
BROKEN = {
    "bad_import": ("plugins.E001", {"__init__.py": "raise RuntimeError('boom')"}),
    "bad_api": ("plugins.E002", {"__init__.py": info("bad_api", api="9.0")}),
    "bad_needs": ("plugins.E004", {"__init__.py": info("bad_needs", depends=("bad_import",))}),
    "bad_models": ("plugins.E005", broken_app("bad_models", **{"models.py": RELATED})),
    "bad_ready": ("plugins.E005", broken_app("bad_ready", body="def plugin_ready(self): 1 / 0")),
    "bad_own_ready": ("plugins.E005", broken_app("bad_own_ready", body="def ready(self): 1 / 0")),
    "bad_menu": ("plugins.E005", broken_app("bad_menu", **{"wagtail_hooks.py": "1 / 0"})),
    "bad_tags": ("plugins.E005", broken_app("bad_tags", **{"templatetags/__init__.py": "", "templatetags/x.py": "1 / 0"})),
    "bad_label": ("plugins.E005", broken_app("bad_label", body="label = 'training'")),
    "bad_hooks": ("plugins.E006", {"__init__.py": info("bad_hooks", hooks="bad_hooks.none")}),
    "bad_provider": (
        "plugins.E007",
        {
            "__init__.py": info("bad_provider", hooks="bad_provider.hooks"),
            "hooks.py": "from plugins.api import hookimpl\n@hookimpl\ndef module_types(): 1 / 0\n",
        },
    ),
    "bad_urls": ("plugins.E009", {"__init__.py": info("bad_urls", urls="bad_urls.urls"), "urls.py": "1 / 0"}),
    "bad_path": (
        "plugins.E009",
        {
            "__init__.py": info("bad_path", urls="bad_path.urls"),
            "urls.py": "from django.urls import include, path\nurlpatterns = [path('x/', include('no.such.module'))]\n",
        },
    ),
}
PROBE = """
import json
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)  # tables at once: faster
call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
from django.test import Client
from plugins.activation import enable
from plugins.models import Region
from plugins.registry import credit_schemes, professions
from training.models import Event
SLUGS = ("hessen", "sachsen")
regions = [Region.objects.create(slug=s, code=s[:2].upper(), name=s, country="DE", language="de") for s in SLUGS]
enable("good", region=regions[0])
client = Client()
print(json.dumps({
    "login": client.get("/accounts/login/").status_code,
    "active": [client.get("/p/hessen/good/").status_code, client.get("/p/hessen/good/").content.decode()],
    "inactive": client.get("/p/sachsen/good/").status_code,
    "nowhere": client.get("/p/nowhere/good/").status_code,
    "profession": professions()["good_clown"].plugin,
    "scheme": credit_schemes()["de_mfbo2024"].plugin,
    "half": [relation.name for relation in Event._meta.related_objects if relation.name == "half"],
}))
"""


def pip_install(source, target):
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", str(target), str(source)], check=True, capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Runs Python with all of these packages installed, on an empty database of its own."""
    folder = tmp_path_factory.mktemp("site")
    target = folder / "packages"
    for name, files in (("good", GOOD), ("bad_import", BROKEN["bad_import"][1])):
        write_source(folder / name, name, files)
        pip_install(folder / name, target)
    for name, (_code, files) in BROKEN.items():
        if name != "bad_import":
            write_installed(target, name, files)

    def run(*arguments, **environment):
        own = {
            "PYTHONPATH": str(target),
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": "sqlite://:memory:",
        }
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | own | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_check_names_each_broken_plugin_with_its_phase_and_no_other(site):
    done = site("manage.py", "check")
    assert done.returncode == 1
    found = {line.split(" ")[3]: line.split("(")[1].split(")")[0] for line in done.stderr.splitlines() if "(plugins.E" in line}
    assert found == {name: code for name, (code, _files) in BROKEN.items()}
    assert "Traceback" not in done.stderr.split("SystemCheckError")[1]


def test_the_site_serves_on_and_the_healthy_plugin_works_where_it_is_active(site):
    done = site("-c", PROBE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "login": 200,
        "active": [200, "hessen: 0"],
        "inactive": 404,
        "nowhere": 404,
        "profession": "good",
        "scheme": "de",
        "half": [],
    }


def test_the_list_tells_the_state_of_each_although_the_check_fails(site):
    done = site("manage.py", "plugins", "list", "--json")
    assert done.returncode == 0, done.stderr
    states = {row["name"]: row["state"] for row in json.loads(done.stdout)}
    partly = {"bad_provider", "bad_urls", "bad_path"}
    assert {name: states[name] for name in BROKEN} == {name: "partly broken" if name in partly else "broken" for name in BROKEN}
    assert states["good"] == states["de"] == "ok"


def test_safe_mode_starts_without_the_broken_ones(site):
    done = site("manage.py", "check", PLUGINS_DISABLE=",".join(BROKEN))
    assert done.returncode == 0, done.stderr


def test_strict_mode_refuses_to_start(site):
    done = site("manage.py", "check", PLUGINS_STRICT="1")
    assert done.returncode != 0
    assert "PluginFailed" in done.stderr


def test_a_scheme_of_a_broken_plugin_is_undetermined(site, tmp_path):
    facts = tmp_path / "facts.json"
    session = {"start": "2024-06-01T09:00:00+02:00", "minutes": 90, "attended": 90}
    facts.write_text(json.dumps({"date": "2024-06-01", "profession": "nurse", "role": "participant", "sessions": [session]}))
    done = site("manage.py", "credits", "compute", "bad_import_2024", "--facts", str(facts))
    answer = json.loads(done.stdout)
    assert (answer["status"], answer["amount"]) == ("undetermined", None)
    assert "boom" in answer["reason"]
