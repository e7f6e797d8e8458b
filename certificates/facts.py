"""What a certificate says: plain frozen data for templates, pages and JSON, read by ``certificates.context`` from snapshots."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from certificates.look import Look
from plugins.identifiers import vnr_error
from training.statement.words import unit_label


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One session attended; ``minutes`` is its teaching time, ``attended`` the minutes present."""

    title: str
    start: datetime
    minutes: int
    attended: int

    @property
    def is_partial(self) -> bool:
        return self.attended < self.minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPrinted:
    """What one body granted and this person earned."""

    body: str
    amount: Decimal
    unit: str
    category: str
    reference: str
    basis: Decimal | None = None
    learning_check: Decimal = Decimal(0)
    speaker: Decimal = Decimal(0)

    @property
    def has_parts(self) -> bool:
        """Whether there is more to tell than the amount."""
        return bool(self.learning_check or self.speaker)

    @property
    def unit_name(self) -> str:
        """What the unit is called after the amount, in the language at hand: “1 point”, “2 points”."""
        return unit_label(self.unit, amount=self.amount)

    @property
    def counted(self) -> int:
        """The amount for grammar."""
        return _counted(self.amount)

    @property
    def is_vnr(self) -> bool:
        """Whether the reference has the shape of a VNR, under which German chambers know an event: 19 digits."""
        return not vnr_error(self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributed:
    """What somebody gave to the event, such as “Speaker” and the title of a talk."""

    role: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """A training of a programme, with the number of the certificate that states it."""

    title: str
    start: datetime
    serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A line that a plugin added. It is printed; others see the label alone where it is private."""

    key: str
    label: str
    value: str
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The office that issues, as it signed on the day."""

    region: str
    organisation: str
    contact_email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a certificate says. Times are aware and in the event's own zone; ``code`` is grouped for reading aloud."""

    serial: str
    code: str
    verification_url: str
    language: str
    purpose: str
    heading: str
    statement: str
    criteria: tuple[str, ...]
    issued_on: date
    name: str
    event_code: str
    event_title: str
    zone: str
    start: datetime
    end: datetime
    delivery: str
    place: str
    host: str
    scientific_lead: str
    sessions: tuple[SessionLine, ...]
    attended_minutes: int
    contributions: tuple[Contributed, ...]
    programme: str
    courses: tuple[CourseLine, ...]
    hours: Decimal | None
    credits: tuple[CreditPrinted, ...]
    more: tuple[Added, ...]
    issuer: Issuer
    look: Look

    @property
    def added(self) -> dict[str, str]:
        """The values of plugins' lines by their key, for designs that place them: ``facts.added.acme_number``."""
        return {line.key: line.value for line in self.more}

    @property
    def private_labels(self) -> tuple[str, ...]:
        """Of the lines that stand on paper alone, and in no credential, what they are."""
        return tuple(line.label for line in self.more if line.is_private)

    @property
    def is_one_day(self) -> bool:
        return self.start.date() == self.end.date()

    @property
    def hours_counted(self) -> int:
        """The teaching units for grammar."""
        return _counted(self.hours)

    @property
    def attended_hours(self) -> int:
        """Whole hours of attendance; ``attended_rest`` has the minutes over them."""
        return self.attended_minutes // 60

    @property
    def attended_rest(self) -> int:
        return self.attended_minutes % 60

    @property
    def has_partial(self) -> bool:
        return any(session.is_partial for session in self.sessions)

    @property
    def has_categories(self) -> bool:
        return any(credit.category for credit in self.credits)

    @property
    def has_references(self) -> bool:
        return any(credit.reference for credit in self.credits)


def _counted(amount: Decimal | None) -> int:
    """1 for exactly one, else 2: of half a unit the plural is written, as of many."""
    return 1 if amount == 1 else 2
