"""What an organiser asks before certificates are issued."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.enums import CertificateLanguage, Purpose, certificate_languages
from training.enums import Retention
from training.models import Event, TrainingPage


class IssueTerms(models.Model):
    """What is asked for an event's certificates of one purpose. An event without a row has the defaults of the purpose."""

    retention = Retention.NONE

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="issue_terms", verbose_name=_("event"))
    purpose = models.CharField(_("purpose"), max_length=100, default=Purpose.ATTENDANCE)
    mandatory_sessions = models.BooleanField(_("every mandatory session attended"), default=True)
    minimum_minutes = models.PositiveIntegerField(_("minutes present, at least"), null=True, blank=True)
    minimum_percent = models.PositiveSmallIntegerField(_("percent present, at least"), null=True, blank=True)
    learning_check = models.BooleanField(_("learning check passed"), default=False)
    evaluation = models.BooleanField(_("evaluation handed in"), default=False)
    trainings = models.ManyToManyField(
        TrainingPage, blank=True, related_name="+", verbose_name=_("certificates of these trainings")
    )
    programme = models.CharField(_("name of the programme"), max_length=255, blank=True)
    language = models.CharField(
        _("language of the certificates"),
        max_length=10,
        choices=certificate_languages,
        default=CertificateLanguage.REGION,
    )
    needs_release = models.BooleanField(_("only after the organiser's release"), default=False)
    released_at = models.DateTimeField(_("released"), null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    by_itself = models.BooleanField(_("issue by itself when the attendance is closed"), default=False)
    issued_for = models.DateTimeField(null=True, blank=True, editable=False)
    """The closing of the attendance for which certificates were last issued by themselves: once for each."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("terms of certificates")
        verbose_name_plural = _("terms of certificates")
        constraints = [
            # Of two rows, chance would decide who gets a certificate.
            models.UniqueConstraint(fields=["event", "purpose"], name="one_set_of_terms_per_event_and_purpose"),
            models.CheckConstraint(
                condition=Q(minimum_percent=None) | Q(minimum_percent__gte=1, minimum_percent__lte=100),
                name="minimum_attendance_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.purpose}"
