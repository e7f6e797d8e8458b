"""Who a professional is: found by account, claimed by a verified mail address, or new."""

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Lower

from training.models import Person
from training.models.person import new_calendar_token


def person_for(user: AbstractBaseUser) -> Person:
    """The person of an account.

    A person without account, registered by hand, is claimed when its mail address is one the account has verified: the
    registrations and certificates of that person are then the account's. Otherwise a new person is made, still without name.
    """
    return getattr(user, "person", None) or _claim_or_create(user)


def _claim_or_create(user: AbstractBaseUser) -> Person:
    with transaction.atomic():
        waiting = _unclaimed(user)
        # Two requests may come at once: the condition lets one of them claim, the one-to-one field lets one of them create.
        if waiting and Person.objects.filter(pk=waiting.pk, user__isnull=True).update(user=user):
            waiting.user = user
            return waiting
        name = user.get_full_name()
        return Person.objects.get_or_create(user=user, defaults={"name": name, "email": user.email})[0]


def _unclaimed(user: AbstractBaseUser) -> Person | None:
    addresses = EmailAddress.objects.filter(user_id=user.pk, verified=True).values(address=Lower("email"))
    persons = Person.objects.filter(user__isnull=True).annotate(address=Lower("email"))
    return persons.filter(address__in=addresses).order_by("pk").first()


def update_profile(
    person: Person, *, name: str, profession: str = "", organisation: str = "", district: str = "", language: str = ""
) -> Person:
    """Replace what a person says of themselves. Certificates already issued keep what they say."""
    person.name = name
    person.profession = profession
    person.organisation = organisation
    person.district = district
    person.language = language
    person.save(update_fields=["name", "profession", "organisation", "district", "language"])
    return person


def renew_calendar_address(person: Person) -> str:
    """Give the person's calendar a new secret address; the former one answers nothing from now on."""
    person.calendar_token = new_calendar_token()
    person.save(update_fields=["calendar_token"])
    return person.calendar_token
