from contextlib import suppress

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.encryption import Secret, SecretField, UnreadableError, lookup_of, masked
from training.enums import NumberGone, Retention
from training.models.person import Person
from training.models.registration import Registration


class EncryptedNumber(models.Model):
    """A number that a chamber or an authority knows a professional by, encrypted. ``key`` says which, such as ``de_efn``."""

    ENCRYPTED = ("value", "lookup")

    key = models.CharField(max_length=100)
    value: "models.Field[Secret | None, Secret | None]" = SecretField()
    lookup = models.CharField(max_length=64, blank=True, editable=False)
    """What the number is found by; see ``lookup_of``."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    @property
    def masked(self) -> str:
        """The number as it may be shown to its owner."""
        number = self.reveal()
        return str(self.value or "") if number is None else masked(number)

    def reveal(self) -> str | None:
        """The number itself, for its owner and for reports; None when it is gone, or no key of today reads it."""
        with suppress(UnreadableError):
            return self.value.reveal() if self.value else None
        return None

    @property
    def is_current(self) -> bool:
        """Whether it is stored with the keys of today."""
        value = self.value
        return value is None or (value.is_current and self.lookup == lookup_of(self.key, value.reveal()))

    def set_value(self, value: Secret) -> None:
        """Make ``value`` the number, encrypted with the newest key. Raises UnreadableError when its own key is gone."""
        self.value, self.lookup = value.rotated(), lookup_of(self.key, value.reveal())

    def renew(self) -> None:
        """Encrypt what is stored with the keys of today."""
        if self.value:
            self.set_value(self.value)


class PersonNumber(EncryptedNumber):
    """A number that a person chose to keep in the profile."""

    retention = Retention.ACCOUNT

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="numbers")

    class Meta:
        verbose_name = _("number in a profile")
        verbose_name_plural = _("numbers in profiles")
        constraints = [
            # Which of two would be reported?
            models.UniqueConstraint(fields=["person", "key"], name="one_number_of_a_kind_per_person"),
        ]


class RegistrationNumber(EncryptedNumber):
    """A number given for one registration. Once it is reported, or will not be, the number goes.

    Its last digits stay, with the receipt of the report or the reason why there is none.
    """

    retention = Retention.PARTICIPATION

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="numbers")
    to_keep = models.BooleanField(default=False, editable=False)
    """The person wants it in the profile, and it comes there as soon as the mail address is proved."""
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)
    receipt = models.CharField(max_length=200, blank=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)
    forgotten_because = models.CharField(max_length=12, choices=NumberGone.choices, blank=True, editable=False)
    """Why the number was deleted although no report was made."""
    remainder = models.CharField(max_length=40, blank=True, editable=False)
    """The number as it was shown, once it is gone itself."""

    class Meta:
        verbose_name = _("number of a registration")
        verbose_name_plural = _("numbers of registrations")
        constraints = [
            models.UniqueConstraint(fields=["registration", "key"], name="one_number_of_a_kind_per_registration"),
            # What we say is deleted must be.
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(value__isnull=True, lookup=""), name="a_forgotten_number_is_gone"
            ),
        ]
        indexes = [models.Index(fields=["lookup"], name="number_by_lookup")]

    @property
    def masked(self) -> str:
        return self.remainder or super().masked

    def empty(self) -> None:
        """Delete the number itself, not saved yet; its last digits stay."""
        self.remainder, self.value, self.lookup, self.to_keep = self.masked, None, "", False


NUMBER_MODELS: tuple[type[EncryptedNumber], ...] = (PersonNumber, RegistrationNumber)
