"""How far a run over many people is, and whether it still moves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

STALLED_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Of ``total`` people so many are ``done`` and so many ``failed``, the last of them at ``last_step``.

    ``pace`` is the time one takes, where it was measured otherwise than from the start on, as after a pause.
    """

    total: int
    done: int
    failed: int
    started: datetime
    last_step: datetime
    pace: timedelta | None = None

    @property
    def worked(self) -> int:
        return self.done + self.failed

    @property
    def open(self) -> int:
        return self.total - self.worked

    @property
    def is_finished(self) -> bool:
        return self.open == 0

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means finished."""
        return self.worked * 100 // self.total if self.total else 100

    @property
    def remaining(self) -> timedelta | None:
        """How long the rest takes if it goes on like this; None as long as nothing can be said."""
        if self.is_finished or not self.worked:
            return None
        pace = (self.last_step - self.started) / self.worked if self.pace is None else self.pace
        return pace * self.open

    def is_stalled(self, now: datetime) -> bool:
        """Whether nothing has moved for so long that the worker was probably stopped."""
        return not self.is_finished and now - self.last_step > STALLED_AFTER
