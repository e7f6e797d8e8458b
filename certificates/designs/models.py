"""What was chosen of certificates' looks, and the files that are kept for as long as something names them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plugins.models import Region
from training.enums import Retention
from training.models import Event


class Asset(models.Model):
    """A file under the SHA-256 of its content: a logo, a signature, or a part of a design that was issued with. Never changed.

    It is in the database, so that what a snapshot names is stored, saved and restored together with it.
    """

    retention = Retention.PARTICIPATION

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    kept_at = models.DateTimeField()
    unused_since = models.DateTimeField(null=True, blank=True)
    """When no design named the picture any more; ``designs.upkeep`` notes it and deletes the picture some time later."""
    is_frozen = models.BooleanField(default=False)
    """Whether ``designs.upkeep`` found that a certificate was issued with it, which is so for good."""

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A kept file is never changed: another content has another checksum.")
        super().save(*args, **kwargs)


class DesignChoice(models.Model):
    """What the certificates of a region look like, or what those of one event have otherwise; empty is as in the region.

    The region's own design is ``Region.certificate_template``; ``template`` is another one for the event.
    """

    retention = Retention.PARTICIPATION

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="design_choices", verbose_name=_("region"))
    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, null=True, blank=True, related_name="design_choice", verbose_name=_("event")
    )
    template = models.CharField(_("certificate design"), max_length=100, blank=True)
    options = models.JSONField(default=dict, blank=True)
    """By design, so that trying another one loses nothing: ``{"acme_letterhead": {"accent": "#1d4e5f"}}``."""
    logo = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo"))
    address = models.CharField(_("address line"), max_length=160, blank=True)
    opening = models.CharField(_("opening line"), max_length=160, blank=True)
    closing = models.CharField(_("closing line"), max_length=300, blank=True)
    legal = models.CharField(_("legal line"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("design of certificates")
        verbose_name_plural = _("designs of certificates")
        constraints = [
            # Two rows would give the region's certificates one of two looks, by chance.
            models.UniqueConstraint(fields=["region"], condition=Q(event=None), name="one_design_choice_per_region"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}: {self.event_id or _('all events')}"


class Signatory(models.Model):
    """Somebody whose name stands below a certificate, with the picture of the signature if there is one."""

    retention = Retention.PARTICIPATION

    choice = models.ForeignKey(DesignChoice, on_delete=models.CASCADE, related_name="signatories")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120)
    office = models.CharField(_("office"), max_length=120, blank=True)
    signature = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [
            # Two in one place would stand there in any order.
            models.UniqueConstraint(fields=["choice", "position"], name="one_signatory_per_position"),
        ]

    def __str__(self) -> str:
        return self.name
