"""What a scanner at the door reads: the number among the signs around it, and sealed while nobody knows yet whose it is."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from training.domain.asked_numbers import label_of, numbers_for
from training.domain.numbers import GivenNumber, NumberError, checked
from training.encryption import Secret, UnreadableError, lookup_of, masked
from training.models import Event, Registration

SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
"""Which kind of barcode it was: sent first by scanners that are set so (ISO/IEC 15424), ``]A0`` for Code 39, ``]Q1`` for QR."""

SEALED_FOR = timedelta(hours=1)
"""How long a sealed number can be used: longer than finding a person takes, shorter than a screen should be left open."""


def bare(scanned: str) -> str:
    """What the barcode holds, whatever kind it is and however the scanner is set.

    Without line ends and other control characters, the identifier of the symbology, and the asterisks that start and stop
    Code 39. What may stand between the digits is for the number's own ``normalise``.

    >>> bare("]A0*80276 0020 090329*\\r\\n")
    '80276 0020 090329'
    """
    printable = "".join(sign for sign in scanned if sign.isprintable()).strip()
    return SYMBOLOGY.sub("", printable).strip("* ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What was scanned as each kind of number that it can be at the event, encrypted; usually of one kind."""

    event_id: int
    numbers: dict[str, Secret]

    def holders(self) -> list[Registration]:
        """The registrations of the event that have given the number, found without decrypting any; one query a kind."""
        found = Registration.objects.filter(event=self.event_id).select_related("event", "person").order_by("pk")
        lookups = self.lookups().items()
        rows = [row for key, lookup in lookups for row in found.filter(numbers__key=key, numbers__lookup=lookup)]
        return list(dict.fromkeys(rows))

    def lookups(self) -> dict[str, str]:
        """What the numbers are found by."""
        return {key: lookup_of(key, value.reveal()) for key, value in self.numbers.items()}

    def in_words(self) -> dict[str, str]:
        """What each kind is called with the last digits, by key: enough to know the card again."""
        return {key: f"{label_of(key)} {masked(value.reveal())}" for key, value in self.numbers.items()}

    def given(self, keys: Collection[str]) -> list[GivenNumber]:
        """The numbers of these kinds, to be stored with a registration."""
        return [GivenNumber(key=key, value=value) for key, value in self.numbers.items() if key in keys]

    def seal(self, *, now: datetime) -> str:
        """The numbers for a form that comes back: unreadable outside this installation, and of use for a while only."""
        numbers = {key: value.reveal() for key, value in self.numbers.items()}
        return Secret.of(json.dumps({"event": self.event_id, "at": now.timestamp(), "numbers": numbers})).token


def read(event: Event, scanned: str) -> Scanned:
    """What was scanned or typed, as the numbers the event asks. Raises NumberError with a sentence for the door."""
    kinds = numbers_for(event)
    if not kinds:
        raise NumberError(_("No number is asked at this event, so nobody can be found by one. Find the person by name."))
    numbers, refusals = {}, []
    for key in kinds:
        try:
            numbers[key] = checked(key, bare(scanned))
        except NumberError as refusal:
            refusals.append(str(refusal))
    if not numbers:
        raise NumberError(" ".join(refusals))
    return Scanned(event_id=event.pk, numbers=numbers)


def unseal(event: Event, sealed: str, *, now: datetime) -> Scanned:
    """What ``seal`` kept. Raises NumberError when that was for another event, or is too long ago."""
    try:
        content = json.loads(Secret(sealed).reveal())
        numbers = {key: Secret.of(number) for key, number in content["numbers"].items()}
        is_valid = content["event"] == event.pk and now - datetime.fromtimestamp(content["at"], now.tzinfo) < SEALED_FOR
    except (UnreadableError, ValueError, TypeError, KeyError):
        is_valid = False
    if not is_valid:
        raise NumberError(_("The number was scanned too long ago. Please scan it again."))
    return Scanned(event_id=event.pk, numbers=numbers)
