"""What surrounds every public page: whose page it is, where one can go from here and in which languages."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from cms.models import StandardPage
from plugins.models import Region

PALETTES = frozenset({"samkurs", "danmark", "hessen", "kronoberg", "mecklenburg-vorpommern", "sachsen"})
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


def _home(region: Region | None, page: Page | None, language: str) -> Page | None:
    if region and region.root_page_id:
        same = Q(translation_key=region.root_page.translation_key)
        versions = {found.locale.language_code: found for found in Page.objects.filter(same).live().select_related("locale")}
        return versions.get(language) or versions.get(region.language)
    homes = Page.objects.live().filter(depth=2).order_by("path")
    code = page.locale.language_code if page and page.locale_id else language
    return homes.filter(locale__language_code=code).first() or homes.first()
