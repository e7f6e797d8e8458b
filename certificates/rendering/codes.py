"""The codes on a certificate."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote

import zxingcpp
from PIL import Image

from certificates.facts import CreditPrinted, Facts


@dataclass(frozen=True, slots=True)
class Recognised:
    """Credits with a number that is printed for machines, too: Code 39 and DataMatrix, as addresses of pictures."""

    credit: CreditPrinted
    code39: str
    datamatrix: str


def qr_code(text: str) -> str:
    """A QR code of the text as the address of a picture, readable with a quarter of it dirty.

    A picture of points, eight to a module, is sharp at 300 dots per inch; drawn as shapes it took a fifteenth of the drawing.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    points, written = code.to_image(add_quiet_zones=False, scale=8), BytesIO()
    flat = bytes(memoryview(points))  # type: ignore[arg-type]  # a buffer, which its stub does not say
    Image.frombuffer("L", points.shape[::-1], flat, "raw", "L", 0, 1).save(written, "PNG")
    return "data:image/png;base64," + b64encode(written.getvalue()).decode()


def recognised(facts: Facts) -> list[Recognised]:
    """The credits under a VNR. German chambers read it as Code 39 and DataMatrix (credits.md, 1.9)."""
    numbers = [(credit, "".join(credit.reference.split())) for credit in facts.credits if credit.is_vnr]
    return [Recognised(credit, _drawn(number, "Code39"), _drawn(number, "DataMatrix")) for credit, number in numbers]


@lru_cache(maxsize=64)
def _drawn(text: str, symbology: str) -> str:
    """Drawn once per process: everybody at an event has the same number."""
    svg = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, symbology), force_square=True).to_svg(
        add_quiet_zones=False
    )
    return "data:image/svg+xml," + quote(svg[svg.index("<svg") :])
