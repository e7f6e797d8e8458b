"""Signs a certificate's file with the seal its region chose."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from certificates.domain.seal_chains import keep_chain
from certificates.rendering import RenderingError
from plugins.api import CertificateSeal
from plugins.failures import BREAKS
from plugins.isolation import record_failure
from plugins.models import Region
from plugins.registry import Provided, certificate_seals


def sealed_for(region: Region, pdf: bytes, *, now: datetime) -> bytes:
    """The file, signed if the region has a seal; the certificates it is signed with are kept.

    Raises RenderingError when that fails: nothing unsigned is given out then.
    """
    if not region.certificate_seal:
        return pdf
    provided = certificate_seals().get(region.certificate_seal)
    if provided is None:
        raise RenderingError(_("The signature “%(key)s” is not installed.") % {"key": region.certificate_seal})
    signed, chain = sealed_with(provided, region, pdf)
    keep_chain(region, chain, now=now)
    return signed


def sealed_with(provided: Provided[CertificateSeal], region: Region, pdf: bytes) -> tuple[bytes, Sequence[bytes]]:
    """The file signed with that seal, and the certificates it signed with, in DER. Raises RenderingError when that fails."""
    from certificates.rendering.sealing import sealed  # slow import: pyHanko, which most regions do without

    seal = provided.value
    try:
        chain = seal.chain(region.ref)
        return sealed(pdf, chain=chain, sign=partial(seal.sign, region.ref)), chain
    except ValueError as exc:
        raise RenderingError(str(exc)) from exc
    except BREAKS as exc:
        record_failure(provided.plugin, exc)
        raise RenderingError(
            _("The signature “%(label)s” failed. Please tell the administrator.") % {"label": seal.label}
        ) from exc
