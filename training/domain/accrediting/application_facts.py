"""What bodies ask of an event beside its programme: goals, sponsors, disclosures. Recorded once, for all its applications."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.accrediting.granted_changes import noting_changes
from training.domain.errors import DomainError
from training.domain.queries import locked
from training.models import ApplicationFacts, Disclosure, Event, LearningGoal, Session, Sponsor, TrainingPage


class ApplicationError(DomainError):
    """What was entered for the bodies contradicts itself; nothing was saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What an event's organiser says to every body. ``goals`` has one goal a line."""

    goals: str = ""
    contact: str = ""
    attendance_check: str = ""
    number_capture: str = ""
    evaluation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsoring:
    """A sponsor with what it gives; without an ``amount`` the sum is not known yet."""

    name: str
    amount: Decimal | None = None
    currency: str = "EUR"
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """Somebody who leads or speaks, and what they said of their conflicts of interest."""

    name: str
    statement: str


def facts_of(event: Event) -> ApplicationFacts:
    """What is recorded, or empty facts that are not stored. One query."""
    return ApplicationFacts.objects.filter(event=event).first() or ApplicationFacts(event=event)


def people_of(event: Event) -> list[str]:
    """Who leads the event or one of its sessions, each once, as they are named there. One query."""
    leads = Session.objects.filter(event=event).order_by("start", "pk").values_list("lead", flat=True)
    return list(dict.fromkeys(name for name in (event.scientific_lead, *leads) if name))


def copy_goals(page: TrainingPage, event: Event) -> None:
    """Take the page's goals over as the event's own, in the caller's transaction."""
    goals = LearningGoal.objects.filter(page=page).order_by("sort_order").values_list("text", flat=True)
    if goals:
        ApplicationFacts.objects.create(event=event, goals="\n".join(goals))


@transaction.atomic
def record_facts(
    event: Event,
    *,
    texts: Texts,
    without_sponsors: bool,
    sponsors: Sequence[Sponsoring],
    disclosures: Sequence[Disclosed],
    now: datetime,
) -> ApplicationFacts:
    """Replace what is recorded for the event's applications. Bodies that granted credits have to be told of what changes.

    Raises ApplicationError when there are sponsors of an event said to have none, or two statements of one person.
    """
    if without_sponsors and sponsors:
        raise ApplicationError(_("You entered a sponsor and ticked that there are none. Correct one of the two."))
    _check_names(disclosures)
    event = locked(event)
    with noting_changes(event, now=now):
        facts = _write_texts(event, texts, without_sponsors=without_sponsors)
        _write_rows(event, sponsors, disclosures)
    return facts


def _check_names(disclosures: Iterable[Disclosed]) -> None:
    twice = [name for name, times in Counter(one.name for one in disclosures).items() if times > 1]
    if twice:
        sentence = _("There are two statements of {names}. Keep one of them.")
        raise ApplicationError(sentence.format(names=", ".join(twice)))


def _write_texts(event: Event, texts: Texts, *, without_sponsors: bool) -> ApplicationFacts:
    facts = facts_of(event)
    for name in Texts.__slots__:
        setattr(facts, name, getattr(texts, name).strip())
    facts.without_sponsors = without_sponsors
    facts.save()
    return facts


def _write_rows(event: Event, sponsors: Iterable[Sponsoring], disclosures: Iterable[Disclosed]) -> None:
    event.sponsors.all().delete()
    Sponsor.objects.bulk_create(
        Sponsor(event=event, name=one.name, amount=one.amount, currency=one.currency, purpose=one.purpose) for one in sponsors
    )
    event.disclosures.all().delete()
    Disclosure.objects.bulk_create(Disclosure(event=event, name=one.name, statement=one.statement) for one in disclosures)
