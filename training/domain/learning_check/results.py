"""Results of learning checks: handed in by participants, entered from paper, taken back, and recomputed for everybody."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from training.domain.learning_check.access import access_of
from training.domain.learning_check.building import locked
from training.domain.learning_check.errors import LearningCheckError
from training.domain.learning_check.grading import Shape, answered_rightly, counted, shape_of
from training.enums import RegistrationState
from training.models import LearningCheck, LearningCheckQuestion, LearningCheckResult, Registration


@transaction.atomic
def hand_in(
    registration: Registration, answers: Mapping[int, Collection[int]], *, attempt: int, now: datetime
) -> LearningCheckResult:
    """Grade the keys of chosen options by question. Which questions were right is kept, what was chosen is not.

    ``attempt`` is the one the page was made for, so that a sheet sent twice counts once. Raises LearningCheckError when the
    check cannot be taken now, when the attempt was handed in before, or when a question is open.
    """
    check = locked(registration.event.learning_check)
    access = access_of(registration, check, now=now)
    if attempt <= access.used:
        raise LearningCheckError(_("You have handed in this attempt already. Its result is below."))
    if not access.may_take:
        raise LearningCheckError(access.reason)
    questions = counted(questions_of(check))
    if any(not answers.get(question.pk) for question in questions):
        raise LearningCheckError(_("Not every question is answered. Please answer those that are still open."))
    right = answered_rightly(questions, answers)
    return _keep(registration, shape_of(questions), correct=len(right), right=[question.pk for question in right], now=now)


@transaction.atomic
def enter_result(
    registration: Registration, *, correct: int, shape: Shape | None = None, by: AbstractBaseUser, now: datetime
) -> LearningCheckResult:
    """Enter the result of a test on paper. ``shape`` describes the test where its questions are not kept here.

    Raises LearningCheckError when more was right than asked, when no attempt is left, or without a confirmed place.
    """
    check = locked(registration.event.learning_check)
    if registration.state != RegistrationState.CONFIRMED:
        raise LearningCheckError(_("Only the result of somebody with a confirmed place can be entered."))
    if now < registration.event.start:
        raise LearningCheckError(_("The event has not begun yet, so nobody can have taken its learning check."))
    if check.attempts is not None and registration.learning_checks.count() >= check.attempts:
        raise LearningCheckError(_("All attempts of this person are used. Take a result back if it is wrong."))
    own = shape_of(questions_of(check))
    shape = own if own.questions else shape
    if shape is None or shape.questions < 1:
        raise LearningCheckError(_("Say how many questions the test had."))
    if not 0 <= correct <= shape.questions:
        sentence = _("The test has {n} questions, so from 0 to {n} can be right.")
        raise LearningCheckError(sentence.format(n=shape.questions))
    return _keep(registration, shape, correct=correct, by=by, now=now)


@transaction.atomic
def take_back(result: LearningCheckResult) -> None:
    """Delete a result as if it had never been: the attempt is free again. Credits change when they are computed again."""
    locked(result.registration.event.learning_check)
    result.delete()


@transaction.atomic
def leave_out(question: LearningCheckQuestion, *, reason: str) -> int:
    """Leave a question out for everybody who took the check here; return how many results that recomputed.

    Results of tests on paper stay as they were entered. Raises LearningCheckError without a reason, for the last question that
    counts, and for one that is left out already.
    """
    check = _locked_with(question)
    if not reason.strip():
        raise LearningCheckError(_("Say why the question is left out: participants read it."))
    if question.is_void:
        raise LearningCheckError(_("This question is left out already. Nothing has changed."))
    if not check.questions.filter(is_void=False).exclude(pk=question.pk).exists():
        raise LearningCheckError(_("This is the last question that counts, so it cannot be left out."))
    return _set_void(question, check, reason=reason.strip())


@transaction.atomic
def count_again(question: LearningCheckQuestion) -> int:
    """Take a question back in that was left out; return how many results that recomputed.

    Results of tests on paper stay as they were entered. Raises LearningCheckError for a question that counts already.
    """
    check = _locked_with(question)
    if not question.is_void:
        raise LearningCheckError(_("This question counts already. Nothing has changed."))
    return _set_void(question, check, reason="")


def questions_of(check: LearningCheck) -> list[LearningCheckQuestion]:
    """The questions in their order with their options; two queries."""
    return list(check.questions.order_by("position", "pk").prefetch_related("options"))


def _locked_with(question: LearningCheckQuestion) -> LearningCheck:
    """The check, locked, with the question as it stands by then."""
    check = locked(question.learning_check)
    question.refresh_from_db(fields=["is_void", "void_reason"])
    return check


def _set_void(question: LearningCheckQuestion, check: LearningCheck, *, reason: str) -> int:
    question.is_void, question.void_reason = bool(reason), reason
    question.save(update_fields=["is_void", "void_reason"])
    return _recompute(check)


def _recompute(check: LearningCheck) -> int:
    questions = questions_of(check)
    counting, shape = {question.pk for question in counted(questions)}, shape_of(questions)
    results = list(LearningCheckResult.objects.filter(registration__event=check.event_id, right__isnull=False))
    for result in results:
        result.correct = len(counting.intersection(result.right or ()))
        result.questions, result.options = shape.questions, shape.options
        result.has_single_answers = shape.has_single_answers
    LearningCheckResult.objects.bulk_update(results, ["correct", "questions", "options", "has_single_answers"])
    return len(results)


def _keep(
    registration: Registration,
    shape: Shape,
    *,
    correct: int,
    right: list[int] | None = None,
    by: AbstractBaseUser | None = None,
    now: datetime,
) -> LearningCheckResult:
    last = registration.learning_checks.aggregate(last=Max("attempt"))["last"] or 0
    return LearningCheckResult.objects.create(
        registration=registration,
        attempt=last + 1,
        questions=shape.questions,
        options=shape.options,
        has_single_answers=shape.has_single_answers,
        correct=correct,
        right=right,
        taken_at=now,
        entered_by_id=by.pk if by else None,
    )
