"""Invitations by mail (iMIP, RFC 6047; iTIP, RFC 5546)."""

from dataclasses import replace
from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from django.utils import translation

from training.domain.calendar.entry import Entry, registration_entries
from training.domain.calendar.feeds import Feed
from training.models import Registration


def invitation(registration: Registration, *, method: Literal["REQUEST", "CANCEL"]) -> str:
    """The calendar part of a mail that confirms or cancels a registration.

    It names the recipient as the only attendee. The organizer is the sending address, for clients remove only what came
    from the same sender. An event of several days has a UID a day, which one REQUEST may not carry, so it is published.
    """
    person, region = registration.person, registration.event.region
    sender = (region.organisation, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    recipient = (person.name, registration.email or person.email) if person else (registration.email, registration.email)
    with translation.override((person and person.language) or region.language):
        entries = registration_entries(registration, cancelled=method == "CANCEL")
    if len(entries) > 1:
        return _written(entries, method="PUBLISH")
    return _written([replace(entries[0], organizer=sender, attendee=recipient)], method=method)


def _written(entries: list[Entry], *, method: str) -> str:
    return Feed(entries=tuple(entries), method=method).to_ical().decode()
