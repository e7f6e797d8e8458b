import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import blocks

from plugins.blocks import PluginStreamBlock
from plugins.models import PluginActivation
from plugins.stored_content import keys_in
from plugins.usage import STORES, in_use, lost
from tests import factories
from tests.plugins.packages import info
from training.models import CreditEntry, Module

pytestmark = pytest.mark.django_db

HOOKS = """
from pathlib import Path
from wagtail import blocks
from plugins.api import CertificateTemplate, ContentBlock, CreditScheme, ModuleType, Profession, RegistrationQuestion, hookimpl

@hookimpl
def module_types():
    return [ModuleType(key="acme_quiz", label="Quiz", block=blocks.TextBlock)]

@hookimpl
def content_blocks():
    return [ContentBlock(key="acme_box", label="Box", block=blocks.TextBlock)]

@hookimpl
def credit_schemes():
    return [CreditScheme(key="acme_points", label="P", authority="A", source="S", unit="points", compute=lambda facts: None)]

@hookimpl
def certificate_templates():
    return [CertificateTemplate(key="acme", label="Acme", folder=Path(__file__).parent / "design")]

@hookimpl
def registration_questions():
    return [RegistrationQuestion(key="acme_meal", label="Meal")]

@hookimpl
def professions():
    return [Profession(key="acme_clown", label="Clown", sector="health")]
"""


@pytest.fixture
def acme(installed):
    design = {"design/template.html": "", "design/style.css": ""}
    return installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS} | design)


@pytest.fixture
def hesse(acme):
    return fill(factories.office("Hessen"))


def fill(region):
    """A region with something of ``acme`` in every store."""
    PluginActivation.objects.create(region=region, plugin="acme")
    region.certificate_template = "acme"
    region.save()
    factories.course(region, ("One", "acme_quiz", 45), ("Two", "acme_quiz", 45), ("Talk", "lecture", 45), title="First")
    body = json.dumps([{"type": "acme_box", "value": "x"}, {"type": "quote", "value": {"text": "x"}}])
    factories.course(region, ("Three", "acme_quiz", 45), title="Second", body=body)
    event = factories.event(region)
    factories.session(event.slots.get(), module_type="acme_quiz")
    factories.grant(event, scheme="acme_points")
    for _person in range(2):
        registered = factories.registration(event, factories.person(profession="acme_clown"))
        registered.answers = {"questions": {"acme_meal": "vegan"}}
        registered.save()
        entry = {"status": "undetermined", "unit": "points", "facts": {}, "created_at": timezone.now()}
        CreditEntry.objects.create(registration=registered, scheme="acme_points", plugin="acme", plugin_version="1.2", **entry)
    return region


def sentences(uses):
    return {use.store: str(use) for use in uses}


EVERYTHING = {
    "blocks": "1 block of 1 page",
    "modules": "3 modules of 2 trainings",
    "sessions": "1 session of 1 event",
    "accreditations": "1 accreditation of 1 event",
    "credits": "2 credit entries of 1 event",
    "answers": "2 answers of 1 event",
    "people": "the profession of 2 people",
    "designs": "the certificate design of 1 region",
}


def test_what_is_in_use_in_a_region_is_counted_in_words(hesse):
    fill(factories.office("Sachsen"))
    assert sentences(in_use("acme", hesse)) == EVERYTHING
    assert sentences(in_use("acme"))["modules"] == "6 modules of 4 trainings"
    assert in_use("acme", factories.office("Thüringen")) == []
    assert in_use("de", hesse) == []


def test_it_is_the_same_while_the_plugin_is_away(hesse, acme, installed):
    installed.uninstall(acme)
    assert sentences(in_use("acme", hesse)) == EVERYTHING


def test_nothing_is_lost_while_the_plugin_is_there_and_all_of_it_when_it_is_away(hesse, acme, installed):
    assert lost() == {}
    installed.uninstall(acme)
    found = lost()
    assert list(found) == ["acme"]
    assert sentences(found["acme"]) == EVERYTHING | {"activations": "1 activation"}
    (modules,) = [use for use in found["acme"] if use.store == "modules"]
    assert modules.as_json() == {"store": "modules", "items": 3, "keys": {"acme_quiz": 3}, "regions": ["hessen"]}


def test_keys_whose_plugin_nobody_remembers_go_by_their_first_word(hesse, acme, installed):
    PluginActivation.objects.all().delete()
    CreditEntry.objects.all().delete()
    installed.uninstall(acme)
    assert list(lost()) == ["acme"]


def test_a_key_that_the_installed_version_no_longer_provides_is_lost(hesse, acme, installed):
    installed.uninstall(acme)
    installed.install("acme", {"__init__.py": info("acme")}, package="acme_two")
    assert sentences(lost()["acme"]) == EVERYTHING


def test_a_key_belongs_to_the_longest_name_that_begins_it(hesse, acme, installed):
    installed.uninstall(acme)
    PluginActivation.objects.create(region=hesse, plugin="acme_quiz")
    found = lost()
    assert [use.store for use in found["acme_quiz"]] == ["modules", "sessions", "activations"]
    assert "modules" not in sentences(in_use("acme"))


def test_a_draft_counts_where_it_holds_more_than_the_live_page(hesse):
    page = factories.course(hesse, ("One", "acme_quiz", 45), title="Third")
    page.modules.add(Module(title="Two", minutes=45, content=json.dumps([{"type": "acme_quiz", "value": "?"}])))
    page.save_revision()
    assert sentences(in_use("acme", hesse))["modules"] == "5 modules of 3 trainings"
    page.modules.clear()
    page.save_revision()
    assert sentences(in_use("acme", hesse))["modules"] == "4 modules of 3 trainings"


def test_a_page_below_a_region_in_a_region_belongs_to_the_nearer_one(hesse):
    inner = factories.office("Frankfurt")
    inner.root_page.move(hesse.root_page, pos="last-child")
    inner.root_page.refresh_from_db()
    factories.course(inner, ("One", "acme_quiz", 45), title="Third")
    assert sentences(in_use("acme", inner)) == {"modules": "1 module of 1 training"}
    assert sentences(in_use("acme", hesse)) == EVERYTHING


class Nested(blocks.StructBlock):
    inner = PluginStreamBlock([("acme_quiz", blocks.TextBlock()), ("quote", blocks.TextBlock())])
    several = blocks.ListBlock(PluginStreamBlock([("acme_quiz", blocks.TextBlock())]))


def test_items_are_found_at_any_depth_and_blocks_of_the_site_are_not_counted(acme):
    quiz, gone, quote = ({"type": key, "value": "x"} for key in ("acme_quiz", "gone_game", "quote"))
    stream = PluginStreamBlock([("box", Nested()), ("acme_quiz", blocks.TextBlock())])
    box = {"inner": [quiz, gone, quote], "several": [{"type": "item", "value": [quiz]}, [quiz]]}
    value = [{"type": "box", "value": box}, quiz, gone]
    expected = ["acme_quiz", "gone_game", "acme_quiz", "acme_quiz", "acme_quiz", "gone_game"]
    assert list(keys_in(stream, value)) == list(keys_in(stream, json.dumps(value))) == expected


@pytest.mark.parametrize("store", STORES)
def test_each_store_is_read_in_a_fixed_number_of_queries(hesse, store, django_assert_num_queries):
    with CaptureQueriesContext(connection) as of_one:
        list(STORES[store].rows(None))
    for name in ("Sachsen", "Thüringen"):
        fill(factories.office(name))
    with django_assert_num_queries(len(of_one)):
        list(STORES[store].rows(None))
