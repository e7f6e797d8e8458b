import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from plugins.api import PersonRef
from training.enums import Retention


def new_calendar_token() -> str:
    """A feed address nobody can guess: 192 random bits (OWASP ASVS 5.0, 11.5.1 asks for 128)."""
    return secrets.token_urlsafe(24)


class Person(models.Model):
    """A professional, with or without an account. The name is printed on certificates as it stands here."""

    retention = Retention.ACCOUNT

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("With title, as it shall stand on certificates."))
    email = models.EmailField(_("mail address"), blank=True)
    profession = models.CharField(_("profession"), max_length=60, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    district = models.CharField(_("district or city"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    calendar_token = models.CharField(max_length=64, unique=True, default=new_calendar_token, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        indexes = [models.Index(Lower("email"), name="person_by_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> PersonRef:
        return PersonRef(pk=self.pk, name=self.name, profession=self.profession, language=self.language)
