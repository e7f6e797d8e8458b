"""What must be true of a descriptor before the site uses it: found once at start, so that no page has to find out."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args

from django.conf import settings
from django.utils import translation
from wagtail.blocks import Block

from plugins.api import (
    CertificatePurpose,
    CertificateSeal,
    CertificateTemplate,
    ContentBlock,
    CreditReportFormat,
    CreditReportService,
    CreditScheme,
    EventAction,
    LearningCheckRule,
    MenuItem,
    ModuleType,
    MySection,
    PagePanel,
    ProfessionalNumber,
    QuestionKind,
    RegistrationQuestion,
    RegistrationRule,
    ReportFormat,
    SystemCheck,
    Text,
)
from plugins.certificate_designs import verify_design
from plugins.credit_parameters import complete
from plugins.failures import BREAKS
from plugins.keys import owns

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")

PLACED = (EventAction, MenuItem, MySection, PagePanel)
"""What plugins add to a place of the site, side by side with others."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a descriptor by their kind, found once: hooks are asked with every page."""

    strings: tuple[str, ...]
    numbers: tuple[tuple[str, type], ...]
    texts: tuple[str, ...]
    verify: Callable[[Any], None] | None


@cache
def _shape(descriptor: type) -> Shape:
    kinds = {one.name: one.type for one in fields(descriptor)}
    return Shape(
        strings=tuple(name for name, kind in kinds.items() if kind is str),
        numbers=tuple((name, kind) for name, kind in kinds.items() if kind in (int, bool)),
        texts=tuple(name for name, kind in kinds.items() if kind is Text),
        verify=VERIFIERS.get(descriptor),
    )


def verify_item(value: Any, expected: type) -> None:
    """Raise a TypeError or ValueError with a sentence for the plugin's author when the descriptor cannot work."""
    if not isinstance(value, expected):
        raise TypeError(f"It gave {type(value).__name__} instead of {expected.__name__}.")
    shape = _shape(expected)
    for name in shape.strings:
        field = getattr(value, name)
        if field.__class__ is not str or not field.isascii():
            _verify_string(field, f"{expected.__name__}.{name}")
    for name, kind in shape.numbers:
        if not isinstance(getattr(value, name), kind):
            raise TypeError(_wrong(f"{expected.__name__}.{name}", getattr(value, name), kind))
    for name in shape.texts:
        str(getattr(value, name)).encode()  # a lazy translation may fail, and shall do so here
    if shape.verify:
        shape.verify(value)


def _verify_string(field: Any, name: str) -> None:
    if not isinstance(field, str):
        raise TypeError(_wrong(name, field, str))
    field.encode()  # half a character would break whatever page shows it


def _wrong(name: str, field: Any, kind: type) -> str:
    return f"{name} is {type(field).__name__} instead of {kind.__name__}."


def verify_owner(value: Any, plugin: str) -> None:
    """Raise a ValueError when what a plugin adds to a place has a key of somebody else's, which would hide theirs.

    Lines of certificates are looked at one by one where they are frozen, so that a wrong one does not cost the others.
    """
    if isinstance(value, PLACED) and not owns(plugin, value.key):
        raise ValueError(f"The key {value.key} does not belong to {plugin}: begin it with {plugin}_.")


