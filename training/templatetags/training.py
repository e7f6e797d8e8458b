"""Tags of the training pages: ``{% load training %}``. A page asks for what it shows, in drafts and previews as well."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from plugins.models import Region
from plugins.registry import module_types
from plugins.scope import region_of
from training import audience
from training.domain.credits.history import causes_of
from training.domain.credits.parts import shown_parts, why_no_basis
from training.domain.listing import Listed, dates_of, listed, matching, months_of, upcoming_events
from training.domain.tables import EventTables, tables_of
from training.enums import ContributorRole
from training.forms.listing import WishForm
from training.models import Contributor, CourseIndexPage, Event, Module, TrainingPage
from training.statement.words import component_label, kind_label, money, number, unit_label

register = template.Library()
register.filter("causes_of", causes_of)
register.filter("component_label", component_label)
register.filter("kind_label", kind_label)
register.filter("money", money)
register.filter("number", number)
register.filter("shown_parts", shown_parts)
register.filter("why_no_basis", why_no_basis)
register.filter("unit_label", unit_label)

EVENTS_PER_PAGE = 20
TRAININGS_PER_PAGE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """One page of the events that fit the filters. ``any`` says whether there is anything without them."""

    form: WishForm
    listed: list[Listed]
    page: PageOfList
    query: str
    any: bool
    narrowed: bool
    more_filters: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    coming: list[Listed]
    over: list[Event]


@register.simple_tag
def units(amount: Decimal | None, unit: str, scheme: str = "") -> str:
    """The unit as it is written after the amount."""
    return unit_label(unit, scheme, amount=amount)


@register.simple_tag
def next_events(number: int, region: Region | None = None) -> list[Listed]:
    """The next events of the region, or of all; three queries."""
    now = timezone.now()
    return listed(upcoming_events(region, now=now)[:number], now=now)


@register.simple_tag
def event_list(page: CourseIndexPage, request: HttpRequest) -> EventList:
    """The upcoming events of the page's region that fit what the reader asked for; seven queries."""
    now, region = timezone.now(), region_of(page)
    events = upcoming_events(region, now=now) if region else Event.objects.none()
    months = months_of(events, zone=ZoneInfo(region.time_zone)) if region else []
    form = WishForm(request.GET, region=region, months=months)
    wish = form.wish
    shown = Paginator(matching(events, wish, now=now), EVENTS_PER_PAGE).get_page(request.GET.get("p"))
    return EventList(
        form=form,
        listed=listed(shown, now=now),
        page=shown,
        query=_rest(request.GET, "p"),
        any=bool(months),
        narrowed=bool(wish),
        more_filters=bool(wish.profession or wish.month or wish.delivery or wish.free or form.errors),
    )


@register.simple_tag
def list_of_trainings(page: Page) -> CourseIndexPage | None:
    """The list of trainings below a region's front page."""
    return CourseIndexPage.objects.child_of(page).live().order_by("path").first() if page.path else None


@register.simple_tag
def training_list(page: CourseIndexPage, request: HttpRequest) -> PageOfList:
    """The trainings below the page by title, whether or not a date is set; three queries."""
    return Paginator(_trainings(page), TRAININGS_PER_PAGE).get_page(request.GET.get("t"))


def _trainings(page: CourseIndexPage) -> QuerySet[TrainingPage]:
    pages = TrainingPage.objects.live().order_by("title", "pk").select_related("conferencepage")
    return pages.child_of(page) if page.path else pages.none()


def _rest(query: QueryDict, leave_out: str) -> str:
    rest = query.copy()
    rest.pop(leave_out, None)
    return f"{rest.urlencode()}&" if rest else ""


@register.simple_tag
def dates(page: TrainingPage) -> Dates:
    coming, over = dates_of(page, now=timezone.now())
    return Dates(coming=coming, over=over)


@register.simple_tag
def event_tables(dates: Dates) -> list[EventTables]:
    """Programme and results of all dates of a training, those to come first."""
    return tables_of([*(entry.event for entry in dates.coming), *dates.over])


@register.simple_tag
def people(page: TrainingPage) -> list[tuple[str, list[Contributor]]]:
    """Who contributes, by role, in the order of the roles and of the editor."""
    named = list(page.contributors.all())
    groups = [(role.label, [one for one in named if one.role == role]) for role in ContributorRole]
    return [(label, those) for label, those in groups if those]


@register.filter
def professions(training: TrainingPage | Event) -> list[str]:
    return audience.profession_labels(training.professions)


@register.filter
def sectors(training: TrainingPage | Event) -> list[str]:
    return audience.sector_labels(training.sectors)


@register.filter
def module_type(key: str) -> str:
    """What the type is called; a type whose plugin is gone has no name to show."""
    found = module_types().get(key)
    return str(found.value.label) if found else ""


@register.filter
def modules_to_describe(page: TrainingPage, tables: list[EventTables]) -> list[Module]:
    """All modules while there is no programme; beside one, only those of which there is more to say than their title."""
    programme = any(table.programme for table in tables)
    return [module for module in page.modules.all() if not programme or _is_described(module)]


def _is_described(module: Module) -> bool:
    return bool(strip_tags(str(module.content)).strip())


@register.filter
def total_minutes(modules: Any) -> int:
    return sum(module.minutes for module in modules)
