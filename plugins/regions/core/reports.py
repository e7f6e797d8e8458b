"""The core's own attendance report: a table that any spreadsheet opens."""

import csv
from io import StringIO
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.api import AttendanceReport, CreditReportFormat, ReportFormat, ReportParticipant
from plugins.credit_lists import workbook
from plugins.exports import as_text
from plugins.sheets import XLSX


def attendance_csv(report: AttendanceReport) -> bytes:
    """One line for each person: minutes in each session, empty where nothing is recorded, and their sum.

    Semicolons and a byte order mark are what spreadsheets in countries with a decimal comma open without asking.
    """
    zone = ZoneInfo(report.event.region.time_zone)
    sessions = [
        f"{session.title}, {date_format(session.start.astimezone(zone), 'SHORT_DATETIME_FORMAT')} ({session.minutes})"
        for session in report.sessions
    ]
    text = StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow(map(as_text, [_("Name"), _("Profession"), _("Organisation"), *sessions, _("Minutes present")]))
    table.writerows(map(as_text, _cells(person, report)) for person in report.participants)
    return text.getvalue().encode("utf-8-sig")


def _cells(person: ReportParticipant, report: AttendanceReport) -> list[object]:
    minutes = [person.attended.get(session.pk, "") for session in report.sessions]
    return [person.name, person.profession_label, person.organisation, *minutes, sum(person.attended.values())]


ATTENDANCE_CSV = ReportFormat(
    key="core_attendance_csv",
    label=gettext_lazy("Table of attendance (CSV)"),
    media_type="text/csv",
    extension="csv",
    write=attendance_csv,
)

CREDITS_XLSX = CreditReportFormat(
    key="core_credits_xlsx",
    label=gettext_lazy("Table without numbers (XLSX)"),
    media_type=XLSX,
    extension="xlsx",
    write=workbook,
)
