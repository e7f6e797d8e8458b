"""Things of the site as plugins see them: keys to ask by and what may be known, nothing that can be changed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRef:
    """A region as plugins see it. ``language`` and ``country`` are ISO codes, ``time_zone`` is an IANA name."""

    slug: str
    name: str
    country: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRef:
    """A professional as plugins see them: a key to ask by, a name and a profession, no mail address and no numbers."""

    pk: int
    name: str
    profession: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRef:
    """An event as plugins see it. Times are aware and in UTC."""

    code: str
    title: str
    region: RegionRef
    state: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRef:
    """A confirmed place at an event."""

    pk: int
    event: EventRef
    person: PersonRef


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRef:
    """A certificate that is about to be issued. ``purpose`` is ``attendance`` or another word of the site's."""

    purpose: str
    event: EventRef
    person: PersonRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """A training's page in the editor. ``kind`` is ``course`` or ``conference``; ``pk`` is None before it is first saved."""

    pk: int | None
    title: str
    kind: str
    region: RegionRef


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRef:
    """Somebody who works in the back office: a key and the permissions held in the region, such as ``training.view_event``."""

    pk: int
    permissions: frozenset[str]
