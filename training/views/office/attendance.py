"""Attendance, one screen a session: everybody expected in one list, one form and one save, however long the list is."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from plugins.registry import report_formats
from plugins.runtime import offered_in
from training.domain import attendance, closing
from training.domain.reports import ReportError, write_report
from training.forms.office.attendance import AttendanceForm
from training.forms.office.fields import NoForm
from training.views.files import written_file
from training.views.office.base import EventForm, EventPage


class Sessions(EventPage):
    permission = "training.view_attendance"
    screen = "attendance"
    template_name = "training/office/attendance_sessions.html"
    page_title = gettext_lazy("Attendance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rows=attendance.progress(self.event),
            reports=self.reports(),
            may_close=self.may("training.change_attendance"),
            obstacle=closing.obstacle(self.event, now=timezone.now()),
            reopenings=self.event.attendance_reopenings.select_related("closed_by", "reopened_by").order_by("-pk"),
            **kwargs,
        )

    def reports(self) -> list[dict[str, Any]]:
        """The forms of report the region can take, for those who may take the list of participants."""
        if not self.may(Report.permission):
            return []
        formats = offered_in(self.event.region, report_formats()).values()
        return [{"label": item.value.label, "url": self.url("report", item.value.key)} for item in formats]


class Report(EventPage):
    """The attendance as a file. It names people, so it needs the permission for the list of participants, and is logged too."""

    permission = "training.view_registration"
    screen = "attendance"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            report = write_report(self.event, key=kwargs["key"])
        except ReportError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.url("attendance"))
        self.log("report")
        return written_file(report.content, name=report.name, media_type=report.media_type)


class OneSession(EventForm):
    permission = "training.change_attendance"
    screen = "attendance"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.session = get_object_or_404(self.event.sessions.select_related("event", "slot"), pk=kwargs["session_pk"])

    def get_success_url(self) -> str:
        return self.url("attendance_session", self.session.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(session=self.session, **kwargs)


class MarkSession(OneSession):
    """The list is not paged: it is worked through from top to bottom, and one save takes all of it."""

    template_name = "training/office/attendance.html"
    form_class = AttendanceForm

    def get_page_title(self) -> str:
        return self.session.title

    def get_form_kwargs(self) -> dict[str, Any]:
        people = list(attendance.expected(self.session).select_related("person").order_by("person__name", "pk"))
        known = dict(self.session.attendances.values_list("registration", "minutes"))
        return super().get_form_kwargs() | {
            "session": self.session,
            "registrations": people,
            "known": known,
            "is_closed": bool(self.event.attendance_closed_at),
        }

    def save(self, form: AttendanceForm) -> str:
        changed = attendance.record(self.session, minutes=form.minutes(), by=self.request.user, now=timezone.now())
        self.log("attendance")
        return ngettext("{n} record is saved.", "{n} records are saved.", changed).format(n=changed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["recorded"] = sum(field.initial is not None for _registration, field in context["form"].rows())
        context["cancel_url"] = self.url("attendance")
        open_ones = [row.session for row in attendance.progress(self.event) if row.recorded < row.expected]
        context["next_session"] = next((session for session in open_ones if session != self.session), None)
        return context


class MarkAll(OneSession):
    template_name = "training/office/confirm.html"
    form_class = NoForm
    page_title = gettext_lazy("All present")
    submit_label = gettext_lazy("Yes, all present")
    consequence = gettext_lazy(
        "Everyone expected here, of whom nothing is recorded yet, is recorded as present for the whole session. What was "
        "entered before stays."
    )

    def save(self, form: NoForm) -> str:
        marked = attendance.mark_all(self.session, by=self.request.user, now=timezone.now())
        self.log("attendance")
        return ngettext("{n} person is recorded as present.", "{n} people are recorded as present.", marked).format(n=marked)
