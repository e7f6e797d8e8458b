"""Making the learning check of an event: its settings, its questions and their order, until somebody has taken it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from training.domain.learning_check.drafts import QuestionDraft, faults
from training.domain.learning_check.errors import LearningCheckError
from training.models import Event, LearningCheck, LearningCheckOption, LearningCheckQuestion, LearningCheckResult


class Settings(TypedDict, total=False):
    """What is set of a check. What is left out stays as it is."""

    title: str
    introduction: str
    opens: datetime | None
    closes: datetime | None
    attempts: int | None
    pass_percent: int | None
    answers_shown: str


def is_taken(check: LearningCheck) -> bool:
    """Whether there is a result, so that the questions stay as they were answered."""
    return LearningCheckResult.objects.filter(registration__event=check.event_id).exists()


@transaction.atomic
def save_check(event: Event, **settings: Unpack[Settings]) -> LearningCheck:
    """Make the event's check, or change its settings. Raises LearningCheckError when it would close before it opens."""
    check = LearningCheck.objects.select_for_update().filter(event=event).first() or LearningCheck(event=event)
    for name, value in settings.items():
        setattr(check, name, value)
    if check.opens and check.closes and check.closes <= check.opens:
        raise LearningCheckError(_("The check would close before it opens. Correct one of the two times."))
    if check.closes and check.closes <= event.start:
        raise LearningCheckError(_("The check would close before the event begins, so nobody could take it."))
    check.save()
    return check


@transaction.atomic
def release(check: LearningCheck) -> None:
    """Let participants see the check. Raises LearningCheckError while it has no question."""
    check = locked(check)
    if not check.questions.exists():
        raise LearningCheckError(_("The check has no questions yet. Write them first."))
    check.is_released = True
    check.save(update_fields=["is_released"])


@transaction.atomic
def hide(check: LearningCheck) -> None:
    """Hide the check from participants again, to go on writing. Raises LearningCheckError once somebody has taken it."""
    check = _unfrozen(check)
    check.is_released = False
    check.save(update_fields=["is_released"])


@transaction.atomic
def delete_check(check: LearningCheck) -> None:
    """Delete the check with its questions. Raises LearningCheckError once somebody has taken it."""
    _unfrozen(check).delete()


@transaction.atomic
def add_questions(check: LearningCheck, drafts: Iterable[QuestionDraft]) -> list[LearningCheckQuestion]:
    """Add questions after the last. Raises LearningCheckError when one cannot be asked, or once the check has been taken."""
    check = _unfrozen(check)
    last = check.questions.aggregate(last=Max("position"))["last"] or 0
    return [
        _write(LearningCheckQuestion(learning_check=check, position=last + place), draft) for place, draft in _placed(drafts)
    ]


@transaction.atomic
def change_question(question: LearningCheckQuestion, draft: QuestionDraft) -> None:
    """Replace what the question says. Raises LearningCheckError as ``add_questions`` does."""
    _unfrozen(question.learning_check)
    _write(question, draft)


@transaction.atomic
def move_question(question: LearningCheckQuestion, *, up: bool) -> None:
    """Change places with the neighbour, if there is one. Raises LearningCheckError once somebody has taken the check."""
    check = _unfrozen(question.learning_check)
    rows = list(check.questions.order_by("position", "pk"))
    place = rows.index(question)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        row.position = position
    LearningCheckQuestion.objects.bulk_update(rows, ["position"])


@transaction.atomic
def delete_question(question: LearningCheckQuestion) -> None:
    """Delete the question. Raises LearningCheckError once the check has been taken, and for the last one participants see."""
    check = _unfrozen(question.learning_check)
    if check.is_released and check.questions.count() == 1:
        raise LearningCheckError(_("This is the only question of a released check. Hide the check first."))
    question.delete()


def locked(check: LearningCheck) -> LearningCheck:
    """The check as it is stored, locked: whoever takes it and whoever changes it do so one after the other."""
    return LearningCheck.objects.select_for_update().get(pk=check.pk)


def _unfrozen(check: LearningCheck) -> LearningCheck:
    check = locked(check)
    if is_taken(check):
        raise LearningCheckError(
            _("Somebody has taken this check, so it stays as it was answered. You can leave a question out for everybody.")
        )
    return check


def _placed(drafts: Iterable[QuestionDraft]) -> Iterable[tuple[int, QuestionDraft]]:
    return enumerate(drafts, start=1)


def _write(question: LearningCheckQuestion, draft: QuestionDraft) -> LearningCheckQuestion:
    if found := list(faults(draft)):
        raise LearningCheckError(" ".join(found))
    question.text = draft.text
    question.save(update_fields=["text"] if question.pk else None)  # its place may have changed since it was read
    question.options.all().delete()
    LearningCheckOption.objects.bulk_create(
        LearningCheckOption(question=question, text=option.text, is_correct=option.is_correct, position=position)
        for position, option in enumerate(draft.options)
    )
    return question
