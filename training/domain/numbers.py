"""Professional numbers: checked, stored, and gone with the report. They are encrypted before they reach this module."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from plugins.api import ProfessionalNumber
from plugins.failures import BREAKS
from plugins.isolation import record_failure
from plugins.registry import Provided, professional_numbers
from training.domain.errors import DomainError
from training.encryption import Secret, masked
from training.models import Person, PersonNumber, Registration, RegistrationNumber

LONGEST = 40
"""How many characters a number has at most."""


class NumberError(DomainError):
    """What was typed or scanned is not such a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNumber:
    """A number somebody gave, to be kept in the profile or not. Without a ``value``, what is stored shall be deleted."""

    key: str
    value: Secret | None
    to_keep: bool = False


def checked(key: str, typed: str) -> Secret:
    """What was typed or scanned as the number it stands for, encrypted. Raises NumberError with a sentence for the person."""
    provided = professional_numbers().get(key)
    if provided is None:
        raise NumberError(_("This number cannot be checked any more, so it cannot be changed. You can delete it."))
    return Secret.of(_normalised(provided, typed))


def _normalised(provided: Provided[ProfessionalNumber], typed: str) -> str:
    try:
        number: object = provided.value.normalise(typed)
    except ValueError as refusal:
        raise NumberError(str(refusal)) from None
    except BREAKS as exc:  # its words may hold the number, so they are neither logged nor chained
        return _blame(provided, f"raised {type(exc).__name__}.")
    if not isinstance(number, str) or not number.isascii() or not number.isalnum() or len(number) > LONGEST:
        return _blame(provided, f"gives something else than 1 to {LONGEST} ASCII letters and digits.")
    return number


def _blame(provided: Provided[ProfessionalNumber], what: str) -> str:
    record_failure(provided.plugin, f"normalise of {provided.value.key} {what}")
    sentence = _("The number cannot be checked at the moment. Leave the field empty and tell the office.")
    raise NumberError(sentence) from None


def give_numbers(registration: Registration, numbers: Iterable[GivenNumber]) -> None:
    """Store the numbers with the registration, in the caller's transaction, and in the profile where that is wished.

    Of a request nobody has proved yet, the wish is remembered until ``keep_by_choice``. A number already reported stays gone.
    """
    for given in numbers:
        if given.value is None:
            registration.numbers.filter(key=given.key, reported_at=None).delete()
        else:
            _store(registration, given, given.value)
            keep_by_choice(registration)


def _store(registration: Registration, given: GivenNumber, value: Secret) -> None:
    row = registration.numbers.filter(key=given.key).first() or RegistrationNumber(registration=registration, key=given.key)
    if row.reported_at is None:
        row.set_value(value)
        row.to_keep, row.remainder, row.forgotten_at, row.forgotten_because = given.to_keep, "", None, ""
        row.save()


def keep_by_choice(registration: Registration) -> None:
    """Copy to the person's profile what the person wished to keep there; nothing while the registration has no person."""
    if registration.person is None:
        return
    for row in registration.numbers.filter(to_keep=True, value__isnull=False):
        if row.value:
            _keep(registration.person, row.key, row.value)
        RegistrationNumber.objects.filter(pk=row.pk).update(to_keep=False)


def change_profile(person: Person, numbers: Iterable[GivenNumber]) -> None:
    """Replace or delete numbers that the profile keeps, in the caller's transaction."""
    for given in numbers:
        if given.value is None:
            person.numbers.filter(key=given.key).delete()
        else:
            _keep(person, given.key, given.value)


def _keep(person: Person, key: str, value: Secret) -> None:
    row = person.numbers.filter(key=key).first() or PersonNumber(person=person, key=key)
    row.set_value(value)
    row.save()


def forget_reported(number: RegistrationNumber, *, receipt: str, now: datetime) -> None:
    """After the report, delete the number: its last digits and the ``receipt`` stay; done twice, the first receipt."""
    with transaction.atomic():
        row = RegistrationNumber.objects.select_for_update().get(pk=number.pk)
        if row.reported_at is None:
            row.receipt, row.reported_at = receipt, now
        row.empty()
        row.save()


def give_again(number: RegistrationNumber, value: Secret) -> None:
    """Store a number anew that was forgotten after a report, until the next. Raises NumberError when it is another one."""
    if masked(value.reveal()) != number.remainder:
        raise NumberError(_("This is another number than the one reported before. Compare it with the person's card."))
    number.set_value(value)
    number.forgotten_at, number.forgotten_because = None, ""
    number.save(update_fields=["value", "lookup", "forgotten_at", "forgotten_because"])


def number_to_report(registration: Registration, key: str) -> str | None:
    """The number given for this registration; once it is forgotten, the profile's, if that is the one that was reported.

    The registration's and its person's numbers should be loaded.
    """
    given = next((row for row in registration.numbers.all() if row.key == key), None)
    if given is None or (number := given.reveal()):
        return number if given else None
    kept = registration.person.numbers.all() if registration.person else ()
    known = (number for row in kept if row.key == key and (number := row.reveal()))
    return next((number for number in known if masked(number) == given.remainder), None)
