"""Runs jobs at the same time, each thread on a connection of its own."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from training.domain.errors import DomainError


def together(jobs: Iterable[Callable[[], Any]], *, workers: int = 12) -> list[Any]:
    """The results in the order of the jobs. A refusal (DomainError) is a result too; any other error fails the test."""
    jobs = list(jobs)
    barrier = Barrier(min(workers, len(jobs)))

    def work(mine: list[tuple[int, Callable[[], Any]]]) -> list[tuple[int, Any]]:
        barrier.wait()
        try:
            return [(number, _result(job)) for number, job in mine]
        finally:
            connections.close_all()

    shares = [list(enumerate(jobs))[number :: barrier.parties] for number in range(barrier.parties)]
    with ThreadPoolExecutor(barrier.parties) as pool:
        done = [pair for share in pool.map(work, shares) for pair in share]
    return [result for _number, result in sorted(done, key=lambda pair: pair[0])]


def _result(job: Callable[[], Any]) -> Any:
    try:
        return job()
    except DomainError as refusal:
        return refusal
