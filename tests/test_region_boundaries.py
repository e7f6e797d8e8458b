"""The sweep: whoever works for one region asks every address of the back office for what belongs to another, and gets nothing.

The addresses are read from the resolver, so a screen added later is swept without a word here; the rows come from the models.
"""

import re

import pytest
from django.apps import apps
from django.urls import URLResolver, get_resolver
from wagtail.models import ModelLogEntry, PageLogEntry

from plugins.models import RegionGroup
from tests import factories
from tests.conftest import SignedInClient
from tests.region_content import fill_region

MARK, WORD, PK = "Zwickmarke", "Kreisel", 90210
OWN_PK = 70210
CODE = f"{MARK}-{PK}"

PLACES = {
    "content_type_app_name": "training", "content_type_model_name": "coursepage",
    "app_label": "training", "app_name": "training", "model_name": "coursepage",
    "action": "delete", "action_name": "delete", "filter_spec": "width-100", "code": CODE, "uidb64": "x", "token": "x",
}  # fmt: skip
"""What fills the named places of an address that are not ids."""

SKIPPED = ("admin/failwhale/", "admin/^.*/$", "admin/logout/", "admin/password_reset/", "admin/login/")
EXTRA = (
    *(f"/admin/bulk/wagtailcore/page/{action}/?id={PK}" for action in ("delete", "move", "publish", "unpublish")),
    *(
        f"/admin/bulk/cms/{model}/{action}/?id={PK}"
        for model in ("licensedimage", "licenseddocument")
        for action in ("delete", "add_tags", "add_to_collection")
    ),
    f"/admin/pages/{PK}/revisions/compare/earliest...latest/",
    f"/admin/pages/{PK}/move/{PK}/confirm/",
    "/admin/tag-autocomplete/?term=Zwick",
    f"/admin/images/chooser/chosen-multiple/?id={PK}",
    f"/admin/documents/chooser/chosen-multiple/?id={PK}",
    f"/admin/choose-page/chosen-multiple/?id={PK}",
    f"/admin/choose-page/search/?q={WORD}",
    f"/admin/api/main/pages/?child_of={PK}",
    f"/admin/api/main/pages/?descendant_of={PK}&for_explorer=1",
    f"/admin/api/main/pages/{PK}/action/copy/",
    f"/admin/api/main/pages/{PK}/action/publish/",
    "/admin/choose-page/?page_type=training.coursepage",
    f"/admin/bulk/wagtailcore/page/publish/?id=all&childOf={PK}",
    "/admin/bulk/wagtailcore/page/publish/?id=all&childOf=1",
    "/admin/bulk/cms/licensedimage/delete/?id=all",
)
FAILS_ALWAYS = "/admin/choose-external-link/"
"""Wagtail 8.0 answers an empty form here with an error, to anybody."""
LISTS = ("", f"?q={WORD}", "?export=csv", f"?collection_id={PK}", "?multiple=1")


def patterns(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def address(route):
    """The route with its places filled, and whether it names a row."""
    places = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    for converter, name in places:
        filled = PLACES.get(name, PK)
        route = re.sub(rf"<(?:{converter}:)?{name}>", str(filled), route, count=1)
    return "/" + route.replace("^", "").replace("$", ""), any(name not in PLACES or name == "code" for _, name in places)


def is_ours(pattern):
    return getattr(pattern.callback, "view_class", pattern.callback).__module__.split(".")[0] != "wagtail"


def addresses():
    """(address, names a row, is ours) of every screen of the back office."""
    for route, pattern in patterns(get_resolver()):
        if not route.startswith("admin/") or route.startswith(SKIPPED) or "(?P" in route:
            continue
        filled, names_a_row = address(route)
        for query in ("",) if names_a_row else LISTS:
            yield filled + query, names_a_row, is_ours(pattern)
    for extra in EXTRA:
        yield extra, False, False


@pytest.fixture
def own(db):
    return fill_region(pk=OWN_PK, mark="Hausmarke", word=WORD)


@pytest.fixture
def foreign(own):
    return fill_region(pk=PK, mark=MARK, word=WORD)


@pytest.fixture
def staff(own, foreign):
    """Editor and organiser of the own region in one: holds whatever either role holds."""
    user = factories.staff(own, RegionGroup.Role.EDITORS)
    user.groups.add(own.groups.get(role=RegionGroup.Role.ORGANISERS).group)
    return signed_in(user)


def signed_in(user):
    client = SignedInClient(raise_request_exception=False)
    client.force_login(user)
    return client


def seen(response):
    return MARK in response.getvalue().decode(errors="ignore")


def rows():
    """All rows of the foreign region, by model."""
    left_out = {ModelLogEntry, PageLogEntry}
    return {
        model: list(model._base_manager.filter(pk__gte=PK).order_by("pk").values())
        for model in apps.get_models()
        if model not in left_out and has_number(model)
    }


def has_number(model):
    return model._meta.pk.get_internal_type() in {"AutoField", "BigAutoField"}


def wrong_answers(client, method):
    """The addresses that answered with the foreign mark, with a failure, or, being ours, with anything but 404."""
    for url, names_a_row, ours in addresses():
        response = getattr(client, method)(url)
        failed = response.status_code >= 500 and not url.startswith(FAILS_ALWAYS)
        if seen(response) or failed or (ours and names_a_row and response.status_code not in {404, 405}):
            yield f"{response.status_code} {url}"


def fail_with(answers):
    if found := list(answers):
        pytest.fail("\n".join(found), pytrace=False)


def test_nothing_of_another_region_is_shown(staff):
    fail_with(wrong_answers(staff, "get"))


def test_nothing_of_another_region_is_changed(staff):
    before = rows()
    fail_with(wrong_answers(staff, "post"))
    after = rows()
    assert {model: (before[model], after[model]) for model in before if before[model] != after[model]} == {}


def test_the_sweep_sees_what_may_be_seen(foreign):
    """Without this, a sweep that asks in vain would pass."""
    client = signed_in(factories.staff())
    shown = [url for url, _names_a_row, _ours in addresses() if seen(client.get(url))]
    assert len(shown) > 60
