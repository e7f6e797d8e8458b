"""Certificates: their design, and what else stands on them."""

from dataclasses import dataclass
from pathlib import Path

from plugins.api.info import Text


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
