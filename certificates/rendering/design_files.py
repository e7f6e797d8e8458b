"""The files of a design, as they lie in its folder over the base."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from certificates.press.stock import Asset
from plugins.api import CertificateTemplate

BASE = Path(__file__).parent / "base"
"""What every design may build on: ``base.html``, ``base.css`` and the fonts."""

MEDIA_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".svg": "image/svg+xml", ".css": "text/css"}
"""Named here because the machine's own table of types differs from place to place."""

UNUSED = {".txt", ".md", ".pyc"}
"""Files of a folder that nothing prints, such as the licence of a font."""


def files_of(descriptor: CertificateTemplate) -> dict[str, bytes]:
    """Every file by its path: the design's own, and those of the base that it leaves as they are."""
    return {**_read(BASE), **_read(descriptor.folder)}


def assets_of(files: Mapping[str, bytes]) -> dict[str, Asset]:
    """What pages may ask for: all but the pages themselves."""
    return {name: (content, _media_type(name)) for name, content in files.items() if not name.endswith(".html")}


def _read(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in UNUSED)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _media_type(name: str) -> str:
    return MEDIA_TYPES.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
