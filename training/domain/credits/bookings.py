"""What a person collected: credits awarded here, and entries of their own from elsewhere, in one shape."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plugins.api import AccountEntry
from training.domain.credits.parts import why_no_basis
from training.models import CreditEntry, ExternalCredit, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One line of an account. ``counts`` says whether the body's rule gets to see it.

    ``components`` are the parts that an award consists of, ``note`` says why it has no basis, ``own`` is the entry behind the
    line, if it is one's own.
    """

    scheme: str
    date: date
    title: str
    body: str
    amount: Decimal
    unit: str
    kind: str
    is_medical: bool = True
    has_proof: bool = True
    counts: bool = False
    components: tuple[tuple[str, Decimal], ...] = ()
    note: str = ""
    own: ExternalCredit | None = None

    @property
    def entry(self) -> AccountEntry:
        """As the body's rule may know it."""
        return AccountEntry(
            date=self.date, amount=_plain(self.amount), kind=self.kind, medical=self.is_medical, proof=self.has_proof
        )


def _plain(amount: Decimal) -> Decimal:
    """Without the zeros that the database adds, which rules would print in their sentences."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def bookings_of(person: Person) -> list[Booking]:
    """All lines of all accounts, newest first; two queries. ``unit`` is empty in entries of one's own: it is the body's.

    Of an award, the entry that no other corrects counts, if it was determined. Whether its subject was medical is not
    recorded with an award: it counts as medical, as the contract of accounts has it.
    """
    holding = CreditEntry.objects.filter(registration__person=person, corrected_by=None, status=CreditEntry.Status.DETERMINED)
    awarded = map(_awarded, holding.select_related("registration__event"))
    found = [*awarded, *map(_own, ExternalCredit.objects.filter(person=person))]
    return sorted(found, key=lambda booking: (booking.date, booking.title), reverse=True)


def _awarded(entry: CreditEntry) -> Booking:
    event = entry.registration.event
    return Booking(
        scheme=entry.scheme,
        date=event.day_of(event.start),
        title=event.title,
        body=entry.body,
        amount=entry.amount or Decimal(0),
        unit=entry.unit,
        kind="event",
        components=tuple(_components(entry.lines)),
        note=why_no_basis(entry),
    )


def _components(lines: Iterable[dict[str, str]]) -> Iterator[tuple[str, Decimal]]:
    """The amount of each component, in the order in which the award names them."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line["component"]] = sums.get(line["component"], Decimal(0)) + Decimal(line["amount"])
    yield from sums.items()


def _own(entry: ExternalCredit) -> Booking:
    return Booking(
        scheme=entry.scheme,
        date=entry.date,
        title=entry.title,
        body=entry.body,
        amount=entry.amount,
        unit="",
        kind=entry.kind,
        is_medical=entry.is_medical,
        has_proof=bool(entry.proof),
        own=entry,
    )
