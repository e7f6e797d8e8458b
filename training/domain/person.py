"""Who a professional is: found by account, claimed by a verified mail address, or new."""

from collections.abc import Iterable, Mapping

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models.functions import Lower

from training.domain.numbers import GivenNumber, change_profile
from training.models import Person
from training.models.person import new_calendar_token

PROFILE = ("name", "profession", "organisation", "district", "language")


def person_for(user: AbstractUser) -> Person:
    """The person of an account.

    A person without account, registered by hand, is claimed when its mail address is one the account has verified: the
    registrations and certificates of that person are then the account's. Otherwise a new person is made, still without name.
    """
    return claim_person(user) or Person.objects.get_or_create(user_id=user.pk, defaults=_known_of(user))[0]


def claim_person(user: AbstractUser) -> Person | None:
    """The person the account has, or one it may claim now; none if there is neither, for not every account registers."""
    if known := getattr(user, "person", None):
        return known
    waiting = _unclaimed(user)
    # Two requests may come at once: the condition lets one of them claim, the one-to-one field stops the other.
    if waiting and Person.objects.filter(pk=waiting.pk, user__isnull=True).update(user_id=user.pk):
        return Person.objects.get(pk=waiting.pk)
    return None


def _known_of(user: AbstractUser) -> dict[str, str]:
    return {"name": user.get_full_name(), "email": user.email}


def _unclaimed(user: AbstractUser) -> Person | None:
    addresses = EmailAddress.objects.filter(user_id=user.pk, verified=True).values(address=Lower("email"))
    persons = Person.objects.filter(user__isnull=True).annotate(address=Lower("email"))
    return persons.filter(address__in=addresses).order_by("pk").first()


def update_profile(
    person: Person,
    *,
    name: str,
    profession: str = "",
    organisation: str = "",
    district: str = "",
    language: str = "",
    numbers: Iterable[GivenNumber] = (),
) -> Person:
    """Replace what a person says of themselves, and the ``numbers`` given. Certificates already issued keep what they say."""
    person.name = name
    person.profession = profession
    person.organisation = organisation
    person.district = district
    person.language = language
    with transaction.atomic():
        person.save(update_fields=PROFILE)
        change_profile(person, numbers)
    return person


def learn(person: Person, answers: Mapping[str, str]) -> Person:
    """Take over what a person has just said in a registration form; what the form leaves empty stays as it was."""
    said = {field: answers.get(field, "") for field in PROFILE}
    changed = [field for field, value in said.items() if value and getattr(person, field) != value]
    for field in changed:
        setattr(person, field, said[field])
    if changed:
        person.save(update_fields=changed)
    return person


def renew_calendar_address(person: Person) -> str:
    """Give the person's calendar a new secret address; the former one answers nothing from now on."""
    person.calendar_token = new_calendar_token()
    person.save(update_fields=["calendar_token"])
    return person.calendar_token
