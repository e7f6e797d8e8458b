"""All certificates of an event at once. Whoever takes them is written down."""

from collections.abc import Callable
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from certificates.domain.collected import write_archive, write_print_file
from certificates.office.base import CertificateScreen
from training.domain.errors import DomainError
from training.models import Event
from training.views.office.base import EventPage


class Download(CertificateScreen, EventPage):
    """A file written on disk and sent from there, however many certificates it holds."""

    ending: str
    write: Callable[[Event, str], IO[bytes]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            file = type(self).write(self.event, self.purpose)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.own_url("overview"))
        self.write_log("export")
        return FileResponse(file, as_attachment=True, filename=f"{self.event.code}-{self.purpose}.{self.ending}")


class Archive(Download):
    ending = "zip"
    write = staticmethod(write_archive)


class PrintFile(Download):
    ending = "pdf"
    write = staticmethod(write_print_file)
