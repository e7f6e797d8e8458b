"""What accrediting bodies ask of an event, beside its programme and place, and the files they answered with."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.models.credit import Accreditation
from training.models.event import Event
from training.storage import private_storage, random_name


class ApplicationFacts(models.Model):
    """An event's answers to what bodies ask, the same for each of them; at most one row an event."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="application_facts", verbose_name=_("event"))
    goals = models.TextField(_("learning goals"), blank=True)
    contact = models.TextField(_("who answers questions"), blank=True)
    attendance_check = models.TextField(_("how attendance is checked"), blank=True)
    number_capture = models.TextField(_("how professional numbers are captured"), blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)
    without_sponsors = models.BooleanField(_("there are no sponsors"), default=False)
    """Said, which is another thing than not said."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("facts for applications")
        verbose_name_plural = _("facts for applications")

    def __str__(self) -> str:
        return f"{self.event_id}"


class Sponsor(models.Model):
    """Who pays or gives something to an event, and how much. The sum is as it was agreed; nothing is computed from it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sponsors", verbose_name=_("event"))
    name = models.CharField(_("sponsor"), max_length=200)
    amount = models.DecimalField(
        _("sum"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", validators=[RegexValidator(r"^[A-Z]{3}$", _("Three letters, such as EUR."))]
    )
    purpose = models.CharField(_("for what"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sponsor")
        verbose_name_plural = _("sponsors")
        constraints = [
            # What a body compares with its limit cannot be less than nothing.
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="sponsor_gives_no_negative_sum"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Disclosure(models.Model):
    """What somebody who leads or speaks said of their conflicts of interest."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="disclosures", verbose_name=_("event"))
    name = models.CharField(_("name"), max_length=200)
    statement = models.TextField(_("conflicts of interest"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        constraints = [
            # Two statements of one person would leave open which holds.
            models.UniqueConstraint(fields=["event", "name"], name="one_disclosure_per_event_and_name"),
        ]

    def __str__(self) -> str:
        return self.name


def notice_storage() -> FileSystemStorage:
    return private_storage(settings.NOTICE_ROOT)


class NoticeFile(models.Model):
    """A letter of a body about its accreditation, as it came. A later one does not replace the first."""

    accreditation = models.ForeignKey(Accreditation, on_delete=models.CASCADE, related_name="notices")
    file = models.FileField(pgettext_lazy("notice", "file"), storage=notice_storage, upload_to=random_name, max_length=60)
    label = models.CharField(_("what it is"), max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notice of a body")
        verbose_name_plural = _("notices of bodies")

    def __str__(self) -> str:
        return self.label or str(_("notice of a body"))
