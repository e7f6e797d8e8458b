"""No address that a design can write leads to a file of the machine or to the network."""

import base64
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.context import facts_of
from certificates.press.fetcher import MAX_DATA_URL, CertificateFetcher
from certificates.press.press import to_pdf
from certificates.rendering.design import known_design, load
from certificates.rendering.errors import RenderingError
from certificates.rendering.render import to_html
from certificates.samples import samples

SECRET = "the secret of the file"

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'
PICTURE = SVG.format(inside='<image width="9" height="9" href="{url}"/>')

BODIES = {
    "img": '<img alt="x" src="{url}">',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "link to a style sheet": '<link rel="stylesheet" href="{url}">',
    "attachment of the document": '<link rel="attachment" href="{url}">',
    "attachment of a link": '<a rel="attachment" href="{url}">x</a>',
    "style element with @import": '<style>@import url("{url}");</style>',
    "style element with @font-face": '<style>@font-face {{ font-family: f; src: url("{url}") }}</style>',
    "background": "<p style=\"background: url('{url}')\">x</p>",
    "list marker": "<ul><li style=\"list-style-image: url('{url}')\">x</li></ul>",
    "content": "<style>p::before {{ content: url('{url}') }}</style><p>x</p>",
    "border image": "<p style=\"border: 9px solid; border-image: url('{url}') 9\">x</p>",
    "picture inside svg": PICTURE,
}


def addresses(listener, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    file = secret.as_uri()
    return {
        "http": f"{listener.url}/x",
        "redirect": f"{listener.url}/redirect",
        "no scheme": listener.url.removeprefix("http:") + "/x",
        "capital http": f"{listener.url}/x".replace("http:", "HTTP:"),
        "file": file,
        "capital file": file.replace("file:", "FILE:"),
        "path": str(secret),
        "parents": "../" * 20 + str(secret).lstrip("/"),
        "foreign host": f"asset://{listener.url.removeprefix('http://')}/x",
    }


def pdf_text(pdf):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def render(folder, descriptor, body):
    (folder / "template.html").write_text("{% extends 'base.html' %}{% block body %}" + body + "{% endblock %}")
    made = load(descriptor)
    return to_pdf(to_html(facts_of(samples(known_design("standard"))["usual"]), made), made)


@pytest.mark.parametrize("way", BODIES)
def test_a_template_that_asks_for_a_foreign_address_gives_no_file_and_no_request(way, folder, descriptor, listener, tmp_path):
    for url in addresses(listener, tmp_path).values():
        with pytest.raises(RenderingError, match=r"(?i)refused|fetching"):
            render(folder, descriptor, BODIES[way].format(url=url))
    assert listener.asked == []


@pytest.mark.parametrize("rule", ['@import url("{url}");', '@font-face {{ font-family: f; src: url("{url}") }}'])
def test_a_style_sheet_that_asks_for_a_foreign_address_makes_no_design(rule, folder, descriptor, listener, tmp_path):
    for url in addresses(listener, tmp_path).values():
        (folder / "style.css").write_text(rule.format(url=url))
        with pytest.raises(RenderingError, match="not in its folder"):
            load(descriptor)
    assert listener.asked == []


def test_a_picture_written_into_the_page_cannot_ask_for_another(folder, descriptor, listener, tmp_path):
    for url in addresses(listener, tmp_path).values():
        picture = PICTURE.format(url=url)
        data = base64.b64encode(picture.encode()).decode()
        with pytest.raises(RenderingError):
            render(folder, descriptor, f'<img alt="x" src="data:image/svg+xml;base64,{data}">')
    assert listener.asked == []


def test_a_reference_into_another_picture_is_not_followed(folder, descriptor, listener, tmp_path):
    for url in addresses(listener, tmp_path).values():
        body = SVG.format(inside=f'<use href="{url}#a"/>')
        try:
            pdf = render(folder, descriptor, body)
        except RenderingError:
            continue
        assert SECRET not in pdf_text(pdf)
    assert listener.asked == []


def test_a_base_address_in_the_page_changes_nothing(folder, descriptor, listener):
    with pytest.raises(RenderingError):
        render(folder, descriptor, f'<base href="{listener.url}/"><img alt="x" src="mark.svg">')
    assert listener.asked == []


def test_a_design_uses_its_own_pictures_and_those_written_into_the_page(folder, descriptor):
    dot = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    assert render(folder, descriptor, f'<img alt="own" src="mark.svg"><img alt="dot" src="{dot}">').startswith(b"%PDF")


@pytest.mark.parametrize(
    "url",
    [
        "data:text/css,p{color:red}",
        "data:text/html,<p>x</p>",
        "data:,x",
        "data:image/svg+xml," + "x" * MAX_DATA_URL,
        "mark.svg/../mark.svg",
        "asset://elsewhere/mark.svg",
        "asset://design/%2e%2e/mark.svg",
        "javascript:alert(1)",
        "",
    ],
)
def test_the_fetcher_refuses_and_notes(url):
    fetcher = CertificateFetcher({"mark.svg": (b"<svg/>", "image/svg+xml")})
    with pytest.raises(ValueError, match="Refused"):
        fetcher.fetch(url)
    assert fetcher.refused == [url[:200]]


def test_the_fetcher_has_no_way_to_open_anything():
    fetcher = CertificateFetcher({})
    assert not hasattr(fetcher, "handlers")
    with pytest.raises(ValueError, match="Refused"):
        fetcher.open("file:///etc/passwd")


def test_the_fetcher_hands_out_an_asset_by_either_spelling():
    fetcher = CertificateFetcher({"mark.svg": (b"<svg/>", "image/svg+xml")})
    assert [fetcher.fetch(url).read() for url in ("mark.svg", "asset://design/mark.svg")] == [b"<svg/>", b"<svg/>"]
