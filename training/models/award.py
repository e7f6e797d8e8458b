"""Runs that award the credits of an event, and the record of an attendance that was opened again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.enums import Retention
from training.models.event import Event
from training.models.registration import Registration


def _member_of_staff() -> models.ForeignKey:
    """Whose account may go while the record stays."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")


class CreditRun(models.Model):
    """An order to award the credits of one event, and how far it is: it goes on after ``cursor``, the last key worked."""

    retention = Retention.NONE

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="credit_runs", verbose_name=_("event"))
    started_by = _member_of_staff()
    started_at = models.DateTimeField(_("started"))
    people = models.PositiveIntegerField(_("people"))
    """How many there were to work when the run began."""
    cursor = models.PositiveBigIntegerField(default=0)
    worked = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(_("entries written"), default=0)
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("computation of credits")
        verbose_name_plural = _("computations of credits")
        indexes = [
            # Every round of the clock asks for what is left.
            models.Index(fields=["moved_at"], condition=models.Q(finished_at=None), name="credit_runs_left"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}, {self.started_at:%Y-%m-%d %H:%M}"


class CreditFailure(models.Model):
    """Why a run could not compute the credits of one person."""

    retention = Retention.PARTICIPATION

    run = models.ForeignKey(CreditRun, on_delete=models.CASCADE, related_name="failures")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            # A person counted twice would make the progress a lie.
            models.UniqueConstraint(fields=["run", "registration"], name="one_failure_per_run_and_registration"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.registration_id}"


class AttendanceReopening(models.Model):
    """That a closed attendance was opened again, by whom and why; the closing that ended is kept with it."""

    retention = Retention.PARTICIPATION

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendance_reopenings")
    closed_at = models.DateTimeField()
    closed_by = _member_of_staff()
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance opened again")
        verbose_name_plural = _("attendances opened again")

    def __str__(self) -> str:
        return f"{self.event_id}, {self.reopened_at:%Y-%m-%d %H:%M}"
