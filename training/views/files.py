"""Files that are handed out: always saved and never shown in the page, and kept by nobody on the way."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from training.domain.uploads import MEDIA_TYPES

PDF = MEDIA_TYPES["pdf"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def uploaded_file(file: FieldFile, *, name: str) -> HttpResponseBase:
    """What somebody uploaded, under the name and its own ending. Raises Http404 when there is none or it is lost."""
    if not file or not file.storage.exists(file.name):
        raise Http404
    ending = file.name.rpartition(".")[2]
    response = FileResponse(file.open(), as_attachment=True, filename=f"{name}.{ending}", content_type=MEDIA_TYPES[ending])
    return kept_by_nobody(response)


def written_file(content: bytes, *, name: str, media_type: str = PDF) -> HttpResponseBase:
    """What the site wrote just now; ``name`` has its ending and only letters, digits, hyphens and dots."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return kept_by_nobody(HttpResponse(content, content_type=media_type, headers=headers))


def kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
