"""What must be true of a descriptor before the site uses it: found once at start, so that no page has to find out."""

from collections.abc import Callable
from typing import Any, get_args

from wagtail.blocks import Block

from plugins.api import (
    CertificateTemplate,
    ContentBlock,
    CreditScheme,
    ModuleType,
    QuestionKind,
    RegistrationQuestion,
    RegistrationRule,
    ReportFormat,
    SystemCheck,
)


def verify_item(value: Any, expected: type) -> None:
    """Raise a TypeError or ValueError with a sentence for the plugin's author when the descriptor cannot work."""
    if not isinstance(value, expected):
        raise TypeError(f"It gave {type(value).__name__} instead of {expected.__name__}.")
    str(getattr(value, "label", ""))
    if verify := VERIFIERS.get(type(value)):
        verify(value)


def _verify_block(descriptor: ModuleType | ContentBlock) -> None:
    """Do once what the editor does for every block of a page, so that one broken block cannot keep a page from opening."""
    block = descriptor.block()
    if not isinstance(block, Block):
        raise TypeError(f"The block of {descriptor.key} is not a Wagtail block.")
    block.set_name(str(descriptor.key))
    block.get_form_state(block.get_default())
    if descriptor.version > 1 and not callable(descriptor.migrate):
        raise TypeError(f"{descriptor.key} has version {descriptor.version}, but no function to migrate older content.")


def _verify_template(design: CertificateTemplate) -> None:
    if not design.folder.is_dir():
        raise ValueError(f"The folder of the certificate design {design.key} does not exist: {design.folder}")


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
    str(question.help_text), [str(label) for label in question.choices.values()]


def _callable(name: str) -> Callable[[Any], None]:
    def verify(descriptor: Any) -> None:
        if not callable(getattr(descriptor, name)):
            raise TypeError(f"{name} of {descriptor.key} cannot be called.")

    return verify


VERIFIERS: dict[type, Callable[[Any], None]] = {
    ModuleType: _verify_block,
    ContentBlock: _verify_block,
    CertificateTemplate: _verify_template,
    CreditScheme: _callable("compute"),
    RegistrationRule: _callable("check"),
    RegistrationQuestion: _verify_question,
    ReportFormat: _callable("write"),
    SystemCheck: _callable("run"),
}
