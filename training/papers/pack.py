"""The application pack of one accreditation, as a PDF in the language of its region."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from plugins.printing import write_pdf
from training.domain.accrediting.application_pack import pack_of
from training.models import Accreditation


def application_pack(accreditation: Accreditation, *, now: datetime) -> bytes:
    """All that the body is told, as the event stands now; what is missing shows as missing. Never inside a transaction."""
    event = accreditation.event
    with translation.override(event.region.language), timezone.override(ZoneInfo(event.time_zone)):
        return write_pdf("training/papers/pack.html", {"pack": pack_of(accreditation, now=now)})
