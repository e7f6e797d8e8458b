"""Which professional numbers are asked: of an event, of somebody registered, and in the profile."""

from dataclasses import dataclass

from plugins.api import ProfessionalNumber
from plugins.registry import professional_numbers
from training.domain.queries import profession_of
from training.enums import AccreditationStatus
from training.models import Event, Person, PersonNumber, Registration, RegistrationNumber


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


def keys_in(event: Event) -> list[str]:
    """Every number that the event asks for, or that somebody gave before; three queries at most."""
    given = RegistrationNumber.objects.filter(registration__event=event).values_list("key", flat=True)
    return sorted({*numbers_for(event), *given})
