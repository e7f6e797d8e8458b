"""Certificates: their design, what editors choose in it, and what else stands on them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from plugins.api.info import Text
from plugins.api.refs import RegionRef

OptionKind = Literal["text", "choice", "colour", "picture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignOption:
    """Something editors choose in a design, for their region or for one event.

    ``choices`` maps stored values to labels, for the kinds ``choice`` and ``colour`` only; a colour's value is written
    ``#1d4e5f``. Their ``default`` is one of them. A ``text`` is one line of at most 200 characters; a ``picture`` is none until
    somebody uploads one.
    """

    label: Text
    kind: OptionKind = "text"
    default: str = ""
    help_text: Text = ""
    choices: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignSample:
    """What made-up certificates say where a design is tried and previewed: the language and the body it is made for."""

    language: str = "de"
    body: str = "Landesärztekammer Beispielland"
    category: str = "A"
    unit: str = "points"
    reference: str = "2760512345678901234"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateTemplate:
    """The design of a certificate: a folder with ``template.html``, ``style.css`` and the fonts and pictures they name.

    The folder is all that the design can reach: other addresses are refused while it is rendered. ``options`` are what editors
    choose, by name; ``purposes`` names the kinds of certificates it can be, all when empty. A usual certificate takes one page,
    one of 25 modules at most ``max_pages``.
    """

    key: str
    label: Text
    folder: Path
    version: int = 1
    options: Mapping[str, DesignOption] = field(default_factory=dict)
    purposes: tuple[str, ...] = ()
    max_pages: int = 2
    sample: DesignSample = DesignSample()


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFact:
    """A line a plugin adds to a certificate, such as a number a chamber asks for. It is frozen with the certificate.

    Whoever verifies the certificate sees it, unless ``is_private``: then the page of verification shows the label alone.
    """

    key: str
    label: Text
    value: str
    is_private: bool = False


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
