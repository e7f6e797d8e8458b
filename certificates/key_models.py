"""The keys of issuers. They stay when a region leaves: what they signed is verified for as long as people keep it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plugins.models import Region
from training.encryption import Secret, SecretField
from training.enums import Retention


class RegionKey(models.Model):
    """A private key of a region, encrypted. When it retires, ``value`` goes and what others check with stays."""

    retention = Retention.NONE
    ENCRYPTED = ("value",)

    value: "models.Field[Secret | None, Secret | None]" = SecretField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        constraints = [
            # Two workers that need the first key at once must make one.
            models.UniqueConstraint(
                fields=["region"], condition=Q(retired_at__isnull=True), name="one_active_%(class)s_per_region"
            ),
            # A key that no longer signs must not be there to be stolen.
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, value__isnull=False) | Q(retired_at__isnull=False, value__isnull=True),
                name="retired_%(class)s_has_no_private_part",
            ),
        ]

    @property
    def is_current(self) -> bool:
        """Whether the private part is encrypted with the first of ``FIELD_KEYS``."""
        return self.value is None or self.value.is_current

    def renew(self) -> None:
        """Encrypt the private part with the first of ``FIELD_KEYS``. Raises UnreadableError when its own key is gone."""
        if self.value:
            self.value = self.value.rotated()


class IssuerKey(RegionKey):
    """A key that signs a region's credentials. ``public`` is published for good."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="issuer_keys", verbose_name=_("region"))
    kid = models.CharField(max_length=43)
    """What the key is called: its thumbprint (RFC 7638)."""
    public = models.JSONField()

    class Meta(RegionKey.Meta):
        verbose_name = _("issuer key")
        verbose_name_plural = _("issuer keys")
        constraints = [
            *RegionKey.Meta.constraints,
            models.UniqueConstraint(fields=["region", "kid"], name="one_issuer_key_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.kid


class SealKey(RegionKey):
    """A key that signs a region's files, with its X.509 certificates in PEM, its own first. They stay for verification."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="seal_keys", verbose_name=_("region"))
    chain = models.TextField()
    expires_at = models.DateTimeField()

    class Meta(RegionKey.Meta):
        verbose_name = _("signature key")
        verbose_name_plural = _("signature keys")

    def __str__(self) -> str:
        return f"{self.region_id}, {self.expires_at:%Y-%m-%d}"


class SealChain(models.Model):
    """The X.509 certificates that a seal of a plugin signed files of the region with, in PEM, its own first.

    They stay when the seal's certificate is renewed, another seal is chosen, or its plugin goes: files are verified by them.
    """

    retention = Retention.NONE

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="seal_chains", verbose_name=_("region"))
    seal = models.CharField(max_length=100)
    chain = models.TextField()
    sha256 = models.CharField(max_length=64)
    """Of the chain."""
    first_used_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificates of a signature")
        verbose_name_plural = _("certificates of signatures")
        constraints = [
            # Two workers that sign with a new certificate at once must keep it once.
            models.UniqueConstraint(fields=["region", "seal", "sha256"], name="one_seal_chain_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}, {self.seal}, {self.first_used_at:%Y-%m-%d}"
