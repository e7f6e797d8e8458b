"""What must be true of each kind of descriptor, one function a kind."""

import re
from collections.abc import Callable
from typing import Any, get_args

from wagtail.blocks import Block

from plugins.api import (
    CertificatePurpose,
    CertificateSeal,
    CertificateTemplate,
    ContentBlock,
    CreditReportFormat,
    CreditReportService,
    CreditScheme,
    LearningCheckRule,
    ModuleType,
    ProfessionalNumber,
    QuestionKind,
    RegistrationQuestion,
    RegistrationRule,
    ReportFormat,
    SystemCheck,
)
from plugins.certificate_designs import verify_design
from plugins.credit_parameters import complete

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")


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
"""What is asked of one kind beside what is asked of all; each raises TypeError or ValueError that says what is wrong."""
