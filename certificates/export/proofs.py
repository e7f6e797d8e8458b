"""What proves certificates without this site: public keys, the certificates of seals, and the lists of those revoked."""

import json
from datetime import datetime

from django.utils.translation import gettext as _

from certificates.domain.credentials import signed_status_list
from certificates.domain.issuer_keys import key_set
from certificates.domain.seal_chains import chain_in_use, has_kept_chain, kept_chains
from certificates.domain.seals import OWN
from certificates.models import Certificate, IssuerKey
from plugins.models import Region
from training.encryption import UnreadableError


def key_file(region: Region) -> bytes:
    """The keys as they are published, and as ``certificates verify --keys`` takes them."""
    return json.dumps(key_set(region), indent=1).encode()


def key_history(region: Region) -> list[dict[str, str | None]]:
    """From when to when each key signed."""
    keys = IssuerKey.objects.filter(region=region).order_by("created_at", "pk")
    return [
        {
            "kid": key.kid,
            "created_at": key.created_at.isoformat(),
            "retired_at": key.retired_at.isoformat() if key.retired_at else None,
        }
        for key in keys
    ]


def seal_certificates(region: Region) -> tuple[str, str]:
    """The X.509 certificates of all that signs or signed the region's files, in PEM, and what could not be had, or nothing."""
    kept = kept_chains(region)
    if region.certificate_seal in ("", OWN) or has_kept_chain(region):
        return kept, ""
    if chain := chain_in_use(region):
        return kept + chain, ""
    sentence = _("The certificates of the signature “%(key)s” could not be had: is its plugin installed, and does it answer?")
    return kept, sentence % {"key": region.certificate_seal}


def status_lists(region: Region, *, now: datetime) -> tuple[dict[int, str], str]:
    """Every list of the region, signed now, by number, and why there is none, or nothing."""
    listed = Certificate.objects.filter(region=region).order_by("status_list").values_list("status_list", flat=True).distinct()
    numbers = [number for number in listed if number is not None]
    try:
        signed = {number: signed_status_list(region, number, now=now) for number in numbers}
    except UnreadableError:
        return {}, _(
            "The list of those revoked could not be signed: FIELD_KEYS lacks the key that this database was made with."
        )
    return {number: token for number, token in signed.items() if token}, ""
