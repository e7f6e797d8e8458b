"""The documents for plugin authors, read as their readers do: files to write, commands to give, tables to look things up in."""

import re
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs" / "plugins"
BLOCK = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`(?P<note>[^\n]*)\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Block(NamedTuple):
    """A block of a document: its kind, its text, and the file that stands above it, if one does."""

    kind: str
    text: str
    file: str
    is_appended: bool


def blocks(document):
    found = BLOCK.finditer((DOCS / document).read_text())
    return [Block(each["kind"], each["text"], each["file"] or "", "at the end" in (each["note"] or "")) for each in found]


def table(document, heading):
    """The rows of the first table under a heading of any level, as lists of cells without their quotes of code."""
    under = rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)"
    section = re.search(under, (DOCS / document).read_text(), re.MULTILINE | re.DOTALL)[1]
    rows = re.findall(r"^\| (.+) \|$", section, re.MULTILINE)[1:]
    return [[_text(cell) for cell in re.split(r"(?<!\\)\|", row)] for row in rows]


def _text(cell):
    return cell.strip().replace(r"\|", "|").removeprefix("`").removesuffix("`")
