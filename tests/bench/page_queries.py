"""What a course's page costs whose modules come from plugins, beside one whose modules are the core's."""

from collections.abc import Iterable

from tests.bench.site import Site
from tests.bench.table import Figure

TITLE = "A course's page with ten modules"
SCRIPT = """
import json
from time import perf_counter
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)
call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Locale, Page, Site
from plugins.activation import enable
from plugins.offices import create_region
from training.models import CourseIndexPage, CoursePage, Module
Locale.objects.get_or_create(language_code="de")
Collection.add_root(name="Root")
root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
index = root.add_child(instance=CourseIndexPage(title="Trainings", slug="trainings"))
Site.objects.create(hostname="localhost", root_page=index, is_default_site=True)
region = create_region(slug="he", root_page=index, code="HE", name="Hessen", country="DE", language="de")
enable("bench00", region=region)

def course(slug, kind, value):
    page = CoursePage(title=slug, slug=slug)
    page.modules = [Module(title=f"M{n}", minutes=45, content=[(kind, value)]) for n in range(10)]
    index.add_child(instance=page)
    return page.get_url()

def cost(url):
    client = Client(headers={"host": "localhost"})
    for _ in range(2):
        response = client.get(url, follow=True)
        assert response.status_code == 200, (url, response.status_code)
    url = response.request["PATH_INFO"]
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    count = len(queries)  # a later request empties the log
    assert response.status_code == 200 and b"M9" in response.content, (url, response)
    times = []
    for _ in range(15):
        begin = perf_counter()
        client.get(url)
        times.append(perf_counter() - begin)
    return {"queries": count, "ms": min(times) * 1000}

lecture = Module(content=[]).content.stream_block.child_blocks["lecture"].get_default()
core, plugin = course("core", "lecture", lecture), course("plugin", "bench00_visit", {"place": "Here"})
print(json.dumps({"core": cost(core), "plugin": cost(plugin)}))
"""


def measure() -> Iterable[Figure]:
    with Site(50) as site:
        taken = site.run(SCRIPT)
    for name, key, limit in (("modules of the core", "core", ""), ("modules of a plugin", "plugin", "the same queries")):
        cost = taken[key]
        value = f"{cost['queries']} queries, {cost['ms']:.1f} ms"
        yield Figure(name=name, value=value, ratio=cost["ms"] / taken["core"]["ms"], limit=limit)
