"""The printed facts of a certificate, read back from its snapshot: plain frozen data for templates, pages and JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from certificates.look import Look, look_of
from plugins.identifiers import vnr_error
from training.statement.words import unit_label

SCHEMA = 5
"""Version of the snapshot's shape. A new shape gets a new number, and old certificates are read as they were written.

1 knows no lines of plugins; 2 has them under ``more``; 3 has what was chosen of the looks, the parts of credits, and the
checksum of the design; 4 says what kind of certificate it is, and what that rests on; 5 marks the lines of plugins whose value
others do not see.
"""


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


def facts_of(snapshot: Mapping[str, Any]) -> Facts:
    """Read a snapshot. Raises ValueError when its schema is not known here, KeyError when something is missing in it."""
    if snapshot["schema"] not in range(1, SCHEMA + 1):
        raise ValueError(f"Snapshots of schema {snapshot['schema']} cannot be read here.")
    event, zone = snapshot["event"], ZoneInfo(snapshot["event"]["time_zone"])
    programme = snapshot.get("programme", {})
    return Facts(
        serial=snapshot["serial"],
        code=grouped(snapshot["code"]),
        verification_url=snapshot["verification_url"],
        language=snapshot["language"],
        purpose=snapshot["purpose"],
        heading=snapshot.get("heading", ""),
        statement=snapshot.get("statement", ""),
        criteria=tuple(snapshot.get("criteria", ())),
        issued_on=date.fromisoformat(snapshot["issued_on"]),
        name=snapshot["person"]["name"],
        event_code=event["code"],
        event_title=event["title"],
        zone=event["time_zone"],
        start=_moment(event["start"], zone),
        end=_moment(event["end"], zone),
        delivery=event["delivery"],
        place=event["place"],
        host=event["host"],
        scientific_lead=event["scientific_lead"],
        sessions=tuple(_session(line, zone) for line in snapshot["sessions"]),
        attended_minutes=sum(line["attended"] for line in snapshot["sessions"]),
        contributions=tuple(Contributed(**line) for line in snapshot.get("contributions", ())),
        programme=programme.get("title", ""),
        courses=tuple(_course(line, zone) for line in programme.get("courses", ())),
        hours=Decimal(snapshot["hours"]) if snapshot["hours"] else None,
        credits=tuple(_credit(line) for line in snapshot["credits"]),
        more=tuple(_added(line) for line in snapshot.get("more", ())),
        issuer=Issuer(**snapshot["issuer"]),
        look=look_of(snapshot.get("look", {})),
    )


def grouped(code: str) -> str:
    """A code in groups of four characters, as people read it aloud and type it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _counted(amount: Decimal | None) -> int:
    """1 for exactly one, else 2: of half a unit the plural is written, as of many."""
    return 1 if amount == 1 else 2


def _session(line: Mapping[str, Any], zone: ZoneInfo) -> SessionLine:
    return SessionLine(
        title=line["title"], start=_moment(line["start"], zone), minutes=line["minutes"], attended=line["attended"]
    )


def _credit(line: Mapping[str, Any]) -> CreditPrinted:
    parts = {name: Decimal(value) for name, value in line.get("parts", {}).items()}
    return CreditPrinted(
        body=line["body"],
        amount=Decimal(line["amount"]),
        unit=line["unit"],
        category=line["category"],
        reference=line["reference"],
        **parts,
    )


def _added(line: Mapping[str, Any]) -> Added:
    return Added(key=line["key"], label=line["label"], value=line["value"], is_private=line.get("is_private", False))


def _course(line: Mapping[str, Any], zone: ZoneInfo) -> CourseLine:
    return CourseLine(title=line["title"], start=_moment(line["start"], zone), serial=line["serial"])


def _moment(value: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(value).astimezone(zone)
