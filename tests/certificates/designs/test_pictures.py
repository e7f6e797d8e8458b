from io import BytesIO

import pytest
from PIL import Image

from certificates.designs.pictures import KEPT_SIZE, PictureError, picture_from


def test_transparency_becomes_white_and_grey_stays_grey(png):
    kept = picture_from(png(mode="RGBA", colour=(0, 0, 0, 0)))
    with Image.open(BytesIO(kept.content)) as opened:
        assert (opened.mode, opened.getpixel((0, 0))) == ("L", 255)
    assert kept.media_type == "image/png"


def test_a_large_picture_is_made_small_and_keeps_its_shape(png):
    with Image.open(BytesIO(picture_from(png(size=(3000, 600))).content)) as opened:
        assert opened.size == (KEPT_SIZE[0], 180)


def test_what_drawing_programs_note_down_is_left_out(svg):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/x" viewBox="0 0 9 9" i:version="1">'
        '<metadata>Somebody</metadata><i:view/><path i:label="x" d="M0 0h9"/></svg>'
    )
    kept = picture_from(svg(drawing)).content.decode()
    assert kept == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9" /></svg>'


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<linearGradient/>", "“linearGradient”"),
        ("<script>1</script>", "“script”"),
        ('<image href="https://example.org/x.png"/>', "“image”"),
        ('<path onload="x()" d="M0 0"/>', "a script or a link"),
        ('<path fill="url(#a)" d="M0 0"/>', "refers to a gradient"),
        ("<style>@import 'x'</style>", "refers to a gradient"),
        ("<style>a{fill:\\75rl(x)}</style>", "refers to a gradient"),
        ("<text>A</text>", "“text”"),
        ("<use/>", "“use”"),
        ("<path", "cannot be read"),
    ],
)
def test_a_drawing_with_more_than_shapes_is_refused_in_words(svg, inside, said):
    with pytest.raises(PictureError, match=said):
        picture_from(svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'))


def test_entities_are_refused(svg):
    bomb = (
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&a;</title></svg>'
    )
    with pytest.raises(PictureError, match="cannot be read"):
        picture_from(svg(bomb))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("GIF89a", "not a picture in SVG, PNG or JPEG"),
        ("<html/>", "not a picture in SVG, PNG or JPEG"),
        ("x" * 2_000_001, "more than 2 MB"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "how large it is"),
        (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{"M0 0" * 20000}"/></svg>', "too detailed"),
    ],
)
def test_other_files_are_refused_in_words(svg, content, said):
    with pytest.raises(PictureError, match=said):
        picture_from(svg(content))


def layers(number):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{"<g>" * number}{"</g>" * number}</svg>'


@pytest.mark.parametrize("number", [50, 9000])
def test_a_drawing_with_more_layers_than_anybody_draws_is_refused_in_words(svg, number):
    with pytest.raises(PictureError, match="groups within groups"):
        picture_from(svg(layers(number)))


def test_a_drawing_with_many_layers_is_taken(svg):
    assert picture_from(svg(layers(49))).media_type == "image/svg+xml"
