"""Credit facts as JSON: read with exact errors, written so that a stored award can be computed again."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, get_args

from django.utils.translation import gettext as _

from plugins.api import Assessment, CreditFacts, Delivery, Role, SessionFacts
from training.domain.errors import DomainError

MOST_MINUTES = 10_000
MOST_PEOPLE = 1_000_000


class FactsError(DomainError):
    """The facts are not what the schema asks for; the sentence names the field and what belongs there."""


def read_facts(data: object) -> CreditFacts:
    """The facts of a JSON document, every field checked. Raises FactsError at the first that is missing, wrong or unknown."""
    fields = _Fields(data, "facts")
    facts = CreditFacts(
        date=fields.take("date", _date),
        profession=fields.take("profession", _text),
        role=fields.take("role", _choice(Role)),
        sessions=fields.take("sessions", _list_of(_session)),
        category=fields.take("category", _optional(_text), default=None),
        group_size=fields.take("group_size", _optional(_whole_number(MOST_PEOPLE)), default=None),
        assessment=fields.take("assessment", _optional(_assessment), default=None),
        feedback=fields.take("feedback", _yes_or_no, default=False),
        form=fields.take("form", _text, default=""),
    )
    fields.finish()
    return facts


def write_facts(facts: CreditFacts) -> dict[str, Any]:
    """The facts as a JSON document that ``read_facts`` reads back to equal facts."""
    document = asdict(facts) | {"date": facts.date.isoformat()}
    document["sessions"] = [asdict(session) | {"start": session.start.isoformat()} for session in facts.sessions]
    return document


class _Fields:
    """The fields of one JSON object, taken one by one, so that what is left over is unknown."""

    def __init__(self, data: object, where: str):
        if not isinstance(data, dict):
            raise FactsError(_("{where}: an object in braces is needed.").format(where=where))
        self._left, self._where = dict(data), where

    def take(self, name: str, read: Callable[[Any, str], Any], **default: Any) -> Any:
        where = f"{self._where}.{name}"
        if name in self._left:
            return read(self._left.pop(name), where)
        if not default:
            raise FactsError(_("{where}: the field is missing.").format(where=where))
        return default["default"]

    def finish(self) -> None:
        for name in self._left:
            raise FactsError(_("{where}: there is no such field.").format(where=f"{self._where}.{name}"))


def _session(data: object, where: str) -> SessionFacts:
    fields = _Fields(data, where)
    session = SessionFacts(
        start=fields.take("start", _moment),
        minutes=fields.take("minutes", _whole_number(MOST_MINUTES)),
        attended=fields.take("attended", _whole_number(MOST_MINUTES)),
        delivery=fields.take("delivery", _choice(Delivery), default="presence"),
    )
    fields.finish()
    if session.attended > session.minutes:
        raise FactsError(_("{where}.attended: more minutes than the session has.").format(where=where))
    return session


def _assessment(data: object, where: str) -> Assessment:
    fields = _Fields(data, where)
    assessment = Assessment(**{name: fields.take(name, _whole_number(10_000)) for name in ("questions", "options", "correct")})
    fields.finish()
    if assessment.correct > assessment.questions:
        raise FactsError(_("{where}.correct: more correct answers than questions.").format(where=where))
    return assessment


def _text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise FactsError(_("{where}: a text in quotation marks is needed.").format(where=where))
    return data


def _yes_or_no(data: object, where: str) -> bool:
    if not isinstance(data, bool):
        raise FactsError(_("{where}: true or false is needed.").format(where=where))
    return data


def _date(data: object, where: str) -> date:
    try:
        return date.fromisoformat(_text(data, where))
    except ValueError:
        raise FactsError(_("{where}: a date such as 2024-06-01 is needed.").format(where=where)) from None


def _moment(data: object, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(data, where))
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        raise FactsError(_("{where}: a time with offset such as 2024-06-01T09:00:00+02:00 is needed.").format(where=where))
    return moment


def _whole_number(most: int) -> Callable[[object, str], int]:
    def read(data: object, where: str) -> int:
        if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data <= most:
            raise FactsError(_("{where}: a whole number from 0 to {most} is needed.").format(where=where, most=most))
        return data

    return read


def _choice(literal: Any) -> Callable[[object, str], Any]:
    def read(data: object, where: str) -> Any:
        if data not in get_args(literal):
            known = ", ".join(get_args(literal))
            raise FactsError(_("{where}: one of these is needed: {known}.").format(where=where, known=known))
        return data

    return read


def _optional(read: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    return lambda data, where: None if data is None else read(data, where)


def _list_of(read: Callable[[Any, str], Any]) -> Callable[[object, str], tuple[Any, ...]]:
    def read_all(data: object, where: str) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise FactsError(_("{where}: a list in square brackets is needed.").format(where=where))
        return tuple(read(item, f"{where}[{index}]") for index, item in enumerate(data))

    return read_all
