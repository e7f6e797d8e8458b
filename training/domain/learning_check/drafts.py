"""A question as somebody writes it, and what it has to be before it can be asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from training.models import LearningCheckQuestion

MOST_LETTERS = 1000
MOST_OPTIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionDraft:
    text: str
    is_correct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDraft:
    """A question with the answers it offers, in their order."""

    text: str
    options: tuple[OptionDraft, ...]


def faults(draft: QuestionDraft) -> Iterator[str]:
    """Why the question cannot be asked like this, a sentence for each reason; none where it can."""
    texts = [option.text for option in draft.options]
    if not draft.text:
        yield _("The question is missing.")
    if len(draft.text) > MOST_LETTERS:
        yield _("This question is longer than {most} letters. Please shorten it.").format(most=MOST_LETTERS)
    if len(texts) < 2:
        yield _("This question needs at least two answers to choose from, each on a line of its own.")
    elif not any(option.is_correct for option in draft.options):
        yield _("None of the answers to this question is marked as right.")
    if len(texts) > MOST_OPTIONS:
        yield _("This question has more than {most} answers. Please leave some out.").format(most=MOST_OPTIONS)
    for twice in (text for text, count in Counter(texts).items() if count > 1):
        yield _("The answer “{text}” is offered twice. Delete one of them.").format(text=twice)


def draft_of(question: LearningCheckQuestion) -> QuestionDraft:
    """The stored question, to be changed or written out. No query where its options are prefetched."""
    options = (OptionDraft(text=option.text, is_correct=option.is_correct) for option in question.options.all())
    return QuestionDraft(text=question.text, options=tuple(options))
