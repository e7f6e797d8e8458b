"""Deleting a person's data (GDPR Art. 17): what goes, what has to stay and why, and a receipt that says so."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser
from django.db import IntegrityError, transaction
from django.db.models import Count, ProtectedError, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.loader import discover
from plugins.runtime import all_hooks
from training.domain import seats
from training.domain.credits.ledger import discard
from training.domain.errors import DomainError
from training.enums import RegistrationState
from training.models import (
    CreditWindow,
    ErasureReceipt,
    ExternalCredit,
    Message,
    Person,
    PersonNumber,
    Registration,
    RegistrationNumber,
)
from training.models.person import new_calendar_token
from training.models.registration import new_token

AS_PROOF = gettext_lazy("Chambers and funders may ask for proof of what was attended; it is kept as long as that can be asked.")


class ErasureError(DomainError):
    """The data cannot be deleted now; nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How many records of one kind are deleted, and how many stay for which reason. ``plugin`` is empty for the core's own."""

    section: str
    deleted: int = 0
    kept: int = 0
    reason: str = ""
    plugin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """All that the core keeps about the owner of an account: persons are several when the office registered them by hand."""

    user: AbstractUser
    addresses: list[str]
    persons: Sequence[Person]
    registrations: QuerySet[Registration]

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


def preview(user: AbstractUser) -> list[Line]:
    """What ``erase`` would do with the core's records. What plugins keep, they say only when they are asked to delete it."""
    found = holdings_of(user)
    rows, proved = found.registrations.count(), _proved(found.registrations)
    names = proved.values("person").distinct().count()
    own, mails = found.own_credits.count() + found.windows.count(), found.mails.count()
    kept = proved.count()
    return _lines(found, deleted=rows - kept, kept=kept, names=names, mails=mails, numbers=found.numbers, own=own)


def obstacle(user: AbstractUser, *, now: datetime) -> str:
    """Why nothing can be deleted now, with what to do first; empty when nothing stands in the way."""
    if user.has_perm("wagtailadmin.access_admin") or user.groups.exists():
        return _("Your account belongs to the staff of an office. Ask the office to take your rights back first.")
    ahead = holdings_of(user).registrations.filter(state__in=RegistrationState.active, event__end__gt=now)
    titles = list(ahead.values_list("event__title", flat=True))
    if titles:
        sentence = _(
            "You are registered for an event to come: {titles}. Cancel your registration first, so that others get the seat."
        )
        return sentence.format(titles=", ".join(titles))
    return ""


def erase(user: AbstractUser, *, now: datetime) -> ErasureReceipt:
    """Delete the account, its mail addresses, answers, mails and all that proves no participation; all of it, or nothing.

    Every installed plugin is asked in the same transaction. Raises ErasureError, with nothing deleted, when an event to come
    or a role among the staff stands in the way, or when a plugin fails or does not work.
    """
    if reason := obstacle(user, now=now):
        raise ErasureError(reason)
    try:
        return _erase(user, now=now)
    except IntegrityError:
        raise ErasureError(
            _("Other records of the site rest on yours, so nothing was deleted. Write to your office.")
        ) from None


@transaction.atomic
def _erase(user: AbstractUser, *, now: datetime) -> ErasureReceipt:
    found = holdings_of(user)
    of_plugins = [line for person in found.persons for line in _ask_plugins(person)]
    numbers = _forget_numbers(found)
    mails = found.mails.delete()[1].get(Message._meta.label, 0)
    own = discard(found.own_credits) + found.windows.delete()[0]
    deleted, kept = _clear(found.registrations)
    names = Person.objects.filter(pk__in=[person.pk for person in found.persons], registrations__isnull=False)
    stay = names.distinct().count()
    lines = _lines(found, deleted=deleted, kept=kept, names=stay, mails=mails, numbers=numbers, own=own)
    for person in found.persons:
        _forget(person)
    user.delete()
    return ErasureReceipt.objects.create(erased_at=now, lines=[asdict(line) for line in [*lines, *of_plugins]])


