import html

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from plugins.activation import configure, disable, enable
from plugins.models import PluginActivation, RegionGroup
from plugins.runtime import active_plugins
from tests import factories
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

FORM = """
from django import forms
class Settings(forms.Form):
    colour = forms.ChoiceField(choices=[("red", "Red"), ("blue", "Blue")])
    note = forms.CharField(required=False)
"""


@pytest.fixture
def hesse():
    return factories.office("Hessen", language="en")


def sign_in(client, user):
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return user


@pytest.fixture
def staff(client, hesse):
    return sign_in(client, factories.staff(hesse))


@pytest.fixture
def acme(installed):
    fields = {"settings_form": "acme.forms.Settings", "default_settings": {"colour": "red"}}
    installed.install("acme", {"__init__.py": info("acme", **fields), "forms.py": FORM})


def address(screen, region, *name):
    return reverse(f"plugins:{screen}", args=[region.pk, *name])


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def show(client, screen, region, *name):
    response = client.get(address(screen, region, *name))
    assert response.status_code == 200
    return text(response)


def send(client, screen, region, name, **values):
    """What the page that follows says."""
    return text(client.post(address(screen, region, name), values, follow=True))


def test_the_plugins_of_a_region_are_listed_with_what_they_are_and_provide(client, staff, hesse, quiz):
    enable("de_he", region=hesse)
    shown = show(client, "overview", hesse)
    on, off = shown.partition(">Off</h2>")[::2]
    assert 'id="plugin-de_he">Hesse</h3>' in on
    assert 'id="plugin-de">Germany</h3>' in off
    assert "version 1.2 of the package samkurs-acme" in off
    assert "Kinds of modules</dt><dd>Quiz</dd>" in off
    assert 'id="plugin-core">' in off.partition("always on</h2>")[2]


def test_what_is_broken_gone_or_left_out_says_so_with_cause_and_remedy(client, staff, hesse, installed, monkeypatch):
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    monkeypatch.setenv("PLUGINS_DISABLE", "beta")
    installed.install("beta", {"__init__.py": info("beta")})
    PluginActivation.objects.create(region=hesse, plugin="gone")
    shown = show(client, "overview", hesse)
    for part in ("RuntimeError: boom", "PLUGINS_DISABLE=NAME", "Its package was uninstalled", "left it out of every region"):
        assert part in shown
    assert address("on", hesse, "acme") not in shown
    assert address("off", hesse, "gone") in shown


def test_a_plugin_is_switched_on_and_off_by_staff_who_are_named_in_its_history(client, staff, hesse):
    assert "“Germany” is on in Hessen." in send(client, "on", hesse, "de")
    assert "de" in active_plugins(hesse)
    assert "Nothing was made with it here." in show(client, "off", hesse, "de")
    assert "“Germany” is off in Hessen." in send(client, "off", hesse, "de")
    assert "de" not in active_plugins(hesse)
    disable("de", region=hesse)
    enable("de", region=hesse)
    shown = show(client, "history", hesse, "de")
    whats = [row.split("</td><td>") for row in shown.split("<tr><td>")[1:]]
    assert [(row[1], row[2]) for row in whats] == [
        ("command line", "Switched on"),
        (staff.email, "Switched off"),
        (staff.email, "Switched on"),
    ]


def test_switching_off_says_first_what_is_in_use_and_changes_nothing_when_only_looked_at(client, staff, hesse, quiz):
    enable("acme", region=hesse)
    factories.course(hesse, ("One", "acme_quiz", 45), ("Two", "acme_quiz", 45))
    shown = show(client, "off", hesse, "acme")
    assert "2 modules of 1 training" in shown
    assert "nobody can choose more of it here" in shown
    assert "acme" in active_plugins(hesse)


def test_what_another_plugin_depends_on_cannot_be_switched_off(client, staff, hesse, installed):
    installed.install("acme", {"__init__.py": info("acme", depends=("de",))})
    assert "“acme” depends on de. Switch that on in Hessen first." in send(client, "on", hesse, "acme")
    enable("de", region=hesse)
    enable("acme", region=hesse)
    shown = show(client, "off", hesse, "de")
    assert "What depends on it has to be switched off first: acme." in shown
    assert "Yes, switch it off" not in shown
    assert "What depends on “de” has to be switched off in Hessen first: acme." in send(client, "off", hesse, "de")
    assert "de" in active_plugins(hesse)


def test_switching_on_leads_to_the_settings_and_these_are_kept(client, staff, hesse, acme):
    shown = send(client, "on", hesse, "acme")
    assert "Look through its settings." in shown
    assert 'name="colour"' in shown
    assert "The settings of “Test” are saved." in send(client, "settings", hesse, "acme", colour="blue", note="")
    assert PluginActivation.objects.get().config == {"colour": "blue"}
    assert "Settings changed: colour" in show(client, "history", hesse, "acme")


