"""Who may register: the rules of the plugins active in an event's region. A rule that fails refuses."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plugins.api import RegistrationFacts, RegistrationRule
from plugins.failures import BREAKS
from plugins.isolation import record_failure
from plugins.registry import Provided, registration_questions, registration_rules
from training.domain.admission import QUESTIONS
from training.domain.errors import RegistrationError
from training.models import Event, Person


class RefusedByRules(RegistrationError):
    """Plugins' rules refuse. ``sentences`` has one for each of them, in the order of the rules' keys."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(sentences))


def check_rules(event: Event, *, answers: Mapping[str, Any], person: Person | None = None) -> None:
    """Ask every rule active in the event's region, and raise RefusedByRules with the sentences of all that refuse.

    ``answers`` are those of the form as they are stored with a registration; what they leave out is taken from the person.
    A rule that fails refuses, and so does one whose plugin's settings cannot be read; the failure is recorded. Rules are
    other people's code and may be slow: never call this inside a transaction. One query, none where no plugin has rules.
    """
    known = registration_rules()
    rules = event.hooks.only(known) if known else {}
    said = [_ask(rule, event, answers=answers, person=person) for _key, rule in sorted(rules.items())]
    if refusals := [sentence for sentence in said if sentence]:
        raise RefusedByRules(refusals)


def _ask(rule: Provided[RegistrationRule], event: Event, *, answers: Mapping[str, Any], person: Person | None) -> str:
    """The sentence that refuses, or nothing for consent. A translation that waits to be shown is a text, too."""
    facts = _facts(event, answers, person, plugin=rule.plugin)
    try:
        answer: object = rule.value.check(facts, event.hooks.settings(rule.plugin))
        text = str(answer) if isinstance(answer, Promise) else answer
    except BREAKS as exc:
        return _failed(rule, event, exc)
    if not isinstance(text, str) or (text and not text.strip()):
        return _failed(
            rule, event, f"The rule {rule.value.key} answered {type(answer).__name__} instead of a sentence or an empty text."
        )
    return text


def _failed(rule: Provided[RegistrationRule], event: Event, cause: BaseException | str) -> str:
    record_failure(rule.plugin, cause)
    sentence = _("“%(rule)s” could not be checked just now. Please try again later, or write to the office: %(mail)s")
    return sentence % {"rule": rule.value.label, "mail": event.region.contact_email}


def _facts(event: Event, answers: Mapping[str, Any], person: Person | None, *, plugin: str) -> RegistrationFacts:
    """What a rule may know: of the answers to plugins' questions only those to its own plugin's."""
    known = registration_questions()
    questions = answers.get(QUESTIONS, {}).items()
    own = {key: answer for key, answer in questions if key in known and known[key].plugin == plugin}

    def said(name: str) -> str:
        return str(answers.get(name) or getattr(person, name, ""))

    return RegistrationFacts(
        event=event.ref,
        profession=said("profession"),
        organisation=said("organisation"),
        district=said("district"),
        answers=MappingProxyType(own),
    )
