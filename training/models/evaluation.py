from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.enums import Retention
from training.models.registration import Registration


class Evaluation(models.Model):
    """That a participant handed in the evaluation of an event. What it says is anonymous and is not kept here."""

    retention = Retention.PARTICIPATION

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="evaluation")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("evaluation handed in")
        verbose_name_plural = _("evaluations handed in")

    def __str__(self) -> str:
        return str(self.registration_id)