def _proved(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """Those that attendance or credits were recorded for: what proves a participation."""
    return registrations.filter(Q(attendances__isnull=False) | Q(credits__isnull=False)).distinct()


def _ask_plugins(person: Person) -> list[Line]:
    away = [plugin.name for plugin in discover() if not plugin.is_active]
    answers = all_hooks().each("personal_data_erase", person=person.ref)
    failed = away + [answer.plugin for answer in answers if answer.error]
    if failed:
        sentence = _(
            "A part of the site cannot delete its data at the moment ({plugins}), so nothing was deleted. Please try again "
            "later, or write to your coordination office."
        )
        raise ErasureError(sentence.format(plugins=", ".join(failed)))
    return [
        Line(section=str(one.section), deleted=one.deleted, kept=one.kept, reason=str(one.reason), plugin=answer.plugin)
        for answer in answers
        for one in answer.value
    ]


def _forget_numbers(found: Holdings) -> int:
    """Delete every professional number, reported or not; how many."""
    counted = found.numbers
    RegistrationNumber.objects.filter(registration__in=list(found.registrations)).delete()
    PersonNumber.objects.filter(person__in=found.persons).delete()
    return counted


def _clear(registrations: QuerySet[Registration]) -> tuple[int, int]:
    """Delete the registrations that prove nothing, and strip the others; how many of each."""
    proved = set(_proved(registrations).values_list("pk", flat=True))
    rows = list(registrations)
    deleted = sum(row.pk not in proved and _delete(row) for row in rows)
    stripped: dict[str, Any] = {"email": "", "answers": {}, "cancellation_reason": ""}
    for row in rows:
        Registration.objects.filter(pk=row.pk).update(**stripped, token=new_token())
    return deleted, len(rows) - deleted


def _delete(registration: Registration) -> bool:
    """Delete the registration and give its seat back; False when something else, such as a certificate, still rests on it."""
    try:
        with transaction.atomic():
            if registration.holds_seat:
                seats.release(registration)
            registration.delete()
    except ProtectedError:
        return False
    return True


def _forget(person: Person) -> None:
    """Delete the person, or leave the name alone where registrations that prove something bear it."""
    if not person.registrations.exists():
        person.delete()
        return
    emptied = dict.fromkeys(("email", "profession", "organisation", "district", "language"), "")
    Person.objects.filter(pk=person.pk).update(**emptied, user=None, calendar_token=new_calendar_token())


def _lines(found: Holdings, *, deleted: int, kept: int, names: int, mails: int, numbers: int, own: int) -> list[Line]:
    proof = str(AS_PROOF)
    rows = Registration.objects.filter(person__in=found.persons)
    counts = rows.aggregate(
        attendance=Count("attendances", distinct=True),
        checks=Count("learning_checks", distinct=True),
        contributions=Count("contributions", distinct=True),
        credits=Count("credits", distinct=True),
    )
    lines = [
        Line(section=_("Account and mail addresses"), deleted=1 + EmailAddress.objects.filter(user_id=found.user.pk).count()),
        Line(
            section=_("Name and profile"),
            deleted=len(found.persons) - names,
            kept=names,
            reason=_("Only the name stays, on the records that are kept as proof.") if names else "",
        ),
        Line(
            section=_("Registrations, with what you answered"),
            deleted=deleted,
            kept=kept,
            reason=_("Without mail address and answers: attendance is recorded for them.") if kept else "",
        ),
        Line(section=_("Professional numbers, such as an EFN"), deleted=numbers),
        Line(section=_("Mails to you"), deleted=mails),
        Line(section=_("Credits you entered yourself with their proofs, and windows"), deleted=own),
        Line(section=_("Attendance"), kept=counts["attendance"], reason=proof),
        Line(section=_("Results of learning checks"), kept=counts["checks"], reason=proof),
        Line(section=_("Contributions to events"), kept=counts["contributions"], reason=proof),
        Line(section=_("Credits"), kept=counts["credits"], reason=proof),
    ]
    return [line for line in lines if line.deleted or line.kept]
