"""What the screens of certificates have in common: the permission, the kind of certificate at hand, the way back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.log_actions import log

from certificates.domain.terms import terms_of
from certificates.models import IssueTerms, Purpose
from certificates.purposes import Kind, kinds
from training.views.office.base import Tab

ISSUE = "certificates.add_certificate"


class CertificateScreen:
    """A screen of one event's certificates. ``?purpose=`` says of which kind; without it they are those of attendance."""

    permission = "certificates.view_certificate"
    screen = "certificates"
    header_icon = "doc-full-inverse"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.purpose = request.GET.get("purpose", Purpose.ATTENDANCE.value)
        if not self.is_known():
            raise Http404

    def is_known(self) -> bool:
        """Whether the screen can say anything of this kind; most only do while it is on offer."""
        return self.is_offered

    @property
    def is_offered(self) -> bool:
        return self.purpose in self.kinds

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        return kinds(self.event.hooks)

    @cached_property
    def terms(self) -> IssueTerms:
        return terms_of(self.event, self.purpose)

    def own_url(self, name: str, *args: Any, purpose: str = "") -> str:
        address = reverse(f"certificates_office:{name}", args=[self.event.pk, *args])
        wanted = purpose or self.purpose
        return address if wanted == Purpose.ATTENDANCE else f"{address}?purpose={wanted}"

    def get_success_url(self) -> str:
        return self.own_url("overview")

    def write_log(self, action: str) -> None:
        log(self.event, f"certificates.{action}", user=self.request.user)

    def parents(self) -> list[tuple[Any, str]]:
        """The overview of the same kind of certificate."""
        return [(label, self.own_url("overview")) for label, _address in super().parents()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kind=self.kinds.get(self.purpose),
            purposes=[Tab(key, kind.heading, self.own_url("overview", purpose=key)) for key, kind in self.kinds.items()],
            query="" if self.purpose == Purpose.ATTENDANCE else f"?purpose={self.purpose}",
            may_issue=self.may(ISSUE),
            **kwargs,
        )


class Act:
    """A screen whose posting needs the permission to issue; without it nothing is found there."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may(ISSUE):
            raise Http404
        return super().post(request, *args, **kwargs)