def verify_texts(descriptor: Any) -> None:
    """Read every text of a descriptor in each language of the site, for a translation may fail in one of them only."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                for text in _texts_in(descriptor):
                    str(text).encode()
            except BREAKS as exc:
                raise ValueError(f"A text of {descriptor.key} fails in the language {code}: {exc!r}") from exc


def _texts_in(descriptor: Any) -> Iterator[Any]:
    """The texts of the descriptor, of its choices, and of the descriptors it holds by name."""
    for one in fields(descriptor):
        value = getattr(descriptor, one.name)
        if one.type is Text:
            yield value
        elif one.type == Mapping[str, Text]:
            yield from value.values()
        elif isinstance(value, Mapping):
            for part in filter(is_dataclass, value.values()):
                yield from _texts_in(part)


def _verify_block(descriptor: ModuleType | ContentBlock) -> None:
    """Do once what the editor does for every block of a page, so that one broken block cannot keep a page from opening."""
    block = descriptor.block()
    if not isinstance(block, Block):
        raise TypeError(f"The block of {descriptor.key} is not a Wagtail block.")
    block.set_name(str(descriptor.key))
    block.get_form_state(block.get_default())
    if descriptor.version > 1 and not callable(descriptor.migrate):
        raise TypeError(f"{descriptor.key} has version {descriptor.version}, but no function to migrate older content.")


def _verify_purpose(purpose: CertificatePurpose) -> None:
    if purpose.check is not None and not callable(purpose.check):
        raise TypeError(f"check of {purpose.key} cannot be called.")
    for name in ("label", "statement"):
        if not str(getattr(purpose, name)).strip():
            raise ValueError(f"The certificate {purpose.key} has no {name}: both are printed.")


def _verify_question(question: RegistrationQuestion) -> None:
    if question.kind not in get_args(QuestionKind):
        raise ValueError(
            f"The question {question.key} is of kind {question.kind!r}; there are {', '.join(get_args(QuestionKind))}."
        )
    if (question.kind == "choice") != bool(question.choices):
        raise ValueError(f"The question {question.key}: choices belong to the kind choice, and only there.")
    if not all(isinstance(value, str) and value for value in question.choices):
        raise TypeError(f"The question {question.key}: a choice is stored as a text, and as one that is not empty.")
    if question.applies is not None and not callable(question.applies):
        raise TypeError(f"applies of {question.key} cannot be called.")


def _verify_number(number: ProfessionalNumber) -> None:
    _callable("normalise")(number)
    _verify_schemes(number, "it is never asked")
    if not isinstance(number.professions, frozenset) or not all(isinstance(key, str) and key for key in number.professions):
        raise TypeError(f"professions of {number.key} is a frozenset of the keys of professions; an empty one stands for all.")


def _verify_schemes(descriptor: ProfessionalNumber | CreditReportService, never: str) -> None:
    if not descriptor.schemes or not all(isinstance(scheme, str) for scheme in descriptor.schemes):
        raise ValueError(f"schemes of {descriptor.key} names the keys of credit schemes, one at least: without one {never}.")


def _verify_report(report: ReportFormat | CreditReportFormat) -> None:
    _callable("write")(report)
    if not _MEDIA_TYPE.fullmatch(report.media_type) or not _EXTENSION.fullmatch(report.extension):
        raise ValueError(
            f"The report {report.key} is of type {report.media_type!r} with the ending {report.extension!r}; "
            "write a media type such as text/csv and an ending such as csv."
        )


def _verify_service(service: CreditReportService) -> None:
    for name in ("destination", "connect"):
        _callable(name)(service)
    _verify_schemes(service, "it is never offered")
    if not service.number or not str(service.secret_label).strip():
        raise ValueError(f"{service.key} names the number it sends, and the credential that the office enters.")


def _verify_scheme(scheme: CreditScheme) -> None:
    for function in (scheme.compute, scheme.account.compute if scheme.account else scheme.compute):
        if not callable(function):
            raise TypeError(f"A compute of {scheme.key} cannot be called.")
    if scheme.conflicts is not None and not callable(scheme.conflicts):
        raise TypeError(f"conflicts of {scheme.key} cannot be called.")
    complete(scheme, {})  # the defaults must be values of their own parameters
    if scheme.learning_check is not None:
        _verify_learning_check(scheme, scheme.learning_check)


def _verify_learning_check(scheme: CreditScheme, rule: LearningCheckRule) -> None:
    if not isinstance(rule, LearningCheckRule):
        raise TypeError(f"learning_check of {scheme.key} is {type(rule).__name__} instead of LearningCheckRule.")
    for name in ("questions", "options"):
        least = getattr(rule, name)
        if least is not None and (isinstance(least, bool) or not isinstance(least, int) or least < 1):
            raise ValueError(f"{name} in the learning_check of {scheme.key} is a whole number from 1 on, or None.")
    if unknown := (rule.single_answer_in | rule.needed_in) - set(scheme.categories):
        raise ValueError(f"The learning_check of {scheme.key} names categories it does not have: {', '.join(sorted(unknown))}.")
    if not isinstance(rule.source, str) or not rule.source:
        raise ValueError(f"The learning_check of {scheme.key} names the source that it was read in.")


def _callable(*names: str) -> Callable[[Any], None]:
    def verify(descriptor: Any) -> None:
        for name in names:
            if not callable(getattr(descriptor, name)):
                raise TypeError(f"{name} of {descriptor.key} cannot be called.")

    return verify


VERIFIERS: dict[type, Callable[[Any], None]] = {
    ModuleType: _verify_block,
    ContentBlock: _verify_block,
    CertificateTemplate: verify_design,
    CertificateSeal: _callable("chain", "sign"),
    CertificatePurpose: _verify_purpose,
    CreditScheme: _verify_scheme,
    RegistrationRule: _callable("check"),
    RegistrationQuestion: _verify_question,
    ProfessionalNumber: _verify_number,
    ReportFormat: _verify_report,
    CreditReportFormat: _verify_report,
    CreditReportService: _verify_service,
    SystemCheck: _callable("run"),
}
