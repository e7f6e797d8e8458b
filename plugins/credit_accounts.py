"""Accounts of credits over years: the common shape of their rules, and asking one without being hurt by it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from plugins.api import (
    AccountAnswer,
    AccountEntry,
    AccountFacts,
    AccountLimit,
    CreditScheme,
    CreditUnit,
    Text,
)

Selects = Callable[[AccountEntry], bool]
Compute = Callable[[AccountFacts], AccountAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A part of the entries of which at most so much counts. An entry belongs to one cap at most."""

    name: str
    label: Text
    most: int
    selects: Selects

    def limit(self, entries: Iterable[AccountEntry]) -> AccountLimit:
        claimed, most = total(filter(self.selects, entries)), Decimal(self.most)
        return AccountLimit(name=self.name, label=self.label, cap=most, counted=min(claimed, most), fulfilled=claimed <= most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """A part of the entries that has to reach so much. With ``is_apart`` it is no part of the sum, but asked for beside it."""

    name: str
    label: Text
    least: int
    selects: Selects
    is_apart: bool = False

    def limit(self, entries: Iterable[AccountEntry]) -> AccountLimit:
        counted, least = total(filter(self.selects, entries)), Decimal(self.least)
        return AccountLimit(name=self.name, label=self.label, minimum=least, counted=counted, fulfilled=counted >= least)


def goal(required: int, *, unit: CreditUnit, caps: Iterable[Cap] = (), minimums: Iterable[Minimum] = ()) -> Compute:
    """The rule "so much in the window, of which at most this and at least that"."""
    caps, minimums = tuple(caps), tuple(minimums)

    def compute(facts: AccountFacts) -> AccountAnswer:
        apart = [minimum.selects for minimum in minimums if minimum.is_apart]
        entries = [entry for entry in facts.entries if not any(selects(entry) for selects in apart)]
        capped = [cap.limit(entries) for cap in caps]
        free = [entry for entry in entries if not any(cap.selects(entry) for cap in caps)]
        reached = [minimum.limit(facts.entries) for minimum in minimums]
        counted = sum((limit.counted for limit in capped), total(free))
        missing = tuple(_missing(counted, required, unit=unit, limits=[*capped, *reached]))
        return AccountAnswer(
            status="not_met" if missing else "met",
            unit=unit,
            counted=counted,
            required=Decimal(required),
            limits=(*capped, *reached),
            missing=missing,
        )

    return compute


def total(entries: Iterable[AccountEntry]) -> Decimal:
    """The sum of the entries."""
    return sum((entry.amount for entry in entries), Decimal(0))


def undetermined(unit: CreditUnit, reason: str, *, counted: Decimal | None = None) -> AccountAnswer:
    """Nobody can tell by what is published; the reason says whom to ask. ``counted`` is the plain sum, if that is known."""
    return AccountAnswer(status="undetermined", unit=unit, counted=counted, missing=(reason,))


def ask_account(scheme: CreditScheme, facts: AccountFacts) -> AccountAnswer:
    """The scheme's answer on a window, or ``undetermined`` with the reason when it has no goal, fails or answers wrongly.

    Entries outside the window are left out. Never raises.
    """
    inside = tuple(entry for entry in facts.entries if facts.start <= entry.date <= facts.end)
    if scheme.account is None:
        reason = _("No goal over years is known to us for this scheme. Ask {authority}.").format(authority=scheme.authority)
        return undetermined(scheme.unit, reason, counted=total(inside))
    try:
        answer = scheme.account.compute(AccountFacts(start=facts.start, end=facts.end, entries=inside))
        _verify(answer, scheme)
    except Exception as exc:
        reason = _("The account of the credit scheme {scheme} failed ({error}). Tell the people who run this site.")
        return undetermined(scheme.unit, reason.format(scheme=scheme.key, error=f"{type(exc).__name__}: {exc}"))
    return answer


def _missing(counted: Decimal, required: int, *, unit: CreditUnit, limits: Iterable[AccountLimit]) -> Iterable[str]:
    if counted < required:
        sentence = _("{amount} {unit} of {required} are missing.")
        yield sentence.format(amount=f"{required - counted:f}", unit=_(unit), required=required)
    for limit in limits:
        if limit.minimum is not None and not limit.fulfilled:
            sentence = _("{part}: {counted} of at least {minimum} are reached.")
            yield sentence.format(part=limit.label, counted=f"{limit.counted:f}", minimum=f"{limit.minimum:f}")
        elif not limit.fulfilled and counted < required:
            yield _("{part}: no more than {cap} count.").format(part=limit.label, cap=f"{limit.cap:f}")


def _verify(answer: object, scheme: CreditScheme) -> None:
    if not isinstance(answer, AccountAnswer):
        raise TypeError(f"compute() gave {type(answer).__name__} instead of an AccountAnswer")
    if answer.unit != scheme.unit:
        raise ValueError(f"the answer is in {answer.unit}, the scheme in {scheme.unit}")
    for amount in (answer.counted, answer.required):
        if amount is not None and not (isinstance(amount, Decimal) and amount.is_finite() and amount >= 0):
            raise ValueError("an amount is not a Decimal of zero or more")
