from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.enums import AttendanceMethod, Retention
from training.models.event import Session
from training.models.registration import Registration


class Attendance(models.Model):
    """How many minutes a registered person was present in one session. Marking it issues nothing."""

    retention = Retention.CREDIT

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    minutes = models.PositiveIntegerField(_("minutes present"))
    method = models.CharField(max_length=10, choices=AttendanceMethod.choices, default=AttendanceMethod.LIST)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            # Minutes are summed per session; a second row would count them twice.
            models.UniqueConstraint(fields=["registration", "session"], name="one_attendance_per_session"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}, {self.session_id}: {self.minutes}"


class AttendanceCorrection(models.Model):
    """That minutes once recorded were replaced, or taken back; written once and never changed."""

    retention = Retention.CREDIT

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendance_corrections")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendance_corrections")
    was = models.PositiveIntegerField(_("minutes before"))
    became = models.PositiveIntegerField(_("minutes after"), null=True, blank=True)
    """None where the record was taken back."""
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    corrected_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("correction of attendance")
        verbose_name_plural = _("corrections of attendance")

    def __str__(self) -> str:
        return f"{self.registration_id}, {self.session_id}: {self.was} → {self.became}"
