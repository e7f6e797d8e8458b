"""What holders decide about their certificates: who may see them by a link, and whether the public page has their name.

Each decision is a row with a beginning and an end, so that it can be told later what was open when.
"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.enums import Retention
from training.models import Registration


def new_token() -> str:
    """The part of a link's address that nobody can guess: 192 random bits."""
    return secrets.token_urlsafe(24)


class ShareLink(models.Model):
    """A time in which an address that the holder gave out leads to the certificate; it has nothing of the printed code.

    An address that works again is a second row with the same token, so that it stays known when it did not work.
    """

    retention = Retention.CREDIT

    certificate = models.ForeignKey("certificates.Certificate", on_delete=models.PROTECT, related_name="links")
    token = models.CharField(max_length=64, default=new_token, editable=False)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        constraints = [
            # With two links a holder who takes one back would leave the other open unknowingly.
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(withdrawn_at__isnull=True), name="one_open_share_link_per_certificate"
            ),
            # An address leads to one certificate.
            models.UniqueConstraint(fields=["token"], condition=Q(withdrawn_at__isnull=True), name="one_open_link_of_a_token"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}, {self.made_at:%Y-%m-%d %H:%M}"


class HiddenName(models.Model):
    """A time in which no public page names the holder of a registration's certificates of that purpose, earlier ones too."""

    retention = Retention.CREDIT

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="hidden_names")
    purpose = models.CharField(max_length=100)
    hidden_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("hidden name")
        verbose_name_plural = _("hidden names")
        constraints = [
            # Hidden twice, a name would stay hidden when its holder shows it again.
            models.UniqueConstraint(
                fields=["registration", "purpose"],
                condition=Q(shown_at__isnull=True),
                name="one_open_hiding_per_registration_and_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.purpose}, {self.hidden_at:%Y-%m-%d %H:%M}"
