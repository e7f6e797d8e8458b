"""A whole design: its files, every made-up certificate, every colour of its palette."""

from collections.abc import Iterator
from dataclasses import replace

from certificates.context import facts_of
from certificates.designs.freezing import design_of, frozen_look
from certificates.lint import contrast, files
from certificates.lint.trial import Trial, problems
from certificates.rendering.design import Design, design, known_design
from certificates.rendering.errors import RenderingError
from certificates.samples import FULL, PICTURES, samples, snapshot
from plugins.api import CertificateTemplate

MANY = "many"
"""The sample that may take all the pages a design is allowed."""


def lint(key: str, *, language: str = "") -> list[str]:
    """What is wrong with the design of that key, a sentence each; an empty list when nothing is."""
    try:
        return lint_design(known_design(key), language=language)
    except RenderingError as exc:
        return [str(exc)]


def lint_design(descriptor: CertificateTemplate, *, language: str = "") -> list[str]:
    """The same of a design that need not be installed; ``language`` is another than the one it is made for."""
    return [*lint_files(descriptor), *_trials(descriptor, language), *palette(descriptor)]


def lint_files(descriptor: CertificateTemplate) -> list[str]:
    """What can be seen without drawing anything, quickly: wrong addresses, drawings and pictures."""
    try:
        return list(files.problems(design(descriptor.key)))
    except RenderingError as exc:
        return [str(exc)]


def _trials(descriptor: CertificateTemplate, language: str) -> Iterator[str]:
    for name, sample in samples(descriptor, language).items():
        try:
            made = design_of(sample, PICTURES)
        except RenderingError:
            return  # its files were named before
        trial = Trial(made, facts_of(sample), descriptor.max_pages if name == MANY else 1)
        yield from (f"{name}: {problem}" for problem in problems(trial))


def palette(descriptor: CertificateTemplate) -> Iterator[str]:
    """The contrast in every colour editors can choose, one option at a time."""
    for name, option in descriptor.options.items():
        for colour in option.choices if option.kind == "colour" else ():
            look = frozen_look(replace(FULL, options={name: colour}), descriptor)
            sample = snapshot(descriptor, descriptor.sample.language, modules=2, look=look)
            trial = Trial(_made(sample), facts_of(sample), 1)
            yield from (f"{name} {colour}: {problem}" for problem in contrast.too_faint(trial.laid_out))


def _made(sample: dict[str, object]) -> Design:
    return design_of(sample, PICTURES)
