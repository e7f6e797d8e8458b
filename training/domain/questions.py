"""What plugins ask beside the site's own questions: which questions an event asks, and what was answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from plugins.api import RegistrationQuestion
from plugins.failures import BREAKS
from plugins.isolation import record_failure
from plugins.registry import Provided, registration_questions
from training.domain.admission import QUESTIONS
from training.domain.errors import RegistrationError
from training.domain.numbers import GivenNumber, give_numbers
from training.domain.rules import check_rules
from training.domain.transitions import current, touch
from training.enums import EventState, RegistrationState
from training.models import Event, Registration


class Said(NamedTuple):
    """A question and its answer, both in words."""

    question: str
    answer: str


def questions_for(event: Event) -> list[RegistrationQuestion]:
    """The questions of the event's registration form, plugin by plugin, each plugin's by key.

    A question whose ``applies`` fails is left out, and the failure is recorded. One query, none where no plugin asks.
    """
    known = registration_questions()
    active = event.hooks.only(known) if known else {}
    return [active[key].value for key in _in_order(active) if _applies(active[key], event)]


def answers_of(registration: Registration) -> dict[str, Any]:
    """The answers to plugins' questions by key, also of plugins that are off or gone. One left empty is not among them."""
    return registration.answers.get(QUESTIONS, {})


def said(registration: Registration) -> list[Said]:
    """What was answered, in words and in the order of the questions. No query."""
    answers = answers_of(registration)
    return [Said(label_of(key), in_words(key, answers[key])) for key in _in_order(answers)]


def keys_in(event: Event) -> list[str]:
    """Every question that the event asks, or that somebody answered before its plugin went; two queries at most."""
    asked = {question.key for question in questions_for(event)}
    stored = event.registrations.values_list(f"answers__{QUESTIONS}", flat=True)
    return _in_order(asked.union(*(answers for answers in stored if answers)))


def label_of(key: str) -> str:
    """What a question asks; one whose plugin is gone is known by its key."""
    known = registration_questions().get(key)
    return str(known.value.label) if known else key


def in_words(key: str, answer: Any) -> str:
    """An answer as its question offers it, or as it was stored where the question offers it no longer."""
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    known = registration_questions().get(key)
    return str(known.value.choices.get(answer, answer) if known else answer)


def change_answers(
    registration: Registration, *, answers: Mapping[str, Any], numbers: Iterable[GivenNumber] = (), now: datetime
) -> Registration:
    """Replace a participant's answers to the questions the event asks now, and the numbers given; what else is known stays.

    Plugins' rules are asked anew. Raises RegistrationError, and RefusedByRules among them, with nothing changed.
    """
    _check_may_answer(registration, now=now)
    event = registration.event
    asked = {question.key for question in questions_for(event)}
    kept = {key: answer for key, answer in answers_of(registration).items() if key not in asked}
    changed = {QUESTIONS: kept | {key: answer for key, answer in answers.items() if key in asked}}
    check_rules(event, answers=changed, person=registration.person)
    with transaction.atomic():
        registration = current(registration)
        touch(registration, now=now, answers=registration.answers | changed)
        give_numbers(registration, numbers)
    return registration


def may_answer(registration: Registration, *, now: datetime) -> bool:
    """Whether the participant may still change the answers: while the registration is active, until the event starts."""
    active = registration.state in RegistrationState.active and registration.event.state != EventState.CANCELLED
    return active and now < registration.event.start


def _check_may_answer(registration: Registration, *, now: datetime) -> None:
    if not may_answer(registration, now=now):
        mail = registration.event.region.contact_email
        raise RegistrationError(
            _("Your answers can no longer be changed here. Please write to the office: %(mail)s") % {"mail": mail}
        )


def _applies(question: Provided[RegistrationQuestion], event: Event) -> bool:
    applies = question.value.applies
    try:
        return applies is None or bool(applies(event.ref))
    except BREAKS as exc:
        record_failure(question.plugin, exc)
        return False


def _in_order(keys: Iterable[str]) -> list[str]:
    """Plugin by plugin, each plugin's questions by key."""
    known = registration_questions()
    return sorted(keys, key=lambda key: (known[key].plugin if key in known else key, key))
