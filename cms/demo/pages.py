"""The demo's pages, published as an editor would."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from cms.demo import hessen, sachsen
from cms.demo.media import add_picture
from cms.models import HomePage, RegionPage, StandardPage
from plugins.models import Region
from plugins.offices import create_region
from training.models import ConferencePage, Contributor, CourseIndexPage, CoursePage, LearningGoal, Module, TrainingPage

ModuleRow = tuple[str, str, int, str]
"""Module type, title, minutes and summary."""


def publish(parent: Page, page: Page) -> Page:
    """Add the page and publish it with a revision, so that it has a history like any other."""
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


LEGAL = (
    (
        "Impressum",
        "impressum",
        "<p>Hier steht, wer diese Seiten verantwortet. Dies ist eine Vorführung mit erfundenen Konten.</p>",
    ),
    ("Datenschutz", "datenschutz", "<p>Hier steht, welche Daten wofür und wie lange gespeichert werden.</p>"),
    (
        "Erklärung zur Barrierefreiheit",
        "barrierefreiheit",
        "<p>Hier steht, wie zugänglich diese Seiten sind und wem Sie Hindernisse melden.</p>",
    ),
)


def add_legal_pages(home: HomePage) -> None:
    for title, slug, text in LEGAL:
        publish(home, StandardPage(title=title, slug=slug, body=[("text", text)], in_footer=True))


def add_region(home: HomePage, facts: dict[str, Any], *, intro: str) -> Region:
    page = publish(home, RegionPage(title=facts["name"], slug=facts["slug"], intro=intro, show_in_menus=True))
    return create_region(**facts, root_page=page)


def add_index(region: Region, *, title: str, intro: str) -> CourseIndexPage:
    return publish(region.root_page, CourseIndexPage(title=title, slug="fortbildungen", intro=intro, show_in_menus=True))


def add_training(
    index: CourseIndexPage,
    page: TrainingPage,
    *,
    modules: Iterable[ModuleRow],
    goals: Iterable[str],
    contributors: Iterable[tuple[str, str, str, str]] = (),
) -> TrainingPage:
    page.modules = [
        Module(title=title, minutes=minutes, content=[(kind, {"summary": summary})])
        for kind, title, minutes, summary in modules
    ]
    page.goals = [LearningGoal(sort_order=place, text=goal) for place, goal in enumerate(goals)]
    page.contributors = [
        Contributor(sort_order=place, role=role, name=name, office=office, organisation=organisation)
        for place, (role, name, office, organisation) in enumerate(contributors)
    ]
    return publish(index, page)


def hesse(home: HomePage) -> tuple[Region, dict[str, TrainingPage]]:
    """Hesse's pages; the trainings are returned by slug."""
    region = add_region(home, hessen.REGION, intro=hessen.INTRO)
    index = add_index(region, title="Fortbildungen und Tagungen", intro="<p>Für Fachkräfte aller Sektoren in Hessen.</p>")
    networks = [("text", hessen.NETWORKS_TEXT), ("text", _as_list(hessen.DISTRICTS))]
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
        add_training(index, conference, modules=_forums(), goals=hessen.GOALS, contributors=hessen.CONTRIBUTORS_2019),
        add_training(index, upcoming, modules=_forums(), goals=hessen.GOALS),
        add_training(index, course, modules=hessen.COURSE_MODULES, goals=hessen.COURSE_GOALS),
    ]
    return region, {page.slug: page for page in trainings}


def _forums() -> list[ModuleRow]:
    opening = ("lecture", "Eröffnung und Einführung", 60, "<p>Begrüßung und Einführung in das Leitthema.</p>")
    closing = ("lecture", "Zusammenführung im Plenum", 45, "<p>Die Foren berichten.</p>")
    forums = [("forum", forum.title, 90, "") for forum in hessen.FORUMS]
    return [opening, *forums, closing]


def _as_list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def saxony(home: HomePage) -> tuple[Region, dict[str, TrainingPage]]:
    """Saxony's pages; the trainings are returned by slug."""
    region = add_region(home, sachsen.REGION, intro=sachsen.INTRO)
    tasks = [("text", f"<h2>{title}</h2>{_as_list(sentences)}") for title, sentences in sachsen.TASKS]
    publish(region.root_page, StandardPage(title=sachsen.TASKS_TITLE, slug="aufgaben", body=tasks, show_in_menus=True))
    index = add_index(region, title="Fortbildungen", intro="<p>Kinderschutz in der Medizin, strukturiert und gemeinsam.</p>")
    trainings = [_saxon_course(index, facts) for facts in sachsen.COURSES]
    return region, {page.slug: page for page in trainings}


def _saxon_course(index: CourseIndexPage, facts: dict[str, Any]) -> TrainingPage:
    fields = {name: facts[name] for name in ("slug", "title", "intro", "professions", "sectors")}
    page = CoursePage(**fields, host=sachsen.REGION["organisation"])
    return add_training(index, page, modules=facts["modules"], goals=facts["goals"])
