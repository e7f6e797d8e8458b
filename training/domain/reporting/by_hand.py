"""Reports that are made without an interface: the lists for them, and the note that it was done."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from plugins.api import CreditReportFormat
from plugins.isolation import PluginBroke, blaming, record_failure
from plugins.registry import Provided, credit_report_formats
from plugins.runtime import offered_in
from training.domain.asked_numbers import keys_of_scheme
from training.domain.numbers import number_to_report
from training.domain.reporting.claims import is_claimed
from training.domain.reporting.errors import CreditReportError
from training.domain.reporting.in_step import prepare
from training.domain.reporting.keeping import close_if_done, keep_receipt, reopen
from training.domain.reporting.lines import NOTHING, new_parts, number_key, standing
from training.domain.reporting.sending import check_ready
from training.domain.reporting.services import granted, person_of
from training.domain.reporting.steps import locked, move_line
from training.domain.reports import ReportFile
from training.enums import ReportLineState
from training.models import Accreditation, CreditReport, CreditReportLine, ReportReceipt

TO_LIST = ReportLineState.unreported | {ReportLineState.CHANGED}
"""Whom a list names: all whom the body does not know of as they stand."""


def formats_for(accreditation: Accreditation) -> dict[str, Provided[CreditReportFormat]]:
    """The lists offered for the grant: those with numbers only where the body goes by that number. One query."""
    numbers = {"", *keys_of_scheme(accreditation.scheme)}
    offered = offered_in(accreditation.event.region, credit_report_formats())
    return {key: one for key, one in offered.items() if one.value.number in numbers}


def write_list(accreditation: Accreditation, *, key: str) -> ReportFile:
    """Everybody still to be reported in the format of that key, in the region's language, with numbers if the format has them.

    Raises CreditReportError when it is not offered for this grant, or the plugin that provides it fails.
    """
    provided = formats_for(accreditation).get(key)
    if provided is None:
        raise CreditReportError(_("This list is not offered for this body. Choose one of those on the page."))
    wanted = provided.value.number
    with override(accreditation.event.region.language):
        lines = [line for line in standing(accreditation).lines if line.state in TO_LIST]
        people = tuple(replace(person_of(line, number=_number(line, wanted)), **new_parts(line)) for line in lines)
        content = _written(provided, replace(granted(accreditation), people=people))
    if content is None:
        sentence = _("The list “{label}” could not be written, because the plugin {plugin} failed. Tell the administrator.")
        raise CreditReportError(sentence.format(label=provided.value.label, plugin=provided.plugin))
    name = f"{accreditation.event.code}-{key.replace('_', '-')}.{provided.value.extension}"
    return ReportFile(name=name, media_type=provided.value.media_type, content=content)


def mark_by_hand(
    accreditation: Accreditation, *, registrations: Collection[int], on: date, note: str = "", by: Any, now: datetime
) -> int:
    """Note that the office reported these registrations, given by their keys, to the body on that day; how many.

    Their numbers are forgotten as after any report. Raises CreditReportError when nothing is chosen, when the day cannot be, or
    when one of them is being sent or was reported meanwhile; nothing is noted then.
    """
    check_ready(accreditation, now=now)
    event = accreditation.event
    if not event.day_of(event.end) <= on <= event.day_of(now):
        raise CreditReportError(_("The day of the report lies between the end of the event and today."))
    receipt = _("Reported by hand on {day}").format(day=date_format(on, "SHORT_DATE_FORMAT"))
    with transaction.atomic():
        report = prepare(accreditation, now=now)
        chosen = list(report.lines.filter(registration__in=registrations).select_related("entry__registration", "registration"))
        if not chosen:
            raise CreditReportError(_("Nobody is chosen. Tick whom you reported."))
        key = number_key(accreditation)
        for line in chosen:
            line.entry.registration.event = event
            _mark(line, receipt, note=note, by=by, now=now, key=key)
        close_if_done(report, on=on)
    return len(chosen)


def withdraw(line: CreditReportLine, *, reason: str, by: Any, now: datetime) -> None:
    """Have what was reported of somebody taken back: by the next run, or noted at once if it was reported by hand.

    Raises CreditReportError without a reason, or when nothing is reported of the person.
    """
    if not reason.strip():
        raise CreditReportError(_("Enter the reason, so that everybody who comes later knows why it was withdrawn."))
    with transaction.atomic():
        report = locked(line.report.accreditation)
        if _was_told_by_hand(line):
            _withdraw_by_hand(line, report, reason=reason, by=by, now=now)
        else:
            move_line(line, ReportLineState.WITHDRAWING, reason=reason)
            reopen(report)


def _withdraw_by_hand(line: CreditReportLine, report: CreditReport, *, reason: str, by: Any, now: datetime) -> None:
    today = report.accreditation.event.day_of(now)
    receipt = _("Withdrawn by hand on {day}").format(day=date_format(today, "SHORT_DATE_FORMAT"))
    move_line(line, ReportLineState.WITHDRAWN, receipt=receipt, reported_at=now, **NOTHING)
    keep_receipt(line, act=ReportReceipt.Act.WITHDRAWN, note=reason, by=by, now=now, key="")
    close_if_done(report, on=today)


def _was_told_by_hand(line: CreditReportLine) -> bool:
    """Whether the body last heard of the person from somebody of the office, and not at an address of its interface."""
    last = line.receipts.order_by("-at", "-pk").first()
    return last is not None and not last.destination


def _mark(line: CreditReportLine, receipt: str, *, note: str, by: Any, now: datetime, key: str) -> None:
    if is_claimed(line, now=now):
        raise CreditReportError(_("Somebody of these is being sent just now. Wait a moment and look again."))
    parts = new_parts(line)
    move_line(
        line, ReportLineState.BY_HAND, receipt=receipt, reported_at=now, problem="", reason="", claimed_until=None, **parts
    )
    keep_receipt(line, act=ReportReceipt.Act.BY_HAND, note=note, by=by, now=now, key=key)


def _number(line: CreditReportLine, wanted: str) -> str:
    return (number_to_report(line.registration, wanted) or "") if wanted else ""


def _written(provided: Provided[CreditReportFormat], report: Any) -> bytes | None:
    try:
        with blaming(provided.plugin):
            content: object = provided.value.write(report)
    except PluginBroke:
        return None
    if isinstance(content, bytes):
        return content
    record_failure(provided.plugin, f"The list {provided.value.key} is {type(content).__name__} instead of bytes.")
    return None
