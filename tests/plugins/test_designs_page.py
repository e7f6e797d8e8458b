"""The page on designs is true: its tables name what the code has, and its own design passes the lint as it is printed."""

import inspect
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from certificates.context import facts_of
from certificates.designs.freezing import frozen_look
from certificates.facts import Added, Contributed, CourseLine, CreditPrinted, Facts, Issuer, SessionLine
from certificates.lint import contrast, files, lint, pages, speed
from certificates.look import ChosenPicture, Look, SignatoryPrinted
from certificates.press.fetcher import MAX_DATA_URL
from certificates.rendering.codes import Recognised, recognised
from certificates.rendering.design import known_design
from certificates.rendering.design_files import BASE
from certificates.rendering.render import to_html
from certificates.samples import credit, everything, snapshot
from plugins.api import OptionKind
from plugins.certificate_designs import LONGEST_TEXT
from tests.plugins import packages
from tests.plugins.documents import DOCS, blocks, table

PAGE = "designs.md"
PRINTED = [
    Facts,
    SessionLine,
    CreditPrinted,
    Contributed,
    CourseLine,
    Added,
    Issuer,
    Look,
    SignatoryPrinted,
    ChosenPicture,
    Recognised,
]


def one_of_each() -> Iterator[object]:
    """What a made-up certificate of completion has of every class, and the contribution of one for speakers."""
    design = known_design("standard")
    granted = credit(design, "8", parts={"basis": "6", "learning_check": "1", "speaker": "1"})
    said = {"granted": [granted], "more": ["2760-512-34"], "look": frozen_look(everything("en"), design)}
    facts = facts_of(snapshot(design, "en", modules=6, purpose="completion", programme=True, **said))
    gave = facts_of(snapshot(design, "en", modules=2, purpose="speaker"))
    yield from (facts, facts.sessions[0], facts.credits[0], gave.contributions[0], facts.courses[0], facts.more[0])
    yield from (facts.issuer, facts.look, facts.look.signatories[0], facts.look.logo, recognised(facts)[0])


def names_and_types(printed):
    """Fields and properties of a class, as the page writes their types: without the modules they come from."""
    fields = {name: field.type for name, field in printed.__dataclass_fields__.items()}
    properties = {
        name: inspect.signature(found.fget).return_annotation
        for name, found in vars(printed).items()
        if isinstance(found, property)
    }
    return [[name, re.sub(r"\b[a-z_]+\.", "", inspect.formatannotation(kind))] for name, kind in (fields | properties).items()]


@pytest.mark.parametrize("printed", PRINTED)
def test_the_page_names_everything_a_class_has_with_its_type(printed):
    assert [row[:2] for row in table(PAGE, printed.__name__)] == names_and_types(printed)


def test_the_examples_are_those_of_a_made_up_certificate():
    made_up = {type(one): one for one in one_of_each()}
    assert list(made_up) == PRINTED
    for printed, one in made_up.items():
        for name, _type, example, _meaning in table(PAGE, printed.__name__):
            assert example in ("", str(getattr(one, name))), f"{printed.__name__}.{name}"


def test_every_name_a_template_is_given_is_on_the_page():
    class Listener:
        """Stands where a design does, and keeps what its template is given."""

        key = "listener"

        def render(self, context):
            self.given = context.flatten()
            return ""

    listener = Listener()
    listener.template = listener
    to_html(next(one_of_each()), listener)
    assert {row[0] for row in table(PAGE, "What a template is given")} == listener.given.keys() - {"True", "False", "None"}


def test_every_part_of_the_base_is_on_the_page_and_no_other():
    parts = [path.name for path in BASE.iterdir() if path.suffix in (".html", ".css")]
    assert sorted(row[0] for row in table(PAGE, "Parts")) == sorted(parts)


def test_every_class_the_page_offers_to_dress_is_in_a_part():
    text = (DOCS / PAGE).read_text()
    named = re.findall(r"`\.(\w[\w-]*)`", text[text.index("Classes to dress") : text.index("## Options")])
    used = " ".join(re.findall(r'class="([^"]+)"', "".join(path.read_text() for path in BASE.glob("*.html")))).split()
    assert len(named) == 19
    assert set(named) <= set(used)


def test_every_kind_of_option_is_on_the_page():
    assert tuple(row[0] for row in table(PAGE, "Options")) == get_args(OptionKind)


def test_the_limits_on_the_page_are_those_of_the_code():
    limits = {row[0]: row[1] for row in table(PAGE, "Look at it")}
    assert (
        f"{contrast.LEAST}, from {contrast.LARGE} points (bold {contrast.LARGE_BOLD}) on {contrast.LEAST_OF_LARGE:.0f},"
        in (limits["contrast"])
    )
    assert limits["size"] == f"{pages.MAX_BYTES // 1000} kB"
    assert limits["pictures"].endswith(f"others of {files.MOST_RASTER_BYTES // 1000} kB, a million pixels, not transparent")
    assert (files.MOST_RASTER_PIXELS, speed.MOST) == (1_000_000, 2)
    text = (DOCS / PAGE).read_text()
    assert f"at most {MAX_DATA_URL:,} characters" in text
    assert f"at most {LONGEST_TEXT} characters" in text


def test_the_design_on_the_page_passes_the_lint_as_it_is_printed(installed):
    printed = {block.file.removeprefix("acme/"): block.text for block in blocks(PAGE) if block.file}
    assert len(printed) == 3
    installed.install("acme", {"__init__.py": packages.info("acme", hooks="acme.certificates")} | printed)
    assert lint("acme_letter") == []
