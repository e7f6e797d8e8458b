"""The three steps of a run: credits, what each certificate says, its file. Each can be taken again, and by several at once."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q, QuerySet

from certificates.domain.additions import Line
from certificates.domain.eligibility import Candidate, candidates
from certificates.domain.files import make_files
from certificates.domain.issuing import ask_plugins, fix
from certificates.domain.revocation import put_in_its_place
from certificates.errors import CertificateError, unexpected
from certificates.models import Certificate, IssueItem, IssueRun
from training.domain.credits.chunks import award_in_chunks
from training.domain.errors import DomainError
from training.models import Registration

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]

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
    """Give everybody a number and freeze what the certificate says, some people in each transaction."""
    while not is_paused(run) and (keys := list(_unfixed(run).order_by("pk").values_list("registration", flat=True)[:CHUNK])):
        people = Registration.objects.filter(pk__in=keys)
        found = candidates(run.event, people, purpose=run.purpose)
        _fix_chunk(run, {one.registration.pk: _asked(one) for one in found}, now=clock())


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
def _fix_chunk(run: IssueRun, asked: dict[int, list[Line] | str], *, now: datetime) -> None:
    """Fix the certificates of these people and note each with its item. The run is locked: two workers fix one after the other.

    One person's failure is that person's: a savepoint takes back what was written of it, the number too.
    """
    IssueRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    items = _unfixed(run).filter(registration__in=asked).select_related("replaces").order_by("pk")
    people = Registration.objects.filter(pk__in=asked)
    found = {one.registration.pk: one for one in candidates(run.event, people, purpose=run.purpose, asks_plugins=False)}
    for item in items:
        item.certificate, item.error = _fix_one(run, item, found[item.registration_id], asked[item.registration_id], now=now)
        item.save(update_fields=["certificate", "error"])


def _fix_one(
    run: IssueRun, item: IssueItem, found: Candidate, more: list[Line] | str, *, now: datetime
) -> tuple[Certificate | None, str]:
    """The certificate, or why there is none."""
    if isinstance(more, str):
        return None, more
    try:
        with transaction.atomic():
            if item.replaces:
                return put_in_its_place(item.replaces, found, more=more, reason=run.reason, by=run.started_by, now=now), ""
            return fix(found, more=more, now=now, by=run.started_by), ""
    except DomainError as refusal:
        return None, str(refusal)
    except OperationalError:  # the database is away or out of step: nobody's failure, and tried again as a whole
        raise
    except Exception as exc:
        if isinstance(exc, IntegrityError) and (theirs := _of_somebody_faster(run, item)):
            return theirs, ""
        logger.exception("Issuing failed for registration %s", item.registration_id)
        return None, unexpected()


def _of_somebody_faster(run: IssueRun, item: IssueItem) -> Certificate | None:
    """The certificate that somebody else issued in the same moment."""
    return Certificate.objects.filter(registration=item.registration_id, purpose=run.purpose, revoked_at=None).first()


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
