"""Files that are handed out: always saved and never shown in the page, under a safe name, and kept by nobody on the way."""

from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename

from training.domain.uploads import MEDIA_TYPES

PDF = MEDIA_TYPES["pdf"]
UNKNOWN = "application/octet-stream"
ICALENDAR = "text/calendar; charset=utf-8"


def written_file(content: bytes | str, *, name: str, media_type: str = PDF) -> HttpResponseBase:
    """What the site wrote just now."""
    return _handed_out(HttpResponse(content, content_type=media_type), name)


def opened_file(file: IO[bytes], *, name: str, media_type: str = PDF) -> HttpResponseBase:
    """What lies open on disk, sent from there however large it is, and closed afterwards."""
    return _handed_out(FileResponse(file, content_type=media_type), name)


def stored_file(file: FieldFile, *, name: str, media_type: str = PDF) -> HttpResponseBase:
    """What a row keeps. Raises Http404 when there is none or it is lost."""
    if not file or not file.storage.exists(file.name):
        raise Http404
    return opened_file(file.open(), name=name, media_type=media_type)


def uploaded_file(file: FieldFile, *, name: str) -> HttpResponseBase:
    """What somebody uploaded, under the name and its own ending. Raises Http404 when there is none or it is lost."""
    ending = (file.name or "").rpartition(".")[2]
    return stored_file(file, name=f"{name}.{ending}", media_type=MEDIA_TYPES.get(ending, UNKNOWN))


def _handed_out(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=get_valid_filename(name))
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
