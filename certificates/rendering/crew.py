"""A few processes that draw side by side. One that dies or takes too long costs the certificate it had, and no other.

Why they are our own and no pool of a library: docs/decisions/drawing-in-processes.md.
"""

import multiprocessing
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic

from django.utils.translation import gettext as _

from certificates.press.stock import Drawn, Page
from certificates.rendering.design import Design
from certificates.rendering.sending import stock_of

DEADLINE = 90.0
"""Seconds for one file, the start of a process among them; less than after which a run counts as stalled."""

LAST_BREATH = 5.0
"""Seconds that a process needs at most to be gone after its pipe has closed."""

_CONTEXT = multiprocessing.get_context("spawn")
"""Each process begins from nothing: no connection, lock or thread of the worker's is copied into it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page to draw with its design; ``key`` says whose it is."""

    key: int
    page: Page
    design: Design


def draw_all(jobs: Iterable[Job], *, processes: int, deadline: float = DEADLINE) -> Generator[tuple[int, Drawn], None, None]:
    """Draw these pages, each when somebody is free for it, and give what comes of them by their key as it is ready.

    With no ``processes`` they are drawn here, where nothing limits them. Closing the generator ends the processes.
    """
    if not processes:
        from certificates.press.process import draw  # slow import: WeasyPrint, which the site does without

        yield from ((job.key, _in_words(draw(job.page, {job.page.stock: job.design}))) for job in jobs)
        return
    crew = _Crew(jobs=iter(jobs), size=processes, deadline=deadline)
    try:
        yield from crew.work()
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Member:
    process: BaseProcess
    pipe: Connection
    stocks: set[str] = field(default_factory=set)
    """The designs it was sent."""
    key: int | None = None
    since: float = 0.0

    def take(self, job: Job) -> None:
        self.key, self.since = job.key, monotonic()
        with suppress(OSError):  # it died while it waited, which taking its answer finds out
            if job.page.stock not in self.stocks:
                self.pipe.send(stock_of(job.design))
                self.stocks.add(job.page.stock)
            self.pipe.send(job.page)


@dataclass(slots=True, kw_only=True)
class _Crew:
    jobs: Iterator[Job]
    size: int
    deadline: float
    members: list[_Member] = field(default_factory=list)

    def work(self) -> Iterator[tuple[int, Drawn]]:
        while busy := self._hand_out():
            left = min(member.since for member in busy) + self.deadline - monotonic()
            wait([member.pipe for member in busy], timeout=max(left, 0.0))
            for member in busy:
                if member.pipe.poll():  # asked now: storing what the others drew may have taken long
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
        """Give every free member a page as long as there are any, and return those that have one."""
        while sum(member.key is not None for member in self.members) < self.size and (job := next(self.jobs, None)):
            member = next((one for one in self.members if one.key is None), None) or self._hire()
            member.take(job)
        return [member for member in self.members if member.key is not None]

    def _hire(self) -> _Member:
        ours, theirs = _CONTEXT.Pipe()
        from certificates.press.process import serve

        process = _CONTEXT.Process(target=serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()  # or the pipe would stay open when the process dies
        self.members.append(member := _Member(process, ours))
        return member

    def _take(self, member: _Member) -> tuple[int, Drawn]:
        try:
            drawn: Drawn = member.pipe.recv()
        except (EOFError, OSError):
            return self._end(member, _why_it_died(member.process))
        return _key_of(member), _in_words(drawn)

    def _end(self, member: _Member, error: str) -> tuple[int, Drawn]:
        member.process.kill()
        member.process.join()
        member.pipe.close()
        self.members.remove(member)
        return _key_of(member), Drawn(b"", error)


def _in_words(drawn: Drawn) -> Drawn:
    """As it came; where a font is missing, in words for whoever issues."""
    if not drawn.letters:
        return drawn
    sentence = _(
        "No font of the design has %(letters)s, so that a font of the server's would stand in. "
        "Change the text or the name, or choose another design."
    )
    return drawn._replace(error=sentence % {"letters": ", ".join(drawn.letters)})


def _why_it_died(process: BaseProcess) -> str:
    """In words, or nothing when it is for the log alone: the process could not begin, and wrote there why."""
    process.join(LAST_BREATH)
    if process.exitcode is not None and process.exitcode > 0:
        return ""
    return _("Making the file needed too much memory or time. Look at the design and its pictures.")


def _key_of(member: _Member) -> int:
    """What the member had, which it has no longer."""
    key, member.key = member.key, None
    assert key is not None  # noqa: S101 (only who has one is waited for)
    return key
