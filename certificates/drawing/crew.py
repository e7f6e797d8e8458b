"""A few processes that draw side by side. One that dies or takes too long costs the certificate it had, and no other."""

import multiprocessing
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic

from django.db import connections
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.drawing.process import Drawn, draw, serve

DEADLINE = 90.0
"""Seconds for one file, the start of a process among them; less than after which a run counts as stalled."""

_CONTEXT = multiprocessing.get_context("spawn")
"""Each process begins from nothing: no connection, lock or thread of the worker's is copied into it."""


def draw_all(keys: Iterable[int], *, processes: int, deadline: float = DEADLINE) -> Iterator[Drawn]:
    """Draw these certificates, each when somebody is free for it, and give what comes of them as it is ready.

    With no ``processes`` they are drawn here, where nothing limits them. Closing the generator ends the processes.
    """
    if not processes:
        yield from map(draw, keys)
        return
    crew = _Crew(keys=iter(keys), size=processes, deadline=deadline)
    try:
        yield from crew.work()
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Member:
    process: BaseProcess
    pipe: Connection
    key: int | None = None
    since: float = 0.0


@dataclass(slots=True, kw_only=True)
class _Crew:
    keys: Iterator[int]
    size: int
    deadline: float
    members: list[_Member] = field(default_factory=list)

    def work(self) -> Iterator[Drawn]:
        while busy := self._hand_out():
            left = min(member.since for member in busy) + self.deadline - monotonic()
            ready = wait([member.pipe for member in busy], timeout=max(left, 0.0))
            for member in busy:
                if member.pipe in ready:
                    yield self._take(member)
                elif monotonic() - member.since >= self.deadline:
                    yield self._end(member, _("The file took too long to be made. Look at the design and its pictures."))

    def dismiss(self) -> None:
        """End the processes: those that wait see their pipe close, those that draw are killed."""
        for member in self.members:
            member.pipe.close()
            if member.key is not None:
                member.process.kill()
        for member in self.members:
            member.process.join()

    def _hand_out(self) -> list[_Member]:
        """Give every free member a certificate as long as there are any, and return those that have one."""
        while sum(member.key is not None for member in self.members) < self.size:
            key = next(self.keys, None)
            if key is None:
                break
            member = next((one for one in self.members if one.key is None), None) or self._hire()
            member.key, member.since = key, monotonic()
            with suppress(BrokenPipeError):  # it died while it waited, which taking its answer finds out
                member.pipe.send(key)
        return [member for member in self.members if member.key is not None]

    def _hire(self) -> _Member:
        ours, theirs = _CONTEXT.Pipe()
        databases = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
        process = _CONTEXT.Process(target=serve, args=(theirs, databases, get_language() or "en"), daemon=True)
        process.start()
        theirs.close()  # or the pipe would stay open when the process dies
        self.members.append(member := _Member(process, ours))
        return member

    def _take(self, member: _Member) -> Drawn:
        try:
            drawn: Drawn = member.pipe.recv()
        except (EOFError, OSError):
            return self._end(member, _("Making the file needed too much memory or time. Look at the design and its pictures."))
        member.key = None
        return drawn

    def _end(self, member: _Member, error: str) -> Drawn:
        member.process.kill()
        member.process.join()
        member.pipe.close()
        self.members.remove(member)
        assert member.key is not None  # noqa: S101 (only who has one is waited for)
        return Drawn(member.key, b"", error)
