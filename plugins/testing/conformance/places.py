"""What a plugin adds to the site's own places, and the addresses of its own."""

import inspect
from collections.abc import Callable
from types import NoneType

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from plugins import specs
from plugins.activation import disable
from plugins.manager import implementations
from plugins.models import Region
from plugins.runtime import NOTHING, Hooks, active_plugins
from plugins.specs import HOOKS
from plugins.testing.conformance.subject import Subject, explain
from plugins.testing.samples import ARGUMENTS
from plugins.urls import ADMIN_SUFFIX, plugin_admin_urls, plugin_urls

MakeRegion = Callable[..., Region]
ASKED = ("certificate_context", "calendar_properties", "admin_menu_items", "page_panels", "event_actions", "my_sections")


class PlaceTests(Subject):
    @pytest.mark.parametrize("hook", ASKED)
    def test_it_answers_where_the_site_asks(self, hook: str, db: None) -> None:
        """About things it has never seen: without failing, with keys of its own and templates that exist."""
        _ = self.info
        if self.plugin not in implementations(hook):
            pytest.skip(f"{self.plugin} does not implement {hook}.")
        offered = set(inspect.signature(getattr(specs, hook)).parameters) - {"settings"}
        (answer,) = Hooks({self.plugin: NOTHING}).each(hook, **{name: ARGUMENTS[name] for name in offered})
        if answer.error:
            raise answer.error
        assert HOOKS[hook] is not NoneType
        keys = [item.key for item in answer.value if hasattr(item, "key")]
        assert [key for key in keys if key != self.plugin and not key.startswith(f"{self.plugin}_")] == []
        for item in answer.value:
            if template := getattr(item, "template", ""):
                get_template(template)

    def test_it_can_be_switched_on_and_off(self, active_region: MakeRegion) -> None:
        region = active_region(self.plugin)
        assert self.plugin in active_plugins(region)
        disable(self.plugin, region=region)
        assert self.plugin not in active_plugins(region)
        explain(self.failures())

    def test_its_pages_are_there_only_where_it_is_on(self, region: Region, active_region: MakeRegion, client: Client) -> None:
        names = self._names(self.plugin)
        where_on = active_region(self.plugin)
        for name in names:
            assert _status(client, name, region.slug) == 404, f"{name} answers where the plugin is off."
            assert _status(client, name, where_on.slug) not in {404, 500}, f"{name} does not answer where the plugin is on."

    def test_its_screens_are_closed_to_strangers(self, region: Region, active_region: MakeRegion, client: Client) -> None:
        names = self._names(self.plugin + ADMIN_SUFFIX)
        where_on = active_region(self.plugin)
        for name in names:
            for slug in (region.slug, where_on.slug):
                assert _status(client, name, slug) in {302, 403, 404}, f"{name} opens to people who have not signed in."

    def _names(self, namespace: str) -> list[str]:
        """The addresses in that namespace that need nothing but a region; the test is skipped when there are none."""
        _ = self.info
        resolvers = [each for each in (*plugin_urls(), *plugin_admin_urls()) if each.namespace == namespace]
        patterns = [pattern for resolver in resolvers for pattern in resolver.url_patterns]
        names = [f"{namespace}:{pattern.name}" for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name]
        if found := [name for name in names if _needs_only_a_region(name)]:
            return found
        pytest.skip(f"{self.plugin} has no addresses in {namespace} that need nothing but a region.")


def _status(client: Client, name: str, region: str) -> int:
    return client.get(reverse(name, kwargs={"region": region})).status_code


def _needs_only_a_region(name: str) -> bool:
    try:
        reverse(name, kwargs={"region": "beispielland"})
    except NoReverseMatch:
        return False
    return True
