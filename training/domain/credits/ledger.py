"""What people write into their accounts themselves: the end of a window, and entries from elsewhere with their proofs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.credits.bodies import CreditBody, credit_bodies
from training.domain.errors import DomainError
from training.domain.uploads import ending_of
from training.models import CreditWindow, ExternalCredit, Person
from training.models.credit_account import proof_storage

EARLIEST = date(1950, 1, 1)
LATEST = date(2200, 1, 1)
MOST_ENTRIES = 2_000
"""Of one person, so that nobody fills the disk: far more than a working life has."""


class CreditAccountError(DomainError):
    """The account cannot be changed like that; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What somebody says they earned elsewhere."""

    date: date
    amount: Decimal
    kind: str
    title: str
    body: str = ""
    is_medical: bool = True


def set_window(person: Person, *, scheme: str, end: date) -> CreditWindow:
    """Let the person's window with the scheme's body end with that day. Raises CreditAccountError when it has no windows."""
    body = _body(scheme)
    if body.years is None:
        raise CreditAccountError(_("This body states no goal over years, so its account has no window."))
    if not EARLIEST <= end <= LATEST:
        raise CreditAccountError(_("Please check the year of the last day."))
    with transaction.atomic():
        known = CreditWindow.objects.select_for_update().filter(person=person, scheme__in=body.keys).first()
        window = known or CreditWindow(person=person)
        window.scheme, window.end = body.key, end
        window.save()
        return window


def add_credit(person: Person, earned: Earned, *, scheme: str, proof: File | None = None, today: date) -> ExternalCredit:
    """Enter what the person earned elsewhere.

    Raises CreditAccountError when it cannot be right, and UploadError when the file is not taken; nothing is kept then.
    """
    body = _body(scheme)
    _check(earned, body, today=today)
    entry = ExternalCredit(person=person, scheme=body.key)
    with transaction.atomic():
        if person.external_credits.count() >= MOST_ENTRIES:
            raise CreditAccountError(_("There are too many entries of your own. Delete some that no longer count."))
        return _write(entry, earned, proof=proof)


def change_credit(
    entry: ExternalCredit, earned: Earned, *, proof: File | None = None, remove_proof: bool = False, today: date
) -> ExternalCredit:
    """Replace what the entry says. A new proof takes the place of the old one; ``remove_proof`` takes it away.

    Raises what ``add_credit`` raises, with nothing changed.
    """
    _check(earned, _body(entry.scheme), today=today)
    with transaction.atomic():
        entry = ExternalCredit.objects.select_for_update().get(pk=entry.pk)
        if entry.proof and (proof or remove_proof):
            _forget_files([entry.proof.name])
            entry.proof = ""
        return _write(entry, earned, proof=proof)


def delete_credit(entry: ExternalCredit) -> None:
    """Delete the entry with its proof."""
    discard(ExternalCredit.objects.filter(pk=entry.pk))


@transaction.atomic
def discard(entries: Iterable[ExternalCredit]) -> int:
    """Delete the entries, and their proofs once that is certain; how many entries."""
    rows = list(entries)
    _forget_files(row.proof.name for row in rows if row.proof)
    ExternalCredit.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _write(entry: ExternalCredit, earned: Earned, *, proof: File | None) -> ExternalCredit:
    entry.date, entry.amount, entry.kind = earned.date, earned.amount, earned.kind
    entry.title, entry.body, entry.is_medical = earned.title, earned.body, earned.is_medical
    if proof:
        entry.proof.save(f"proof.{ending_of(proof)}", proof, save=False)
    entry.save()
    return entry


def _body(scheme: str) -> CreditBody:
    body = credit_bodies().get(scheme)
    if body is None:
        sentence = _("The credit scheme {scheme} is not installed or does not work. Tell the people who run this site.")
        raise CreditAccountError(sentence.format(scheme=scheme))
    return body


def _check(earned: Earned, body: CreditBody, *, today: date) -> None:
    if earned.date > today:
        raise CreditAccountError(_("This day has not come yet. Enter what you earned once it is over."))
    if earned.date < EARLIEST:
        raise CreditAccountError(_("Please check the year."))
    if earned.amount <= 0:
        raise CreditAccountError(_("Please enter an amount of more than nothing."))
    if earned.kind not in body.kinds:
        raise CreditAccountError(_("This body does not know this kind of credits. Choose one of the list."))


def _forget_files(names: Iterable[str | None]) -> None:
    """Delete the files when the transaction holds; if it does not, their rows still need them."""
    for name in filter(None, names):
        transaction.on_commit(partial(proof_storage().delete, name))
