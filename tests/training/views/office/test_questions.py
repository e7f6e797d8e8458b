"""What the office sees of the answers to plugins' questions, and asks when it registers by hand."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from tests import factories
from tests.plugins import asking
from tests.training.views.office.test_participants import queries_of
from training.domain.questions import answers_of

pytestmark = pytest.mark.django_db

LONG = "=1+1 and a case that takes more than sixty characters to tell\x0b"


@pytest.fixture
def acme(installed, region):
    return asking.install(installed, region)


@pytest.fixture
def registration(registration):
    registration.answers = {"questions": {"acme_meal": "fish", "acme_case": LONG, "gone_shoes": True}}
    registration.save()
    return registration


def test_a_registration_shows_what_was_answered(office, event, registration, acme):
    html = office.get(reverse("events:registration", args=[event.pk, registration.pk])).content.decode()
    assert "<dt>Your meal</dt><dd>With fish</dd>" in html
    assert "<dt>gone_shoes</dt><dd>Yes</dd>" in html


def test_the_list_has_a_column_for_each_question_and_shortens_long_answers(office, event, registration, acme):
    html = office.get(reverse("events:participants", args=[event.pk])).content.decode()
    for heading in ("A case you bring", "Do you need an induction loop?", "Your meal", "gone_shoes"):
        assert heading in html
    assert "=1+1 and a case that takes more than sixty characters to te…" in html


def test_the_export_has_whole_answers_as_text_and_empty_cells_for_open_ones(office, event, registration, acme):
    factories.registration(event, factories.person("Zoe Ohne"))
    response = office.get(reverse("events:participants", args=[event.pk]) + "?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = [[cell.value for cell in row][9:] for row in sheet.iter_rows()]
    assert rows == [
        ["A case you bring", "Do you need an induction loop?", "Your meal", "gone_shoes"],
        [LONG.rstrip("\x0b"), None, "With fish", "Yes"],
        [None, None, None, None],
    ]
    assert sheet.cell(row=2, column=10).data_type == "s"


def test_three_participants_with_answers_take_as_many_queries_as_one(office, event, registration, acme):
    url = reverse("events:participants", args=[event.pk])
    one = queries_of(office, url)
    for _number in range(2):
        factories.registration(event, answers=registration.answers)
    assert queries_of(office, url) == one


def test_by_hand_the_questions_are_asked_and_none_has_to_be_answered(office, event, acme):
    url = reverse("events:register", args=[event.pk])
    html = office.get(url).content.decode()
    assert ("Lunch is served at noon." in html, "Do you need an induction loop?" in html) == (True, True)
    office.post(url, {"name": "Ada Open"})
    office.post(url, {"name": "Bea Said", "question_acme_meal": "vegan", "question_acme_hearing": "yes"})
    made = {row.person.name: answers_of(row) for row in event.registrations.select_related("person")}
    assert (made["Ada Open"], made["Bea Said"]) == ({}, {"acme_meal": "vegan", "acme_hearing": True})
