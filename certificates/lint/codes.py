"""Reads the codes on the drawn pages, as a phone at the door or a chamber's scanner does."""

from collections.abc import Iterator

import pypdfium2
import zxingcpp

from certificates.facts import Facts

SCALE = 3
"""Of 72 dots per inch: less than a phone sees."""

QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def not_decoded(pdf: bytes, facts: Facts) -> Iterator[str]:
    """Which page does not carry the address for checking as a QR code that can be read."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=SCALE, grayscale=True).to_pil()
            read = [code.text for code in zxingcpp.read_barcodes(picture, formats=QR_CODES)]
            if facts.verification_url not in read:
                yield f"Page {number} has no QR code that can be read and leads to {facts.verification_url}."
    finally:
        document.close()
