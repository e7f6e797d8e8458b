from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training import storage
from training.enums import Retention
from training.models import Accreditation


def dossier_storage() -> FileSystemStorage:
    return storage.private_storage(settings.DOSSIER_ROOT)


class Dossier(models.Model):
    """All that shows how one body's credits of one event came about, collected in one file for an audit.

    The file is made after it was ordered and deleted after some days, for it copies what is stored elsewhere; the row stays.
    """

    retention = Retention.CREDIT

    accreditation = models.ForeignKey(Accreditation, on_delete=models.CASCADE, related_name="dossiers")
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ordered_at = models.DateTimeField(_("ordered"))
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    file = models.FileField(storage=dossier_storage, max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("audit dossier")
        verbose_name_plural = _("audit dossiers")
        constraints = [
            # Two people who order at once share one file, and one worker makes it.
            models.UniqueConstraint(
                fields=["accreditation"], condition=Q(made_at=None, error=""), name="one_open_dossier_per_accreditation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accreditation_id}, {self.ordered_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether it is still being made."""
        return self.made_at is None and not self.error
