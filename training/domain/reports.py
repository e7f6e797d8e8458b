"""The attendance of an event in the forms that somebody outside asks for, each written by a plugin."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from plugins.api import AttendanceReport, ReportFormat, ReportParticipant, ReportSession
from plugins.isolation import PluginBroke, blaming, record_failure
from plugins.registry import Provided, report_formats
from plugins.runtime import offered_in
from training.audience import profession_label
from training.domain.accrediting.accreditation import grants_of
from training.domain.errors import DomainError
from training.domain.queries import confirmed, profession_of
from training.enums import RegistrationState
from training.models import Attendance, Event


class ReportError(DomainError):
    """The report cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A report ready to be handed out."""

    name: str
    media_type: str
    content: bytes


def write_report(event: Event, *, key: str) -> ReportFile:
    """The attendance report of the event in the format of that key, in the language of its region.

    Raises ReportError when the region is not offered the format, or the plugin that provides it fails.
    """
    provided = offered_in(event.region, report_formats()).get(key)
    if provided is None:
        raise ReportError(_("This form of the report is not offered in your region. Choose one of the list."))
    with translation.override(event.region.language):
        report = attendance_report(event)
        content = _written(provided, report)
    if content is None:
        sentence = _("The report “{label}” could not be written, because the plugin {plugin} failed. Tell the administrator.")
        raise ReportError(sentence.format(label=provided.value.label, plugin=provided.plugin))
    name = f"{event.code}-{key.replace('_', '-')}.{provided.value.extension}"
    return ReportFile(name=name, media_type=provided.value.media_type, content=content)


def _written(provided: Provided[ReportFormat], report: AttendanceReport) -> bytes | None:
    try:
        with blaming(provided.plugin):
            content: object = provided.value.write(report)
    except PluginBroke:
        return None
    if isinstance(content, bytes):
        return content
    record_failure(provided.plugin, f"The report {provided.value.key} is {type(content).__name__} instead of bytes.")
    return None


def attendance_report(event: Event) -> AttendanceReport:
    """Everybody with a confirmed place and the minutes recorded of them; four queries, however many people."""
    attended = _minutes(event)
    rows = confirmed(event).select_related("person").order_by("person__name", "pk")
    people = [(row.pk, row.person, profession_of(row)) for row in rows if row.person]
    return AttendanceReport(
        event=event.ref,
        organisation=event.region.organisation,
        sessions=tuple(
            ReportSession(pk=session.pk, title=session.title, start=session.start, minutes=session.minutes)
            for session in event.sessions.order_by("start", "slot", "pk")
        ),
        participants=tuple(
            ReportParticipant(
                name=person.name,
                profession=profession,
                profession_label=profession_label(profession),
                organisation=person.organisation,
                attended=attended[pk],
            )
            for pk, person, profession in people
        ),
        references={grant.body: grant.reference for grant in grants_of(event) if grant.reference},
    )


def _minutes(event: Event) -> defaultdict[int, dict[int, int]]:
    minutes: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = Attendance.objects.filter(registration__event=event, registration__state=RegistrationState.CONFIRMED)
    for registration, session, present in rows.values_list("registration", "session", "minutes"):
        minutes[registration][session] = present
    return minutes
