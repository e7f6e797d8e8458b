"""A whole design: its files, every made-up certificate, every colour of its palette."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from certificates.context import facts_of
from certificates.designs.freezing import design_of, frozen_look
from certificates.lint import contrast, files
from certificates.lint.trial import Trial, problems
from certificates.purposes import installed_kinds
from certificates.rendering.design import Design, known_design, load, template_of
from certificates.rendering.design_files import assets_of, files_of
from certificates.rendering.errors import RenderingError
from certificates.samples import LONG, PICTURES, everything, samples, snapshot
from plugins.api import CertificateTemplate


def lint(key: str, *, language: str = "") -> list[str]:
    """What is wrong with the design of that key, a sentence each; an empty list when nothing is."""
    try:
        return lint_design(known_design(key), language=language)
    except RenderingError as exc:
        return [str(exc)]


def lint_design(descriptor: CertificateTemplate, *, language: str = "") -> list[str]:
    """The same of a design that need not be installed; ``language`` is another than the one it is made for.

    The folder is read anew, so that an installed design of the same key does not answer for it.
    """
    try:
        made = load(descriptor)
    except RenderingError as exc:
        return [str(exc)]
    return [
        *_purposes(descriptor),
        *files.problems(made.assets),
        *_trials(descriptor, made, language),
        *palette(descriptor, made),
    ]


def lint_files(descriptor: CertificateTemplate) -> list[str]:
    """What can be seen of the files alone, quickly: kinds nobody provides, a page that is no template, drawings and pictures.

    Style sheets are read when something is drawn: reading them takes a second for a handful of designs.
    """
    found = files_of(descriptor)
    try:
        template_of(found)
    except RenderingError as exc:
        return [str(exc)]
    return [*_purposes(descriptor), *files.problems(assets_of(found))]


def _purposes(descriptor: CertificateTemplate) -> Iterator[str]:
    for purpose in descriptor.purposes:
        if purpose not in installed_kinds():
            known = ", ".join(installed_kinds())
            yield f"It is made for the kind of certificate “{purpose}”, which no installed plugin provides. There are {known}."


def _trials(descriptor: CertificateTemplate, made: Design, language: str) -> Iterator[str]:
    for name, sample in samples(descriptor, language).items():
        trial = _trial(sample, made, descriptor.max_pages if name in LONG else 1)
        yield from (f"{name}: {problem}" for problem in problems(trial))


def palette(descriptor: CertificateTemplate, made: Design) -> Iterator[str]:
    """The contrast in every colour editors can choose, one option at a time."""
    chosen = everything(descriptor.sample.language)
    for name, option in descriptor.options.items():
        for colour in option.choices if option.kind == "colour" else ():
            look = frozen_look(replace(chosen, options={name: colour}), descriptor)
            sample = snapshot(descriptor, descriptor.sample.language, modules=2, look=look)
            trial = _trial(sample, made, 1)
            yield from (f"{name} {colour}: {problem}" for problem in contrast.too_faint(trial.laid_out))


def _trial(sample: Mapping[str, Any], made: Design, pages: int) -> Trial:
    return Trial(design_of(sample, PICTURES, made=made), facts_of(sample), pages)
