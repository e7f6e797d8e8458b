from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(event):
    return reverse("events:participants", args=[event.pk])


def names(response):
    return [registration.person.name for registration in response.context["object_list"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alex Muster", "Kim Beispiel"]),
        ("state=waiting", ["Alex Muster"]),
        ("profession=nurse", ["Alex Muster"]),
        ("q=beisp", ["Kim Beispiel"]),
    ],
)
def test_participants_are_listed_by_name_and_filtered(office, event, address, query, found):
    person = factories.person("Alex Muster", profession="nurse")
    factories.registration(event, person, state="waiting", holds_seat=False)
    factories.registration(factories.event(event.region), factories.person("Andere"))
    assert names(office.get(f"{address}?{query}")) == found


def test_the_profession_said_when_registering_is_shown_filtered_and_sorted_by(office, event, address):
    person = factories.person("Alex Muster", profession="nurse")
    factories.registration(event, person, answers={"profession": "teacher"})
    factories.registration(event, factories.person("Robin Beispiel", profession="physician"))
    assert names(office.get(f"{address}?profession=teacher")) == ["Alex Muster"]
    assert names(office.get(f"{address}?profession=nurse")) == names(office.get(address))  # no such choice
    assert names(office.get(f"{address}?ordering=-profession"))[0] == "Alex Muster"
    offered = dict(office.get(address).context["filters"].filters["profession"].extra["choices"])
    assert set(offered) == {"midwife", "physician", "teacher"}


def test_participants_are_filtered_by_session(office, event, address):
    factories.registration(event, factories.person("Ohne Forum"))
    chosen = event.sessions.get(title="Forum A")
    assert names(office.get(f"{address}?session={chosen.pk}")) == ["Kim Beispiel"]


def test_the_export_is_a_spreadsheet_of_what_was_filtered(office, event, address):
    response = office.get(f"{address}?export=xlsx&state=confirmed")
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
    assert [row[:2] for row in rows] == [("Name", "State"), ("Kim Beispiel", "Confirmed")]
    assert rows[1][6] == "Forum A"


def test_a_file_that_a_spreadsheet_could_run_is_not_offered(office, address):
    assert "text/html" in office.get(f"{address}?export=csv")["Content-Type"]


def queries_of(client, url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("screen", ["participants", "attendance", "credits", "overview", "programme", "results"])
def test_a_list_of_three_takes_as_many_queries_as_a_list_of_one(office, event, screen):
    url = reverse(f"events:{screen}", args=[event.pk])
    one = queries_of(office, url)
    for _number in range(2):
        factories.registration(event)
    assert queries_of(office, url) == one


def test_the_attendance_of_three_takes_as_many_queries_as_of_one(office, event):
    url = reverse("events:attendance_session", args=[event.pk, event.sessions.get(title="Einführung").pk])
    one = queries_of(office, url)
    for _number in range(2):
        factories.registration(event)
    assert queries_of(office, url) == one


def test_three_events_take_as_many_queries_as_one(office, region):
    url = reverse("events:index")
    factories.event(region)
    one = queries_of(office, url)
    factories.event(region)
    factories.event(region)
    assert queries_of(office, url) == one
