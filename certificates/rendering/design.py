"""A certificate's design made ready once per process: its templates, style sheet, fonts and files."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.template import Engine, Template
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from certificates.rendering.errors import RenderingError, UnknownDesign
from certificates.rendering.fetcher import BASE_URL, Asset, CertificateFetcher
from plugins.api import CertificateTemplate
from plugins.registry import certificate_templates

BASE = Path(__file__).parent / "base"
"""What every design may build on: ``base.html``, ``base.css`` and the fonts."""

MEDIA_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".svg": "image/svg+xml", ".css": "text/css"}
"""Named here because the machine's own table of types differs from place to place."""


@dataclass(frozen=True, slots=True)
class Design:
    """A design with everything that all its certificates share."""

    descriptor: CertificateTemplate
    template: Template
    styles: tuple[CSS, ...]
    fonts: FontConfiguration
    assets: dict[str, Asset]
    pictures: dict[str, Any] = field(default_factory=dict)
    """The design's own pictures once they are decoded, by the address they were asked for."""

    def keep(self, pictures: Mapping[str, Any]) -> None:
        """Decode the design's pictures once. Those written into one page are somebody's own and are never kept."""
        self.pictures.update({url: picture for url, picture in pictures.items() if url in self.assets})


_ready: dict[tuple[str, Path], Design] = {}


def design(key: str) -> Design:
    """The design of that key, read once per process.

    Raises UnknownDesign when none is installed, RenderingError when its style sheet reaches outside its folder.
    """
    provided = certificate_templates().get(key)
    if provided is None:
        raise UnknownDesign(f"No installed plugin provides the certificate design {key}.")
    place = (key, provided.value.folder)
    if place not in _ready:
        _ready[place] = load(provided.value)
    return _ready[place]


def load(descriptor: CertificateTemplate) -> Design:
    """Read a design's folder: templates see only it and the base, style sheets see only the files of both."""
    folders = [descriptor.folder, BASE]
    assets = {name: asset for folder in reversed(folders) for name, asset in _assets(folder).items()}
    fonts = FontConfiguration()
    return Design(
        descriptor=descriptor,
        template=_engine(folders).get_template("template.html"),
        styles=tuple(_style(name, assets, fonts) for name in ("base.css", "style.css")),
        fonts=fonts,
        assets=assets,
    )


def _engine(folders: list[Path]) -> Engine:
    return Engine(
        dirs=[str(folder) for folder in folders],
        libraries={"i18n": "django.templatetags.i18n", "l10n": "django.templatetags.l10n"},
        string_if_invalid="",
    )


def _assets(folder: Path) -> dict[str, Asset]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".html", ".txt"})
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), _media_type(path)) for path in files}


def _media_type(path: Path) -> str:
    return MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _style(name: str, assets: dict[str, Asset], fonts: FontConfiguration) -> CSS:
    fetcher = CertificateFetcher(assets)
    try:
        return CSS(string=assets[name][0].decode(), base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts)
    except FatalURLFetchingError as exc:  # a BaseException, which no worker would survive
        raise RenderingError(f"{name} asks for what is not in its folder: {', '.join(fetcher.refused)}") from exc
