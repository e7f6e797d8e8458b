"""Certificates: their design, and what else stands on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.api.info import Text
from plugins.api.refs import RegionRef


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateTemplate:
    """The design of a certificate: a folder with ``template.html``, ``style.css`` and the fonts and pictures they name.

    The folder is all that the design can reach: other addresses are refused while it is rendered.
    """

    key: str
    label: Text
    folder: Path
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFact:
    """A line a plugin adds to a certificate, such as a number a chamber asks for. It is frozen with the certificate."""

    key: str
    label: Text
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSeal:
    """Who signs the files of certificates: a key in a file, in a security module, or at a service elsewhere.

    ``chain`` gives a region's X.509 certificates in DER, its own first, the authority's after it. ``sign`` signs the bytes with
    the key of the first: ECDSA with SHA-256 as a DER sequence, or RSA PKCS #1 v1.5 with SHA-256, whichever key it has. Both
    raise ValueError with a sentence that says what to do when they cannot.
    """

    key: str
    label: Text
    chain: Callable[[RegionRef], Sequence[bytes]]
    sign: Callable[[RegionRef, bytes], bytes]
