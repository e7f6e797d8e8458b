"""Issues certificates: number and facts in one short transaction, the file afterwards."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F

from certificates.designs.freezing import freeze
from certificates.domain.additions import Line, lines_of_plugins
from certificates.domain.credentials import frozen_credential
from certificates.domain.eligibility import Candidate, candidate
from certificates.domain.issuer_keys import signing_key
from certificates.domain.letters import assert_printable
from certificates.domain.snapshot import canonical, sha256, take_snapshot
from certificates.enums import CertificateLanguage
from certificates.errors import CertificateError
from certificates.models import Certificate, CertificateEvent, Purpose, SerialCounter, new_code
from plugins.models import Region
from training.domain.credits.history import credits_of
from training.domain.notices import language_of
from training.models import Registration


def issue(
    registration: Registration, *, purpose: str = Purpose.ATTENDANCE, now: datetime, by: AbstractBaseUser | None = None
) -> Certificate:
    """Fix number and facts of the registration's certificate; its valid certificate of that purpose when it has one already.

    Credits are printed as they were awarded before. The file is made afterwards. Raises CertificateError with the reason when
    the registration does not qualify. Never call it inside a transaction: plugins are asked before it begins its own.
    """
    more = ask_plugins(candidate(registration, purpose=purpose))
    try:
        with transaction.atomic():
            return fix(candidate(registration, purpose=purpose, asks_plugins=False), more=more, now=now, by=by)
    except IntegrityError:
        # Somebody else issued it in the same moment. The number this attempt had taken went back with the rollback.
        return Certificate.objects.get(registration=registration, purpose=purpose, revoked_at=None)


def ask_plugins(found: Candidate) -> list[Line]:
    """The lines that plugins add to the certificate of somebody who qualifies. Raises CertificateError for others.

    Plugins may be slow: never call it inside a transaction.
    """
    if found.obstacle:
        raise CertificateError(found.obstacle)
    return lines_of_plugins(found.registration, purpose=found.terms.purpose, language=language_for(found))


def fix(
    found: Candidate,
    *,
    more: list[Line],
    now: datetime,
    by: AbstractBaseUser | None,
    replaces: Certificate | None = None,
) -> Certificate:
    """Write the certificate of somebody found in this transaction, with the lines of plugins in ``more``.

    Somebody's valid certificate is returned as it is. Raises CertificateError with the reason for who does not qualify, and
    IntegrityError when another was faster.
    """
    if found.certificate and found.certificate != replaces:
        return found.certificate
    if found.obstacle:
        raise CertificateError(found.obstacle)
    registration = found.registration
    region = registration.event.region
    look, code = freeze(registration.event, purpose=found.terms.purpose, now=now), new_code()
    key = signing_key(region, now=now)
    serial = _next_serial(region, now)
    snapshot = take_snapshot(
        found,
        serial=serial,
        code=code,
        language=language_for(found),
        look=look,
        entries=credits_of(registration),
        more=more,
        now=now,
    )
    assert_printable(snapshot)
    certificate = Certificate.objects.create(
        registration=registration,
        region=region,
        purpose=found.terms.purpose,
        serial=serial,
        code=code,
        snapshot=snapshot,
        snapshot_sha256=sha256(canonical(snapshot)),
        template=look.template["key"],
        template_version=look.template["version"],
        replaces=replaces,
        issued_by_id=by.pk if by else None,
        issued_at=now,
        **frozen_credential(snapshot, region=region, key=key, now=now),
    )
    certificate.events.create(kind=CertificateEvent.Kind.ISSUED, by_id=certificate.issued_by_id, at=now)
    return certificate


def language_for(found: Candidate) -> str:
    """The language of the certificate: the region's, or the person's where the organiser chose that."""
    if found.terms.language == CertificateLanguage.PERSON:
        return language_of(found.registration)
    return found.registration.event.region.language


def _next_serial(region: Region, now: datetime) -> str:
    """The next number of region and year. The row lock holds until the commit, so that numbers follow without a gap."""
    year = now.astimezone(ZoneInfo(region.time_zone)).year
    counter, _made = SerialCounter.objects.get_or_create(region=region, year=year)
    SerialCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return f"{region.code}-{year}-{counter.last:05}"
