"""Which language a language-neutral address speaks: the visitor's choice, then the person's, then the region's."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from plugins.models import Region


def speak(request: HttpRequest, *, region: Region | None = None) -> None:
    """Activate the language for the rest of the request. A language chosen on the site (the cookie) is active already."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    person = getattr(request.user, "person", None)
    language = (person.language if person else "") or (region.language if region else "")
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
