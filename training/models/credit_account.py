from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.enums import Retention
from training.models.person import Person
from training.storage import private_storage, random_name


def proof_storage() -> FileSystemStorage:
    """Where proofs lie: outside MEDIA_ROOT and without an address, so that only their owner's page hands them out."""
    return private_storage(settings.CREDIT_PROOF_ROOT)


proof_name = random_name
"""By this name the migrations know it."""


class CreditWindow(models.Model):
    """The last day of the window in which a person has to collect credits with one body: each person's own."""

    retention = Retention.ACCOUNT

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="credit_windows")
    scheme = models.CharField(_("credit scheme"), max_length=100)
    end = models.DateField(_("last day"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("window of a credit account")
        verbose_name_plural = _("windows of credit accounts")
        constraints = [
            # Two ends would give two sums.
            models.UniqueConstraint(fields=["person", "scheme"], name="one_window_per_person_and_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.end}"


class ExternalCredit(models.Model):
    """Credits that a person earned elsewhere and entered here, with a proof. It is their own note, which nobody checked."""

    retention = Retention.ACCOUNT

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="external_credits")
    scheme = models.CharField(_("credit scheme"), max_length=100)
    date = models.DateField(_("date"))
    amount = models.DecimalField(_("amount"), max_digits=8, decimal_places=2)
    kind = models.CharField(_("kind"), max_length=60)
    is_medical = models.BooleanField(_("medical subject"), default=True)
    title = models.CharField(_("title"), max_length=200)
    body = models.CharField(_("awarded by"), max_length=200, blank=True)
    proof = models.FileField(_("proof"), storage=proof_storage, upload_to=proof_name, max_length=60, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry from elsewhere")
        verbose_name_plural = _("entries from elsewhere")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="external_credit_is_more_than_nothing")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.amount}"
