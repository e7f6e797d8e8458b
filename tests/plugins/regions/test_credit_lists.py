"""Lists for those who report by hand: what a scanner and a spreadsheet make of them."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.utils import translation

from plugins.credit_lists import workbook
from plugins.regions.de.code39 import PATTERNS, QUIET, WIDE, bars, svg
from plugins.regions.de.lists import FORMATS, scan_list
from plugins.testing.samples import CREDITS

EFN, VNR = CREDITS.people[0].number, CREDITS.reference


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def decoded(digits):
    """What the bars say, by a decoder that knows the patterns only: widths from edge to edge, ten elements a character."""
    found, width = bars(digits)
    ends = [start + wide for start, wide in found]
    spaces = [start - end for end, (start, _wide) in zip(ends, found[1:], strict=False)]
    elements = [wide for pair in zip([wide for _start, wide in found], [*spaces, 1], strict=True) for wide in pair]
    assert (found[0][0], width - ends[-1], set(elements)) == (QUIET, QUIET, {1, WIDE})
    characters = {pattern: character for character, pattern in PATTERNS.items()}
    groups = [elements[start : start + 10] for start in range(0, len(elements), 10)]
    assert [group[9] for group in groups] == [1] * len(groups)
    return "".join(characters["".join(str(int(wide == WIDE)) for wide in group[:9])] for group in groups)


@pytest.mark.parametrize("digits", [EFN, VNR, "0123456789", "0"])
def test_the_bars_say_the_digits_between_two_frames(digits):
    assert decoded(digits) == f"*{digits}*"


def test_each_character_has_two_wide_bars_and_a_wide_space_and_no_two_are_alike():
    shapes = [(pattern[::2].count("1"), pattern[1::2].count("1")) for pattern in PATTERNS.values()]
    assert set(shapes) == {(2, 1)}
    assert len(set(PATTERNS.values())) == len(PATTERNS) == 11


def test_what_is_no_digit_is_drawn_nowhere():
    with pytest.raises(KeyError):
        svg("<80>")


def test_a_scanner_reads_the_vnr_and_each_efn_from_the_printed_list():
    page = pypdfium2.PdfDocument(scan_list(CREDITS))[0].render(scale=4).to_pil()
    found = [(code.text, code.format) for code in zxingcpp.read_barcodes(page)]
    assert sorted(text for text, _format in found) == sorted([EFN, VNR])
    assert {"39" in str(kind) for _text, kind in found} == {True}


def test_the_printed_list_is_tagged_and_says_who_has_no_number():
    reader = pypdf.PdfReader(BytesIO(scan_list(CREDITS)))
    text = " ".join(reader.pages[0].extract_text().split())
    assert bool(reader.root_object["/MarkInfo"]["/Marked"])
    assert ("Kim Beispiel" in text, EFN in text, "not given" in text, "Confidential" in text) == (True,) * 4


def test_a_long_list_goes_on_on_more_pages_and_one_of_nobody_says_so():
    many = replace(CREDITS, people=CREDITS.people[:1] * 60)
    assert len(pypdf.PdfReader(BytesIO(scan_list(many))).pages) > 2
    nobody = pypdf.PdfReader(BytesIO(scan_list(replace(CREDITS, people=(), reference="none yet"))))
    assert "There is nobody to report." in nobody.pages[0].extract_text()


def test_the_table_has_numbers_as_text_amounts_as_numbers_and_no_formula():
    (_scan, table) = FORMATS
    rows = list(openpyxl.load_workbook(BytesIO(table.write(CREDITS))).active.iter_rows())
    header, kim, other = rows[-3:]
    assert [cell.value for cell in header] == ["Name", "EFN", "Day", "Basis", "Learning check", "Contribution as a speaker"]
    assert [cell.data_type for cell in kim] == ["s", "s", "d", "n", "n", "n"]
    assert [cell.value for cell in kim][1] == EFN
    assert [cell.value for cell in kim][3:] == [4, 0, 1.5]
    assert (other[0].value, other[0].data_type, other[1].value) == ("=SUM(1) Đorđe Ærø, Ωμέγα", "s", "–")


def test_the_cores_own_table_holds_no_number():
    values = [cell for row in openpyxl.load_workbook(BytesIO(workbook(CREDITS))).active.values for cell in row]
    assert ("Kim Beispiel" in values, VNR in values, EFN in values) == (True, True, False)
