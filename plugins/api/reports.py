"""Reports of attendance: lists of an event in the form that somebody outside asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from plugins.api.info import Text
from plugins.api.refs import EventRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSession:
    """A session of the report. ``minutes`` is teaching time without breaks."""

    pk: int
    title: str
    start: datetime
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportParticipant:
    """Somebody with a confirmed place. ``attended`` maps a session's key to minutes; one without a record is not in it.

    ``profession`` is the key, ``profession_label`` what the region calls it.
    """

    name: str
    profession: str
    profession_label: str
    organisation: str
    attended: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceReport:
    """All that a report may say of one event, sessions by time and people in the order of the site's lists.

    ``references`` maps the accrediting bodies to their numbers for the event, such as a VNR.
    """

    event: EventRef
    organisation: str
    sessions: tuple[ReportSession, ...]
    participants: tuple[ReportParticipant, ...]
    references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """A form of the attendance report. ``write`` returns the file; ``extension`` is without a dot, such as ``csv``.

    It is written in the language of the event's region, in which translations are active meanwhile.
    """

    key: str
    label: Text
    media_type: str
    extension: str
    write: Callable[[AttendanceReport], bytes]
