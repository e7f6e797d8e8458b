"""Pictures that editors upload, made fit for certificates: small, without transparency, with nothing in them but shapes."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from certificates.checksum import sha256
from certificates.errors import CertificateError

MOST_BYTES = 2_000_000
"""Of an upload. What is kept is far smaller."""

KEPT_BYTES = 60_000
MOST_PIXELS = 20_000_000
KEPT_SIZE = (900, 450)
"""Width and height a raster is reduced to: 75 mm at 300 dots per inch, wider than any place for it."""

DEEPEST = 50
"""Levels of an SVG; drawing programs nest their layers and groups in some ten."""

SVG = "http://www.w3.org/2000/svg"
SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "style", "title", "desc"}
"""The elements of SVG that every reader of PDF draws alike: no gradients, masks, filters, texts, references."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        return sha256(self.content)


class PictureError(CertificateError):
    """The file cannot stand on a certificate; the sentence says why and what to do."""


def picture_from(file: IO[bytes]) -> Picture:
    """The uploaded logo or signature as it is kept: an SVG of plain shapes, or a PNG on white. Raises PictureError."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise PictureError(_("The file has more than 2 MB. Save the picture smaller and choose it again."))
    kept = _vector(content) if content.lstrip()[:1] == b"<" else _raster(content)
    if len(kept.content) > KEPT_BYTES:
        raise PictureError(_("The picture is too detailed: it would make every certificate large. Choose a simpler one."))
    return kept


def _raster(content: bytes) -> Picture:
    """A PNG without transparency, which PDF would store as a second picture, and without what cameras note down."""
    try:
        with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureError(_("The picture has too many pixels. Save it smaller and choose it again."))
            pixels = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as exc:
        raise PictureError(_not_a_picture()) from exc
    pixels.thumbnail(KEPT_SIZE)
    flat = Image.alpha_composite(Image.new("RGBA", pixels.size, "white"), pixels).convert("RGB")
    written = BytesIO()
    _fewer_colours(flat).save(written, "PNG", optimize=True)
    return Picture(written.getvalue(), "image/png")


def _fewer_colours(picture: Image.Image) -> Image.Image:
    """In shades of grey if that is all it has, else in 64 colours: enough for a drawing, and a fraction of the size."""
    red, green, blue = picture.split()
    if red.tobytes() == green.tobytes() == blue.tobytes():
        return red
    return picture.quantize(64, dither=Image.Dither.NONE)


def _vector(content: bytes) -> Picture:
    """The SVG with its shapes alone: what drawing programs note down beside them is left out."""
    try:
        root = fromstring(content, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as exc:
        raise PictureError(_("The SVG file cannot be read. Save it once more as a plain SVG.")) from exc
    if root.tag != f"{{{SVG}}}svg":
        raise PictureError(_not_a_picture())
    if _is_too_deep(root):
        raise PictureError(_("The SVG has groups within groups within groups. Ungroup its shapes and save it again."))
    _drop_foreign(root)
    if problem := svg_problem(root):
        raise PictureError(problem)
    register_namespace("", SVG)
    return Picture(tostring(root), "image/svg+xml")


def _not_a_picture() -> str:
    return _("The file is not a picture in SVG, PNG or JPEG. Save it as one of these and choose it again.")


def _is_too_deep(root: Element) -> bool:
    """Looked at level by level: whoever walks down a deep one, as whoever draws it does, breaks down on the way."""
    level = [root]
    for _number in range(DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


def _drop_foreign(element: Element) -> None:
    for name in [name for name in element.attrib if name.startswith("{")]:
        del element.attrib[name]
    for child in list(element):
        if not isinstance(child.tag, str) or not child.tag.startswith(f"{{{SVG}}}") or child.tag == f"{{{SVG}}}metadata":
            element.remove(child)
        else:
            _drop_foreign(child)


def svg_problem(root: Element) -> str:
    """Why the drawing may look different from reader to reader, or reaches outside itself; empty when it does neither."""
    if not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        return _("The SVG does not say how large it is. Save it with a width and a height.")
    return next(filter(None, map(_element_problem, root.iter())), "")


def _element_problem(element: Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    if name not in SHAPES:
        sentence = _("The SVG has the element “{name}”, which not every reader draws. Turn everything into plain paths.")
        return sentence.format(name=name)
    if any(key.lower().startswith("on") or "href" in key.lower() for key in element.attrib):
        return _("The SVG has a script or a link. Save it once more as a plain SVG.")
    styles = " ".join([*element.attrib.values(), element.text or ""]).lower()
    if "url(" in styles or "@" in styles or "\\" in styles:
        return _("The SVG refers to a gradient, a mask or a file. Turn everything into plain paths with plain colours.")
    return ""
