"""The gate of the back office, and the headers of what nobody else should read."""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.security.second_factor import has_passed, has_proven_mail, has_second_factor, is_staff

BACK_OFFICE = "/admin/"
ACCOUNTS = "/accounts/"
OPEN_ACCOUNT_PAGES = ("/accounts/logout/", "/accounts/2fa/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/")
"""What an account with a second factor may still reach in a session that has not shown it."""

ADMIN_POLICY = {
    # Wagtail's editor writes inline scripts and styles, and shows chosen files before they are stored.
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

View = Callable[[HttpRequest], HttpResponse]


def second_factor_middleware(get_response: View) -> View:
    """Nobody enters the back office, whatever the way of signing in, in a session that has not shown a second factor.

    The pages that manage factors are behind the same gate, or a session opened before the factor existed could remove it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(BACK_OFFICE) and is_staff(request.user) and not has_passed(request):
            return _ask(request)
        if request.path_info.startswith(ACCOUNTS) and _is_half_signed_in(request):
            return _authenticate(request)
        return get_response(request)

    return middleware


def _is_half_signed_in(request: HttpRequest) -> bool:
    if request.path_info in OPEN_ACCOUNT_PAGES:
        return False
    return request.user.is_authenticated and has_second_factor(request.user) and not has_passed(request)


def _ask(request: HttpRequest) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    if has_second_factor(request.user):
        return _authenticate(request)
    if has_proven_mail(request):
        messages.info(request, _("The back office asks for a second factor. Please set it up now; it takes two minutes."))
        return redirect("mfa_activate_totp")
    next_page = request.get_full_path()
    logout(request)
    messages.info(request, _("To set up your second factor, please sign in with a code that we send to your mail address."))
    return HttpResponseRedirect(f"{reverse('account_request_login_code')}?{urlencode({'next': next_page})}")


def _authenticate(request: HttpRequest) -> HttpResponse:
    target = request.get_full_path() if request.method == "GET" else BACK_OFFICE
    return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': target})}")


def private_pages_middleware(get_response: View) -> View:
    """What a signed-in person sees is stored nowhere on the way; the back office has a content policy of its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(BACK_OFFICE):
            response._csp_replace = ADMIN_POLICY
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    return middleware
