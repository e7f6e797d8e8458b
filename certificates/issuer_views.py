"""What verifiers of credentials ask for: who issued them, with which keys, and which are revoked. Nothing personal."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates.credentials.achievement import CONTEXT
from certificates.credentials.addresses import issuer_address, key_set_address
from certificates.domain import issuer_keys as keys
from certificates.domain.credentials import signed_status_list
from certificates.domain.verification_address import as_known_at
from certificates.models import IssuerKey
from plugins.models import Region

MINUTES = 5
"""A revocation is known everywhere after so long."""


def published(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Anybody may read it, from any site, and keep it for a while."""

    @wraps(view)
    @require_safe
    @cache_control(public=True, max_age=MINUTES * 60)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def _asked(request: HttpRequest, slug: str) -> Region:
    """The region under the address that was asked: what it issued there names its keys and lists by that one."""
    return as_known_at(request.get_host(), get_object_or_404(Region, slug=slug))


@published
def issuer(request: HttpRequest, region: str) -> HttpResponse:
    """The region as an Open Badges issuer."""
    found = _asked(request, region)
    address = issuer_address(found)
    profile = {
        "@context": CONTEXT,
        "id": address,
        "type": ["Profile"],
        "name": found.organisation,
        "url": request.build_absolute_uri("/"),
        "email": found.contact_email,
        "jwks_uri": key_set_address(found),
    }
    return JsonResponse(profile)


@published
def issuer_keys(request: HttpRequest, region: str) -> HttpResponse:
    """Every key that ever signed for the region, newest first."""
    return JsonResponse(keys.key_set(_asked(request, region)), content_type="application/jwk-set+json")


@published
def issuer_key(request: HttpRequest, region: str, kid: str) -> HttpResponse:
    """One key, as tokens name it in ``kid``."""
    found = _asked(request, region)
    key = get_object_or_404(IssuerKey, region=found, kid=kid)
    return JsonResponse(keys.published(key, found), content_type="application/jwk+json")


@published
def issuer_status(request: HttpRequest, region: str, number: int) -> HttpResponse:
    """One list of revoked credentials, signed anew each time it is asked for."""
    token = signed_status_list(_asked(request, region), number, now=timezone.now())
    if token is None:
        raise Http404
    return HttpResponse(token, content_type="application/vc+jwt")
