"""The outbox: a mail is written in the transaction of the change it tells of, and sent by a worker afterwards."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from time import monotonic

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from plugins.models import Region
from training.enums import MessageState
from training.models import Message, Registration

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
"""How long a worker has for one mail. After that another worker takes the mail for abandoned and sends it."""

BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
"""The pause after each failed attempt: a server that is down for a day loses no mail. After the last one we give up."""


def draft(
    *,
    key: str,
    region: Region,
    recipient: str,
    subject: str,
    text: str,
    registration: Registration | None = None,
    calendar: str = "",
    calendar_method: str = "",
    now: datetime,
) -> Message:
    """A mail that is not in the outbox yet. The subject is brought onto one line."""
    return Message(
        key=key,
        region=region,
        registration=registration,
        recipient=recipient,
        subject=" ".join(subject.split())[:255],
        text=text,
        calendar=calendar,
        calendar_method=calendar_method,
        created_at=now,
    )


def enqueue(message: Message) -> Message:
    """Puts a mail into the outbox, once: a key that is there already changes nothing. Returns the mail that is there.

    Call it inside the transaction of the change it tells of. The worker is woken when that commits.
    """
    put([message])
    wake_worker()
    return Message.objects.get(key=message.key)


def put(messages: Iterable[Message]) -> None:
    """Puts mails into the outbox, those whose key is not there yet."""
    Message.objects.bulk_create(messages, ignore_conflicts=True)


def wake_worker() -> None:
    """Has the worker look for what is due as soon as the transaction commits. If that fails, the tick finds it."""
    transaction.on_commit(_enqueue_delivery, robust=True)


def _enqueue_delivery() -> None:
    from training.tasks import deliver  # a task calls this module

    deliver.enqueue()


def send_due(*, now: datetime) -> int:
    """Sends what is due, oldest first, and returns how many were sent. Any number of workers may run at once.

    A mail is sent at least once and nearly always exactly once: when a worker dies between sending and writing that down it
    is sent again, with the same Message-ID. Nothing is claimed while the mail server cannot be reached.
    """
    if not _due(now).exists():
        return 0
    connection, begun, sent = get_connection(), monotonic(), 0
    try:
        connection.open()
        while message := _claim(now):
            sent += _attempt(message, connection, now=now)
            now, begun = now + timedelta(seconds=monotonic() - begun), monotonic()  # a claim runs from when it is made
        return sent
    except OSError as error:
        logger.error("The mail server cannot be reached: %s", type(error).__name__)
        return 0
    finally:
        connection.close()


def _due(now: datetime) -> QuerySet[Message]:
    pending = Message.objects.filter(state=MessageState.PENDING)
    return pending.filter(Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now))


def _claim(now: datetime) -> Message | None:
    """The next due mail, claimed by a conditional update so that no other worker sends it; None when nothing is due."""
    while message := _due(now).select_related("region").order_by("created_at", "pk").first():
        mine = _due(now).filter(pk=message.pk, attempts=message.attempts)
        if mine.update(attempts=message.attempts + 1, next_attempt_at=now + CLAIM):
            message.attempts += 1
            return message
    return None


def _attempt(message: Message, connection, *, now: datetime) -> bool:  # type: ignore[no-untyped-def]
    try:
        _mail(message, connection).send()
    except Exception as error:  # one mail that cannot be built or sent never stops the others
        connection.close()
        _failed(message, error, now=now)
        return False
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, sent_at=now, next_attempt_at=None, error="")
    return True


def _failed(message: Message, error: Exception, *, now: datetime) -> None:
    """Writes down what went wrong. The log names key and kind of error only: its text may hold the address."""
    logger.warning("Mail %s failed at attempt %s: %s", message.key, message.attempts, type(error).__name__)
    fields: dict[str, object] = {"error": f"{type(error).__name__}: {error}"}
    if message.attempts > len(BACK_OFF):
        fields |= {"state": MessageState.FAILED, "next_attempt_at": None}
    else:
        fields |= {"next_attempt_at": now + BACK_OFF[message.attempts - 1]}
    Message.objects.filter(pk=message.pk).update(**fields)


def _mail(message: Message, connection) -> EmailMultiAlternatives:  # type: ignore[no-untyped-def]
    """The mail as it goes out. The invitation is there twice, as part (RFC 6047) and as file: clients differ."""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=sender(message.region),
        to=[message.recipient],
        reply_to=[message.region.contact_email],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if message.calendar:
        method = message.calendar_method
        mail.attach_alternative(message.calendar, f"text/calendar; method={method}; charset=UTF-8")
        mail.attach("invite.ics", message.calendar.encode(), "application/ics")
    return mail


def sender(region: Region) -> str:
    """The office's name before the sending address of the installation, which is also the organizer of invitations."""
    name = " ".join(region.organisation.split()).replace("\\", "").replace('"', "'")
    return f'"{name}" <{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}>'


def message_id(message: Message) -> str:
    """The same for every attempt, so that a mail sent twice is shown once; another one after the outbox was made anew."""
    digest = hashlib.sha256(f"{message.key} {message.created_at.isoformat()}".encode()).hexdigest()
    return f"<{digest[:32]}@{settings.UID_DOMAIN}>"
