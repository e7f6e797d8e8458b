"""The file itself: what a reader, a screen reader and a checker find in it."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from certificates.context import facts_of
from certificates.designs.freezing import design_of
from certificates.press.press import to_pdf
from certificates.rendering import RenderingError, render
from certificates.rendering.design import design, known_design, load
from certificates.rendering.errors import UnknownDesign
from certificates.rendering.render import to_html
from certificates.samples import NAMES, PICTURES, WORDS, credit, samples, snapshot

DESIGNS = ["standard", "de_he_letterhead"]
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"


@pytest.fixture(scope="module")
def files():
    return {key: {name: drawn(made) for name, made in samples(known_design(key), "en").items()} for key in DESIGNS}


def drawn(snapshot):
    return render(snapshot, design_of(snapshot, PICTURES))


def usual(key="standard"):
    return samples(known_design(key))["usual"]


def text(pdf):
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def structure(pdf):
    """The names of all tags of the file, in reading order, with their alternative texts."""

    def walk(element):
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield str(element.S).lstrip("/"), str(element.get("/Alt", ""))
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                yield from walk(kid)

    with pikepdf.open(BytesIO(pdf)) as document:
        return [tag for element in document.Root.StructTreeRoot.K for tag in walk(element)]


@pytest.mark.parametrize("key", DESIGNS)
def test_a_certificate_says_of_itself_that_it_is_pdf_ua_1(key, files):
    with pikepdf.open(BytesIO(files[key]["usual"])) as document, document.open_metadata() as metadata:
        assert metadata[PDFUA] == "1"
        assert metadata["dc:title"] == "Certificate of attendance XX-2026-00042"
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


@pytest.mark.parametrize("key", DESIGNS)
def test_headings_tables_and_the_code_are_tagged(key, files):
    tags = structure(files[key]["usual"])
    names = [name for name, _alt in tags]
    assert names[0] == "Document"
    assert (names.count("H1"), names.count("H2"), names.count("H3"), names.count("Table")) == (1, 1, 2, 3)
    figures = [alt for name, alt in tags if name == "Figure"]
    assert figures[-1] == "QR code with the address https://samkurs.example/verify/7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P/"


@pytest.mark.parametrize("key", DESIGNS)
def test_all_fonts_are_inside_the_file_and_come_from_the_design(key, files):
    for name, pdf in files[key].items():
        arabic = {"IBM-Plex"} if name == "hours only" else set()
        with pikepdf.open(BytesIO(pdf)) as document:
            fonts = [font for page in document.pages for font in page.Resources.Font.values()]
            descendants = [font.DescendantFonts[0] for font in fonts]
            assert all("/FontFile2" in font.FontDescriptor for font in descendants)
            assert {str(font.BaseFont).split("+")[1][:8] for font in descendants} == {"Source-S"} | arabic


@pytest.mark.parametrize("key", DESIGNS)
def test_the_printed_code_can_be_scanned_and_leads_to_the_verification(key, files):
    codes = {code.format: code.text for code in scanned(files[key]["usual"])}
    assert codes[zxingcpp.BarcodeFormat.QRCode] == "https://samkurs.example/verify/7QF3M0ZK9TVH2C4XW8RN5BD6YJ3P/"


def scanned(pdf):
    return zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil())


def test_german_designs_print_the_vnr_for_people_and_for_scanners(files):
    pdf = files["de_he_letterhead"]["usual"]
    number = "2760512345678901234"
    codes = {code.format: code.text for code in scanned(pdf)}
    assert (codes[zxingcpp.BarcodeFormat.Code39], codes[zxingcpp.BarcodeFormat.DataMatrix]) == (number, number)
    assert "Landesärztekammer Hessen recognises this event with 6 points (category A)." in text(pdf)
    assert "Dr. Robin Muster Scientific lead: stamp and signature" in text(pdf)
    alternatives = [alt for name, alt in structure(pdf) if name == "Figure"]
    assert alternatives[:2] == [f"Code 39 with the number {number}", f"DataMatrix with the number {number}"]


@pytest.mark.parametrize("sample", ["hours only", "added"])
def test_without_a_grant_under_a_vnr_there_is_nothing_of_a_chamber(files, sample):
    assert [code.format for code in scanned(files["de_he_letterhead"][sample])] == [zxingcpp.BarcodeFormat.QRCode]
    assert "stamp and signature" not in text(files["de_he_letterhead"][sample])


@pytest.mark.parametrize("key", DESIGNS)
def test_all_that_can_be_chosen_fits_on_one_page_and_is_printed(key, files):
    pdf = files[key]["chosen"]
    found = text(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert "Attendance 6 + learning check 1 + contribution as speaker 1" in found
    assert "12 Pattern Avenue, Sampleton · kontakt@beispiel.example" in found
    assert "Sascha Beispiel-Vorlage Head of the coordination office" in found
    alternatives = [alt for name, alt in structure(pdf) if name == "Figure"]
    assert "Signature of Dr. Robin Muster" in alternatives
    assert "Logo of Coordination Office for Early Help, Sampleshire" in alternatives


@pytest.mark.parametrize(
    ("language", "amount", "said"),
    [
        ("en", "1", "1 point"),
        ("en", "1.5", "1.50 points"),
        ("en", "2", "2 points"),
        ("de", "1", "1 Punkt"),
        ("de", "2", "2 Punkte"),
        ("da", "1", "1 point"),
        ("sv", "1", "1 poäng"),
    ],
)
def test_one_point_is_a_point_in_every_language(language, amount, said):
    known = known_design("standard")
    found = to_html(facts_of(snapshot(known, language, modules=1, granted=[credit(known, amount)])), design("standard"))
    assert f"<strong>{said.partition(' ')[0]}</strong> {said.partition(' ')[2]}</td>" in found


@pytest.mark.parametrize(("hours", "said"), [("1", "1 teaching unit of"), ("1.5", "1.50 teaching units of")])
def test_one_teaching_unit_is_a_unit(hours, said):
    made_up = snapshot(known_design("standard"), "en", modules=1) | {"hours": hours}
    assert said in to_html(facts_of(made_up), design("standard"))


@pytest.mark.parametrize("key", ["dk_letterhead", "se_letterhead"])
def test_danish_and_swedish_designs_count_hours_and_not_units_of_45_minutes(key):
    found = text(drawn(samples(known_design(key), "en")["usual"]))
    assert "4 hours 30 minutes" in found
    assert "teaching unit" not in found


@pytest.mark.parametrize("key", DESIGNS)
def test_an_arabic_name_is_read_from_right_to_left(key, files):
    page = pypdfium2.PdfDocument(files[key]["hours only"])[0]
    assert NAMES["arabic"] in page.get_textpage().get_text_bounded()


@pytest.mark.parametrize("key", DESIGNS)
def test_every_kind_of_certificate_says_what_it_states(key, files):
    completion, speaker, programme = (text(files[key][name]) for name in ("completion", "speaker", "programme"))
    assert "Certificate of completion" in completion
    assert "completed the following training:" in completion
    assert "contributed to the following training:" in speaker
    assert "Speaker Noticing and assessing" in speaker
    assert "minutes present" not in speaker
    assert "completed the following programme: Foundations of early help" in programme
    assert "Talking with parents 27/02/2026 XX-2026-00001" in programme


@pytest.mark.parametrize("key", DESIGNS)
def test_signed_certificates_do_not_claim_to_need_no_signature(key, files):
    found, unsigned = text(files[key]["one module"]), text(files[key]["hours only"])
    assert ("valid without a signature" in found, "valid without a signature" in unsigned) == (False, True)


@pytest.mark.parametrize("key", DESIGNS)
def test_without_a_grant_hours_are_printed_and_no_points(key, files):
    found = text(files[key]["hours only"])
    assert "4 teaching units of 45 minutes" in found
    assert "points" not in found
    assert "Recognised" not in found


@pytest.mark.parametrize("key", DESIGNS)
def test_a_session_missed_in_part_is_printed_with_the_minutes_present(key, files):
    assert "100 minutes present" in text(files[key]["partial"])


@pytest.mark.parametrize("key", DESIGNS)
def test_many_modules_go_on_a_second_page_that_carries_number_and_code_too(key, files):
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(files[key]["many"])).pages]
    assert len(pages) == 2
    assert all("XX-2026-00042" in page and "7QF3-M0ZK" in page for page in pages)
    assert [f"{number} / 2" in page for number, page in enumerate(pages, start=1)] == [True, True]
    assert f"XX-2026-00042 · {NAMES['long']}" in pages[1]
    assert "XX-2026-00042 ·" not in pages[0]
    assert [topic for topic in WORDS["en"].topics if topic not in " ".join(pages)] == []


def test_rendering_twice_gives_the_same_bytes():
    snapshot = usual()
    assert render(snapshot) == render(snapshot)


def test_user_text_is_text_and_never_markup(listener):
    snapshot = usual()
    snapshot["person"]["name"] = f'<img src="{listener.url}/x"> {{{{ facts.serial }}}}'
    assert f'<img src="{listener.url}/x"> {{{{ facts.serial }}}}' in text(render(snapshot))
    assert listener.asked == []


def test_a_warning_of_the_renderer_is_an_error(folder, descriptor):
    (folder / "template.html").write_text('{% extends "base.html" %}{% block body %}<img src="mark.svg">{% endblock %}')
    made = load(descriptor)
    with pytest.raises(RenderingError, match="alt"):
        to_pdf(to_html(facts_of(usual()), made), made)


def test_a_template_sees_no_other_folder(folder, descriptor):
    (folder / "template.html").write_text('{% include "training/event.html" %}')
    with pytest.raises(RenderingError, match=r"training/event\.html"):
        to_html(facts_of(usual()), load(descriptor))


def test_a_design_that_no_plugin_provides_is_an_error_in_words():
    with pytest.raises(UnknownDesign, match="No installed plugin provides the certificate design lost"):
        render(usual() | {"template": {"key": "lost"}})


def test_dates_follow_the_zone_of_the_event_and_the_language_of_the_certificate():
    assert "8. Mai 2026, 09:30\u201315:15" in text(render(usual()))
