"""Credits: the facts a scheme may know, and what it answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from plugins.api.accounts import CreditAccount
from plugins.api.info import Text
from plugins.api.plans import AccreditationPlan
from plugins.api.units import CreditUnit

Delivery = Literal["presence", "virtual", "on_demand"]
Role = Literal["participant", "speaker", "moderator", "scientific_lead", "author"]
CreditStatus = Literal["determined", "refused", "undetermined"]
CreditComponent = Literal["basis", "learning_check", "speaker", "bonus", "cap"]
ParameterValue: TypeAlias = int | str | None


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
    such as ``quality_circle``; ``feedback`` says whether the participant's evaluation came in. ``parameters`` are the scheme's
    own, as they were in force on that day: the host hands over a value for each, the default where nobody set another.
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
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)


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
class CreditParameter:
    """A number or a choice of a scheme that a region may set otherwise from a day on, without code.

    ``default`` is what the source says; None stands for a number that the source does not give. With ``choices`` the value is
    one of their keys, without it is a whole number from ``minimum`` to ``maximum``.
    """

    label: Text
    default: ParameterValue
    help_text: Text = ""
    choices: Mapping[str, Text] = field(default_factory=dict)
    minimum: int = 0
    maximum: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningCheckRule:
    """What a body asks of a learning check by the text named in ``source``; what that does not say stays None or empty.

    ``questions`` and ``options`` are the least numbers of questions, and of options of each question. In the categories of
    ``single_answer_in`` exactly one option of a question is correct, in those of ``needed_in`` there is no basis without a
    passed check. How much has to be correct is the scheme's parameter ``pass_percent``.
    """

    source: str
    questions: int | None = None
    options: int | None = None
    single_answer_in: frozenset[str] = frozenset()
    needed_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditScheme:
    """The published rule of one body, as a pure function of the facts.

    ``authority`` is the body that awards, ``source`` the text the rule was read in, with its date, and ``read_on`` the day it
    was read. ``categories`` maps the scheme's words to their labels, empty where it has none. ``compute`` reads nothing but the
    facts, the parameters among them, and rounds as the published rule says, else down. ``account`` is what the body asks of a
    person over years, ``learning_check`` what it asks of a learning check; None where nothing is published. A grant presumes
    complete attendance unless ``pro_rata`` says that the published rule credits what was attended only: then less attendance
    earns what ``compute`` gives for it, but never more than was granted. ``conflicts`` says, a sentence each, where the
    plan of an event does not fit what the body published that it wants, and what to do; None where nothing is published.
    """

    key: str
    label: Text
    authority: Text
    source: str
    unit: CreditUnit
    compute: Callable[[CreditFacts], CreditAnswer]
    categories: Mapping[str, Text] = field(default_factory=dict)
    parameters: Mapping[str, CreditParameter] = field(default_factory=dict)
    account: CreditAccount | None = None
    learning_check: LearningCheckRule | None = None
    read_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    pro_rata: bool = False
    conflicts: Callable[[AccreditationPlan], Iterable[str]] | None = None
