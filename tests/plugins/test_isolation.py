"""A site with a healthy plugin and many broken ones, all installed by pip, in processes of their own."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.plugins.broken import BROKEN, GOOD, LATE
from tests.plugins.packages import pip, write_source

ROOT = Path(__file__).parents[2]
SET_UP = """
import json
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)  # tables at once: faster
call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
from django.test import Client
from wagtail.models import Locale, Page, Site
from plugins.activation import enable
from plugins.registry import credit_schemes, professions
from tests import factories
from training.models import Event
Locale.objects.create(language_code="de")
root = Page.add_root(title="Root", slug="root")
Site.objects.create(hostname="localhost", root_page=root.add_child(title="Welcome", slug="home"), is_default_site=True)
hessen, sachsen = factories.region("Hessen"), factories.region("Sachsen")
for name in {active}:
    enable(name, region=hessen)
event = factories.event(hessen)
person = factories.person("Robin Muster", user=factories.User.objects.create_user("robin@example.org"))
client = Client()
client.force_login(person.user)
print(json.dumps({{
    "cookie": client.cookies["sessionid"].value,
    "event": event.code,
    "profession": professions()["good_clown"].plugin,
    "scheme": credit_schemes()["de_mfbo2024"].plugin,
    "half": [relation.name for relation in Event._meta.related_objects if relation.name == "half"],
}}))
"""
FAILED = re.compile(r"\(plugins\.(E\d+)\) Plugin \w+ \(samkurs-(\w+) 1\.2\) failed at phase “.+?”: (.+)\n\s+HINT: (.+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Runs Python with all of these packages installed, on an empty database of its own."""
    folder = tmp_path_factory.mktemp("site")
    packages = {"good": GOOD, **{name: files for name, (_code, files) in BROKEN.items()}, **LATE}
    for name, files in packages.items():
        write_source(folder / "source" / name, name, files, plugin="good" if name == "other_twin" else name)
    pip("install", "--no-compile", "--target", folder / "packages", *(folder / "source" / name for name in packages))
    return Installation(folder)


class Installation:
    def __init__(self, folder):
        self._environment = os.environ | {
            "PYTHONPATH": str(folder / "packages"),
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        }
        self.log = folder / "server.log"

    def run(self, *arguments, **environment):
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self._environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def server(self):
        """The site as it is served in production; gives a function that asks it for an address."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{free.getsockname()[1]}"
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--workers", "1", "--bind", host]
            process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://{host}/healthz")
            yield lambda path, cookie="": _get(f"http://{host}{path}", cookie)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(url):
    for _attempt in range(150):
        try:
            return _get(url)
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(url)


def _get(url, cookie=""):
    request = Request(url, headers={"Cookie": f"sessionid={cookie}", "Accept-Language": "en"})
    try:
        with urlopen(request, timeout=30) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture(scope="module")
def made(site):
    """What stands in the database of the installation, with every plugin active that can be."""
    active = ["good", "de", *LATE]
    done = site.run("-c", SET_UP.format(active=active))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("command", ["check", "migrate"])
def test_a_deployment_stops_and_names_each_broken_package_with_phase_cause_and_remedy(site, command):
    done = site.run("manage.py", command)
    assert done.returncode == 1
    told = done.stderr.split("SystemCheckError")[1]
    found = {name: code for code, name, _cause, _hint in FAILED.findall(told)}
    assert found == {name: code for name, (code, _files) in BROKEN.items()}
    assert "Traceback" not in told


def test_the_site_is_served_on_and_the_healthy_plugin_works_where_it_is_active(site, made):
    with site.server() as get:
        found = {
            "health": get("/healthz")[0],
            "home": get("/de/")[0],
            "login": get("/accounts/login/")[0],
            "form": get(f"/events/{made['event']}/register/")[0],
            "calendar": get("/calendar/hessen.ics")[0],
            "active": get("/p/hessen/good/"),
            "inactive": get("/p/sachsen/good/")[0],
            "nowhere": get("/p/nowhere/good/")[0],
            "own area": get("/my/", made["cookie"])[0],
            "broken urls": get("/p/hessen/bad_urls/")[0],
            "broken view": get("/p/hessen/late_view/")[0],
            "after it": get("/accounts/login/")[0],
        }
    assert found == {
        **dict.fromkeys(["health", "home", "login", "form", "calendar", "own area", "after it"], 200),
        "active": (200, "Hessen: 0"),
        **dict.fromkeys(["inactive", "nowhere", "broken urls"], 404),
        "broken view": 500,
    }
    log = site.log.read_text()
    for name in ("late_error", "late_exit", "late_answer", "late_field"):
        assert f"Plugin {name} (samkurs-{name} 1.2) failed at phase “run time”" in log
    assert "ValueError in late_error/hooks.py, line 4, in my_sections" in log
    assert "Robin Muster" not in log


def test_what_works_is_attributed_and_half_a_model_leaves_nothing_behind(made):
    assert (made["profession"], made["scheme"], made["half"]) == ("good", "de", [])


def test_the_list_tells_the_state_of_each_although_the_check_fails(site, made):
    done = site.run("manage.py", "plugins", "list", "--json")
    assert done.returncode == 0, done.stderr
    states = {row["distribution"].removeprefix("samkurs-"): row["state"] for row in json.loads(done.stdout)}
    assert {name: states[name] for name in BROKEN} == {
        name: "broken" if code <= "E006" else "partly broken" for name, (code, _files) in BROKEN.items()
    }
    assert {states[name] for name in ("good", *LATE)} == {"ok"}


def test_the_check_tells_of_failures_and_of_what_will_hurt_later(site, made):
    done = site.run("manage.py", "plugins", "check", "--json", PLUGINS_DISABLE="bad_migration")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    errors = {one["package"].removeprefix("samkurs-"): one["code"] for one in found["errors"]}
    assert errors == {name: code for name, (code, _files) in BROKEN.items() if name != "bad_migration"}
    assert [(one["plugin"], one["code"], one["cause"]) for one in found["warnings"]] == [
        ("good", "W005", "Not applied to the database: good.0001_initial."),
        ("late_key", "W004", "late_key.Visit.event refers to training.Event with a constraint in the database."),
    ]


def test_safe_mode_starts_without_the_broken_ones(site):
    done = site.run("manage.py", "check", PLUGINS_DISABLE=",".join({*BROKEN, "good"}))
    assert done.returncode == 0, done.stderr


def test_strict_mode_refuses_to_start(site):
    done = site.run("manage.py", "check", PLUGINS_STRICT="1")
    assert done.returncode != 0
    assert "PluginFailed" in done.stderr


def test_a_scheme_of_a_broken_plugin_is_undetermined(site, tmp_path):
    facts = tmp_path / "facts.json"
    session = {"start": "2024-06-01T09:00:00+02:00", "minutes": 90, "attended": 90}
    facts.write_text(json.dumps({"date": "2024-06-01", "profession": "nurse", "role": "participant", "sessions": [session]}))
    done = site.run("manage.py", "credits", "compute", "bad_import_2024", "--facts", facts)
    answer = json.loads(done.stdout)
    assert (answer["status"], answer["amount"]) == ("undetermined", None)
    assert "boom" in answer["reason"]
