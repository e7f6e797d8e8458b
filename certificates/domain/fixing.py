"""Writes what certificates say, for one person or for many in the same transaction: a number, the facts, the credential.

What takes long or may fail for everybody is made ready before the transaction. In it the number of queries is the same for one
person and for many.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser

from certificates.checksum import canonical, sha256
from certificates.designs.freezing import FrozenLook, freeze
from certificates.domain.additions import Line
from certificates.domain.credentials import Place, free_places, frozen_credential
from certificates.domain.eligibility import Candidate
from certificates.domain.entries import entries_of
from certificates.domain.issuer_keys import signing_key
from certificates.domain.letters import assert_printable
from certificates.domain.revocation import revoked_already, take_back
from certificates.domain.snapshot import take_snapshot
from certificates.errors import CertificateError
from certificates.models import Certificate, CertificateEvent, IssuerKey, SerialCounter, new_code
from plugins.models import Region
from training.models import CreditEntry, Event

Answer = Certificate | Exception
"""The certificate, or why there is none: a CertificateError, or what nobody foresaw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What all certificates of an event that are fixed together share."""

    region: Region
    key: IssuerKey
    look: FrozenLook


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Somebody to get a certificate, with the lines of plugins on it, perhaps in the place of an earlier one."""

    found: Candidate
    more: list[Line]
    replaces: Certificate | None = None


def make_ready(event: Event, *, purpose: str, now: datetime) -> Ready:
    """The design with all its files kept, and the key that signs, which takes a second to make when it is the first.

    Raises DesignError when the design cannot be used. Call it before the transaction.
    """
    look = freeze(event, purpose=purpose, now=now)
    return Ready(region=event.region, key=signing_key(event.region, now=now), look=look)


def hold_counter(region: Region, *, now: datetime) -> SerialCounter:
    """The region's counter of this year, locked until the commit: numbers follow without a gap, and whoever looks afterwards
    who has a certificate sees all that others have issued."""
    year = now.astimezone(ZoneInfo(region.time_zone)).year
    counter, _made = SerialCounter.objects.get_or_create(region=region, year=year)
    return SerialCounter.objects.select_for_update(of=("self",)).get(pk=counter.pk)


def fix(
    orders: Sequence[Order],
    *,
    ready: Ready,
    counter: SerialCounter,
    reason: str = "",
    by: AbstractBaseUser | None,
    now: datetime,
) -> list[Answer]:
    """Write the certificates of people found in this transaction after ``hold_counter``; the answers are in their order.

    Somebody's valid certificate is returned as it is; one that is replaced is revoked for the reason. One person's failure is
    that person's and takes no number.
    """
    writer = _Writer(
        ready=ready,
        counter=counter,
        entries=entries_of(order.found.registration.pk for order in orders),
        places=iter(free_places(ready.region, len(orders))),
        revoked=_revoked(orders),
        by=by.pk if by else None,
        now=now,
    )
    answers = [writer.answer(order) for order in orders]
    _store([answer for answer in answers if isinstance(answer, Certificate) and not answer.pk], reason=reason, by=by, now=now)
    counter.save(update_fields=["last"])
    return answers


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Makes certificates that are not stored yet, without any query."""

    ready: Ready
    counter: SerialCounter
    entries: Mapping[int, list[CreditEntry]]
    places: Iterator[Place]
    revoked: set[int]
    by: int | None
    now: datetime

    def answer(self, order: Order) -> Answer:
        has = order.found.certificate
        if order.replaces and order.replaces.pk in self.revoked:
            return revoked_already(order.replaces)
        if has and has != order.replaces:
            return has
        if order.found.obstacle:
            return CertificateError(order.found.obstacle)
        try:
            return self._certificate(order)
        except Exception as exc:
            return exc

    def _certificate(self, order: Order) -> Certificate:
        region, look, code, number = self.ready.region, self.ready.look, new_code(), self.counter.last + 1
        snapshot = take_snapshot(
            order.found,
            serial=f"{region.code}-{self.counter.year}-{number:05}",
            code=code,
            look=look,
            entries=self.entries.get(order.found.registration.pk, []),
            more=order.more,
            now=self.now,
        )
        assert_printable(snapshot)
        certificate = Certificate(
            registration=order.found.registration,
            region=region,
            purpose=snapshot["purpose"],
            serial=snapshot["serial"],
            code=code,
            snapshot=snapshot,
            snapshot_sha256=sha256(canonical(snapshot)),
            template=look.template["key"],
            template_version=look.template["version"],
            replaces=order.replaces,
            issued_by_id=self.by,
            issued_at=self.now,
            **frozen_credential(snapshot, region=region, key=self.ready.key, place=next(self.places), now=self.now),
        )
        self.counter.last = number
        return certificate


def _revoked(orders: Iterable[Order]) -> set[int]:
    """Which of those to be replaced are revoked already. All of them are locked: nobody revokes them meanwhile."""
    asked = [order.replaces.pk for order in orders if order.replaces]
    rows = Certificate.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=asked) if asked else ()
    return {certificate.pk for certificate in rows if not certificate.is_valid}


def _store(certificates: list[Certificate], *, reason: str, by: AbstractBaseUser | None, now: datetime) -> None:
    replaced = [certificate.replaces for certificate in certificates if certificate.replaces]
    if replaced:
        take_back(replaced, kind=CertificateEvent.Kind.REPLACED, reason=reason, by=by, now=now)
    Certificate.objects.bulk_create(certificates)
    CertificateEvent.objects.bulk_create(
        CertificateEvent(
            certificate=certificate, kind=CertificateEvent.Kind.ISSUED, by_id=certificate.issued_by_id, at=certificate.issued_at
        )
        for certificate in certificates
    )
