"""What is right in a learning check, counted in whole numbers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from plugins.api import Assessment
from training.models import Event, LearningCheckQuestion, LearningCheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What bodies ask of: how many questions count, how many options the one with the fewest has, and whether each has
    exactly one right answer."""

    questions: int
    options: int
    has_single_answers: bool


def counted(questions: Iterable[LearningCheckQuestion]) -> list[LearningCheckQuestion]:
    """The questions that are not void."""
    return [question for question in questions if not question.is_void]


def shape_of(questions: Iterable[LearningCheckQuestion]) -> Shape:
    """The shape of a check with these questions, the void ones left out. No query where the options are prefetched."""
    options = [question.options.all() for question in counted(questions)]
    return Shape(
        questions=len(options),
        options=min((len(offered) for offered in options), default=0),
        has_single_answers=all(sum(option.is_correct for option in offered) == 1 for offered in options),
    )


def shape_in(result: LearningCheckResult) -> Shape:
    """The shape of the check a result is of."""
    return Shape(questions=result.questions, options=result.options, has_single_answers=result.has_single_answers)


def answered_rightly(
    questions: Iterable[LearningCheckQuestion], answers: Mapping[int, Collection[int]]
) -> list[LearningCheckQuestion]:
    """The questions of which all right options were chosen, and no other. ``answers`` has the keys of options by question."""
    return [question for question in questions if set(answers.get(question.pk, ())) == right_options(question)]


def all_right(event: Event) -> Assessment | None:
    """The best that can be achieved in the event's check, None where it has no questions. Two queries."""
    shape = shape_of(LearningCheckQuestion.objects.filter(learning_check__event=event).prefetch_related("options"))
    if not shape.questions:
        return None
    return Assessment(questions=shape.questions, options=shape.options, correct=shape.questions)


def right_options(question: LearningCheckQuestion) -> set[int]:
    return {option.pk for option in question.options.all() if option.is_correct}


def needed(questions: int, *, percent: int) -> int:
    """How many questions have to be right for so many percent, in whole questions."""
    return -(-questions * percent // 100)


def share(result: LearningCheckResult) -> Fraction:
    """The part of the questions that was answered rightly, exactly."""
    return Fraction(result.correct, result.questions)


def best(results: Iterable[LearningCheckResult]) -> LearningCheckResult | None:
    """The result with the largest part of right answers, the first of several."""
    return max(sorted(results, key=lambda result: result.attempt), key=share, default=None)
