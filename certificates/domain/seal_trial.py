"""Tries a seal on an empty page before a region relies on it, so that what is wrong shows here and not in a run of hundreds."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pikepdf
from cryptography import x509
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from certificates.domain.sealing import sealed_with
from certificates.domain.seals import choose_seal, seal_named
from certificates.errors import CertificateError
from certificates.findings import Outcome
from certificates.rendering import RenderingError
from plugins.models import Region

CHOSEN = "certificates.seal"
"""What the history of a region calls it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a seal that works signs with: its X.509 certificates, its own first."""

    certificates: tuple[x509.Certificate, ...]


def try_seal(region: Region, key: str, *, now: datetime) -> Trial:
    """Sign an empty page and read the signature as anybody would. It may ask a service: never call it inside a transaction.

    Raises CertificateError with what is wrong and what to do.
    """
    from certificates.inspection import look_at_signature  # slow import: pyHanko, which most processes do without

    provided = seal_named(region, key)
    try:
        pdf, chain = sealed_with(provided, region, _empty_page())
    except RenderingError as exc:
        raise CertificateError(str(exc)) from exc
    trial = Trial(tuple(x509.load_der_x509_certificate(der) for der in chain))
    if trial.certificates[0].not_valid_after_utc <= now:
        raise CertificateError(_("The certificate that it signs with has expired. Ask the authority for a new one."))
    if look_at_signature(pdf, chain, moment=now).outcome is not Outcome.PROVEN:
        raise CertificateError(
            _("It signed, but the signature does not hold: key and certificate are no pair, or it is not for signing.")
        )
    return trial


def choose_tried(region: Region, key: str, *, by: AbstractBaseUser | None, now: datetime) -> None:
    """Sign the region's files with that seal from now on, after a trial; with none when ``key`` is empty.

    Raises CertificateError when it cannot sign, and changes nothing then. Never call it inside a transaction.
    """
    if key:
        try_seal(region, key, now=now)
    before = region.certificate_seal
    choose_seal(region, key)
    if key != before:
        log(region, CHOSEN, user=by, data={"before": before, "after": key})


def _empty_page() -> bytes:
    content = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(content)
    return content.getvalue()
