"""The same certificate by engines that we do not use, so that the limit is known: plain drawings of the standard design."""

from collections.abc import Callable
from io import BytesIO
from itertools import count

FONTS = "certificates/rendering/base/fonts"

TYPST = """
#set document(title: "Certificate", author: "{office}")
#set page(paper: "a4", margin: (x: 24mm, top: 16mm, bottom: 47mm), footer: [
  #grid(columns: (56mm, 64mm, 25mm), [*{office}* \\ {serial}], [#"{url}" \\ {code}],
    image("qr.svg", width: 25mm, alt: "QR code"))])
#set text(font: "Source Sans 3", size: 9.5pt, lang: "de")
*{office}*
= #text(font: "Source Serif 4", size: 29pt, weight: "regular")[Certificate of attendance]
#text(font: "Source Serif 4", size: 20pt)[#sys.inputs.name]

== {title}
{facts}
#table(columns: (1fr, auto, auto), table.header([Topic], [Time], [Minutes]),
{sessions})
#table(columns: (1fr, auto, auto), table.header([Body], [Category], [Credits]),
{credits})
"""


def typst_engine(facts) -> Callable[[], bytes]:
    """Typst with its compiler kept, as PDF/A-3a and PDF/UA-1; the QR code is drawn beforehand."""
    import tempfile
    from pathlib import Path

    import segno
    import typst

    folder = Path(tempfile.mkdtemp())
    segno.make(facts.verification_url, error="q", micro=False).save(str(folder / "qr.svg"), border=0)
    (folder / "page.typ").write_text(_typst_source(facts))
    compiler = typst.Compiler(str(folder / "page.typ"), font_paths=[str(Path(FONTS).resolve())])
    people = count()

    def compile_another() -> bytes:
        """With another name each time: typst remembers what it has laid out before."""
        inputs = {"name": f"{facts.name} {next(people)}"}
        return compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"], sys_inputs=inputs)

    return compile_another


def _typst_source(facts) -> str:
    def cells(*texts) -> str:
        return "  " + " ".join(f"[{str(text).replace('@', '').replace('#', '')}]," for text in texts)

    return TYPST.format(
        office=facts.issuer.organisation,
        serial=facts.serial,
        url=facts.verification_url,
        code=facts.code,
        title=facts.event_title,
        facts=f"{facts.start:%d.%m.%Y} · {facts.place} · {facts.host} · {facts.scientific_lead}",
        sessions="\n".join(cells(line.title, f"{line.start:%H:%M}", line.minutes) for line in facts.sessions),
        credits="\n".join(cells(line.body, line.category, line.amount) for line in facts.credits),
    )


def overlay_engine(facts, background: bytes) -> Callable[[], bytes]:
    """Reportlab draws what differs between people on a finished page. Quick, and a screen reader finds nothing in it."""
    import pikepdf
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", f"{FONTS}/SourceSerif4-SemiBold.ttf"))
    pdfmetrics.registerFont(TTFont("Sans", f"{FONTS}/SourceSans3-Regular.ttf"))

    def overlay() -> bytes:
        drawn, output = BytesIO(), BytesIO()
        canvas = Canvas(drawn)
        canvas.setFont("Serif", 20)
        canvas.drawString(24 * mm, 230 * mm, facts.name)
        canvas.setFont("Sans", 9)
        for line, text in enumerate((facts.serial, facts.code, facts.verification_url, *(s.title for s in facts.sessions))):
            canvas.drawString(24 * mm, (200 - 6 * line) * mm, text)
        canvas.save()
        with pikepdf.open(BytesIO(background)) as page, pikepdf.open(drawn) as layer:
            page.pages[0].add_overlay(layer.pages[0])
            page.save(output)
        return output.getvalue()

    return overlay
