"""Which files are taken from people: known by their first bytes, whatever their name says."""

from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from training.domain.errors import DomainError

MOST_BYTES = 5 * 1024 * 1024
BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
"""ISO 32000-2, 7.5.2; ITU-T T.81, B.1.1.3; PNG (Third Edition), 5.2."""

MEDIA_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


class UploadError(DomainError):
    """The file is not taken."""


def ending_of(file: File) -> str:
    """``pdf``, ``jpg`` or ``png``, by the content. Raises UploadError when the file is another, too large, or empty."""
    if file.size > MOST_BYTES:
        sentence = _("The file has {size}; at most {most} are taken. Scan it with fewer dots, or only the page that counts.")
        raise UploadError(sentence.format(size=filesizeformat(file.size), most=filesizeformat(MOST_BYTES)))
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    for beginning, ending in BEGINNINGS.items():
        if head.startswith(beginning):
            return ending
    raise UploadError(_("The file is neither a PDF nor a picture in JPEG or PNG. Save it as one of these and choose it again."))
