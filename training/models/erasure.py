import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from training.enums import Retention


def new_receipt_token() -> str:
    """The address of a receipt, which nobody can guess: 192 random bits."""
    return secrets.token_urlsafe(24)


class ErasureReceipt(models.Model):
    """That somebody's data were deleted: how much of what, and what was kept and why. It does not say whose they were."""

    retention = Retention.NONE

    token = models.CharField(max_length=64, unique=True, default=new_receipt_token, editable=False)
    erased_at = models.DateTimeField(_("deleted"))
    lines = models.JSONField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("receipt of a deletion")
        verbose_name_plural = _("receipts of deletions")

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d %H:%M}"
