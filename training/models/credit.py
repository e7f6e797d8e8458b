from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from training.enums import AccreditationStatus, Retention
from training.models.event import Event
from training.models.registration import Registration


class Accreditation(models.Model):
    """What one body was asked for and what it granted. Only what it granted is ever printed or reported."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="accreditations", verbose_name=_("event"))
    body = models.CharField(_("accrediting body"), max_length=200)
    scheme = models.CharField(_("credit scheme"), max_length=100, blank=True)
    category = models.CharField(_("category"), max_length=40, blank=True)
    reference = models.CharField(
        _("reference"), max_length=60, blank=True, help_text=_("For German chambers the VNR, 19 digits.")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=AccreditationStatus.choices, default=AccreditationStatus.PLANNED
    )
    granted = models.DecimalField(_("granted"), max_digits=6, decimal_places=2, null=True, blank=True)
    granted_learning_check = models.DecimalField(
        _("granted for the learning check"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    granted_speaker = models.DecimalField(
        _("granted for each contribution of a speaker"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    granted_on = models.DateField(_("date of the notice"), null=True, blank=True)
    refused_on = models.DateField(_("refused on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    """Why it was refused or withdrawn."""
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    reported_on = models.DateField(_("attendance reported on"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=10, default="points")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")
        constraints = [
            # A body answers an application once; a second row would print its points twice.
            models.UniqueConstraint(fields=["event", "body"], name="one_accreditation_per_event_and_body"),
            models.CheckConstraint(condition=~Q(status="granted") | Q(granted__isnull=False), name="a_grant_names_its_amount"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_grant_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_status_display()}"

    @property
    def holds(self) -> bool:
        """Whether the body granted credits and its grant covers the event: the one condition for naming any."""
        return self.status == AccreditationStatus.GRANTED and self.covers_event

    @property
    def covers_event(self) -> bool:
        """Whether all days of the event, as its place counts them, lie in the valid period. An open end is no limit."""
        first, last = self.event.day_of(self.event.start), self.event.day_of(self.event.end)
        return (self.valid_from or first) <= first and last <= (self.valid_to or last)


class ChangeNotice(models.Model):
    """What has changed of an event that a body granted credits for, and who told the body when; open until somebody did."""

    class Kind(models.TextChoices):
        TIME = "time", _("the time")
        PROGRAMME = "programme", _("the programme")
        PLACE = "place", _("the place or form")
        SCIENTIFIC_LEAD = "scientific_lead", _("the scientific lead")
        DETAILS = "details", _("goals, sponsors, disclosures or other facts of the application")
        CALLED_OFF = "called_off", _("that it takes place at all")

    accreditation = models.ForeignKey(Accreditation, on_delete=models.CASCADE, related_name="changes")
    kinds = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change to tell a body")
        verbose_name_plural = _("changes to tell a body")
        constraints = [
            # Changes add up to one task, however many people change the event at once.
            models.UniqueConstraint(
                fields=["accreditation"], condition=Q(told_at=None), name="one_open_change_notice_per_accreditation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accreditation}: {self.what}"

    @property
    def what(self) -> str:
        """What has changed, as a list in words, in the order of the kinds."""
        return ", ".join(str(kind.label) for kind in self.Kind if kind.value in self.kinds)

    @property
    def version(self) -> str:
        """Differs after each change, so that nobody ticks off what they have not seen."""
        return self.changed_at.isoformat()


class CreditEntry(models.Model):
    """Credits of one registration with one body, written once and never changed: a correction is a new entry."""

    retention = Retention.CREDIT

    class Status(models.TextChoices):
        DETERMINED = "determined", _("Determined")
        REFUSED = "refused", _("Refused")
        UNDETERMINED = "undetermined", _("Undetermined")

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="credits")
    accreditation = models.ForeignKey(Accreditation, on_delete=models.PROTECT, null=True, blank=True, related_name="credits")
    body = models.CharField(_("accrediting body"), max_length=200, blank=True)
    scheme = models.CharField(_("credit scheme"), max_length=100)
    plugin = models.CharField(max_length=100)
    plugin_version = models.CharField(max_length=60)
    status = models.CharField(max_length=12, choices=Status.choices)
    amount = models.DecimalField(_("amount"), max_digits=8, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=10)
    facts = models.JSONField()
    lines = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    created_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("credit entry")
        verbose_name_plural = _("credit entries")
        constraints = [
            # Refused and undetermined are not zero: they have no amount at all.
            models.CheckConstraint(
                condition=Q(status="determined", amount__isnull=False) | (~Q(status="determined") & Q(amount__isnull=True)),
                name="credit_amount_only_when_determined",
            ),
            # Two runs of an award at once must not both write a first entry; every later one corrects exactly one.
            models.UniqueConstraint(
                fields=["registration", "accreditation"],
                condition=Q(corrects=None, accreditation__isnull=False),
                name="one_first_entry_per_grant",
            ),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(corrects=None, accreditation=None), name="one_first_entry_without_grant"
            ),
        ]
        # Each tick asks of every report whether something was awarded since.
        indexes = [models.Index(fields=["accreditation", "id"], name="credits_of_a_grant_by_age")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.amount} {self.unit}"
