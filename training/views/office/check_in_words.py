"""What the check-in page says, in words that cannot be mistaken at a glance: somebody is in, or stop."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from training.domain.asked_numbers import label_of
from training.domain.check_in import Answer, Outcome
from training.domain.scanned import Scanned
from training.enums import RegistrationState
from training.models import Registration, Session
from training.views.office.rows import name_of

ICONS = {"done": "circle-check", "known": "warning", "stop": "circle-xmark"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says first; ``kind`` is ``stop`` where nobody was recorded and somebody has to do something."""

    kind: Literal["done", "known", "stop"]
    headline: str
    sentences: list[str] = field(default_factory=list)

    @property
    def icon(self) -> str:
        return ICONS[self.kind]


def told(answer: Answer, session: Session, scanned: Scanned | None) -> Told:
    """What came of a check-in, in words."""
    words = _found_nobody(answer, scanned) if answer.registration is None else _found(answer, answer.registration, session)
    unkept = _("Another number is stored, so this one was not: {label}. Change it on the page of the registration.")
    words.sentences.extend(unkept.format(label=label_of(key)) for key in answer.unkept)
    return words


def refused(sentence: str) -> Told:
    return Told("stop", _("Nothing is recorded."), [sentence])


def undone(registration: Registration, *, was_recorded: bool) -> Told:
    if was_recorded:
        return Told("done", _("The record of {name} is taken back.").format(name=name_of(registration)))
    return Told("known", _("Nothing was recorded of {name}.").format(name=name_of(registration)))


def _found_nobody(answer: Answer, scanned: Scanned | None) -> Told:
    if answer.outcome == Outcome.SEVERAL:
        todo = _("Ask for the name and choose the person below. Then correct the number on the page of the other registration.")
        return Told("stop", _("Several people have given this number."), [todo])
    number = ", ".join(scanned.in_words().values()) if scanned else ""
    todo = _("Is it the right event, and the person’s own card? If so, find the person by name below.")
    return Told("stop", _("Nobody registered here has given this number: {number}").format(number=number), [todo])


def _found(answer: Answer, registration: Registration, session: Session) -> Told:
    name, entry = name_of(registration), answer.entry
    if answer.outcome == Outcome.NOT_CONFIRMED:
        state = registration.get_state_display()
        return Told("stop", _("{name} has no confirmed place: {state}.").format(name=name, state=state), [_todo(registration)])
    if answer.outcome == Outcome.ELSEWHERE:
        return _elsewhere(answer, name, session)
    minutes = {"minutes": entry.minutes if entry else 0, "all": session.minutes}
    if answer.outcome == Outcome.KNOWN and entry:
        said = _("{name} was recorded already, at {time}.").format(name=name, time=clock(entry.recorded_at))
        return Told("known", said, [_("Nothing has changed: {minutes} of {all} minutes.").format(**minutes)])
    recorded = _("Recorded for the whole session: {minutes} of {all} minutes.").format(**minutes)
    return Told("done", _("{name} is in.").format(name=name), [recorded])


def _elsewhere(answer: Answer, name: str, session: Session) -> Told:
    if answer.chosen is None:
        return Told("stop", _("{name} has not chosen a session in “{slot}”.").format(name=name, slot=session.slot.label))
    words = Told("stop", _("{name} belongs in “{title}”, not here.").format(name=name, title=answer.chosen.title))
    if answer.chosen.room:
        words.sentences.append(_("Room: {room}").format(room=answer.chosen.room))
    if answer.entry:
        words.sentences.append(_("Recorded there at {time}.").format(time=clock(answer.entry.recorded_at)))
    return words


def _todo(registration: Registration) -> str:
    """What can be done at the door for somebody without a confirmed place."""
    return {
        RegistrationState.REQUESTED: _("The code from the mail was never entered. The person enters it, or you register them."),
        RegistrationState.PENDING: _("Approve the registration if the person may take part, then scan again."),
        RegistrationState.WAITING: _("Move the person up if a seat is free, then scan again."),
        RegistrationState.REJECTED: _("Approve the registration after all if the person may take part, then scan again."),
    }.get(RegistrationState(registration.state), _("Register the person again by hand if a seat is free, then scan again."))


def clock(moment: datetime) -> str:
    """The time of day, with the date unless that is today."""
    local = timezone.localtime(moment)
    return date_format(local, "TIME_FORMAT" if local.date() == timezone.localdate() else "SHORT_DATETIME_FORMAT")
