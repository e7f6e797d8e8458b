from io import BytesIO

import pikepdf


def test_the_letterhead_is_printed_in_its_own_fonts(render_certificate):
    with pikepdf.open(BytesIO(render_certificate("seebad_letterhead")["usual"])) as document:
        fonts = [
            obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).split("+")[-1] for font in fonts}
    assert names
    assert {name for name in names if "Seebad" not in name} == set()
