"""Words that certificates are stored with."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What the core's own certificates state; plugins add others (``certificates.purposes``)."""

    ATTENDANCE = "attendance", _("Certificate of attendance")
    COMPLETION = "completion", _("Certificate of completion")
    SPEAKER = "speaker", _("Certificate for contributors")


class CertificateLanguage(TextChoices):
    """In which language a certificate is written."""

    EVENT = "event", _("Language of the region")
    PERSON = "person", _("Language of each person, else of the region")
