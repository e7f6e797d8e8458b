"""Issues and replaces single certificates: number and facts in one short transaction, the file afterwards."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from certificates.domain.additions import Line, lines_of_plugins
from certificates.domain.eligibility import Candidate, candidate
from certificates.domain.fixing import Order, fix, hold_counter, make_ready
from certificates.errors import CertificateError
from certificates.models import Certificate, Purpose
from training.models import Registration


def issue(
    registration: Registration, *, purpose: str = Purpose.ATTENDANCE, now: datetime, by: AbstractBaseUser | None = None
) -> Certificate:
    """Fix number and facts of the registration's certificate; its valid certificate of that purpose when it has one already.

    Credits are printed as they were awarded before. The file is made afterwards. Raises CertificateError with the reason when
    the registration does not qualify. Never call it inside a transaction: plugins are asked before it begins its own.
    """
    return _fix_one(registration, purpose=purpose, by=by, now=now)


def replace(certificate: Certificate, *, reason: str, by: AbstractBaseUser | None, now: datetime) -> Certificate:
    """Revoke the certificate and issue another with today's facts in its place, under a new number.

    Raises CertificateError, and changes nothing, when the registration no longer qualifies. Never call it inside a transaction.
    """
    registration, purpose = certificate.registration, certificate.purpose
    made = _fix_one(registration, purpose=purpose, replaces=certificate, reason=reason, by=by, now=now)
    certificate.refresh_from_db()
    return made


def ask_plugins(found: Candidate) -> list[Line]:
    """The lines that plugins add to the certificate of somebody who qualifies. Raises CertificateError for others.

    Plugins may be slow: never call it inside a transaction.
    """
    if found.obstacle:
        raise CertificateError(found.obstacle)
    return lines_of_plugins(found.registration, purpose=found.terms.purpose, language=found.language)


def _fix_one(
    registration: Registration,
    *,
    purpose: str,
    replaces: Certificate | None = None,
    reason: str = "",
    by: AbstractBaseUser | None,
    now: datetime,
) -> Certificate:
    more = ask_plugins(candidate(registration, purpose=purpose))
    ready = make_ready(registration.event, purpose=purpose, now=now)
    with transaction.atomic():
        counter = hold_counter(ready.region, now=now)
        order = Order(found=candidate(registration, purpose=purpose, asks_plugins=False), more=more, replaces=replaces)
        (answer,) = fix([order], ready=ready, counter=counter, reason=reason, by=by, now=now)
    if isinstance(answer, Exception):
        raise answer
    return answer
