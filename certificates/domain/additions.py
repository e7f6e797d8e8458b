"""The lines that plugins add to a certificate, as they are frozen with it."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from plugins.api import CertificateFact, CertificateRef
from plugins.isolation import record_failure
from plugins.loader import owner_of, plugin_named
from plugins.manager import implementations
from plugins.runtime import Answer
from training.models import Registration

Line = dict[str, Any]
LONGEST_LABEL, LONGEST_VALUE = 80, 200


def lines_of_plugins(registration: Registration, *, purpose: str, language: str) -> list[Line]:
    """What the plugins active in the event's region add, in that language: plain texts of one line, each with its plugin.

    A plugin that fails adds nothing; what may not be printed is left out and recorded. Plugins may be slow: never call this
    inside a transaction. One query, none where no plugin answers.
    """
    event, person = registration.event, registration.person
    if person is None or not implementations("certificate_context"):
        return []
    asked = CertificateRef(purpose=purpose, event=event.ref, person=person.ref)
    with translation.override(language):
        answers = event.hooks.each("certificate_context", region=event.region.ref, certificate=asked)
        return [line for answer in answers for line in _lines(answer)]


def _lines(answer: Answer) -> Iterator[Line]:
    plugin = plugin_named(answer.plugin)
    version, seen = plugin.version if plugin else "", set[str]()
    for fact in answer.value:
        label, value = _one_line(str(fact.label)), _one_line(fact.value)
        if problem := _problem(fact, answer.plugin, label, value, seen):
            record_failure(answer.plugin, problem)
        elif value:
            seen.add(fact.key)
            line = {"key": fact.key, "label": label, "value": value, "plugin": answer.plugin, "plugin_version": version}
            yield {**line, "is_private": True} if fact.is_private else line


def _problem(fact: CertificateFact, plugin: str, label: str, value: str, seen: set[str]) -> str:
    """Why the line may not be printed. The value is somebody's own and is not repeated."""
    owner = owner_of(fact.key) if isinstance(fact.key, str) else None
    if owner is None or owner.name != plugin:
        return f"The certificate fact {fact.key!r} does not belong to {plugin}: begin its key with {plugin}_."
    if fact.key in seen:
        return f"There are two certificate facts {fact.key}."
    if not label or len(label) > LONGEST_LABEL or len(value) > LONGEST_VALUE:
        limits = f"a label of 1 to {LONGEST_LABEL} characters and a value of at most {LONGEST_VALUE}"
        return f"The certificate fact {fact.key} needs {limits}."
    return ""


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
