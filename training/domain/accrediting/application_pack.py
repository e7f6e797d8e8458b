"""All that one body is told when credits are applied for, as it stands at a moment, and what is still missing in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Sum
from django.utils.translation import gettext as _

from plugins.api import CreditAnswer, CreditScheme
from plugins.registry import credit_schemes
from training.audience import profession_labels, sector_labels
from training.domain.accrediting.application_facts import facts_of, people_of
from training.domain.credits.proposal import propose
from training.domain.learning_check.announced import Announced, announced_to
from training.domain.timetable import Day, timetable
from training.enums import Delivery
from training.models import Accreditation, ApplicationFacts, ChangeNotice, Disclosure, Event, Sponsor


class Gap(NamedTuple):
    """Something a body asks for that is missing, and the screen of the event where it is entered."""

    sentence: str
    screen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The application to one body. Texts are in the language at hand; ``proposal`` is None where no rule is chosen."""

    accreditation: Accreditation
    event: Event
    made_at: datetime
    scheme: CreditScheme | None
    category: str
    proposal: CreditAnswer | None
    days: tuple[Day, ...]
    seats: int
    professions: tuple[str, ...]
    sectors: tuple[str, ...]
    facts: ApplicationFacts
    goals: tuple[str, ...]
    people: tuple[str, ...]
    sponsors: tuple[Sponsor, ...]
    disclosures: tuple[Disclosure, ...]
    changes: tuple[ChangeNotice, ...]
    learning_check: Announced | None

    @property
    def minutes(self) -> int:
        """Of teaching, over all days."""
        return sum(day.minutes for day in self.days)

    @property
    def is_online(self) -> bool:
        """Whether any part of it is not attended on site, so that bodies ask how attendance is checked."""
        return self.event.delivery != Delivery.PRESENCE or any(
            session.delivery != Delivery.PRESENCE for day in self.days for row in day.rows for session in row.sessions
        )

    @property
    def undisclosed(self) -> tuple[str, ...]:
        """Who leads or speaks, and has said nothing of conflicts of interest."""
        said = {one.name for one in self.disclosures}
        return tuple(name for name in self.people if name not in said)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing, in the order of the paper."""
        return tuple(_gaps(self))


def pack_of(accreditation: Accreditation, *, now: datetime) -> Pack:
    """The application as the event stands now; a fixed number of queries. ``accreditation`` needs its event and region."""
    event, facts = accreditation.event, facts_of(accreditation.event)
    provided = credit_schemes().get(accreditation.scheme)
    scheme = provided.value if provided else None
    categories = scheme.categories if scheme else {}
    return Pack(
        accreditation=accreditation,
        event=event,
        made_at=now,
        scheme=scheme,
        category=str(categories.get(accreditation.category, accreditation.category)),
        proposal=propose(accreditation) if accreditation.scheme else None,
        days=timetable(event),
        seats=event.seat_classes.aggregate(seats=Sum("capacity"))["seats"] or 0,
        professions=tuple(profession_labels(event.professions)),
        sectors=tuple(sector_labels(event.sectors)),
        facts=facts,
        goals=tuple(goal.strip() for goal in facts.goals.splitlines() if goal.strip()),
        people=tuple(people_of(event)),
        sponsors=tuple(event.sponsors.order_by("pk")),
        disclosures=tuple(event.disclosures.order_by("name")),
        changes=tuple(accreditation.changes.order_by("changed_at", "pk")),
        learning_check=announced_to(accreditation),
    )


def _gaps(pack: Pack) -> Iterator[Gap]:
    event, facts = pack.event, pack.facts
    if not event.scientific_lead:
        yield Gap(_("The scientific lead is missing."), "edit")
    if event.delivery == Delivery.PRESENCE and event.venue is None:
        yield Gap(_("The venue is missing."), "edit")
    if not facts.contact:
        yield Gap(_("It is not said who answers questions of the body."), "application")
    if not pack.goals:
        yield Gap(_("The learning goals are missing."), "application")
    yield from _gaps_of_programme(pack)
    if not facts.evaluation:
        yield Gap(_("It is not said how the event is evaluated."), "application")
    if pack.is_online and not facts.attendance_check:
        yield Gap(_("It is not said how continuous attendance is checked online."), "application")
    if pack.is_online and not facts.number_capture:
        yield Gap(_("It is not said how professional numbers are captured online."), "application")
    yield from _gaps_of_interests(pack)


def _gaps_of_programme(pack: Pack) -> Iterator[Gap]:
    sessions = [session for day in pack.days for row in day.rows for session in row.sessions]
    if not sessions:
        yield Gap(_("The programme is empty."), "programme")
    if unled := [session.title for session in sessions if not session.lead]:
        yield Gap(_("It is not said who leads: {titles}.").format(titles=", ".join(dict.fromkeys(unled))), "programme")


def _gaps_of_interests(pack: Pack) -> Iterator[Gap]:
    if not pack.sponsors and not pack.facts.without_sponsors:
        yield Gap(_("It is not said whether there are sponsors."), "application")
    if unpriced := [sponsor.name for sponsor in pack.sponsors if sponsor.amount is None]:
        yield Gap(_("The sum is missing of: {names}.").format(names=", ".join(unpriced)), "application")
    if pack.undisclosed:
        sentence = _("Nothing is said of the conflicts of interest of: {names}.")
        yield Gap(sentence.format(names=", ".join(pack.undisclosed)), "application")
