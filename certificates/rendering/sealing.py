"""Signs a finished file: PAdES B-B (ETSI EN 319 142-1), invisible, and as certification that allows no change.

PDF/A-3a and PDF/UA-1 survive it. There is no time stamp and nothing for the long term in it (B-T, B-LT): what that means for
the reader in ten years stands in docs/how_to/sign_certificates.md.
"""

from collections.abc import Callable, Sequence
from io import BytesIO

from asgiref.sync import async_to_sync, sync_to_async
from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

METADATA = PdfSignatureMetadata(
    field_name="Seal",
    md_algorithm="sha256",
    subfilter=SigSeedSubFilter.PADES,
    certify=True,
    docmdp_permissions=MDPPerm.NO_CHANGES,
)


def sealed(pdf: bytes, *, chain: Sequence[bytes], sign: Callable[[bytes], bytes]) -> bytes:
    """The file with the signature that ``sign`` makes. ``chain`` is DER, the signer's own certificate first."""
    output = BytesIO()
    signer = PdfSigner(METADATA, signer=_Signer(chain, sign))
    async_to_sync(signer.async_sign_pdf)(IncrementalPdfFileWriter(BytesIO(pdf)), output=output)
    return output.getvalue()


class _Signer(Signer):
    """Hands what is to be signed to whoever holds the key."""

    def __init__(self, chain: Sequence[bytes], sign: Callable[[bytes], bytes]) -> None:
        own, *others = [x509.Certificate.load(der) for der in chain]
        super().__init__(signing_cert=own, cert_registry=SimpleCertificateStore.from_certs(others))  # type: ignore[no-untyped-call]
        self._sign = sign

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(512)  # as long as the longest, that of RSA with 4096 bits
        # Back in the thread of the caller, where whoever signs may ask the database.
        return await sync_to_async(self._sign, thread_sensitive=True)(data)
