from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.encryption import Secret, SecretField
from training.enums import ReportLineState, ReportState, Retention
from training.models.credit import Accreditation, CreditEntry
from training.models.registration import Registration

AMOUNT = {"max_digits": 8, "decimal_places": 2, "default": 0}


class CreditReport(models.Model):
    """The report of what one body granted: how it stands, and the body's credential as long as it is being sent."""

    accreditation = models.OneToOneField(Accreditation, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(_("status"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    service = models.CharField(max_length=100, blank=True)
    """The interface it was last sent by."""
    destination = models.CharField(max_length=255, blank=True)
    """The host it was last sent to."""
    secret: "models.Field[Secret | None, Secret | None]" = SecretField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    """When the body last answered anything."""
    failures = models.PositiveIntegerField(default=0)
    """How many attempts in a row came to nothing."""
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    followed_to = models.BigIntegerField(default=0)
    """The key of the last award that the lines follow. Those of one grant are written one after the other."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report of credits")
        verbose_name_plural = _("reports of credits")
        constraints = [
            # The credential opens the body's system: it is nowhere but in a report that is being sent.
            models.CheckConstraint(
                condition=Q(state="running") | Q(secret__isnull=True), name="a_credential_only_while_reporting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accreditation_id}: {self.get_state_display()}"


class ReportedParts(models.Model):
    """What is reported of somebody: the day, and the three amounts that bodies keep apart."""

    date = models.DateField()
    basis = models.DecimalField(**AMOUNT)
    learning_check = models.DecimalField(**AMOUNT)
    speaker = models.DecimalField(**AMOUNT)

    class Meta:
        abstract = True


class CreditReportLine(ReportedParts):
    """The report of one registration's credits. What it says is what was last sent, or shall be sent next."""

    retention = Retention.CREDIT

    report = models.ForeignKey(CreditReport, on_delete=models.CASCADE, related_name="lines")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="report_lines")
    entry = models.ForeignKey(CreditEntry, on_delete=models.PROTECT, related_name="+")
    """The award it was made of, or that took it back."""
    state = models.CharField(_("status"), max_length=12, choices=ReportLineState.choices)
    attempts = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    """Until then a worker has it; after that another takes the worker for dead."""
    problem = models.TextField(blank=True)
    reason = models.TextField(_("reason"), blank=True)
    """Why it is withdrawn."""
    reported_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reported credits")
        verbose_name_plural = _("reported credits")
        constraints = [
            # One record with the body for each person and event, so one here.
            models.UniqueConstraint(fields=["report", "registration"], name="one_report_line_per_registration"),
            models.CheckConstraint(condition=Q(state__in=ReportLineState.values), name="report_line_state_is_known"),
        ]
        indexes = [models.Index(fields=["report", "state"])]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.get_state_display()}"


class ReportReceipt(ReportedParts):
    """What a body was told of somebody, when and by whom; written once, never changed, and with its line never deleted."""

    class Act(models.TextChoices):
        SENT = "sent", _("Sent")
        BY_HAND = "by_hand", _("Reported by hand")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    retention = Retention.CREDIT

    line = models.ForeignKey(CreditReportLine, on_delete=models.PROTECT, related_name="receipts")
    act = models.CharField(max_length=10, choices=Act.choices)
    receipt = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    destination = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("receipt of a report")
        verbose_name_plural = _("receipts of reports")

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.receipt}"
