"""Deleting a person's data (GDPR Art. 17): what goes, what has to stay and why, and a receipt that says so."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from plugins.loader import discover
from plugins.runtime import all_hooks
from training.domain.credits.ledger import discard
from training.domain.errors import DomainError
from training.domain.own_data.holdings import Holdings, holdings_of
from training.domain.own_data.summary import Deleted, Line, lines_of
from training.domain.seating import seats
from training.enums import RegistrationState
from training.models import ErasureReceipt, Message, Person, PersonNumber, Registration, RegistrationNumber
from training.models.person import new_calendar_token
from training.models.registration import new_token


class ErasureError(DomainError):
    """The data cannot be deleted now; nothing was."""


def preview(user: AbstractUser) -> list[Line]:
    """What ``erase`` would do with the core's records. What plugins keep, they say only when they are asked to delete it."""
    found = holdings_of(user)
    kept = list(found.proved.values_list("pk", flat=True))
    names = found.proved.values("person").distinct().count()
    deleted = Deleted(
        accounts=found.accounts,
        persons=len(found.persons) - names,
        registrations=found.registrations.count() - len(kept),
        numbers=found.numbers,
        mails=found.mails.count(),
        own_credits=found.own_credits.count() + found.windows.count(),
        notes=found.notes.count(),
    )
    return lines_of(deleted, kept=kept, names=names)


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
    lines = _delete_all(found)
    user.delete()
    return ErasureReceipt.objects.create(erased_at=now, lines=[asdict(line) for line in [*lines, *of_plugins]])


def _delete_all(found: Holdings) -> list[Line]:
    """Delete what the core keeps but the account itself, and say what was deleted and what stays."""
    accounts, numbers, notes = found.accounts, _forget_numbers(found), found.notes.delete()[0]
    mails = found.mails.delete()[1].get(Message._meta.label, 0)
    own_credits = discard(found.own_credits) + found.windows.delete()[0]
    rows = list(found.registrations)
    kept = _clear(rows, proved=set(found.proved.values_list("pk", flat=True)))
    names = sum([not _forget(person) for person in found.persons])
    deleted = Deleted(
        accounts=accounts,
        persons=len(found.persons) - names,
        registrations=len(rows) - len(kept),
        numbers=numbers,
        mails=mails,
        own_credits=own_credits,
        notes=notes,
    )
    return lines_of(deleted, kept=kept, names=names)


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


def _clear(rows: Collection[Registration], *, proved: Collection[int]) -> list[int]:
    """Delete the registrations that prove nothing, and strip the others; the keys of those."""
    kept = [row.pk for row in rows if row.pk in proved or not _delete(row)]
    stripped: dict[str, Any] = {"email": "", "answers": {}, "cancellation_reason": ""}
    for pk in kept:
        Registration.objects.filter(pk=pk).update(**stripped, token=new_token())
    return kept


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


def _forget(person: Person) -> bool:
    """Delete the person, or leave the name alone where registrations that prove something bear it, and return False."""
    if not person.registrations.exists():
        person.delete()
        return True
    emptied = dict.fromkeys(("email", "profession", "organisation", "district", "language"), "")
    Person.objects.filter(pk=person.pk).update(**emptied, user=None, calendar_token=new_calendar_token())
    return False
