"""Registration: who may register, and what else the form asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from plugins.api.info import Text
from plugins.api.refs import EventRef

QuestionKind = Literal["text", "long_text", "choice", "yes_no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFacts:
    """What a rule may know of somebody who registers. ``answers`` are those to the plugin's own questions, by their key."""

    event: EventRef
    profession: str
    organisation: str
    district: str
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRule:
    """A rule about who may register for events of the regions where the plugin is active.

    ``check`` takes the facts and the plugin's settings in the region. It returns the sentence that refuses, which says what to
    do instead, or ``""`` to consent. Anything else, None and an exception included, refuses as well: a rule that fails never
    consents. Whoever is registered by hand by the office passes it over.
    """

    key: str
    label: Text
    check: Callable[[RegistrationFacts, Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationQuestion:
    """A question of the registration form. ``choices`` maps stored values to labels, for the kind ``choice`` only.

    ``applies`` tells for which events it is asked; without it, for all of the region. Ask no more than the event needs: the
    answer is personal data, kept and deleted with the registration.
    """

    key: str
    label: Text
    kind: QuestionKind = "text"
    help_text: Text = ""
    required: bool = False
    choices: Mapping[str, Text] = field(default_factory=dict)
    applies: Callable[[EventRef], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalNumber:
    """A number that a body knows its professionals by, such as the EFN of German physicians.

    It is asked where the event has an accreditation under one of the credit schemes ``schemes``, and never required.
    ``normalise`` takes what was typed or scanned. It returns the number as it is stored, of ASCII letters and digits without
    anything between them, or raises ValueError with a sentence for the person that says what is wrong and what to do.

    ``professions`` are the keys of those who have such a number at all; empty, anybody may. Others are not asked for it once
    their profession is known, and no report misses it; one they give all the same is reported.
    """

    key: str
    label: Text
    schemes: tuple[str, ...]
    normalise: Callable[[str], str]
    help_text: Text = ""
    professions: frozenset[str] = frozenset()
