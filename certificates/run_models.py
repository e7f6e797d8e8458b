"""Runs: an organiser's order to issue certificates, person by person, that survives every interruption."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.enums import Purpose
from training.enums import Retention
from training.models import Event, Registration


class IssueRun(models.Model):
    """An order to issue certificates of one event, or with a ``reason`` to replace some. How far it is, its items say."""

    retention = Retention.NONE

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="issue_runs", verbose_name=_("event"))
    purpose = models.CharField(_("purpose"), max_length=100, default=Purpose.ATTENDANCE)
    reason = models.TextField(_("reason"), blank=True)
    """Why certificates are replaced; empty where none is."""
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Nobody where the run began by itself when the attendance was closed."""
    started_at = models.DateTimeField(_("started"))
    resumed_at = models.DateTimeField()
    """When it last began to move: the pace is measured from here."""
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    error = models.TextField(blank=True)
    """Why all of it stands still; empty while it moves. What concerns one person stands with the item."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("issue of certificates")
        verbose_name_plural = _("issues of certificates")

    def __str__(self) -> str:
        return f"{self.event_id}, {self.started_at:%Y-%m-%d %H:%M}"


class IssueItem(models.Model):
    """One registration in a run: open until its certificate has a file, or an error says why there is none.

    ``certificate`` is written in the transaction that fixes it. Whoever draws its file claims the item; a claim that grew old
    was left by a worker that died.
    """

    retention = Retention.PARTICIPATION

    run = models.ForeignKey(IssueRun, on_delete=models.CASCADE, related_name="items")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("certificates.Certificate", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            # A person counted twice would make the progress a lie.
            models.UniqueConstraint(fields=["run", "registration"], name="one_item_per_run_and_registration"),
            # What is done without a certificate would look like one that was issued.
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(certificate__isnull=False), name="issue_done_with_a_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.registration_id}"
