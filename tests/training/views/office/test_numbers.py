from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from tests import factories
from tests.training.views.office.test_participants import queries_of
from training.domain.number_retention import forget_unreported
from training.domain.numbers import GivenNumber, give_numbers
from training.encryption import Secret
from training.enums import NumberGone
from training.models import Event

pytestmark = pytest.mark.django_db
EFN = "802760020090329"


@pytest.fixture
def event(event):
    return factories.asks_for_efn(event)


@pytest.fixture
def address(event):
    return reverse("events:participants", args=[event.pk])


def give(registration):
    give_numbers(registration, [GivenNumber(key="de_efn", value=Secret.of(EFN))])


def test_the_list_and_its_export_say_only_whether_there_is_a_number(office, event, address, registration):
    give(registration)
    factories.registration(event, factories.person("Alex Muster"))
    page = office.get(address).content.decode()
    export = b"".join(office.get(f"{address}?export=xlsx").streaming_content)
    heading, *rows = openpyxl.load_workbook(BytesIO(export)).active.values
    column = heading.index("EFN")
    assert [(row[0], row[column]) for row in rows] == [("Alex Muster", "missing"), ("Kim Beispiel", "given")]
    assert (page.count("missing"), page.count("given"), "0329" in page) == (1, 1, False)


def test_the_screen_of_a_registration_says_it_too(office, event, registration):
    there = reverse("events:registration", args=[event.pk, registration.pk])
    seen = [office.get(there).content.decode()]
    give(registration)
    seen.append(office.get(there).content.decode())
    assert ["<dt>EFN</dt><dd>missing</dd>" in seen[0], "<dt>EFN</dt><dd>given</dd>" in seen[1], "0329" in seen[1]] == [
        True,
        True,
        False,
    ]


def test_a_number_deleted_without_a_report_is_missing_and_its_page_says_why(office, event, address, registration):
    give(registration)
    forget_unreported(registration, because=NumberGone.UNREPORTED, now=datetime(2026, 3, 4, 12, tzinfo=UTC))
    page = office.get(reverse("events:registration", args=[event.pk, registration.pk])).content.decode()
    assert "<dt>EFN</dt><dd>deleted on 04/03/2026, because it was not reported in time</dd>" in page
    listed = office.get(address).content.decode()
    assert (listed.count("missing"), listed.count("given")) == (1, 0)


def test_the_list_takes_the_same_queries_however_many_gave_a_number(office, event, address, registration):
    give(registration)
    one = queries_of(office, address)
    for _other in range(3):
        give(factories.registration(event))
    assert queries_of(office, address) == one


def test_somebody_registered_by_hand_can_give_a_number(office, event):
    there = reverse("events:register", args=[event.pk])
    wrong = office.post(there, {"name": "Alex Muster", "number_de_efn": f"{EFN[:-1]}8"})
    assert "its last digit does not fit" in wrong.content.decode()
    assert not event.registrations.filter(person__name="Alex Muster").exists()
    office.post(there, {"name": "Alex Muster", "number_de_efn": EFN, "keep_de_efn": "on"})
    person = event.registrations.get(person__name="Alex Muster").person
    assert [row.reveal() for row in person.registrations.get().numbers.all()] == [EFN]
    assert person.numbers.count() == 0


def test_a_number_handed_in_is_stored_replaced_and_deleted(office, event, registration):
    there = reverse("events:registration_numbers", args=[event.pk, registration.pk])
    assert there in office.get(reverse("events:registration", args=[event.pk, registration.pk])).content.decode()
    seen = []
    for typed in ({"number_de_efn": EFN}, {}, {"number_de_efn": "812760000000007"}, {"delete_de_efn": "on"}):
        office.post(there, typed)
        seen.append([row.reveal() for row in registration.numbers.all()])
    assert seen == [[EFN], [EFN], ["812760000000007"], []]
    logged = [entry.action for entry in log_registry.get_logs_for_instance(registration)]
    assert logged == ["training.number"] * 3


def test_the_form_shows_the_last_digits_only(office, event, registration):
    give(registration)
    page = office.get(reverse("events:registration_numbers", args=[event.pk, registration.pk])).content.decode()
    assert ("•••••••••••0329" in page, EFN in page, "keep_de_efn" in page) == (True, False, False)


@pytest.mark.parametrize(("change", "sentence"), [("cancelled", "has ended"), ("over", "can be reported is over")])
def test_where_nothing_can_be_reported_no_number_is_taken(office, event, registration, change, sentence):
    now = timezone.now()
    past = {"start": now - timedelta(days=201), "end": now - timedelta(days=200)}
    Event.objects.update(**{"state": "cancelled"} if change == "cancelled" else past)
    page = office.post(reverse("events:registration_numbers", args=[event.pk, registration.pk]), {"number_de_efn": EFN})
    assert (sentence in page.content.decode(), registration.numbers.count()) == (True, 0)
