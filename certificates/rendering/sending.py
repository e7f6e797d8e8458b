"""What is sent to a process that draws: filling in a page needs Django, drawing it does not."""

from collections.abc import Mapping
from typing import Any

from certificates.context import facts_of
from certificates.press.stock import Page, Stock
from certificates.rendering.design import Design
from certificates.rendering.render import to_html


def stock_of(made: Design) -> Stock:
    """The files that all certificates of the design share; to be sent before the first of its pages."""
    return Stock(made.sha256, {name: made.assets[name] for name in made.assets if name in made.files})


def page_of(snapshot: Mapping[str, Any], made: Design, *, credential: str = "") -> Page:
    """The certificate filled in, with the pictures that were chosen for it: drawn, it is what ``render`` gives."""
    facts = facts_of(snapshot)
    return Page(
        html=to_html(facts, made),
        stock=made.sha256,
        pictures={name: file for name, file in made.assets.items() if name not in made.files},
        credential=credential,
        issued_on=facts.issued_on,
    )
