"""Professional numbers: where they are asked, what becomes of them. They are encrypted before they reach this module."""

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
from training.domain.queries import profession_of
from training.encryption import Secret, masked
from training.enums import AccreditationStatus
from training.models import Event, Person, PersonNumber, Registration, RegistrationNumber

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


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNumber:
    """A number to ask for: what the form says, what is stored where it belongs, and what the profile offers."""

    key: str
    label: str
    help_text: str = ""
    stored: PersonNumber | RegistrationNumber | None = None
    profile: PersonNumber | None = None


def numbers_for(event: Event) -> dict[str, ProfessionalNumber]:
    """The numbers that bodies of the event's accreditations go by, plugin by plugin; two queries at most."""
    known = professional_numbers()
    active = event.hooks.only(known) if known else {}
    if not active:
        return {}
    schemes = event.accreditations.exclude(status__in=AccreditationStatus.ended).values_list("scheme", flat=True)
    wanted = {key for scheme in schemes for key in keys_of_scheme(scheme)}
    asked = sorted(active.items(), key=lambda item: (item[1].plugin, item[0]))
    return {key: provided.value for key, provided in asked if key in wanted}


def keys_of_scheme(scheme: str) -> list[str]:
    """The numbers by which bodies know their professionals where credits follow that scheme, whatever regions use them."""
    return [key for key, provided in professional_numbers().items() if scheme in provided.value.schemes]


def asked_for(event: Event, *, registration: Registration | None = None, person: Person | None = None) -> list[AskedNumber]:
    """What the event asks, with what this registration has of it and what this person's profile could give.

    What is reported already is not asked again. Four queries at most.
    """
    asked = numbers_for(event)
    stored = {row.key: row for row in registration.numbers.filter(forgotten_at=None)} if asked and registration else {}
    profile = {row.key: row for row in person.numbers.all() if row.reveal()} if asked and person else {}
    return [
        AskedNumber(
            key=key, label=str(one.label), help_text=str(one.help_text), stored=stored.get(key), profile=profile.get(key)
        )
        for key, one in asked.items()
        if not _is_reported(stored.get(key))
    ]


def asked_of(registration: Registration) -> list[AskedNumber]:
    """What the event asks of somebody whose profession is known: what that profession has, and what was given all the same."""
    asked = asked_for(registration.event, registration=registration, person=registration.person)
    return [one for one in asked if one.stored or may_have(registration, one.key)]


def may_have(registration: Registration, key: str) -> bool:
    """Whether people of the registration's profession have such a number; no query when the person is loaded.

    Of somebody without a profession, and of a number whose plugin is gone, it is not known: they may.
    """
    known, profession = professional_numbers().get(key), profession_of(registration)
    named = known.value.professions if known else frozenset()
    return not named or not profession or profession in named


def _is_reported(row: RegistrationNumber | None) -> bool:
    return row is not None and row.reported_at is not None


def asked_in_profile(person: Person) -> list[AskedNumber]:
    """What the person keeps in the profile. One whose plugin is gone can still be deleted."""
    return [AskedNumber(key=row.key, label=label_of(row.key), stored=row) for row in person.numbers.order_by("key")]


def label_of(key: str) -> str:
    """What a number is called; one whose plugin is gone is known by its key."""
    known = professional_numbers().get(key)
    return str(known.value.label) if known else key


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
    number.save(update_fields=["value", "lookup"])


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


def keys_in(event: Event) -> list[str]:
    """Every number that the event asks for, or that somebody gave before; three queries at most."""
    given = RegistrationNumber.objects.filter(registration__event=event).values_list("key", flat=True)
    return sorted({*numbers_for(event), *given})
