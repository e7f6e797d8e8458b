"""Which language a language-neutral address speaks: the visitor's choice, then the person's, then the region's."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from plugins.models import Region


def chosen_language(request: HttpRequest) -> str:
    """The language the visitor chose on the site, or nothing: what a browser sends by itself is no choice."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def speak(request: HttpRequest, *, region: Region | None = None) -> None:
    """Activate the language for the rest of the request. A language chosen on the site (the cookie) is active already."""
    if chosen_language(request):
        return
    person = getattr(request.user, "person", None)
    language = (person.language if person else "") or (region.language if region else "")
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
