"""A professional number is in no log, no readable column, no mail, feed, session or export of the office."""

import logging
import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from tests import factories
from training.domain.messages import send_due
from training.models import Message, Registration

pytestmark = pytest.mark.django_db
EFN, REMARK = "802760020090329", "Vegan, please 4711"


@pytest.fixture
def registered(client, caplog):
    """A visitor who gave EFN and a remark, mistyped the number once, entered the code and keeps the number in the profile."""
    caplog.set_level(logging.DEBUG)
    cache.clear()
    event = factories.asks_for_efn(factories.event(factories.office("Hessen")))
    address = reverse("training:register", args=[event.code])
    form = {"name": "Kim", "email": "kim@praxis.example", "remarks": REMARK, "keep_de_efn": "on"}
    for number in (f"{EFN}1", EFN):
        client.post(address, form | {"number_de_efn": number})
    registration = Registration.objects.get()
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    client.post(reverse("training:registration_code", args=[event.code, registration.token]), {"code": code})
    send_due(now=timezone.now())
    return Registration.objects.select_related("person", "event").get()


def database():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from (str(row) for row in cursor.fetchall())


def spreadsheet(response):
    return str(list(openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active.values))


def test_the_number_is_in_no_log_column_mail_session_or_feed_where_the_remark_is(client, registered, caplog):
    person, event = registered.person, registered.event
    feeds = [
        reverse("training:calendar_my", args=[person.calendar_token]),
        reverse("training:calendar_event", args=[event.code]),
        reverse("training:registration_invitation", args=[event.code, registered.token]),
    ]
    rows = " ".join(database())
    assert (registered.numbers.get().reveal(), person.numbers.get().reveal()) == (EFN, EFN)
    assert (REMARK in rows, EFN in rows) == (True, False)
    mails = " ".join(f"{sent.subject} {sent.body} {sent.alternatives} {sent.attachments}" for sent in mail.outbox)
    told = mails + str(list(Message.objects.values())) + caplog.text
    sessions = str([session.get_decoded() for session in Session.objects.all()])
    calendars = [client.get(feed).content.decode() for feed in feeds]
    assert ([EFN in text for text in (told, sessions, *calendars)], len(mail.outbox) >= 2) == ([False] * 5, True)
    assert ["BEGIN:VEVENT" in calendar for calendar in calendars] == [True] * 3


def test_the_office_reads_no_digit_of_it_and_the_person_gets_it_in_the_export(client, registered):
    assert EFN in client.get(reverse("training:my_data")).content.decode()
    event = registered.event
    client.force_login(factories.staff(event.region))
    there = reverse("events:participants", args=[event.pk])
    shown = [
        spreadsheet(client.get(f"{there}?export=xlsx")),
        client.get(there).content.decode(),
        client.get(reverse("events:registration", args=[event.pk, registered.pk])).content.decode(),
    ]
    assert [EFN[-4:] in text for text in shown] == [False] * 3
    assert [REMARK in shown[0], REMARK in shown[2]] == [True, True]


def test_at_the_door_and_on_the_desk_no_address_log_page_row_or_session_holds_the_number(client, caplog):
    caplog.set_level(logging.DEBUG)
    event = factories.asks_for_efn(factories.event(factories.office("Hessen"), starts_in=timedelta(0)))
    registration, session = factories.registration(event), event.sessions.get()
    client.force_login(factories.staff(event.region))

    def act(screen, *of, **typed):
        return client.post(reverse(f"events:{screen}", args=[event.pk, *of]), typed)

    door, desk = session.pk, registration.pk
    wrong = act("check_in", door, scanned=f"]A0*{EFN}1*")
    unknown = act("check_in", door, scanned=f"]A0*{EFN}*")
    found = act("check_in_find", door, name="Kim", sealed=unknown.context["sealed"])
    pages = [
        *(wrong, unknown, found),
        act("check_in_admit", door, registration=desk, keep="de_efn", sealed=found.context["sealed"]),
        act("check_in", door, scanned=EFN),
        act("check_in_undo", door, registration=desk),
        act("registration_numbers", desk, number_de_efn=EFN),
        act("register", name="Al", number_de_efn=EFN, remarks=REMARK),
    ]
    assert [number.reveal() for row in event.registrations.all() for number in row.numbers.all()] == [EFN, EFN]
    rows, sessions = " ".join(database()), str([one.get_decoded() for one in Session.objects.all()])
    shown = [f"{page.content.decode()}{page.headers}" for page in pages]
    assert [page.status_code for page in pages] == [200] * 6 + [302] * 2
    assert ("•••••••••••0329" in shown[1], REMARK in rows) == (True, True)
    assert [EFN in text for text in (rows, sessions, caplog.text, *shown)] == [False] * 11
    assert [entry.action for entry in registry.get_logs_for_instance(registration)].count("training.number") == 2
