"""Closing the attendance of an event, and opening it again."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from training.domain import closing
from training.domain.attendance import SessionProgress
from training.forms.office.closing import CloseForm, ReopenForm
from training.models import CreditRun
from training.views.office.base import EventForm


class OfAttendance(EventForm):
    permission = "training.change_attendance"
    screen = back = "attendance"


class Close(OfAttendance):
    """Says per session how many are without a record, asks what becomes of them, and leads to the credits it orders."""

    template_name = "training/office/close_attendance.html"
    form_class = CloseForm
    page_title = gettext_lazy("Close the attendance")
    submit_label = gettext_lazy("Yes, close it")
    run: CreditRun | None = None

    @cached_property
    def missing(self) -> list[SessionProgress]:
        return closing.unrecorded(self.event)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"missing": self.missing}

    def form_valid(self, form: CloseForm) -> HttpResponse:
        if form.to_be_recorded:
            messages.info(self.request, _("The attendance stays open. Record who is missing, then close it."))
            return redirect(self.url("attendance"))
        return super().form_valid(form)

    def save(self, form: CloseForm) -> str:
        now, by = timezone.now(), self.request.user
        self.run = closing.close_attendance(self.event, count_absent=form.count_absent, by=by, now=now)
        self.log("attendance_close")
        return _("The attendance is closed. The credits are being computed; you can leave this page, it goes on.")

    def get_success_url(self) -> str:
        if self.run and self.may("training.view_creditentry"):
            return self.url("credit_run", self.run.pk)
        return super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        obstacle = closing.obstacle(self.event, now=timezone.now())
        return super().get_context_data(missing=self.missing, obstacle=obstacle, **kwargs)


class Reopen(OfAttendance):
    template_name = "training/office/confirm.html"
    form_class = ReopenForm
    page_title = gettext_lazy("Open the attendance again")
    submit_label = gettext_lazy("Yes, open it again")
    consequence = gettext_lazy(
        "Attendance can be changed again. Credits stay as they are until you close it once more: what has changed by then is "
        "corrected by new entries that name the old ones."
    )

    def save(self, form: forms.Form) -> str:
        reason = form.cleaned_data["reason"]
        closing.reopen_attendance(self.event, reason=reason, by=self.request.user, now=timezone.now())
        self.log("attendance_reopen")
        return _("The attendance is open again. Close it when it is right.")
