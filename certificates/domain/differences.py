"""What certificates would say today and do not: found before anybody replaces one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.context import facts_of
from certificates.domain.eligibility import Candidate, candidates
from certificates.domain.entries import entries_of
from certificates.domain.snapshot import facts_today
from certificates.facts import Facts
from certificates.models import Certificate
from training.models import CreditEntry, Event, Registration


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that has changed: what the certificate says of it, and what a new one would say."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """A valid certificate whose facts have changed, or whose registration no longer qualifies, with the reason.

    Nothing is compared with one whose own record was altered.
    """

    certificate: Certificate
    obstacle: str
    differences: tuple[Difference, ...]
    is_damaged: bool = False


def outdated(event: Event, purpose: str) -> list[Outdated]:
    """The valid certificates of the event that would say something else today, by name; a fixed number of queries.

    Compared is what is stated of person, event, attendance and credits; the office's own name and the design may change without
    making anything wrong, and lines of plugins are not asked anew.
    """
    holders = Registration.objects.filter(event=event, certificates__purpose=purpose, certificates__revoked_at=None)
    found = candidates(event, holders.distinct(), purpose=purpose)
    return list(_outdated(found, entries_of(one.registration.pk for one in found)))


def _outdated(everybody: list[Candidate], entries: Mapping[int, list[CreditEntry]]) -> Iterator[Outdated]:
    for found in everybody:
        certificate = found.certificate
        if certificate is None:
            continue
        if not certificate.is_intact:
            yield Outdated(certificate, "", (), is_damaged=True)
            continue
        own = entries.get(found.registration.pk, [])
        differences = _differences(found, certificate, own) if found.qualifies else ()
        if differences or not found.qualifies:
            yield Outdated(certificate, " ".join(found.obstacles), differences)


def _differences(found: Candidate, certificate: Certificate, entries: list[CreditEntry]) -> tuple[Difference, ...]:
    today = facts_today(found, entries=entries)
    before = dict(_lines(facts_of(certificate.snapshot)))
    after = dict(_lines(facts_of({**certificate.snapshot, **today})))
    labels = dict.fromkeys([*before, *after])
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return tuple(Difference(label, old or _("nothing"), new or _("nothing")) for label, old, new in pairs if old != new)


def _lines(facts: Facts) -> Iterator[tuple[str, str]]:
    """What is stated, as labelled texts; in the language of whoever looks, whatever that of the certificate."""
    yield _("Name"), facts.name
    yield _("Training"), facts.event_title
    yield _("Start"), date_format(facts.start, "DATETIME_FORMAT")
    yield _("End"), date_format(facts.end, "DATETIME_FORMAT")
    yield _("Place"), facts.place
    yield _("Host"), facts.host
    yield _("Scientific lead"), facts.scientific_lead
    yield _("Minutes present"), str(facts.attended_minutes)
    yield _("Teaching units"), str(facts.hours.normalize()) if facts.hours else ""
    for session in facts.sessions:
        minutes = _("%(attended)d of %(minutes)d minutes") % {"attended": session.attended, "minutes": session.minutes}
        yield f"{session.title}, {date_format(session.start, 'TIME_FORMAT')}", minutes
    for credit in facts.credits:
        yield credit.body, f"{credit.amount.normalize():f} {credit.unit_name}, {credit.category}, {credit.reference}"
    for contribution in facts.contributions:
        yield contribution.title or contribution.role, contribution.role
    if facts.programme or facts.courses:
        yield _("Programme"), facts.programme
        yield _("Trainings completed before"), ", ".join(course.title for course in facts.courses)
    yield _("Language"), facts.language
