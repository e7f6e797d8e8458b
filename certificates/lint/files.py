"""The files of a design, looked at without drawing anything."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils import translation
from PIL import Image, UnidentifiedImageError

from certificates.designs.pictures import svg_problem
from certificates.press.stock import Asset

MOST_RASTER_BYTES = 60_000
MOST_RASTER_PIXELS = 1_000_000


def problems(assets: Mapping[str, Asset]) -> Iterator[str]:
    """Drawings that readers draw differently, pictures that are too large or transparent."""
    for name, (content, media_type) in assets.items():
        look = _drawing if media_type == "image/svg+xml" else _raster if media_type.startswith("image/") else None
        yield from (f"{name}: {problem}" for problem in (look(content) if look else ()))


def _drawing(content: bytes) -> Iterator[str]:
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as exc:
        yield f"It cannot be read as SVG: {exc}"
        return
    with translation.override("en"):
        if problem := svg_problem(root):
            yield problem


def _raster(content: bytes) -> Iterator[str]:
    try:
        with Image.open(BytesIO(content)) as picture:
            width, height, mode = *picture.size, picture.mode
    except (UnidentifiedImageError, OSError) as exc:
        yield f"It cannot be read as a picture: {exc}"
        return
    if len(content) > MOST_RASTER_BYTES or width * height > MOST_RASTER_PIXELS:
        limits = f"at most {MOST_RASTER_BYTES} and {MOST_RASTER_PIXELS} are taken"
        yield f"It has {len(content)} bytes and {width * height} pixels; {limits}."
    if mode in ("RGBA", "LA", "PA"):
        yield "It has transparency, which PDF stores as a second picture: put it on white, or draw it as SVG."
