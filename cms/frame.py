"""What surrounds every public page: whose page it is, where one can go from here and in which languages."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from cms.models import StandardPage
from plugins.models import Region

PALETTES = frozenset({"samkurs", "hessen", "sachsen"})
"""The palettes under ``cms/static/cms/vendor/designsystemet/palettes``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """``home`` is the region's own front page in the language at hand, else the front page of the language."""

    region: Region | None
    home: Page | None
    menu: tuple[Page, ...]
    legal: tuple[Page, ...]
    palette: str


def frame_for(*, region: Region | None, page: Page | None, language: str) -> Frame:
    """At most four queries, whatever the size of the site."""
    home = _home(region, page, language)
    children = tuple(home.get_children().live().in_menu().order_by("path")) if home else ()
    legal = tuple(StandardPage.objects.child_of(home).live().filter(in_footer=True).order_by("path")) if home else ()
    palette = region.palette if region and region.palette in PALETTES else "samkurs"
    return Frame(region=region, home=home, menu=children, legal=legal, palette=palette)


def region_of(page: Page | None) -> Region | None:
    """The region whose root page, in whatever language, is the page's nearest ancestor or the page itself; one query."""
    if page is None or not page.path:
        return None
    above = Page.objects.ancestor_of(page, inclusive=True).order_by("-depth").values("translation_key")
    keys = [row["translation_key"] for row in above]
    regions = {region.root_page.translation_key: region for region in _regions(keys)}
    return next((regions[key] for key in keys if key in regions), None)


def _regions(keys: list[Any]):
    return Region.objects.filter(root_page__translation_key__in=keys).select_related("root_page")


def _home(region: Region | None, page: Page | None, language: str) -> Page | None:
    if region and region.root_page_id:
        same = Q(translation_key=region.root_page.translation_key)
        versions = {found.locale.language_code: found for found in Page.objects.filter(same).live().select_related("locale")}
        return versions.get(language) or versions.get(region.language)
    homes = Page.objects.live().filter(depth=2).order_by("path")
    code = page.locale.language_code if page and page.locale_id else language
    return homes.filter(locale__language_code=code).first() or homes.first()
