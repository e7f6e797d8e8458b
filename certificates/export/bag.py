"""A folder after BagIt 1.0 (RFC 8493): a payload under ``data/``, and beside it what it is and the checksums of it all.

Nothing stands half written in it: a file gets its name when it is whole, and the lists of checksums come last. A bag without
them is one that was interrupted.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from certificates.checksum import sha256, sha256_of
from certificates.errors import CertificateError

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO, PAYLOAD, MANIFEST, TAG_MANIFEST = "bag-info.txt", "data", "manifest-sha256.txt", "tagmanifest-sha256.txt"
IDENTIFIER = "External-Identifier"
UNFINISHED = ".unfinished"


@dataclass(slots=True)
class Bag:
    """A bag that is being written. ``sums`` are the checksums of what was written or found right, by path below ``data/``;
    ``tags`` those of the files beside it."""

    folder: Path
    identifier: str
    sums: dict[str, str] = field(default_factory=dict)
    octets: int = 0
    tags: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Make the folder ours, so that an interrupted export is known again. Raises CertificateError when it is another's."""
        if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())) and not self._is_ours():
            sentence = _(
                "“%(folder)s” holds something else. Choose an empty folder, or the one of an earlier export of the same."
            )
            raise CertificateError(sentence % {"folder": self.folder})
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / PAYLOAD).mkdir(exist_ok=True)
        for left in self.folder.rglob(f"*{UNFINISHED}"):
            left.unlink()
        self.tag(INFO, _lines({IDENTIFIER: self.identifier}))
        self.tag("bagit.txt", DECLARATION)
        for name in (MANIFEST, TAG_MANIFEST):
            (self.folder / name).unlink(missing_ok=True)

    def checksum_of(self, path: str) -> str:
        """Of what stands at that path now; empty when nothing does."""
        place = self.folder / PAYLOAD / path
        if not place.is_file():
            return ""
        return sha256_of(place)

    def read(self, path: str) -> bytes:
        """What an earlier export wrote at that path; empty when there is nothing."""
        place = self.folder / PAYLOAD / path
        return place.read_bytes() if place.is_file() else b""

    def tag(self, name: str, text: str) -> None:
        """Write a file beside the payload that tells of it."""
        _write(self.folder / name, text.encode())
        self.tags[name] = sha256(text.encode())

    def put(self, path: str, content: bytes) -> None:
        """Write a file of the payload, whole or not at all."""
        _write(self.folder / PAYLOAD / path, content)
        self.keep(path, sha256(content))

    def keep(self, path: str, checksum: str) -> None:
        """Count a file that stands there already, with the checksum that was found right."""
        self.sums[path] = checksum
        self.octets += (self.folder / PAYLOAD / path).stat().st_size

    def strangers(self) -> list[str]:
        """What lies in the payload and was neither written nor kept: a bag with it does not pass as whole."""
        payload = self.folder / PAYLOAD
        found = {place.relative_to(payload).as_posix() for place in payload.rglob("*") if not place.is_dir()}
        return sorted(found - set(self.sums))

    def close(self, info: Mapping[str, str]) -> None:
        """Write what the bag is, then the checksums of the payload, and last those of all the rest."""
        oxum = f"{self.octets}.{len(self.sums)}"
        self.tag(INFO, _lines({**info, IDENTIFIER: self.identifier, "Payload-Oxum": oxum}))
        self.tag(MANIFEST, _manifest({f"{PAYLOAD}/{path}": checksum for path, checksum in self.sums.items()}))
        self.tag(TAG_MANIFEST, _manifest(self.tags))

    def _is_ours(self) -> bool:
        place = self.folder / INFO
        return place.is_file() and f"{IDENTIFIER}: {self.identifier}" in place.read_text(errors="replace").splitlines()


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(place.name + UNFINISHED)
    beside.write_bytes(content)
    os.replace(beside, place)


def _lines(info: Mapping[str, str]) -> str:
    """A label and a value to a line (2.2.2); what would break a line is a blank."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info.items() if value)


def _manifest(sums: Mapping[str, str]) -> str:
    """As ``sha256sum --check`` reads it: checksum, two blanks, path."""
    return "".join(f"{checksum}  {path}\n" for path, checksum in sorted(sums.items()))
