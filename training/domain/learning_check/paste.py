"""Many questions at once, as text: a line with the question, a line for each answer, a star before the right ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from training.domain.learning_check.drafts import MOST_LETTERS, OptionDraft, QuestionDraft, faults

STAR = "*"
BULLETS = ("- ", "– ", "• ")
MOST_QUESTIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFault:
    """What is wrong in a line of the text, and what to do."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What was read: the questions that are right, in their order, and what is wrong with the others, line by line."""

    questions: tuple[QuestionDraft, ...]
    faults: tuple[LineFault, ...]


def read_questions(text: str) -> Pasted:
    """Read questions that an empty line divides. Never raises: every fault is named with its line, the first being 1."""
    questions: list[QuestionDraft] = []
    wrong: list[LineFault] = []
    for block in _blocks(text):
        draft, found = _question(block)
        wrong += found
        questions += [] if found else [draft]
    if len(questions) > MOST_QUESTIONS:
        sentence = _("These are {n} questions. At most {most} can be added at once.")
        wrong.append(LineFault(line=1, sentence=sentence.format(n=len(questions), most=MOST_QUESTIONS)))
    return Pasted(questions=tuple(questions), faults=tuple(wrong))


def write_questions(questions: Iterable[QuestionDraft]) -> str:
    """The questions as the text that ``read_questions`` reads back."""
    blocks = (
        "\n".join([one.text, *(f"{STAR} {o.text}" if o.is_correct else o.text for o in one.options)]) for one in questions
    )
    return "\n\n".join(blocks)


Line = tuple[int, str]


def _blocks(text: str) -> Iterator[list[Line]]:
    block: list[Line] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []


def _question(block: list[Line]) -> tuple[QuestionDraft, list[LineFault]]:
    (number, text), *rest = block
    if text.startswith(STAR):
        sentence = _("An answer stands here, with a star, and no question before it. Begin with the line of the question.")
        return QuestionDraft(text="", options=()), [LineFault(line=number, sentence=sentence)]
    options = [(line, _option(option)) for line, option in rest]
    draft = QuestionDraft(text=text, options=tuple(option for _line, option in options))
    of_lines = [LineFault(line=line, sentence=fault) for line, option in options for fault in _faults_of(option)]
    return draft, of_lines or [LineFault(line=number, sentence=fault) for fault in faults(draft)]


def _option(text: str) -> OptionDraft:
    is_correct = text.startswith(STAR)
    text = text.removeprefix(STAR).strip()
    for bullet in BULLETS:
        text = text.removeprefix(bullet).strip()
    return OptionDraft(text=text, is_correct=is_correct)


def _faults_of(option: OptionDraft) -> Iterator[str]:
    if not option.text:
        yield _("A star stands here without an answer. Write the answer after it, or delete the line.")
    elif len(option.text) > MOST_LETTERS:
        yield _("This answer is longer than {most} letters. Please shorten it.").format(most=MOST_LETTERS)
