"""Who is to be reported to a body, with which amounts, kept in step with what was awarded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from plugins.registry import credit_report_services
from training.domain.credits.parts import parts_of
from training.domain.numbers import keys_of_scheme, may_have, number_to_report
from training.enums import ReportLineState, ReportState
from training.models import Accreditation, CreditEntry, CreditReport, CreditReportLine

PARTS = ("date", "basis", "learning_check", "speaker")
OPEN = frozenset({ReportLineState.NUMBERLESS, ReportLineState.WAITING})
TO_DECIDE = frozenset({ReportLineState.CHANGED, ReportLineState.WITHDRAWING})
"""What the office has to decide, or has decided, about something the body may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The report of a grant with its lines, by name, as they should stand; what is new or has moved is not stored yet.

    ``apart`` are the lines of those whose profession has no such number, and who gave none: nothing is to be done about them.
    """

    report: CreditReport
    lines: list[CreditReportLine]
    apart: list[CreditReportLine]

    @property
    def unsettled(self) -> int:
        """How many people leave the office something to do."""
        return sum(line.state not in ReportLineState.settled for line in self.lines)


def number_key(accreditation: Accreditation) -> str:
    """The key of the number that the body goes by, empty where no plugin names one."""
    services = (one.value for one in credit_report_services().values() if accreditation.scheme in one.value.schemes)
    by_service = (service.number for service in services)
    return next(by_service, None) or next(iter(keys_of_scheme(accreditation.scheme)), "")


def standing(accreditation: Accreditation) -> Standing:
    """Everybody with credits of the grant, and everybody reported before; five queries, and nothing is stored.

    Whoever was awarded nothing by a grant that holds has no line, unless the body may know of them.
    """
    report = CreditReport.objects.filter(accreditation=accreditation).first() or CreditReport(accreditation=accreditation)
    known = {line.registration_id: line for line in _lines(report)} if report.pk else {}
    key = number_key(accreditation)
    for entry in _entries(accreditation):
        line = known.get(entry.registration_id)
        if line is None and _earned(entry, accreditation):
            line = CreditReportLine(report=report, registration=entry.registration, entry=entry)
            known[entry.registration_id] = line
        if line is not None:
            line.registration = entry.registration
            _follow(line, entry, accreditation, key=key)
    shown = sorted((line for line in known.values() if not _is_void(line)), key=_by_name)
    apart = [line for line in shown if line.state == ReportLineState.NUMBERLESS and not may_have(line.registration, key)]
    return Standing(report=report, lines=[line for line in shown if line not in apart], apart=apart)


def prepare(accreditation: Accreditation, *, now: datetime) -> CreditReport:
    """Store the lines as they should stand. A report that was done opens again when there is something to do."""
    with transaction.atomic():
        Accreditation.objects.select_for_update(of=("self",)).get(pk=accreditation.pk)
        found = standing(accreditation)
        found.report.save()
        lines = [*found.lines, *found.apart]
        found.report.lines.filter(attempts=0, claimed_until=None).exclude(pk__in=[line.pk for line in lines]).delete()
        for line in lines:
            if not _is_claimed(line, now):
                line.report = found.report
                line.save()
        _reopen(found)
    return found.report


def note_changes(*, now: datetime) -> int:
    """Bring reports in step whose credits were corrected or awarded since; how many. Two queries when there are none."""
    corrected = CreditReportLine.objects.filter(report=OuterRef("pk"), entry__corrected_by__isnull=False)
    lines = CreditReportLine.objects.filter(report=OuterRef(OuterRef("pk")), registration=OuterRef("registration"))
    awarded = CreditEntry.objects.filter(accreditation=OuterRef("accreditation"), corrected_by=None, amount__gt=0)
    stale = CreditReport.objects.filter(Exists(corrected) | Exists(awarded.exclude(Exists(lines))))
    rows = list(stale.exclude(state=ReportState.RUNNING).select_related("accreditation__event__region"))
    for report in rows:
        prepare(report.accreditation, now=now)
    return len(rows)


def is_settled(report: CreditReport) -> bool:
    """Whether the body knows of everybody whose number is known, and of one person at least; one query."""
    states = set(report.lines.values_list("state", flat=True))
    return bool(states & ReportLineState.reported) and states <= ReportLineState.settled


def new_parts(line: CreditReportLine) -> dict[str, Any]:
    """What its award says now: day and amounts, all nothing where it was taken back."""
    return {"date": last_day(line.entry), **asdict(parts_of(line.entry))}


def last_day(entry: CreditEntry) -> date:
    """The last day on which anything was attended, by the event's clock; for whoever only spoke, the event's last."""
    sessions = entry.facts.get("sessions", ())
    days = [datetime.fromisoformat(session["start"]).date() for session in sessions if session["attended"] > 0]
    event = entry.registration.event
    return max(days, default=event.end.astimezone(ZoneInfo(event.time_zone)).date())


def _follow(line: CreditReportLine, entry: CreditEntry, accreditation: Accreditation, *, key: str) -> None:
    """Let the line follow the award. What the body may know already is marked as changed, and never rewritten."""
    is_new_award, is_open = line.entry_id != entry.pk, line.state in OPEN or not line.attempts
    if not is_new_award and (line.state in ReportLineState.reported or not is_open):
        return
    line.entry = entry
    new = new_parts(line)
    if line.state in ReportLineState.reported:
        if any(getattr(line, name) != new[name] for name in PARTS):
            line.state = ReportLineState.CHANGED
    elif line.state not in TO_DECIDE and (_is_anything(new) or not line.attempts):
        _set(line, new)
        line.state, line.problem = _open_state(line, accreditation, key=key)
    else:
        line.state = ReportLineState.CHANGED if line.state != ReportLineState.WITHDRAWING else line.state


def _open_state(line: CreditReportLine, accreditation: Accreditation, *, key: str) -> tuple[ReportLineState, str]:
    if not _is_covered(line.date, accreditation):
        return ReportLineState.MALFORMED, _("The day attended is outside of what the body granted. Correct one of the two.")
    if key and not line.attempts and number_to_report(line.registration, key) is None:
        return ReportLineState.NUMBERLESS, ""
    return ReportLineState.WAITING, line.problem if line.attempts else ""


def _is_void(line: CreditReportLine) -> bool:
    """Whether an award was taken back before anybody tried to report it."""
    return line.state in ReportLineState.unreported and not line.attempts and not _is_anything(vars(line))


def _is_anything(parts: Mapping[str, Any]) -> bool:
    return any(parts[name] for name in PARTS[1:])


def _is_covered(day: date, accreditation: Accreditation) -> bool:
    event, zone = accreditation.event, ZoneInfo(accreditation.event.time_zone)
    first, last = event.start.astimezone(zone).date(), event.end.astimezone(zone).date()
    return max(first, accreditation.valid_from or first) <= day <= min(last, accreditation.valid_to or last)


def _earned(entry: CreditEntry, accreditation: Accreditation) -> bool:
    return accreditation.holds and entry.status == CreditEntry.Status.DETERMINED and bool(entry.amount)


def _set(line: CreditReportLine, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(line, name, value)


def _reopen(found: Standing) -> None:
    """Make the report a task again. One that is running or stopped is one already."""
    has_work = any(line.state not in ReportLineState.settled for line in found.lines)
    if has_work and found.report.state == ReportState.DONE:
        found.report.state = ReportState.OPEN
        found.report.save(update_fields=["state"])
        Accreditation.objects.filter(pk=found.report.accreditation_id).update(reported_on=None)


def _lines(report: CreditReport) -> Iterable[CreditReportLine]:
    return report.lines.select_related("entry", "registration__person")


def _entries(accreditation: Accreditation) -> Iterator[CreditEntry]:
    rows = accreditation.credits.filter(corrected_by=None).select_related("registration__person")
    for entry in rows.prefetch_related("registration__numbers", "registration__person__numbers"):
        entry.registration.event = accreditation.event
        yield entry


def _is_claimed(line: CreditReportLine, now: datetime) -> bool:
    return line.claimed_until is not None and line.claimed_until > now


def _by_name(line: CreditReportLine) -> tuple[str, int]:
    person = line.registration.person
    return (person.name if person else "", line.registration_id)
