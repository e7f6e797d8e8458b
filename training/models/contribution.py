from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.enums import ContributionRole, Retention
from training.models.event import Session
from training.models.registration import Registration


class Contribution(models.Model):
    """What somebody registered for an event gave to it: a talk, the chair of a forum, its scientific lead."""

    retention = Retention.CREDIT

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="contributions")
    session = models.ForeignKey(
        Session,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=pgettext_lazy("programme", "session"),
    )
    role = models.CharField(_("role"), max_length=20, choices=ContributionRole.choices, default=ContributionRole.SPEAKER)
    title = models.CharField(_("title"), max_length=255, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["pk"]
        constraints = [
            # Each contribution earns its own points, so the same one entered twice would earn them twice. Those without a
            # session may become alike when sessions are deleted, so their like is refused where they are entered.
            models.UniqueConstraint(
                fields=["registration", "session", "role", "title"],
                condition=Q(session__isnull=False),
                name="one_contribution_per_session_role_and_title",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.title or self.session or self.registration_id}"
