"""What may be told of a failure. Its cause is logged and shown in the back office and by ``check``: it gives nobody away."""

import os
import re
import traceback
from collections.abc import Iterator
from pathlib import PurePath

import django
import wagtail

LENGTH = 400
HIDDEN = "(hidden)"
HERE = PurePath(__file__).parent
LIBRARIES = tuple(str(PurePath(str(library.__file__)).parent) for library in (django, wagtail))
_SECRET_NAME = re.compile("KEY|SECRET|PASS|TOKEN|SIGNATURE|CREDENTIAL", re.IGNORECASE)
_USER_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]+(?=@)")
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def words_of(cause: BaseException | str) -> str:
    """The cause as one short text without mail addresses, passwords in addresses, and what the environment keeps secret."""
    text = cause if isinstance(cause, str) else f"{type(cause).__name__}: {cause}"
    for secret in sorted(_secrets(), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    text = " ".join(_MAIL_ADDRESS.sub(HIDDEN, _USER_IN_ADDRESS.sub(HIDDEN, text)).split())
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def place_of(cause: BaseException | str) -> str:
    """What was raised where. At run time the words of an error may name a person, so only its class and its place are told.

    An error that our own code raises about an answer names classes and fields only, so its words are told.
    """
    if isinstance(cause, str):
        return words_of(cause)
    frames = [frame for frame in traceback.extract_tb(cause.__traceback__) if PurePath(frame.filename).parent != HERE]
    if not frames:
        return words_of(cause)
    frame = next((frame for frame in reversed(frames) if not frame.filename.startswith(LIBRARIES)), frames[-1])
    file = "/".join(PurePath(frame.filename).parts[-2:])
    return f"{type(cause).__name__} in {file}, line {frame.lineno}, in {frame.name}"


def trace_of(cause: BaseException, *, is_told: bool) -> str:
    """The traceback for the log. Unless its words may be told, it has the lines of code and the class of the error only."""
    from django.conf import settings

    if is_told or (settings.configured and settings.DEBUG):
        return "".join(traceback.format_exception(cause)).rstrip()
    return "".join(traceback.format_tb(cause.__traceback__)) + type(cause).__name__


def _secrets() -> Iterator[str]:
    """Values of the environment, and of what the installation sets for plugins, that are long enough to be told from words."""
    from django.conf import settings

    yield from (value for name, value in os.environ.items() if _SECRET_NAME.search(name) and len(value) >= 8)
    if settings.configured:  # not while they are being read, which is when plugins are found
        yield from (value for value in _texts(getattr(settings, "PLUGIN_SETTINGS", {})) if len(value) >= 8)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
