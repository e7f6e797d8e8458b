"""Credit facts as JSON: read with exact errors, written so that a stored award can be computed again."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from plugins.api import AccountEntry, AccountFacts, Assessment, CreditFacts, Delivery, ParameterValue, Role, SessionFacts
from training.domain.documents import (
    DocumentError,
    Fields,
    amount,
    choice,
    day,
    list_of,
    moment,
    optional,
    text,
    whole_number,
    yes_or_no,
)

MOST_MINUTES = 10_000
MOST_PEOPLE = 1_000_000
MOST_CREDITS = 100_000


def read_facts(data: object) -> CreditFacts:
    """The facts of a JSON document, every field checked. Raises DocumentError at the first that is wrong."""
    fields = Fields(data, "facts")
    facts = CreditFacts(
        date=fields.take("date", day),
        profession=fields.take("profession", text),
        role=fields.take("role", choice(Role)),
        sessions=fields.take("sessions", list_of(_session)),
        category=fields.take("category", optional(text), default=None),
        group_size=fields.take("group_size", optional(whole_number(MOST_PEOPLE)), default=None),
        assessment=fields.take("assessment", optional(_assessment), default=None),
        feedback=fields.take("feedback", yes_or_no, default=False),
        form=fields.take("form", text, default=""),
        parameters=fields.take("parameters", _parameters, default={}),
    )
    fields.finish()
    return facts


def write_facts(facts: CreditFacts) -> dict[str, Any]:
    """The facts as a JSON document that ``read_facts`` reads back to equal facts."""
    document = asdict(facts) | {"date": facts.date.isoformat()}
    document["sessions"] = [asdict(session) | {"start": session.start.isoformat()} for session in facts.sessions]
    return document


def read_account(data: object) -> AccountFacts:
    """The window and entries of a JSON document, every field checked. Raises DocumentError as ``read_facts`` does."""
    fields = Fields(data, "account")
    facts = AccountFacts(
        start=fields.take("from", day), end=fields.take("to", day), entries=fields.take("entries", list_of(_entry))
    )
    fields.finish()
    if facts.end < facts.start:
        raise DocumentError(_("account.to: the window ends before it begins."))
    return facts


def _session(data: object, where: str) -> SessionFacts:
    fields = Fields(data, where)
    session = SessionFacts(
        start=fields.take("start", moment),
        minutes=fields.take("minutes", whole_number(MOST_MINUTES)),
        attended=fields.take("attended", whole_number(MOST_MINUTES)),
        delivery=fields.take("delivery", choice(Delivery), default="presence"),
    )
    fields.finish()
    if session.attended > session.minutes:
        raise DocumentError(_("{where}.attended: more minutes than the session has.").format(where=where))
    return session


def _assessment(data: object, where: str) -> Assessment:
    fields = Fields(data, where)
    assessment = Assessment(**{name: fields.take(name, whole_number(10_000)) for name in ("questions", "options", "correct")})
    fields.finish()
    if assessment.correct > assessment.questions:
        raise DocumentError(_("{where}.correct: more correct answers than questions.").format(where=where))
    return assessment


def _parameters(data: object, where: str) -> dict[str, ParameterValue]:
    """Whether the scheme has such parameters is the scheme's question; here only their shape is."""
    if not isinstance(data, dict):
        raise DocumentError(_("{where}: an object in braces is needed.").format(where=where))
    for name, value in data.items():
        if isinstance(value, bool) or not isinstance(value, int | str | None):
            raise DocumentError(_("{where}: a whole number, a text or null is needed.").format(where=f"{where}.{name}"))
    return data


def _entry(data: object, where: str) -> AccountEntry:
    """An entry of self-study has no proof unless it says so, any other has one unless it says otherwise."""
    fields = Fields(data, where)
    kind = fields.take("kind", text, default="event")
    entry = AccountEntry(
        date=fields.take("date", day),
        amount=fields.take("amount", amount(MOST_CREDITS)),
        kind=kind,
        medical=fields.take("medical", yes_or_no, default=True),
        proof=fields.take("proof", yes_or_no, default=kind != "self_study"),
    )
    fields.finish()
    return entry
