"""All that a plugin author imports. Nothing in this module imports Django.

What crosses a hook is plain and frozen: a plugin can read it, keep it and compare it, and can change nothing with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Protocol

import pluggy

__all__ = [
    "API_VERSION",
    "Assessment",
    "CertificateTemplate",
    "CreditAnswer",
    "CreditFacts",
    "CreditLine",
    "CreditScheme",
    "EventAction",
    "EventRef",
    "ModuleType",
    "MySection",
    "PersonRef",
    "PersonalData",
    "PluginInfo",
    "Profession",
    "RegionRef",
    "SessionFacts",
    "Text",
    "hookimpl",
]

API_VERSION = (1, 0)
"""Major and minor version of the hook contract: a plugin loads when its major is equal and its minor is not newer."""

hookimpl = pluggy.HookimplMarker("samkurs")

Delivery = Literal["presence", "virtual", "on_demand"]
Role = Literal["participant", "speaker", "moderator", "scientific_lead", "author"]
CreditStatus = Literal["determined", "refused", "undetermined"]
CreditUnit = Literal["points", "hours", "days", "credits", "ECMEC"]
CreditComponent = Literal["basis", "learning_check", "speaker", "bonus", "cap"]


class Text(Protocol):
    """A text or its lazy translation (``gettext_lazy``), made a ``str`` where it is shown."""

    def __str__(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginInfo:
    """What an entry point in the group ``samkurs.plugins`` names: who the plugin is, read before Django starts.

    ``name`` equals the entry point's name, matches ``[a-z][a-z0-9_]*`` and is the prefix of every key the plugin provides.
    ``hooks`` is the dotted name of the module with the hook implementations, imported once all apps are ready.
    ``api`` is the version of the hook contract the plugin was written for. Version and licence come from the package.
    """

    name: str
    label: str
    description: str = ""
    author: str = ""
    api: str = "1.0"
    apps: tuple[str, ...] = ()
    hooks: str = ""
    urls: str = ""
    settings_form: str = ""
    default_settings: Mapping[str, Any] = field(default_factory=dict)
    restricted: bool = False
    depends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRef:
    """A region as plugins see it. ``language`` and ``country`` are ISO codes, ``time_zone`` is an IANA name."""

    slug: str
    name: str
    country: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRef:
    """A professional as plugins see them: a key to ask by, a name and a profession, no mail address and no numbers."""

    pk: int
    name: str
    profession: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRef:
    """An event as plugins see it. Times are aware and in UTC."""

    code: str
    title: str
    region: RegionRef
    state: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Profession:
    """A profession people register with, such as ``midwife``, in a sector such as ``health`` or ``youth_welfare``."""

    key: str
    label: Text
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleType:
    """A kind of module an editor can choose, with the Wagtail block that is its form.

    ``block`` returns a new Wagtail block each time it is called. ``takes_seats`` says that its sessions have places of their
    own which people choose (a forum, a workshop), rather than being attended by everyone.
    """

    key: str
    label: Text
    block: Callable[[], Any]
    icon: str = "doc-full"
    takes_seats: bool = False
    template: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """One session a person was booked on. ``minutes`` is teaching time without breaks, ``attended`` the minutes present."""

    start: datetime
    minutes: int
    attended: int
    delivery: Delivery = "presence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The result of a learning check: number of questions, of options in each, and of correct answers."""

    questions: int
    options: int
    correct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFacts:
    """All that a credit scheme may know: what happened, never who the person is.

    ``date`` is the day whose rule is in force; ``category`` is the scheme's own word; ``form`` names a special form
    such as ``quality_circle``; ``feedback`` says whether the participant's evaluation came in.
    """

    date: date
    profession: str
    role: Role
    sessions: tuple[SessionFacts, ...]
    category: str | None = None
    group_size: int | None = None
    assessment: Assessment | None = None
    feedback: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """One step of the sum, with a sentence that explains it to the person it concerns."""

    component: CreditComponent
    amount: Decimal
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditAnswer:
    """What a scheme says of the facts.

    ``determined`` carries an amount, which the lines add up to. ``refused`` means that event or person do not qualify,
    ``undetermined`` that no known rule decides; both carry a reason and no amount, for neither is the same as zero.
    """

    status: CreditStatus
    unit: CreditUnit
    amount: Decimal | None = None
    lines: tuple[CreditLine, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.status == "determined") != (self.amount is not None):
            raise ValueError("A determined answer has an amount, any other has none.")
        if self.status != "determined" and not self.reason:
            raise ValueError("An answer that is refused or undetermined says why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditScheme:
    """The published rule of one body, as a pure function of the facts.

    ``authority`` is the body that awards, ``source`` the text the rule was read in, with its date. ``categories`` maps the
    scheme's words to their labels, empty where it has none. ``compute`` reads nothing but the facts and never rounds up.
    """

    key: str
    label: Text
    authority: Text
    source: str
    unit: CreditUnit
    compute: Callable[[CreditFacts], CreditAnswer]
    categories: Mapping[str, Text] = field(default_factory=dict)
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateTemplate:
    """The design of a certificate: a folder with ``template.html``, ``style.css`` and the fonts and pictures they name.

    The folder is all that the design can reach: other addresses are refused while it is rendered.
    """

    key: str
    label: Text
    folder: Path
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MySection:
    """A section a plugin adds to a professional's own area: a template and the plain data it shows."""

    key: str
    title: Text
    template: str
    context: Mapping[str, Any]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAction:
    """A link a plugin adds to an event's page in the back office, shown to those who hold ``permission``."""

    key: str
    label: Text
    url: str
    permission: str
    icon: str = "cog"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """What a plugin keeps about one person: a heading and rows of plain values, for the person's own export."""

    section: Text
    rows: tuple[Mapping[str, Any], ...]
