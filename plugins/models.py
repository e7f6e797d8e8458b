import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry

from plugins.api import RegionRef
from plugins.lasting_names import NAMES, names_stay_because
from plugins.log import RegionLogManager


class Region(models.Model):
    """A coordination office's part of the installation: its pages, its people's events, its plugins and its house style."""

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    code = models.CharField(
        _("code"),
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,4}$", _("Use two to four capital letters."))],
        help_text=_("Begins every event code and certificate number of the region, for example HE."),
    )
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(
        _("coordination office"), max_length=200, help_text=_("The office as it signs mails and certificates.")
    )
    contact_email = models.EmailField(_("contact address"), help_text=_("Shown to participants as the place to ask."))
    country = models.CharField(
        _("country"), max_length=2, choices=[("DE", _("Germany")), ("DK", _("Denmark")), ("SE", _("Sweden"))]
    )
    language = models.CharField(
        _("language"), max_length=5, choices=[("de", "Deutsch"), ("da", "Dansk"), ("sv", "Svenska"), ("en", "English")]
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Berlin")
    certificate_template = models.CharField(_("certificate design"), max_length=100, default="standard")
    certificate_seal = models.CharField(_("signature of certificates"), max_length=100, blank=True)
    """What signs the files of certificates; nothing does while it is empty."""
    verification_base = models.URLField(
        _("address of verification"),
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("Begins the addresses on new certificates, for example https://verify.example.org; else that of the site."),
    )
    palette = models.CharField(_("palette"), max_length=40, default="samkurs")
    root_page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("home page")
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("collection")
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse another short name or code once something that was given out names the region by them."""
        super().clean()
        before = Region.objects.filter(pk=self.pk).values(*NAMES).first() or {}
        changed = [name for name, value in before.items() if value != getattr(self, name)]
        if changed and (reason := names_stay_because(self)):
            raise ValidationError(dict.fromkeys(changed, reason))

    @property
    def ref(self) -> RegionRef:
        return RegionRef(slug=self.slug, name=self.name, country=self.country, language=self.language, time_zone=self.time_zone)


class RegionGroup(models.Model):
    """Ties a group of staff to its region: membership gives its permissions there and nowhere else."""

    class Role(models.TextChoices):
        EDITORS = "editors", _("Editors")
        ORGANISERS = "organisers", _("Organisers")

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="groups")
    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="region_group")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            # One group per role keeps "who may do this in the region" a question with one answer.
            models.UniqueConstraint(fields=["region", "role"], name="one_group_per_region_and_role"),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.get_role_display()}"


def validate_plugin_name(name: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValidationError(_("A plugin's name has small letters, digits and underscores and begins with a letter."))


class PluginActivation(models.Model):
    """Whether a plugin acts in a region, and with which settings. A row outlives the plugin's uninstallation."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="activations")
    plugin = models.CharField(max_length=100, validators=[validate_plugin_name])
    enabled = models.BooleanField(default=True)
    config = models.JSONField(default=dict, blank=True)
    config_version = models.PositiveSmallIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            # Two rows would let one say on and the other off.
            models.UniqueConstraint(fields=["region", "plugin"], name="one_activation_per_region_and_plugin"),
        ]

    def __str__(self) -> str:
        return f"{self.plugin} in {self.region}"


class RegionLogEntry(BaseLogEntry):
    """What was done to a row that belongs to a region, so that reports show it to the region's own staff."""

    object_id = models.CharField(max_length=255, db_index=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RegionLogManager()

    class Meta(BaseLogEntry.Meta):
        ordering = ["-timestamp", "-id"]
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")

    def __str__(self) -> str:
        return f"{self.action}: {self.label}"
