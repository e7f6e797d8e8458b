"""Issues certificates: number and facts in one short transaction, the file afterwards."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from certificates.designs.freezing import design_of, freeze
from certificates.domain.additions import Line, lines_of_plugins
from certificates.domain.credentials import frozen_credential
from certificates.domain.eligibility import candidate
from certificates.domain.issuer_keys import signing_key
from certificates.domain.sealing import sealed_for
from certificates.domain.snapshot import canonical, sha256, take_snapshot
from certificates.errors import CertificateError
from certificates.models import Certificate, CertificateEvent, Purpose, SerialCounter, new_code
from certificates.rendering import render, renderer_versions
from plugins.models import Region
from training.domain.credits import credits_of
from training.models import Registration

logger = logging.getLogger(__name__)


def issue(registration: Registration, *, now: datetime, by: AbstractBaseUser | None = None) -> Certificate:
    """Fix number and facts of the registration's certificate; its valid certificate when it has one already.

    Credits are printed as they were awarded before. The file is made afterwards by ``render_file``. Raises
    CertificateError with the reason when the registration does not qualify. Never call it inside a transaction: plugins
    are asked for their lines before it begins its own.
    """
    more = lines_of_plugins(registration)
    try:
        return fix(registration, more=more, now=now, by=by)
    except IntegrityError:
        # Somebody else issued it in the same moment. The number this attempt had taken went back with the rollback.
        return valid_certificates().get(registration=registration)


@transaction.atomic
def fix(
    registration: Registration,
    *,
    more: list[Line],
    now: datetime,
    by: AbstractBaseUser | None,
    replaces: Certificate | None = None,
) -> Certificate:
    """The transaction of ``issue``, with the lines of plugins in ``more``. Raises IntegrityError when another was faster."""
    found = candidate(registration)
    if found.certificate:
        return found.certificate
    if found.obstacle:
        raise CertificateError(found.obstacle)
    region = registration.event.region
    look, code = freeze(registration.event, purpose=Purpose.ATTENDANCE.value, now=now), new_code()
    key = signing_key(region, now=now)
    serial = _next_serial(region, now)
    entries = credits_of(registration)
    snapshot = take_snapshot(found, serial=serial, code=code, look=look, entries=entries, more=more, now=now)
    certificate = Certificate.objects.create(
        registration=registration,
        region=region,
        purpose=Purpose.ATTENDANCE,
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


def render_file(certificate: Certificate, *, now: datetime) -> Certificate:
    """Make and store the file of a certificate that has none yet. Raises RenderingError; never inside a transaction."""
    if certificate.pdf:
        return certificate
    pdf = render(certificate.snapshot, design_of(certificate.snapshot), credential=certificate.credential)
    pdf, storage = sealed_for(certificate.region, pdf), certificate.pdf.storage
    name = storage.save(f"{certificate.region.slug}/{certificate.issued_at:%Y}/{certificate.serial}.pdf", ContentFile(pdf))
    with transaction.atomic():
        changed = Certificate.objects.filter(pk=certificate.pk, pdf="").update(
            pdf=name, pdf_sha256=sha256(pdf), renderer=renderer_versions()
        )
        if changed:
            certificate.events.create(kind=CertificateEvent.Kind.RENDERED, at=now)
    if not changed:
        storage.delete(name)
    certificate.refresh_from_db()
    return certificate


def render_pending(*, now: datetime) -> int:
    """Make the files that are still missing, oldest first, and return how many; what fails is logged and tried next time."""
    return render_each(Certificate.objects.filter(pdf="").order_by("pk"), now=now)


def render_each(certificates: QuerySet[Certificate], *, now: datetime) -> int:
    """Make the file of each of these, and return how many; one that fails is logged and keeps no other from its file."""
    made = 0
    for certificate in certificates.select_related("region"):
        try:
            render_file(certificate, now=now)
            made += 1
        except Exception:
            logger.exception("The file of certificate %s could not be made", certificate.serial)
    return made


def read_file(certificate: Certificate) -> bytes:
    """The stored file, exactly as it was made. Raises CertificateError when there is none yet or it was tampered with."""
    if not certificate.pdf:
        raise CertificateError(_("The file is being made. Please try again in a minute."))
    with certificate.pdf.open("rb") as file:
        content: bytes = file.read()
    if sha256(content) != certificate.pdf_sha256:
        logger.error("The stored file of certificate %s is not the one that was made", certificate.serial)
        raise CertificateError(_("The stored file is damaged. Please tell the office that issued the certificate."))
    return content


def valid_certificates() -> QuerySet[Certificate]:
    return Certificate.objects.filter(purpose=Purpose.ATTENDANCE, revoked_at=None)


def _next_serial(region: Region, now: datetime) -> str:
    """The next number of region and year. The row lock holds until the commit, so that numbers follow without a gap."""
    year = now.astimezone(ZoneInfo(region.time_zone)).year
    counter, _made = SerialCounter.objects.get_or_create(region=region, year=year)
    SerialCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return f"{region.code}-{year}-{counter.last:05}"
