"""A certificate's design made ready once per process: its templates, style sheet, fonts and files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.template import Engine, Template, TemplateDoesNotExist, TemplateSyntaxError

from certificates.checksum import sha256
from certificates.press.stock import Press
from certificates.rendering.design_files import assets_of, files_of
from certificates.rendering.errors import RenderingError, UnknownDesign
from plugins.api import CertificateTemplate
from plugins.registry import certificate_templates

TEMPLATE_ERRORS = (TemplateSyntaxError, TemplateDoesNotExist)
"""What is wrong in a design's own templates, some of it only found when they are filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design(Press):
    """A design with everything that all its certificates share; ``files`` are its own and the base's, by their path."""

    key: str
    files: Mapping[str, bytes]
    template: Template
    manifest: bytes
    """Path and checksum of every file, as JSON: two designs with one manifest print the same."""

    @property
    def sha256(self) -> str:
        return sha256(self.manifest)


_ready: dict[tuple[str, Path], Design] = {}


def known_design(key: str) -> CertificateTemplate:
    """What a plugin provides under the key. Raises UnknownDesign when none does."""
    provided = certificate_templates().get(key)
    if provided is None:
        raise UnknownDesign(f"No installed plugin provides the certificate design {key}.")
    return provided.value


def design(key: str) -> Design:
    """The design of that key, read once per process.

    Raises UnknownDesign when none is installed, RenderingError when its style sheet reaches outside its folder.
    """
    descriptor = known_design(key)
    place = (key, descriptor.folder)
    if place not in _ready:
        _ready[place] = load(descriptor)
    return _ready[place]


def load(descriptor: CertificateTemplate) -> Design:
    """Read a design's folder over the base. Raises RenderingError when its templates or style sheets cannot be used."""
    return from_files(descriptor.key, files_of(descriptor))


def from_files(key: str, files: Mapping[str, bytes]) -> Design:
    """A design of these files: templates see only those among them, style sheets too. Raises RenderingError."""
    from certificates.press.press import styles_and_fonts  # slow import: WeasyPrint, which most processes do without

    assets = assets_of(files)
    styles, fonts = styles_and_fonts(assets)
    return Design(
        key=key,
        files=files,
        template=template_of(files),
        styles=styles,
        fonts=fonts,
        assets=assets,
        manifest=json.dumps({name: sha256(content) for name, content in sorted(files.items())}).encode(),
    )


def template_of(files: Mapping[str, bytes]) -> Template:
    """The page of a design. Raises RenderingError when it cannot be read."""
    try:
        return _engine(files).get_template("template.html")
    except TEMPLATE_ERRORS as exc:
        raise RenderingError(f"template.html cannot be read: {exc}") from exc


def _engine(files: Mapping[str, bytes]) -> Engine:
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    return Engine(
        loaders=[("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", pages)])],
        libraries={"i18n": "django.templatetags.i18n", "l10n": "django.templatetags.l10n"},
        string_if_invalid="",
    )
