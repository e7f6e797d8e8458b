"""What WeasyPrint leaves undone: one file that is PDF/A-3a and PDF/UA-1 at once, with each attachment named once, in the
design's own fonts or not at all.

It works on WeasyPrint's objects just before they are written, so that no file is parsed and written a second time.
"""

from pathlib import Path
from typing import Any

import pydyf
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_hb_object_data

from certificates.press.errors import LettersWithoutFont

PDFUA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""Says PDF/UA-1 (ISO 14289-1, 5), and explains that word to PDF/A (ISO 19005-3, 6.6.2.3), which does not know it."""

END = b"</rdf:RDF>"


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Complete the file before it is written; give it to ``write_pdf`` as its ``finisher``.

    Raises LettersWithoutFont when anything in it is drawn in a font that the design did not bring.
    """
    _refuse_other_fonts(document)
    _declare_accessibility(pdf)
    _name_attachments_once(pdf)


def _refuse_other_fonts(document: Any) -> None:
    """By the content of fonts, not by their names: a font of the machine's may be called like one of the design's."""
    own = list(Path(document.font_config._folder).iterdir()) if document.font_config._folder else []
    foreign = [font for font in document.fonts.values() if not _is_among(own, font)]
    letters = {letter for font in foreign for drawn in font.to_unicode.values() for letter in drawn}
    letters |= {chr(code) for font in document.fonts.values() for code in font.missing}
    if foreign or letters:
        raise LettersWithoutFont("".join(sorted(letters)), sorted({font.family for font in foreign}))


def _is_among(files: list[Path], font: Font) -> bool:
    content = get_hb_object_data(font.hb_face)  # the whole font: what goes into the file is cut down already
    return any(path.stat().st_size == len(content) and path.read_bytes() == content for path in files)


def _declare_accessibility(pdf: pydyf.PDF) -> None:
    """All of it in the one ``rdf:RDF``: a second would make the metadata invalid (ISO 16684-1, 7.4)."""
    metadata = _behind(pdf, pdf.catalog["Metadata"])
    (content,) = metadata.stream
    head, tail = content.rsplit(END, 1)
    metadata.stream = [head + PDFUA + END + tail]


def _name_attachments_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint names every attachment twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _behind(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
