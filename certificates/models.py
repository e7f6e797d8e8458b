"""What was earned, fixed for good: a row here is written once, and what happens to it later is written beside it."""

import secrets
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.checksum import canonical, sha256
from certificates.designs.models import Asset, DesignChoice, Signatory
from certificates.dossier_models import Dossier, dossier_storage
from certificates.enums import Purpose
from certificates.key_models import IssuerKey, SealChain, SealKey
from certificates.run_models import IssueItem, IssueRun
from certificates.sharing_models import HiddenName, ShareLink
from certificates.terms_models import IssueTerms
from certificates.written_once import CHANGED, DELETED, WrittenOnce
from plugins.models import Region
from training import storage
from training.enums import Retention
from training.models import Registration

__all__ = [
    "Asset",
    "Certificate",
    "CertificateEvent",
    "DesignChoice",
    "Dossier",
    "HiddenName",
    "IssueItem",
    "IssueRun",
    "IssueTerms",
    "IssuerKey",
    "Purpose",
    "SealChain",
    "SealKey",
    "SerialCounter",
    "ShareLink",
    "Signatory",
    "dossier_storage",
]

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as another or as a digit (https://www.crockford.com/base32.html)."""

CODE_LENGTH = 28


def new_code() -> str:
    """A verification code nobody can guess and everybody can type: 140 random bits (OWASP ASVS 5.0, 11.5.1 asks for 128)."""
    return "".join(secrets.choice(ALPHABET) for _position in range(CODE_LENGTH))


def clean_code(typed: str) -> str:
    """A code as it is stored: capital letters, nothing between them, O read as 0 and I and L as 1."""
    letters = "".join(character for character in typed.upper() if character.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


def private_storage() -> FileSystemStorage:
    """Where the files lie: outside MEDIA_ROOT and without an address, so that only our views hand them out."""
    return storage.private_storage(settings.CERTIFICATE_ROOT)


class SerialCounter(models.Model):
    """The last number given in a region and year. Whoever holds its row lock gives the next; a rollback gives it back."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            # Two counters of one region and year would give one number twice.
            models.UniqueConstraint(fields=["region", "year"], name="one_serial_counter_per_region_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}-{self.year}: {self.last}"


class Certificate(models.Model):
    """A statement about one registration as it was on the day of issue, with the file that says it.

    ``snapshot`` is all that is printed; nothing is read from elsewhere again. ``pdf`` is empty until the file is made.
    The row is only ever changed by ``domain``: once when the file is stored, once when it is revoked.
    """

    retention = Retention.CREDIT

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="certificates")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("region"))
    purpose = models.CharField(_("purpose"), max_length=100, default=Purpose.ATTENDANCE)
    serial = models.CharField(_("number"), max_length=24, unique=True)
    code = models.CharField(_("verification code"), max_length=CODE_LENGTH, unique=True, default=new_code)
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    template = models.CharField(_("certificate design"), max_length=100)
    template_version = models.PositiveIntegerField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(_("issued"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    pdf = models.FileField(storage=private_storage, max_length=120, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    renderer = models.CharField(max_length=200, blank=True)

    credential = models.TextField(blank=True)
    """The Open Badges credential as it was signed at issue; older certificates have none."""
    status_list = models.PositiveIntegerField(null=True, blank=True)
    status_index = models.PositiveIntegerField(null=True, blank=True)

    objects = WrittenOnce.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            # Issuing twice, by two clicks or two workers, must give one valid certificate.
            models.UniqueConstraint(
                fields=["registration", "purpose"],
                condition=Q(revoked_at__isnull=True),
                name="one_valid_certificate_per_registration_and_purpose",
            ),
            # Two certificates at one place would be revoked together.
            models.UniqueConstraint(fields=["region", "status_list", "status_index"], name="one_certificate_per_status_place"),
            # A file without its checksum could be exchanged unseen.
            models.CheckConstraint(
                condition=Q(pdf="", pdf_sha256="") | (~Q(pdf="") & ~Q(pdf_sha256="")), name="certificate_file_has_a_checksum"
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(DELETED)

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def is_intact(self) -> bool:
        """Whether the stored facts are those that were issued: nothing keeps somebody with the database from altering them."""
        return sha256(canonical(self.snapshot)) == self.snapshot_sha256


class CertificateEvent(models.Model):
    """One thing that happened to a certificate, written once."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("Issued")
        RENDERED = "rendered", _("File made")
        REVOKED = "revoked", _("Revoked")
        REPLACED = "replaced", _("Replaced")
        TOLD = "told", _("Holder told by mail")

    class Cause(models.TextChoices):
        """Why a certificate was revoked, as far as it concerns whoever checks it."""

        FACTS = "facts", _("A fact on it was wrong")
        CONDITIONS = "conditions", _("Its conditions were not met")
        HOLDER = "holder", _("Its holder asked for it")
        OTHER = "other", _("Another reason")

    retention = Retention.CREDIT

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.TextField(_("reason"), blank=True)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["certificate", "at"])]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What happened to a certificate is never rewritten.")
        super().save(*args, **kwargs)
