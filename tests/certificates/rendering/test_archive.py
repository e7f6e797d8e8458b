"""The file for archives: PDF/A-3a and PDF/UA-1 in one, the credential inside, small, and the same each time."""

from io import BytesIO

import pikepdf
import pytest

from certificates.designs.freezing import design_of
from certificates.rendering import render
from certificates.rendering.design import known_design
from certificates.samples import PICTURES, samples
from tests.certificates import verapdf

BUNDLED = ["standard", "de_he_letterhead", "de_mv_letterhead", "de_sn_letterhead", "dk_letterhead", "se_letterhead"]
CREDENTIAL = "eyJhbGciOiJSUzI1NiJ9." + "x" * 4000
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"


@pytest.fixture(scope="module")
def files():
    return {
        (key, name): render(snapshot, design_of(snapshot, PICTURES), credential=CREDENTIAL)
        for key in BUNDLED
        for name, snapshot in samples(known_design(key)).items()
        if name in {"usual", "partial", "chosen"}
    }


@pytest.fixture
def opened(files):
    with pikepdf.open(BytesIO(files["standard", "usual"])) as document:
        yield document


def test_the_file_says_that_it_is_pdf_a_3a_and_pdf_ua_1_in_one_description(opened):
    xmp = opened.Root.Metadata.read_bytes()
    assert (xmp.count(b"<rdf:RDF"), xmp.count(b"<rdf:Description xmlns:pdfaExtension")) == (1, 1)
    with opened.open_metadata() as metadata:
        assert [metadata.pdfa_status, metadata["{http://www.aiim.org/pdfua/ns/id/}part"]] == ["3A", "1"]
        assert f"{{{EXTENSION}}}schemas" in metadata


def test_colours_have_a_profile(opened):
    (intent,) = opened.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"  # the signature of an ICC profile (ISO 15076-1, 7.2.11)


def test_the_credential_is_inside_as_data_named_once_and_unchanged(opened):
    (described,) = opened.Root.AF
    assert [str(described.AFRelationship), str(described.UF)] == ["/Data", "credential.jwt"]
    assert str(described.EF.F.Subtype) == "/application/jwt"
    assert described.EF.F.read_bytes().decode() == CREDENTIAL
    assert list(opened.attachments) == ["credential.jwt"]


def test_without_a_credential_nothing_is_attached():
    with pikepdf.open(BytesIO(render(samples(known_design("standard"))["usual"]))) as document:
        assert "/AF" not in document.Root
        assert not document.attachments


def test_no_checker_of_the_syntax_objects(files):
    for pdf in files.values():
        with pikepdf.open(BytesIO(pdf)) as document:
            assert document.check_pdf_syntax() == []


def test_no_letter_is_missing_in_any_bundled_design(files):
    for pdf in files.values():
        with pikepdf.open(BytesIO(pdf)) as document:
            found = [obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and "/FontName" in obj]
            assert found
            assert all("/FontFile2" in font for font in found)


def test_every_bundled_design_stays_under_60_kilobytes(files):
    assert {key: len(pdf) for key, pdf in files.items() if len(pdf) >= 60_000} == {}


def test_the_same_facts_and_credential_give_the_same_bytes(files):
    again = render(samples(known_design("standard"))["usual"], credential=CREDENTIAL)
    assert again == files["standard", "usual"]


SPOILT = "spoilt.pdf"
verapdf_is_there = pytest.mark.skipif(bool(verapdf.missing()), reason=f"veraPDF cannot run here: {verapdf.missing()}")


@pytest.fixture(scope="module")
def objections(files, tmp_path_factory):
    """What veraPDF objects to in these files, and in one without its profile of colours: it looks at all in one process."""
    folder = tmp_path_factory.mktemp("files")
    for (key, name), pdf in files.items():
        (folder / f"{key}-{name}.pdf").write_bytes(pdf)
    with pikepdf.open(BytesIO(files["standard", "usual"])) as document:
        del document.Root.OutputIntents
        document.save(folder / SPOILT)
    return verapdf.broken_rules(sorted(folder.glob("*.pdf")))


@verapdf_is_there
def test_verapdf_finds_every_bundled_design_conforming_to_both_standards(objections):
    assert {where: said for where, said in objections.items() if where[0] != SPOILT} == {}


@verapdf_is_there
def test_verapdf_finds_what_is_missing_in_a_file_that_does_not_conform(objections):
    broken = {flavour: said for (file, flavour), said in objections.items() if file == SPOILT}
    assert set(broken) == {"3a"}
    assert "6.2.4.3" in broken["3a"]
