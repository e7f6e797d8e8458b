"""What a credential tells people: what kind of achievement it is, its name, and what stands beside it on the paper."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.enums import Purpose
from certificates.facts import Facts

TYPES = {Purpose.ATTENDANCE.value: "Course", Purpose.COMPLETION.value: "CertificateOfCompletion"}
"""Of the standard's own words (Open Badges 3.0, B.1.28). Who contributed took no course, and what a plugin certifies may be
anything: for those the standard has the general word, and the name says what it is."""


def achievement_type(facts: Facts) -> str:
    """Which kind of achievement a wallet sorts it under."""
    return TYPES.get(facts.purpose, "Achievement")


def title(facts: Facts) -> str:
    """What a wallet shows first: the kind of certificate, and the programme or training it is for."""
    return f"{facts.heading}: {facts.programme or facts.event_title}"


def roles(facts: Facts) -> str:
    """What somebody was at the event, each once, such as “Speaker, Moderator”."""
    return ", ".join(dict.fromkeys(line.role for line in facts.contributions))


def description(facts: Facts) -> str:
    """All that the paper says beside credits and criteria, a line each, in the language at hand. Private lines are left out."""
    return "\n".join(_lines(facts))


def criteria(facts: Facts) -> str:
    """What the organiser asked, and how long somebody was there."""
    present = ngettext("%(n)d minute present.", "%(n)d minutes present.", facts.attended_minutes)
    return " ".join([*facts.criteria, present % {"n": facts.attended_minutes}] if facts.sessions else facts.criteria)


def _lines(facts: Facts) -> Iterator[str]:
    yield from _stated(facts)
    for line in facts.contributions:
        yield f"{line.role}: {line.title}" if line.title else line.role
    for course in facts.courses:
        day = date_format(course.start, "SHORT_DATE_FORMAT")
        yield _labelled(_("Training completed before"), f"{course.title}, {day}, {course.serial}")
    if facts.sessions:
        yield _labelled(_("Contents"), "; ".join(session.title for session in facts.sessions))
    about = ((_("Place"), facts.place), (_("Host"), facts.host), (_("Scientific lead"), facts.scientific_lead))
    yield from (_labelled(label, value) for label, value in about if value)
    yield from (_labelled(line.label, line.value) for line in facts.more if not line.is_private)


def _stated(facts: Facts) -> Iterator[str]:
    """The sentence of the paper, from the opening to the title."""
    programme = _("completed the following programme:") if facts.programme else ""
    words = (
        facts.look.opening or _("This is to certify that"),
        facts.name,
        programme or facts.statement,
        facts.programme or facts.event_title,
    )
    yield " ".join(words)
    if facts.programme:
        yield capfirst(_("last of it “%(title)s”") % {"title": facts.event_title})


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value}"
