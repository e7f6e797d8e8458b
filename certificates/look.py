"""What was chosen of a certificate's looks, read back from its snapshot: plain frozen data for its design."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

FOLDER = "chosen/"
"""Where a design finds the pictures that were chosen, beside its own files."""

WORDS = ("text", "choice")
"""Kinds of options whose value can be read on the paper; colours and pictures cannot."""


@dataclass(frozen=True, slots=True)
class ChosenPicture:
    """A picture under the checksum of its content; ``url`` is its address within the design."""

    sha256: str
    media_type: str

    @property
    def url(self) -> str:
        return FOLDER + self.sha256


@dataclass(frozen=True, slots=True)
class SignatoryPrinted:
    """Who stands below the certificate, with a picture of the signature or None, where there is room to sign by hand."""

    name: str
    office: str
    signature: ChosenPicture | None


@dataclass(frozen=True, slots=True)
class OptionPrinted:
    """A text or choice of the design's own: what editors know it as, the value the design prints, and what they chose it as."""

    label: str
    value: str
    choice: str = ""

    def __str__(self) -> str:
        return f"{self.choice} ({self.value})" if self.choice not in ("", self.value) else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Texts, logo and signatories, and the design's own options by name: a text, a colour, a choice, or a picture or None.

    ``printed`` are the options that can be words on the paper, for whoever checks it.
    """

    address: str = ""
    opening: str = ""
    closing: str = ""
    legal: str = ""
    logo: ChosenPicture | None = None
    signatories: tuple[SignatoryPrinted, ...] = ()
    options: Mapping[str, str | ChosenPicture | None] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    printed: tuple[OptionPrinted, ...] = ()

    @property
    def words(self) -> list[str]:
        """The texts that were written for it, in the order of the page."""
        return [text for text in (self.address, self.opening, self.closing, self.legal) if text]

    @property
    def pictures(self) -> list[ChosenPicture]:
        found = [self.logo, *(signatory.signature for signatory in self.signatories), *self.options.values()]
        return [picture for picture in found if isinstance(picture, ChosenPicture)]


def look_of(data: Mapping[str, Any]) -> Look:
    """Read the part ``look`` of a snapshot; an empty one is that of certificates from before there was anything to choose."""
    if not data:
        return Look()
    options = {name: _option(option) for name, option in data["options"].items()}
    return Look(
        **{name: data[name] for name in ("address", "opening", "closing", "legal")},
        logo=_picture(data["logo"]),
        signatories=tuple(
            SignatoryPrinted(line["name"], line["office"], _picture(line["signature"])) for line in data["signatories"]
        ),
        options=options,
        colours={name: option["value"] for name, option in data["options"].items() if option["kind"] == "colour"},
        printed=tuple(_printed(data["options"])),
    )


def _option(option: Mapping[str, Any]) -> str | ChosenPicture | None:
    return _picture(option["value"]) if option["kind"] == "picture" else option["value"]


def _printed(options: Mapping[str, Mapping[str, Any]]) -> Iterator[OptionPrinted]:
    """Before schema 6 their labels were not kept: they are shown by the name the design has for them."""
    for name, option in options.items():
        if option["kind"] in WORDS and option["value"]:
            yield OptionPrinted(option.get("label", name), option["value"], option.get("choice", ""))


def _picture(data: Mapping[str, str] | None) -> ChosenPicture | None:
    return ChosenPicture(data["sha256"], data["media_type"]) if data else None
