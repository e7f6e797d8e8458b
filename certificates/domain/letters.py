"""Names and other texts in letters that a design has no font for are found before anything is issued.

A font of the server's would stand in, another one on another machine, or an empty box: neither belongs on a certificate.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from certificates.designs.choosing import design_key
from certificates.errors import CertificateError
from certificates.rendering.design import design
from certificates.rendering.errors import RenderingError
from certificates.rendering.letters import families_of, letters_of_base, without_font
from training.models import Event

PRINTED = ("event", "sessions", "contributions", "programme", "credits", "more", "issuer")
"""The parts of a snapshot with texts that people wrote, beside the name and the look."""


def letters_without_font(event: Event, names: Iterable[str]) -> frozenset[str]:
    """Letters of these names for which the event's design has no font; one query, none where the base has them all.

    Which design cannot be read at all is said when it is used.
    """
    letters = {letter for name in names for letter in name if ord(letter) not in letters_of_base()}
    try:
        return frozenset(_absent("".join(letters), design_key(event)) if letters else ())
    except RenderingError:
        return frozenset()


def refusal(name: str, absent: frozenset[str]) -> str:
    """Why nobody of that name can have a certificate in the design, or nothing."""
    found = sorted(absent.intersection(name))
    if not found:
        return ""
    sentence = _(
        "The design of the certificates has no font for letters of the name: %(letters)s. "
        "Choose another design, or write the name in letters it has."
    )
    return sentence % {"letters": ", ".join(found)}


def assert_printable(snapshot: Mapping[str, Any]) -> None:
    """Raise CertificateError where one of the other texts has a letter without a font."""
    texts = [text for part in (*(snapshot[name] for name in PRINTED), _look(snapshot["look"])) for text in _texts(part)]
    found = _absent("".join(texts), snapshot["template"]["key"])
    if found:
        culprit = next(text for text in texts if found[0] in text)
        sentence = _(
            "The design of the certificates has no font for %(letters)s in “%(text)s”. "
            "Change the text, or choose another design."
        )
        raise CertificateError(sentence % {"letters": ", ".join(found), "text": culprit})


def _look(look: Mapping[str, Any]) -> dict[str, Any]:
    """The look without what its options are called, which is on no paper."""
    return {**look, "options": [option["value"] for option in look["options"].values()]}


def _absent(text: str, key: str) -> str:
    return without_font(text, families_of(design(key)).values())


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _texts(value)
