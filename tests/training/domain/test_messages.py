"""The outbox, down to what a real SMTP server receives."""

import email
import socket
from datetime import timedelta
from email import policy
from zoneinfo import ZoneInfo

import icalendar
import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.utils import translation
from django.utils.formats import time_format

from tests import factories
from tests.mail import send_mails_to
from training.domain import registration as booking
from training.domain.messages import BACK_OFF, CLAIM, draft, enqueue, message_id, send_due
from training.domain.notices import tell_everyone
from training.models import Message

pytestmark = pytest.mark.django_db


class Inbox:
    """Keeps what it receives; refuses addresses at ``refused.example``."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.endswith("@refused.example"):
            return f"550 no mailbox {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def inbox(settings, monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port)
    controller.start()
    send_mails_to(port, settings=settings, monkeypatch=monkeypatch)
    yield controller.handler
    controller.stop()


@pytest.fixture
def event(region):
    return factories.event(region, title="Frühe Hilfen: Grundlagen", capacity=1)


def put(region, *, now, key="k", **fields) -> Message:
    defaults = {"recipient": "kim@example.org", "subject": "Betreff", "text": "Text"}
    return enqueue(draft(key=key, region=region, now=now, **defaults | fields))


def structure(part) -> object:
    kind = part.get_content_type()
    return (kind, [structure(child) for child in part.iter_parts()]) if part.is_multipart() else kind


def calendar_of(message) -> icalendar.Calendar:
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    return icalendar.Calendar.from_ical(part.get_content())


def test_invitation_and_cancellation_arrive_as_calendars_expect_them(event, now, inbox):
    person = factories.person("Zoë Öz", email="zoe@example.org")
    answers = booking.Answers(name=person.name, email=person.email)
    registration = booking.register(event, person=person, answers=answers, sessions=[], now=now)
    booking.cancel(registration, now=now)
    assert send_due(now=now) == 2
    confirmed, cancelled = inbox.mails
    for message, method in ((confirmed, "REQUEST"), (cancelled, "CANCEL")):
        assert structure(message) == (
            "multipart/mixed",
            [("multipart/alternative", ["text/plain", "text/calendar"]), "application/ics"],
        )
        part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
        assert (part.get_param("method"), part.get_content_charset()) == (method, "utf-8")
        assert calendar_of(message)["METHOD"] == method
        attachment = next(message.iter_attachments())
        assert attachment.get_filename() == "invite.ics"
        assert attachment.get_content() == part.get_payload(decode=True)
        assert b"\r\n" in attachment.get_content()
        assert b"\n" not in attachment.get_content().replace(b"\r\n", b"")
    first, last = (calendar_of(message).events[0] for message in inbox.mails)
    assert first["UID"] == last["UID"]
    assert (first["SEQUENCE"], last["SEQUENCE"]) == (0, 1)
    assert (first["STATUS"], last["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert [str(first["ATTENDEE"]), str(first["ORGANIZER"])] == ["mailto:zoe@example.org", "mailto:noreply@samkurs.example"]


def test_the_office_is_the_sender_and_gets_the_answers(region, now, inbox):
    region.organisation = 'Koordinierungsstelle "Früh",\r\nHessen'
    region.save()
    put(region, subject="Zeile\r\nBcc: boese@example.org", now=now)
    send_due(now=now)
    (message,) = inbox.mails
    sender = message["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ("Koordinierungsstelle 'Früh', Hessen", "noreply@samkurs.example")
    assert message["Reply-To"] == region.contact_email
    assert message["Subject"] == "Zeile Bcc: boese@example.org"
    assert message["Bcc"] is None
    assert message["Message-ID"] == message_id(Message.objects.get())


def test_a_key_is_sent_once(region, now, mailoutbox):
    assert put(region, now=now) == put(region, text="anders", now=now)
    assert [send_due(now=now), send_due(now=now)] == [1, 0]
    assert [sent.body for sent in mailoutbox] == ["Text"]


def test_what_is_rolled_back_is_never_sent(event, now, mailoutbox, django_capture_on_commit_callbacks):
    factories.registration(event)
    event.waiting_list = "none"
    event.save()
    person = factories.person()
    answers = booking.Answers(name=person.name, email=person.email)
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(booking.EventFull):
        booking.register(event, person=person, answers=answers, sessions=[], now=now)
    assert (callbacks, mailoutbox, Message.objects.count()) == ([], [], 0)


def test_the_worker_is_woken_when_the_change_commits(event, now, mailoutbox, django_capture_on_commit_callbacks):
    registration = factories.registration(event)
    with django_capture_on_commit_callbacks(execute=True):
        booking.cancel(registration, now=now)
        assert mailoutbox == []
    assert [sent.to for sent in mailoutbox] == [[registration.email]]


def test_a_refused_mail_is_tried_again_later_each_time_and_given_up_in_the_end(region, now, inbox, caplog):
    put(region, key="bad", recipient="weg@refused.example", now=now)
    put(region, key="good", now=now)
    assert send_due(now=now) == 1
    for pause in BACK_OFF:
        assert send_due(now=now + pause - timedelta(seconds=5)) == 0
        message = Message.objects.get(key="bad")
        assert message.state == "pending"
        now = message.next_attempt_at
        assert send_due(now=now) == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, message.next_attempt_at) == ("failed", len(BACK_OFF) + 1, None)
    assert "550" in message.error
    assert send_due(now=now + timedelta(days=99)) == 0
    assert "refused.example" not in caplog.text
    assert caplog.messages[0] == "Mail bad failed at attempt 1: SMTPRecipientsRefused"


def test_nothing_is_lost_or_counted_while_the_server_cannot_be_reached(region, now, settings, monkeypatch, caplog):
    send_mails_to(1, settings=settings, monkeypatch=monkeypatch)
    put(region, now=now)
    assert send_due(now=now) == 0
    assert Message.objects.values_list("state", "attempts").get() == ("pending", 0)
    assert caplog.messages == ["The mail server cannot be reached: ConnectionRefusedError"]


def test_a_mail_left_by_a_dead_worker_is_sent_after_the_claim_with_the_same_id(region, now, mailoutbox):
    message = put(region, now=now)
    Message.objects.update(attempts=1, next_attempt_at=now + CLAIM)
    assert send_due(now=now + CLAIM - timedelta(seconds=1)) == 0
    assert send_due(now=now + CLAIM) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == message_id(message)


@pytest.mark.parametrize(("sequence", "told"), [(0, 0), (1, 2)])
def test_a_change_is_told_once_per_sequence_to_all_who_are_registered_or_waiting(region, now, sequence, told):
    event = factories.event(region)
    factories.registration(event)
    factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None)
    factories.registration(event, state="cancelled", holds_seat=False)
    assert tell_everyone("event_changed", event, now=now) == 2
    event.sequence = sequence
    event.save()
    tell_everyone("event_changed", event, now=now)
    assert Message.objects.count() == 2 + told
    assert sorted(Message.objects.values_list("calendar_method", flat=True)) == sorted(["", "REQUEST"] * (1 + told // 2))


def test_a_cancelled_event_takes_itself_out_of_calendars(region, now):
    event = factories.event(region)
    factories.registration(event)
    event.state, event.sequence, event.cancellation_reason = "cancelled", 1, "Die Referentin ist krank."
    event.save()
    assert tell_everyone("event_cancelled", event, now=now) == 1
    message = Message.objects.get()
    assert message.calendar_method == "CANCEL"
    assert "Die Referentin ist krank." in message.text


@pytest.mark.parametrize("count", [1, 3])
def test_telling_everyone_takes_five_queries_however_many_they_are(region, now, count, django_assert_num_queries):
    event = factories.event(region)
    for _ in range(count):
        factories.registration(event)
    with django_assert_num_queries(5):
        tell_everyone("event_changed", event, now=now)


def test_a_mail_speaks_the_persons_language_and_the_events_time(region, now):
    event = factories.event(region, time_zone="Europe/Helsinki")
    person = factories.person("<b>Kim</b> & Co", language="en")
    answers = booking.Answers(name=person.name, email=person.email)
    registration = booking.register(event, person=person, answers=answers, sessions=[], now=now)
    message = Message.objects.get()
    assert message.subject == f"Confirmed: {event.title}"
    assert message.text.startswith("Dear <b>Kim</b> & Co,\n\nYour seat is confirmed.")
    assert f"http://localhost:8000/events/{event.code}/registration/{registration.token}/" in message.text
    with translation.override("en"):
        assert time_format(event.start.astimezone(ZoneInfo("Europe/Helsinki")), "TIME_FORMAT") in message.text


def test_a_person_without_an_address_gets_no_mail(region, now):
    event = factories.event(region)
    answers = booking.Answers(name="Kim", email="")
    booking.register(
        event, person=factories.person(email=""), answers=answers, sessions=[], now=now, registered_by=factories.staff()
    )
    assert Message.objects.count() == 0
