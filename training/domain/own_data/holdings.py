"""What belongs to the owner of an account."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from training.models import (
    CreditFailure,
    CreditWindow,
    ExternalCredit,
    Message,
    Person,
    PersonNumber,
    Registration,
    RegistrationNumber,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """All that the core keeps about the owner of an account: persons are several when the office registered them by hand."""

    user: AbstractUser
    addresses: list[str]
    persons: Sequence[Person]
    registrations: QuerySet[Registration]

    @property
    def accounts(self) -> int:
        """The account, and how many mail addresses it has."""
        return 1 + EmailAddress.objects.filter(user_id=self.user.pk).count()

    @property
    def proved(self) -> QuerySet[Registration]:
        """The registrations that attendance or credits were recorded for: what proves a participation."""
        return self.registrations.filter(Q(attendances__isnull=False) | Q(credits__isnull=False)).distinct()

    @property
    def numbers(self) -> int:
        """How many professional numbers are stored, in profiles and with registrations."""
        given = RegistrationNumber.objects.filter(registration__in=self.registrations.values("pk"))
        return given.count() + PersonNumber.objects.filter(person__in=self.persons).count()

    @property
    def mails(self) -> QuerySet[Message]:
        return Message.objects.annotate(to=Lower("recipient")).filter(
            Q(registration__in=self.registrations.values("pk")) | Q(to__in=self.addresses)
        )

    @property
    def notes(self) -> QuerySet[CreditFailure]:
        """Why credits of theirs could not be computed."""
        return CreditFailure.objects.filter(registration__in=self.registrations.values("pk"))

    @property
    def own_credits(self) -> QuerySet[ExternalCredit]:
        return ExternalCredit.objects.filter(person__in=self.persons)

    @property
    def windows(self) -> QuerySet[CreditWindow]:
        return CreditWindow.objects.filter(person__in=self.persons)


def holdings_of(user: AbstractUser) -> Holdings:
    """What belongs to the account: its person, persons unclaimed under a verified address of it, and their registrations."""
    addresses = [address.lower() for address in _verified(user)]
    unclaimed = Q(user__isnull=True, mail__in=addresses)
    persons = list(Person.objects.annotate(mail=Lower("email")).filter(Q(user=user.pk) | unclaimed).order_by("pk"))
    requests = Q(person__isnull=True, mail__in=addresses)
    registrations = Registration.objects.annotate(mail=Lower("email")).filter(Q(person__in=persons) | requests)
    return Holdings(user=user, addresses=addresses, persons=persons, registrations=registrations.order_by("pk"))


def _verified(user: AbstractUser) -> Iterable[str]:
    return EmailAddress.objects.filter(user_id=user.pk, verified=True).values_list("email", flat=True)