def test_refused_settings_are_shown_with_the_error_and_all_that_was_typed(client, staff, hesse, acme):
    shown = send(client, "settings", hesse, "acme", colour="green", note="typed before")
    assert "Nothing is saved yet." in shown
    assert "green is not one of the available choices" in shown
    assert 'value="typed before"' in shown
    assert not PluginActivation.objects.exists()


def test_settings_that_are_no_longer_accepted_are_shown_with_the_error(client, staff, hesse, acme):
    PluginActivation.objects.create(region=hesse, plugin="acme", config={"colour": "green", "note": "kept"})
    shown = show(client, "settings", hesse, "acme")
    assert "What is stored is no longer accepted." in shown
    assert 'value="kept"' in shown


BROKEN = {
    "cannot be imported": "1 / 0",
    "cannot be shown": FORM + "    def __getitem__(self, name): 1 / 0",
    "fails while it checks": FORM + "    def clean(self): 1 / 0",
}


@pytest.mark.parametrize("form", BROKEN.values(), ids=BROKEN)
def test_a_form_that_fails_is_a_sentence(client, staff, hesse, installed, form):
    installed.install("acme", {"__init__.py": info("acme", settings_form="acme.forms.Settings"), "forms.py": form})
    PluginActivation.objects.create(region=hesse, plugin="acme", config={"colour": "blue"})
    assert "ZeroDivisionError" in send(client, "settings", hesse, "acme", colour="red")
    assert "ZeroDivisionError" in show(client, "settings", hesse, "acme")
    assert PluginActivation.objects.get().config == {"colour": "blue"}


def test_a_restricted_plugin_refuses_all_but_superusers_in_words(client, staff, hesse, installed):
    installed.install("acme", {"__init__.py": info("acme", restricted=True)})
    assert address("on", hesse, "acme") not in show(client, "overview", hesse)
    for screen in ("on", "off", "settings"):
        assert "Only an administrator of the whole site may switch “Test”" in send(client, screen, hesse, "acme")
    assert "acme" not in active_plugins(hesse)
    sign_in(client, factories.staff())
    assert "is on in Hessen" in send(client, "on", hesse, "acme")


def test_the_core_is_not_switched(client, staff, hesse):
    assert address("off", hesse, "core") not in show(client, "overview", hesse)
    assert "always on" in send(client, "off", hesse, "core")


def test_foreign_regions_unknown_plugins_and_editors_find_nothing(client, staff, hesse):
    saxony = factories.office("Sachsen")
    screens = [("overview",), *((screen, "de") for screen in ("off", "settings", "history"))]
    for screen, *name in screens:
        assert client.get(address(screen, saxony, *name)).status_code == 404
    for screen in ("on", "off", "settings"):
        assert client.post(address(screen, saxony, "de")).status_code == 404
        assert client.post(address(screen, hesse, "nowhere")).status_code == 404
    assert not PluginActivation.objects.exists()
    sign_in(client, factories.staff(hesse, RegionGroup.Role.EDITORS))
    assert client.get(address("overview", hesse)).status_code == 404
    assert client.get(reverse("plugins:index")).status_code == 404


def test_staff_of_one_region_are_led_there_and_superusers_choose(client, staff, hesse):
    assert client.get(reverse("plugins:index")).url == address("overview", hesse)
    saxony = factories.office("Sachsen")
    sign_in(client, factories.staff())
    shown = text(client.get(reverse("plugins:index")))
    assert address("overview", hesse) in shown
    assert address("overview", saxony) in show(client, "overview", hesse)


def test_the_menu_leads_there_for_those_who_may(client, staff, hesse):
    home = reverse("wagtailadmin_home")
    assert reverse("plugins:index") in text(client.get(home))
    sign_in(client, factories.staff(hesse, RegionGroup.Role.EDITORS))
    assert reverse("plugins:index") not in text(client.get(home))


def test_the_history_of_one_region_is_not_that_of_another(client, staff, hesse):
    enable("de", region=factories.office("Sachsen"))
    assert "Nobody has switched or set it here yet." in show(client, "history", hesse, "de")


@pytest.mark.parametrize(("screen", "name"), [("overview", ()), ("history", ("acme",)), ("off", ("acme",))])
def test_each_screen_has_a_fixed_number_of_queries(client, staff, hesse, acme, screen, name, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(200) as counted:
            show(client, screen, hesse, *name)
        return len(counted)

    enable("acme", region=hesse)
    queries()
    before = queries()
    for colour in ("blue", "red", "blue"):
        configure("acme", region=hesse, values={"colour": colour}, by=staff)
    for plugin in ("de", "de_he"):
        enable(plugin, region=hesse)
    assert queries() == before
