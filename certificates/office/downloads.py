"""All certificates of an event at once. Whoever takes them is written down."""

from collections.abc import Callable
from typing import IO, Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from certificates.domain.collected import write_archive, write_print_file
from certificates.office.base import CertificateScreen
from certificates.office.unoffered import WithUnoffered
from training.domain.errors import DomainError
from training.models import Event
from training.views.files import PDF, opened_file
from training.views.office.base import EventPage


class Download(WithUnoffered, CertificateScreen, EventPage):
    """A file written on disk and sent from there, however many certificates it holds."""

    ending: str
    media_type: str
    write: Callable[[Event, str], IO[bytes]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            file = type(self).write(self.event, self.purpose)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.own_url("overview"))
        self.write_log("export")
        name = f"{self.event.code}-{self.purpose}.{self.ending}"
        return opened_file(file, name=name, media_type=self.media_type)


class Archive(Download):
    ending, media_type = "zip", "application/zip"
    write = staticmethod(write_archive)


class PrintFile(Download):
    ending, media_type = "pdf", PDF
    write = staticmethod(write_print_file)
