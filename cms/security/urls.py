"""Puts the one way to sign in before Wagtail's own, which know neither a second factor nor a limit of attempts."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, re_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def sign_in(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """To the site's sign-in page, with the page to go on to if it is one of ours."""
    target = request.GET.get("next", "")
    query = urlencode({"next": target}) if url_has_allowed_host_and_scheme(target, {request.get_host()}) else ""
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}".rstrip("?"))


security_urls = [
    path("admin/login/", sign_in),
    re_path("^admin/password_reset/", sign_in),
]
page_security_urls = [path("_util/login/", sign_in)]
