"""The certificates that files were signed with: kept when a file is signed, so that they outlive the seal and its plugin."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from certificates.checksum import sha256
from certificates.domain.seals import OWN, in_der
from certificates.models import SealChain, SealKey
from plugins.isolation import PluginBroke, blaming
from plugins.models import Region
from plugins.registry import certificate_seals


def keep_chain(region: Region, chain: Sequence[bytes], *, now: datetime) -> None:
    """Keep the certificates, in DER, that the region's seal signs with; once each. Those of our own keys lie with the keys."""
    if region.certificate_seal == OWN:
        return
    pem = _in_pem(chain)
    known = {"region": region, "seal": region.certificate_seal, "sha256": sha256(pem.encode())}
    SealChain.objects.get_or_create(**known, defaults={"chain": pem, "first_used_at": now})


def kept_chains(region: Region) -> str:
    """The certificates, in PEM, of all keys of the region and of all other seals that signed its files, oldest first."""
    keys = SealKey.objects.filter(region=region).order_by("created_at", "pk")
    others = SealChain.objects.filter(region=region).order_by("first_used_at", "pk")
    return "".join(chain for rows in (keys, others) for chain in rows.values_list("chain", flat=True))


def chain_in_use(region: Region) -> str | None:
    """The certificates, in PEM, that the region's seal signs with now, or None when its plugin does not give them."""
    provided = certificate_seals().get(region.certificate_seal)
    if provided is None:
        return None
    with suppress(PluginBroke), blaming(provided.plugin):
        return _in_pem(provided.value.chain(region.ref))
    return None


def has_kept_chain(region: Region) -> bool:
    """Whether the seal in use has signed a file, so that its certificates are kept."""
    return SealChain.objects.filter(region=region, seal=region.certificate_seal).exists()


def trusted_certificates() -> list[bytes]:
    """The certificates, in DER, of every key and every other seal that signed for a region here, and of the seals in use."""
    chains = [*SealKey.objects.values_list("chain", flat=True), *SealChain.objects.values_list("chain", flat=True)]
    chains += [chain_in_use(region) or "" for region in Region.objects.exclude(certificate_seal__in=["", OWN])]
    return list(dict.fromkeys(in_der(chain)[0] for chain in chains if chain))


def _in_pem(chain: Sequence[bytes]) -> str:
    return "".join(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode() for der in chain)
