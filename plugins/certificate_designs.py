"""The designs of certificates: whether one can work, which a region may have, and what was chosen in one."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from plugins.api import CertificateTemplate, DesignOption, DesignSample, OptionKind

LONGEST_TEXT = 200
"""Characters of an option of the kind ``text``."""

FILES = ("template.html", "style.css")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def option_values(design: CertificateTemplate, chosen: Mapping[str, str]) -> dict[str, str]:
    """The value of every option of the design: what was chosen where that is still possible, else the default.

    Values of options the design does not have, or has no longer, are left out.
    """
    return {
        name: chosen[name] if name in chosen and _allows(option, chosen[name]) else option.default
        for name, option in design.options.items()
    }


def _allows(option: DesignOption, value: str) -> bool:
    return value in option.choices if option.choices else len(value) <= LONGEST_TEXT


def verify_design(design: CertificateTemplate) -> None:
    """Raise a TypeError or ValueError with a sentence for the plugin's author when the design cannot work."""
    if problem := next(_problems(design), ""):
        raise ValueError(f"The certificate design {design.key}: {problem}")


def _problems(design: CertificateTemplate) -> Iterator[str]:
    if not design.folder.is_dir():
        yield f"its folder does not exist: {design.folder}"
    yield from (f"{name} is missing in {design.folder}" for name in FILES if not (design.folder / name).is_file())
    if not isinstance(design.sample, DesignSample):
        yield "sample is not a DesignSample"
    if design.max_pages < 1:
        yield "max_pages is at least 1"
    if isinstance(design.purposes, str) or not all(isinstance(purpose, str) and purpose for purpose in design.purposes):
        yield "purposes is a tuple of names such as attendance"
    for name, option in design.options.items():
        yield from (f"the option {name}: {problem}" for problem in _option_problems(name, option))


def _option_problems(name: str, option: DesignOption) -> Iterator[str]:
    if not isinstance(option, DesignOption):
        yield "it is not a DesignOption"
        return
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield "its name has small letters, digits and underscores, and begins with a letter"
    if option.kind not in get_args(OptionKind):
        yield f"it is of kind {option.kind!r}; there are {', '.join(get_args(OptionKind))}"
    elif (option.kind in ("choice", "colour")) != bool(option.choices):
        yield "choices belong to the kinds choice and colour, and only there"
    elif option.choices and option.default not in option.choices:
        yield "its default is not one of its choices"
    elif option.kind == "picture" and option.default:
        yield "a picture has no default: put the picture into the folder"
    elif len(option.default) > LONGEST_TEXT:
        yield f"its default has more than {LONGEST_TEXT} characters"
    if option.kind == "colour":
        yield from (
            f"the colour {value!r} is not written like #1d4e5f" for value in option.choices if not _COLOUR.fullmatch(value)
        )
