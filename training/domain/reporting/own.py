"""What a person can do about the report of their own credits: give the number in time, or report it themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.accrediting.deadlines import deadlines_of
from training.domain.asked_numbers import AskedNumber, asked_of, may_have
from training.domain.credits.parts import CreditParts, parts_of
from training.domain.notices import send
from training.domain.numbers import GivenNumber, give_numbers, number_to_report
from training.domain.reporting.claims import is_claimed
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.in_step import prepare
from training.domain.reporting.lines import AMOUNTS, is_anything, last_day, number_key, standing
from training.domain.reporting.steps import locked, move_line
from training.domain.transitions import current
from training.enums import ReportLineState
from training.models import Accreditation, CreditEntry, CreditReport, CreditReportLine, Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """What a body granted to one person, and how its report stands. ``line`` is None where nothing was begun."""

    accreditation: Accreditation
    parts: CreditParts
    day: date
    number_key: str
    line: CreditReportLine | None
    deadline: date | None
    can_give_number: bool

    @property
    def was_told(self) -> bool:
        """Whether the body was told of the person once, whatever has become of it since."""
        return self.line is not None and self.line.reported_at is not None

    @property
    def is_reported(self) -> bool:
        """Whether the body knows of credits, be it these or what was awarded before them."""
        return self.was_told and is_anything(vars(self.line))

    @property
    def is_up_to_date(self) -> bool:
        """Whether the body knows of these credits as they are now."""
        is_known = self.line is not None and self.line.state in {ReportLineState.SENT, ReportLineState.BY_HAND}
        return is_known and all(getattr(self.line, name) == getattr(self.parts, name) for name in AMOUNTS)

    @property
    def is_own_task(self) -> bool:
        """Whether nobody but the person will tell the body."""
        return bool(self.number_key) and not self.was_told


def own_reports(registration: Registration, *, now: datetime) -> list[OwnReport]:
    """The person's credits of each grant that holds, body by body; a few queries for each grant.

    Where a body goes by a number that the person's profession does not have, there is nothing to hand in, and no report.
    """
    entries = registration.credits.filter(corrected_by=None, amount__gt=0, accreditation__isnull=False)
    rows = entries.select_related("accreditation__event__region", "registration__event").order_by("body", "pk")
    lines = {line.report.accreditation_id: line for line in registration.report_lines.select_related("report")}
    granted = [(entry, grant) for entry in rows if (grant := entry.accreditation) and grant.holds]
    found = [_own_report(entry, grant, lines.get(grant.pk), now=now) for entry, grant in granted]
    return [own for own in found if _is_concerned(registration, own)]


def has_own_reports(registration: Registration, *, now: datetime) -> bool:
    """Whether a body's credits are recorded for the person, so that there is a page of them; one query where there are none."""
    return bool(own_reports(registration, now=now))


def asked_late(registration: Registration, *, now: datetime) -> list[AskedNumber]:
    """The numbers that the person may still give for a report to come."""
    keys = {own.number_key for own in own_reports(registration, now=now) if own.can_give_number}
    return [one for one in asked_of(registration) if one.key in keys]


def give_late(registration: Registration, numbers: Iterable[GivenNumber], *, now: datetime) -> None:
    """Store numbers given after the event, and put their lines among what is to be reported.

    Raises CreditReportError once the deadline has passed or the credits are reported.
    """
    own = [one for one in own_reports(registration, now=now) if one.can_give_number]
    given = [one for one in numbers if one.key in {each.number_key for each in own}]
    if not given:
        sentence = _("The number can no longer be given here. Report your credits yourself, or write to the office: {mail}")
        raise CreditReportError(sentence.format(mail=registration.event.region.contact_email))
    keys = {one.key for one in given}
    begun = {one.accreditation.pk: one.accreditation for one in own if one.line is not None and one.number_key in keys}
    with transaction.atomic():
        reports = [locked(grant) for _pk, grant in sorted(begun.items())]
        give_numbers(registration, given)
        for report in reports:
            _put_forward(registration, report, now=now)


def without_number(accreditation: Accreditation) -> list[CreditReportLine]:
    """Whoever earned credits of the grant and gave no number, by name."""
    return [line for line in standing(accreditation).lines if line.state == ReportLineState.NUMBERLESS]


def tell_without_number(accreditation: Accreditation, *, now: datetime) -> int:
    """Write to everybody without a number what they can do; once each. How many mails that were.

    Whoever has no mail address gets none. Never call it inside a transaction.
    """
    written = 0
    for line in without_number(accreditation):
        registration = current(line.registration)
        known = registration.messages.filter(key=f"report_yourself:{registration.pk}").exists()
        with transaction.atomic():
            written += bool(send("report_yourself", registration, now=now)) and not known
    return written


def _own_report(entry: CreditEntry, grant: Accreditation, line: CreditReportLine | None, *, now: datetime) -> OwnReport:
    key, deadline = number_key(grant), deadlines_of(grant).report
    in_time = deadline is None or grant.event.day_of(now) <= deadline
    return OwnReport(
        accreditation=grant,
        parts=parts_of(entry),
        day=last_day(entry),
        number_key=key,
        line=line,
        deadline=deadline,
        can_give_number=bool(key) and in_time and _is_open(line, now=now),
    )


def _is_concerned(registration: Registration, own: OwnReport) -> bool:
    key, told = own.number_key, own.line is not None and own.line.state != ReportLineState.NUMBERLESS
    return not key or told or may_have(registration, key) or number_to_report(registration, key) is not None


def _is_open(line: CreditReportLine | None, *, now: datetime) -> bool:
    open_states = {ReportLineState.NUMBERLESS, ReportLineState.WAITING, ReportLineState.MALFORMED}
    return line is None or (line.state in open_states and not is_claimed(line, now=now))


def _put_forward(registration: Registration, report: CreditReport, *, now: datetime) -> None:
    """What the body could not read is sent anew with the next report, and all follows the number."""
    for line in report.lines.filter(registration=registration, state=ReportLineState.MALFORMED):
        if not is_claimed(line, now=now):
            move_line(line, ReportLineState.WAITING, attempts=0, problem="")
    prepare(report.accreditation, now=now)
