"""The demo's pages, published as an editor would."""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from wagtail.models import Page

from cms.demo import hessen, legal
from cms.demo.html import as_list
from cms.demo.media import add_picture
from cms.models import HomePage, RegionPage, StandardPage
from plugins.activation import enable
from plugins.models import Region
from plugins.offices import create_region
from training.models import ConferencePage, Contributor, CourseIndexPage, CoursePage, LearningGoal, Module, TrainingPage

ModuleRow = tuple[str, str, int, str | dict[str, Any]]
"""Module type, title, minutes, and the content: all of it, or the summary alone."""


def publish(parent: Page, page: Page) -> Page:
    """Add the page and publish it with a revision, so that it has a history like any other."""
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def add_legal_pages(homes: Mapping[str, HomePage]) -> None:
    for language, pages in legal.PAGES.items():
        for title, slug, text in pages:
            publish(homes[language], StandardPage(title=title, slug=slug, body=[("text", f"<p>{text}</p>")], in_footer=True))


def office(home: HomePage, facts: ModuleType) -> tuple[Region, dict[str, TrainingPage]]:
    """A region with its plugins and pages; its trainings are returned by slug."""
    region = add_region(home, facts)
    for page in facts.PAGES:
        publish(region.root_page, StandardPage(**page, show_in_menus=True))
    index = publish(region.root_page, CourseIndexPage(**facts.INDEX, show_in_menus=True))
    trainings = [_course(index, course, host=region.organisation) for course in facts.COURSES]
    return region, {page.slug: page for page in trainings}


def add_region(home: HomePage, facts: ModuleType) -> Region:
    """The region and its front page, with the plugins switched on that provide what the region's pages are made of."""
    name, slug = facts.REGION["name"], facts.REGION["slug"]
    page = publish(home, RegionPage(title=name, slug=slug, intro=facts.INTRO, body=facts.BODY, show_in_menus=True))
    region = create_region(**facts.REGION, root_page=page)
    for plugin in facts.PLUGINS:
        enable(plugin, region=region)
    return region


def _course(index: CourseIndexPage, facts: dict[str, Any], *, host: str) -> TrainingPage:
    fields = {name: facts[name] for name in ("slug", "title", "intro", "professions", "sectors")}
    return add_training(index, CoursePage(**fields, host=host), modules=facts["modules"], goals=facts["goals"])


def add_training(
    index: CourseIndexPage,
    page: TrainingPage,
    *,
    modules: Iterable[ModuleRow],
    goals: Iterable[str],
    contributors: Iterable[tuple[str, str, str, str]] = (),
) -> TrainingPage:
    page.modules = [
        Module(title=title, minutes=minutes, content=[(kind, {"summary": about} if isinstance(about, str) else about)])
        for kind, title, minutes, about in modules
    ]
    page.goals = [LearningGoal(sort_order=place, text=goal) for place, goal in enumerate(goals)]
    page.contributors = [
        Contributor(sort_order=place, role=role, name=name, office=office, organisation=organisation)
        for place, (role, name, office, organisation) in enumerate(contributors)
    ]
    return publish(index, page)


def hesse(home: HomePage) -> tuple[Region, dict[str, TrainingPage]]:
    """Hesse's pages; the trainings are returned by slug."""
    region = add_region(home, hessen)
    index = publish(region.root_page, CourseIndexPage(**hessen.INDEX, show_in_menus=True))
    networks = [("text", hessen.NETWORKS_TEXT), ("text", as_list(hessen.DISTRICTS))]
    publish(region.root_page, StandardPage(title=hessen.NETWORKS_TITLE, slug="netzwerke", body=networks, show_in_menus=True))
    conference = ConferencePage(
        **hessen.CONFERENCE_2019,
        image=add_picture(region),
        body=list(hessen.CONFERENCE_2019_BODY),
        sectors=("early_help", "health", "youth_welfare", "public_health"),
    )
    upcoming = ConferencePage(**hessen.NEXT_CONFERENCE, sectors=("early_help", "health", "youth_welfare", "public_health"))
    course = CoursePage(**hessen.COURSE_TODAY, professions=("physician", "midwife", "nurse", "family_midwife", "social_worker"))
    trainings = [
        add_training(index, conference, modules=_forums_2019(), goals=hessen.GOALS, contributors=hessen.CONTRIBUTORS_2019),
        add_training(index, upcoming, modules=_forums_to_come(), goals=hessen.GOALS),
        add_training(index, course, modules=hessen.COURSE_MODULES, goals=hessen.COURSE_GOALS),
    ]
    return region, {page.slug: page for page in trainings}


def _forums_2019() -> list[ModuleRow]:
    return _between_plenaries([("forum", forum.title, 90, "") for forum in hessen.FORUMS])


def _forums_to_come() -> list[ModuleRow]:
    """The same topics in the form of Hesse's own: a leading question at the interface of two sectors."""
    rows = zip(hessen.FORUMS, hessen.INTERFACES, strict=True)
    return _between_plenaries([("de_he_interface_forum", forum.title, 90, facts) for forum, facts in rows])


def _between_plenaries(forums: list[ModuleRow]) -> list[ModuleRow]:
    opening = ("lecture", "Eröffnung und Einführung", 60, "<p>Begrüßung und Einführung in das Leitthema.</p>")
    return [opening, *forums, ("lecture", "Zusammenführung im Plenum", 45, "<p>Die Foren berichten.</p>")]
