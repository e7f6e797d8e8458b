"""Who is to be reported to a body, with which amounts, as their awards stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from plugins.registry import credit_report_services
from training.domain.asked_numbers import keys_of_scheme, may_have
from training.domain.credits.parts import parts_of
from training.domain.numbers import number_to_report
from training.enums import ReportLineState
from training.models import Accreditation, CreditEntry, CreditReport, CreditReportLine

AMOUNTS = ("basis", "learning_check", "speaker")
PARTS = ("date", *AMOUNTS)
NOTHING = dict.fromkeys(AMOUNTS, 0)
"""What a body knows of somebody whose report was withdrawn."""
OPEN = frozenset({ReportLineState.NUMBERLESS, ReportLineState.WAITING})
TO_DECIDE = frozenset({ReportLineState.CHANGED, ReportLineState.WITHDRAWING})
"""What the office has to decide, or has decided, about something the body may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The report of a grant with its lines, by name, as they should stand; what is new or has moved is not stored yet.

    ``apart`` are the lines of those whose profession has no such number, and who gave none: nothing is to be done about them.
    ``void`` are those whose award was taken back before anybody tried to report it: they go.
    """

    report: CreditReport
    lines: list[CreditReportLine]
    apart: list[CreditReportLine]
    void: list[CreditReportLine]

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
    report = CreditReport.objects.filter(accreditation=accreditation).first() or CreditReport()
    report.accreditation = accreditation
    return standing_of(report)


def standing_of(report: CreditReport) -> Standing:
    """As ``standing``, of a report that is loaded with its grant; four queries."""
    accreditation, key = report.accreditation, number_key(report.accreditation)
    known = {line.registration_id: line for line in _lines(report)} if report.pk else {}
    for entry in _entries(accreditation):
        line = known.get(entry.registration_id)
        if line is None and _earned(entry, accreditation):
            line = CreditReportLine(report=report, registration=entry.registration, entry=entry)
            known[entry.registration_id] = line
        if line is not None:
            line.registration = entry.registration
            _follow(line, entry, accreditation, key=key)
    return _sorted_out(report, sorted(known.values(), key=_by_name), key=key)


def new_parts(line: CreditReportLine) -> dict[str, Any]:
    """What its award says now: day and amounts, all nothing where it was taken back."""
    return {"date": last_day(line.entry), **asdict(parts_of(line.entry))}


def last_day(entry: CreditEntry) -> date:
    """The last day on which anything was attended, by the event's clock; for whoever only spoke, the event's last."""
    sessions = entry.facts.get("sessions", ())
    days = [datetime.fromisoformat(session["start"]).date() for session in sessions if session["attended"] > 0]
    event = entry.registration.event
    return max(days, default=event.day_of(event.end))


def is_anything(parts: Mapping[str, Any]) -> bool:
    """Whether the amounts are more than nothing."""
    return any(parts[name] for name in AMOUNTS)


def _sorted_out(report: CreditReport, lines: list[CreditReportLine], *, key: str) -> Standing:
    found = Standing(report=report, lines=[], apart=[], void=[])
    for line in lines:
        if _is_void(line):
            found.void.append(line)
        elif line.state == ReportLineState.NUMBERLESS and not may_have(line.registration, key):
            found.apart.append(line)
        else:
            found.lines.append(line)
    return found


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
    elif line.state not in TO_DECIDE and (is_anything(new) or not _may_be_known(line)):
        _set(line, new)
        line.state, line.problem = _open_state(line, accreditation, key=key)
    elif line.state != ReportLineState.WITHDRAWING:
        line.state = ReportLineState.CHANGED


def _open_state(line: CreditReportLine, accreditation: Accreditation, *, key: str) -> tuple[ReportLineState, str]:
    if not _is_covered(line.date, accreditation):
        return ReportLineState.MALFORMED, _("The day attended is outside of what the body granted. Correct one of the two.")
    if key and not _may_be_known(line) and number_to_report(line.registration, key) is None:
        return ReportLineState.NUMBERLESS, ""
    return ReportLineState.WAITING, line.problem if line.attempts else ""


def _is_void(line: CreditReportLine) -> bool:
    """Whether an award was taken back before anybody tried to report it."""
    return line.state in ReportLineState.unreported and not _may_be_known(line) and not is_anything(vars(line))


def _may_be_known(line: CreditReportLine) -> bool:
    """Whether somebody told the body of the person, or tried to: by interface, or by hand, which leaves a receipt only."""
    return bool(line.attempts or line.reported_at)


def _is_covered(day: date, accreditation: Accreditation) -> bool:
    event = accreditation.event
    first, last = event.day_of(event.start), event.day_of(event.end)
    return max(first, accreditation.valid_from or first) <= day <= min(last, accreditation.valid_to or last)


def _earned(entry: CreditEntry, accreditation: Accreditation) -> bool:
    return accreditation.holds and entry.status == CreditEntry.Status.DETERMINED and bool(entry.amount)


def _set(line: CreditReportLine, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(line, name, value)


def _lines(report: CreditReport) -> Iterable[CreditReportLine]:
    return report.lines.select_related("entry", "registration__person")


def _entries(accreditation: Accreditation) -> Iterator[CreditEntry]:
    rows = accreditation.credits.filter(corrected_by=None).select_related("registration__person")
    for entry in rows.prefetch_related("registration__numbers", "registration__person__numbers"):
        entry.registration.event = accreditation.event
        yield entry


def _by_name(line: CreditReportLine) -> tuple[str, int]:
    person = line.registration.person
    return (person.name if person else "", line.registration_id)
