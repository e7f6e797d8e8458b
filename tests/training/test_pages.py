"""Every page type is rendered, with content and as an empty draft."""

from datetime import timedelta

import html5lib
import pytest
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, RegionPage, StandardPage
from plugins.offices import create_region
from tests import factories
from training.models import ConferencePage, CourseIndexPage, CoursePage, Module, SessionResult

pytestmark = pytest.mark.django_db


def add(parent, page):
    page.locale = Locale.objects.get_or_create(language_code="de")[0]
    return parent.add_child(instance=page)


@pytest.fixture
def home():
    Page.objects.filter(depth=2).delete()
    home = add(Page.objects.get(depth=1), HomePage(title="Fortbildungen", slug="start"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


@pytest.fixture
def region(home):
    page = add(home, RegionPage(title="Hessen", slug="hessen"))
    facts = {"code": "HE", "name": "Hessen", "organisation": "Koordinierungsstelle", "contact_email": "info@hessen.example"}
    return create_region(slug="hessen", root_page=page, country="DE", language="de", **facts)


@pytest.fixture
def index(region):
    return add(region.root_page, CourseIndexPage(title="Termine", slug="termine"))


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    return html5lib.parse(html, namespaceHTMLElements=False)


def words(element):
    return " ".join("".join(element.itertext()).split())


def cells(tree, kind):
    """The rows of the table of this class as texts of their heading and cells."""
    rows = tree.findall(f".//table[@class='ds-table {kind}']/tbody/tr")
    return [[words(cell) for cell in row] for row in rows]


def held_conference(region, index):
    page = add(index, ConferencePage(title="Fachtagung", slug="tagung", place="Bad Nauheim", press_email="p@x.example"))
    first = Module.objects.create(page=page, title="Vorsorge", minutes=90, content=[("forum", {})])
    event = factories.event(region, page=page, starts_in=-timedelta(days=30))
    event.sessions.all().delete()
    event.slots.all().delete()
    early, late = factories.slot(event, "1. Durchlauf"), factories.slot(event, "2. Durchlauf", after=timedelta(hours=4))
    morning = factories.session(early, title="Vorsorge", module=first, room="Raum 1")
    evening = factories.session(late, title="Vorsorge", module=first, room="Raum 2")
    SessionResult.objects.create(session=morning, text="Zweiter Satz.", position=2)
    SessionResult.objects.create(session=morning, text="Erster Satz.", position=1)
    SessionResult.objects.create(session=evening, text="Ein Satz.")
    other = factories.session(early, title="Lotsen", room="Raum 3")
    SessionResult.objects.create(session=other, text="Vernetzung braucht Zeit.")
    return page


def test_results_are_a_table_of_forums_and_runs(client, region, index):
    tree = read(client, held_conference(region, index).url)
    heads = [words(cell) for cell in tree.findall(".//table[@class='ds-table results-table']/thead/tr/th")]
    assert [head.split("(")[-1] for head in heads[1:]] == ["1. Durchlauf)", "2. Durchlauf)"]
    rows = cells(tree, "results-table")
    assert rows[0] == ["Vorsorge", "Erster Satz.Zweiter Satz.", "Ein Satz."]
    assert rows[1][:2] == ["Lotsen", "Vernetzung braucht Zeit."]
    lists = tree.findall(".//table[@class='ds-table results-table']//td/ul")
    assert [[item.text for item in one] for one in lists] == [["Erster Satz.", "Zweiter Satz."]]


def test_the_programme_is_a_table_by_slot_and_room(client, region, index):
    tree = read(client, held_conference(region, index).url)
    table = tree.find(".//table[@class='ds-table programme-table']")
    assert [words(head).split(" ", 1)[1] for head in table.findall(".//th[@scope='rowgroup']")] == [
        "1. Durchlauf",
        "2. Durchlauf",
    ]
    assert [words(head) for head in table.findall(".//tbody/tr/th[@scope='row']")] == ["Raum 1", "Raum 3", "Raum 2"]


def test_tables_can_be_reached_and_scrolled_by_keyboard(client, region, index):
    tree = read(client, held_conference(region, index).url)
    for scroll in tree.findall(".//div[@class='table-scroll']"):
        assert (scroll.get("role"), scroll.get("tabindex")) == ("region", "0")
        assert tree.find(f".//*[@id='{scroll.get('aria-labelledby')}']").tag == "caption"


def test_a_course_shows_its_modules_and_where_one_can_register(client, region, index):
    page = add(index, CoursePage(title="Grundkurs", slug="grundkurs", intro="Worum es geht.", sectors=("health",)))
    Module.objects.create(page=page, title="Zeichen", minutes=90, content=[("lecture", {"summary": "<p>Befunde.</p>"})])
    event = factories.event(region, page=page)
    tree = read(client, page.url)
    assert words(tree.find(".//ol[@class='modules']/li/h3")) == "Zeichen"
    links = {link.get("href") for link in tree.findall(".//ul[@class='events']//a")}
    assert links == {f"/events/{event.code}/", f"/events/{event.code}/register/"}


def test_an_event_in_preparation_is_shown_nowhere(client, region, index, home):
    page = add(index, CoursePage(title="Grundkurs", slug="grundkurs"))
    event = factories.event(region, page=page, state="draft")
    for shown in (home, region.root_page, index, page):
        assert event.code not in client.get(shown.url).content.decode()


@pytest.mark.parametrize("model", [CoursePage, ConferencePage, CourseIndexPage, StandardPage, RegionPage, HomePage])
def test_a_draft_that_was_never_saved_can_be_previewed(rf, region, index, model):
    page = model(title="Entwurf", slug="entwurf", locale=index.locale)
    page.depth, page.path = 5, "00010001000100099999"
    response = page.make_preview_request(page.dummy_request() if hasattr(page, "dummy_request") else None)
    assert response.status_code == 200
    assert "Entwurf" in response.render().content.decode()


def test_every_page_type_is_valid_html(client, region, index, home):
    standard = add(region.root_page, StandardPage(title="Aufgaben", slug="aufgaben", intro="<p>Kurz.</p>"))
    for page in (home, region.root_page, index, standard):
        assert words(read(client, page.url).find(".//h1")) == page.title


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_dates_has_a_fixed_number_of_queries(client, region, index, number, django_assert_num_queries):
    for count in range(number):
        page = add(index, CoursePage(title=f"Kurs {count}", slug=f"kurs-{count}", sectors=("health",)))
        factories.event(region, page=page, venue=factories.venue(region))
    client.get(index.url)
    with django_assert_num_queries(25):
        client.get(index.url)


@pytest.mark.parametrize("number", [1, 3])
def test_a_conference_has_a_fixed_number_of_queries(client, region, index, number, django_assert_num_queries):
    page = held_conference(region, index)
    for _count in range(number):
        factories.event(region, page=page, venue=factories.venue(region))
    client.get(page.url)
    with django_assert_num_queries(26):
        client.get(page.url)
