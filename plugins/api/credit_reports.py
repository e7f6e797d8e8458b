"""Reports of credits: who earned what at an event, as a list for the body or sent to it one person at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from plugins.api.info import Text
from plugins.api.refs import EventRef
from plugins.api.units import CreditUnit

ReportStatus = Literal["accepted", "refused", "malformed", "unauthorised", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedPerson:
    """What is reported of one person. The three amounts are apart from each other, as bodies keep them, in the report's unit.

    ``date`` is the last day attended, by the event's clock. ``number`` is what the body knows the person by, empty where it is
    not known or not needed; it is in no ``repr``, and must be in no log, error or address.
    """

    name: str
    date: date
    number: str = field(default="", repr=False)
    basis: Decimal = Decimal(0)
    learning_check: Decimal = Decimal(0)
    speaker: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditReport:
    """What a body granted for an event and what is reported to it. ``reference`` is the body's number, such as a VNR.

    ``granted`` and ``granted_learning_check`` are what the body's notice gives for complete attendance and for the learning
    check, None where it says nothing. People are in the order of the site's lists.
    """

    event: EventRef
    organisation: str
    body: str
    reference: str
    category: str
    unit: CreditUnit
    granted: Decimal | None = None
    granted_learning_check: Decimal | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    people: tuple[ReportedPerson, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditReportFormat:
    """A list for those who report by hand. ``write`` returns the file; ``extension`` is without a dot, such as ``xlsx``.

    ``number`` is the key of the professional number that the list shows in full, of any plugin. It is offered where the body
    goes by that number; without one it is offered everywhere, and no number is handed over. It is written in the language of
    the event's region.
    """

    key: str
    label: Text
    media_type: str
    extension: str
    write: Callable[[CreditReport], bytes]
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOutcome:
    """What came of sending one person's credits.

    ``accepted`` carries a ``receipt``, to be kept as proof. ``refused`` is the body's decision on this person and ``malformed``
    a mistake in what was sent: neither is tried again by itself. ``unauthorised`` stops the report until the office has entered
    the credential anew. ``later`` is tried again unchanged, after ``wait`` seconds if the body said how long. All but the first
    carry a ``sentence`` for the office that says what is wrong and what to do, without the number.
    """

    status: ReportStatus
    receipt: str = ""
    sentence: str = ""
    wait: int | None = None

    def __post_init__(self) -> None:
        if (self.status == "accepted") != bool(self.receipt):
            raise ValueError("An accepted report has a receipt, any other has none.")
        if (self.status == "accepted") == bool(self.sentence):
            raise ValueError("A report that is not accepted says what is wrong and what to do.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportConnection:
    """A way to the body for one report. Each function sends one person's credits and can be called again with the same.

    Repeating must not credit anybody twice. ``withdraw`` takes back what was accepted before.
    """

    submit: Callable[[ReportedPerson], ReportOutcome]
    withdraw: Callable[[ReportedPerson], ReportOutcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAccess:
    """What a service needs to speak to the body: the report without its people, the credential, the plugin's settings."""

    report: CreditReport
    secret: str = field(repr=False)
    settings: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditReportService:
    """A body's electronic interface. It only speaks the protocol: the host keeps states, repeats, and shows the progress.

    It is offered for accreditations under one of ``schemes``, and sends those people whose number of the key ``number`` is
    known. ``secret_label`` names the credential the office enters for each report, such as the password of a VNR.
    ``destination`` takes the plugin's settings in the region and returns the host that would be spoken to, to be shown before
    anything is sent; it raises ValueError with a sentence that says what to set where nothing is set. ``connect`` sends nothing
    yet.
    """

    key: str
    label: Text
    number: str
    schemes: tuple[str, ...]
    secret_label: Text
    destination: Callable[[Mapping[str, Any]], str]
    connect: Callable[[ReportAccess], ReportConnection]
    secret_help: Text = ""
