"""The three steps of a run: credits, what each certificate says, its file. Each can be taken again, and by several at once."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from certificates.domain.additions import Line
from certificates.domain.eligibility import Candidate, candidates
from certificates.domain.files import make_files
from certificates.domain.fixing import Answer, Order, Ready, fix, hold_counter, make_ready
from certificates.domain.issuing import ask_plugins
from certificates.errors import CertificateError, unexpected
from certificates.models import Certificate, IssueItem, IssueRun, SerialCounter
from training.domain.credits.chunks import award_in_chunks
from training.domain.errors import DomainError
from training.models import Registration

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Writing = Callable[[Sequence[Order]], list[Answer]]

CHUNK = 20
"""People whose certificates are fixed in one transaction: each takes some signing, and meanwhile nobody else can write."""

CLAIM = timedelta(minutes=2)
"""How long a file may take before its maker is taken for dead: more than the deadline of a drawing process."""


def award_first(run: IssueRun, *, clock: Clock) -> None:
    """Compute the credits of the event as long as somebody's certificate is not fixed; whose cannot be computed gets none."""
    if not _unfixed(run).exists():
        return
    for chunk in award_in_chunks(run.event, clock=clock):
        for registration, sentence in chunk.failed.items():
            _unfixed(run).filter(registration=registration).update(error=sentence)


def fix_what_they_say(run: IssueRun, *, clock: Clock) -> None:
    """Give everybody a number and freeze what the certificate says, some people in each transaction.

    Raises CertificateError when nobody can have one, as without a design.
    """
    while not is_paused(run) and (keys := list(_unfixed(run).order_by("pk").values_list("registration", flat=True)[:CHUNK])):
        people = Registration.objects.filter(pk__in=keys)
        found = candidates(run.event, people, purpose=run.purpose)
        ready = make_ready(run.event, purpose=run.purpose, now=clock())
        _fix_chunk(run, {one.registration.pk: _asked(one) for one in found}, ready=ready, now=clock())


def make_their_files(run: IssueRun, *, clock: Clock, most: int | None = None) -> None:
    """Make the files of what is fixed, until none is left, ``most`` are made or the run is paused."""
    items: dict[int, int] = {}
    for certificate, error in make_files(_claimed(run, items, clock=clock, most=most), clock=clock):
        mine = IssueItem.objects.filter(pk=items.pop(certificate.pk))
        if error:
            mine.update(error=error, claimed_at=None)
        else:
            mine.update(done_at=clock(), error="", claimed_at=None)


def is_paused(run: IssueRun) -> bool:
    return IssueRun.objects.filter(pk=run.pk, paused_at__isnull=False).exists()


def _unfixed(run: IssueRun) -> QuerySet[IssueItem]:
    return run.items.filter(certificate=None, error="")


def _asked(found: Candidate) -> list[Line] | str:
    """The lines of plugins, or why there is no certificate."""
    try:
        return ask_plugins(found)
    except CertificateError as refusal:
        return str(refusal)


@transaction.atomic
def _fix_chunk(run: IssueRun, asked: dict[int, list[Line] | str], *, ready: Ready, now: datetime) -> None:
    """Fix the certificates of these people and note each with its item; as many queries for one as for all.

    The run is locked, and then the counter: two workers fix one after the other, and find what the other has fixed.
    """
    IssueRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    counter = hold_counter(ready.region, now=now)
    orders = _orders(run, asked)
    write = partial(fix, ready=ready, counter=counter, reason=run.reason, by=run.started_by, now=now)
    answers = _together(list(orders.values()), write)
    if answers is None:
        answers = [_alone(order, write, counter) for order in orders.values()]
    for item, answer in zip(orders, answers, strict=True):
        item.certificate, item.error = _noted(item, answer)
    IssueItem.objects.bulk_update(orders, ["certificate", "error"])


def _orders(run: IssueRun, asked: Mapping[int, list[Line] | str]) -> dict[IssueItem, Order]:
    """What is still to be fixed, found in this transaction; whom a plugin refused is noted at once."""
    items = list(_unfixed(run).filter(registration__in=asked).select_related("replaces").order_by("pk"))
    for item in items:
        item.error = more if isinstance(more := asked[item.registration_id], str) else ""
    IssueItem.objects.bulk_update([item for item in items if item.error], ["error"])
    people = Registration.objects.filter(pk__in=asked)
    found = {one.registration.pk: one for one in candidates(run.event, people, purpose=run.purpose, asks_plugins=False)}
    return {
        item: Order(found=found[item.registration_id], more=more, replaces=item.replaces)
        for item in items
        if not isinstance(more := asked[item.registration_id], str)
    }


def _together(orders: Sequence[Order], write: Writing) -> list[Answer] | None:
    """All answers, or none when the database refused one of them: then nothing of all is written."""
    try:
        with transaction.atomic():
            return write(orders)
    except IntegrityError:
        return None


def _alone(order: Order, write: Writing, counter: SerialCounter) -> Answer:
    """The answer for one. A savepoint takes back what was written of a failure, the number too."""
    counter.refresh_from_db()
    try:
        with transaction.atomic():
            (answer,) = write([order])
    except IntegrityError as exc:
        return exc
    return answer


def _noted(item: IssueItem, answer: Answer) -> tuple[Certificate | None, str]:
    """The certificate, or in words why there is none."""
    if isinstance(answer, Certificate):
        return answer, ""
    if isinstance(answer, DomainError):
        return None, str(answer)
    logger.error("Issuing failed for registration %s", item.registration_id, exc_info=answer)
    return None, unexpected()


def _claimed(run: IssueRun, items: dict[int, int], *, clock: Clock, most: int | None) -> Iterator[Certificate]:
    """The certificates to make files of, each claimed when it is asked for; ``items`` learns whose they are."""
    taken = 0
    while (most is None or taken < most) and not is_paused(run) and (item := _claim(run, now=clock())):
        taken += 1
        assert item.certificate is not None  # noqa: S101 (only fixed items are claimed)
        if item.certificate.pdf:
            IssueItem.objects.filter(pk=item.pk).update(done_at=clock(), claimed_at=None)
        else:
            items[item.certificate.pk] = item.pk
            yield item.certificate


def _claim(run: IssueRun, *, now: datetime) -> IssueItem | None:
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM)
    waiting = run.items.filter(free, certificate__isnull=False, done_at=None, error="").order_by("pk")
    for item in waiting.select_related("certificate__region")[:10]:
        if IssueItem.objects.filter(free, pk=item.pk, done_at=None).update(claimed_at=now):
            return item
    return None
