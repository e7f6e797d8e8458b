"""Words that certificates are stored with."""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What the core's own certificates state; plugins add others (``certificates.purposes``)."""

    ATTENDANCE = "attendance", _("Certificate of attendance")
    COMPLETION = "completion", _("Certificate of completion")
    SPEAKER = "speaker", _("Certificate for contributors")


class CertificateLanguage(TextChoices):
    """Whose language a certificate is written in, where the organiser has not chosen one by name."""

    REGION = "region", _("Language of the region")
    PERSON = "person", _("Language of each person, else of the region")


def certificate_languages() -> list[tuple[str, str | Promise]]:
    """What an organiser chooses from for an event: whose language, or one of those the site speaks."""
    return [*CertificateLanguage.choices, *settings.LANGUAGES]
