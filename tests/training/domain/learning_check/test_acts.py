"""Building, taking, correcting: what is kept, and what is refused in words."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from training.domain.contributions import ContributionError, add_contribution, remove_contribution
from training.domain.learning_check import building
from training.domain.learning_check.access import access_of, shows_answers
from training.domain.learning_check.drafts import OptionDraft, QuestionDraft, draft_of
from training.domain.learning_check.errors import LearningCheckError
from training.domain.learning_check.grading import Shape, right_options
from training.domain.learning_check.results import count_again, enter_result, hand_in, leave_out, questions_of, take_back
from training.models import Contribution, LearningCheck, LearningCheckResult, Registration

pytestmark = pytest.mark.django_db
DRAFT = QuestionDraft(text="New?", options=(OptionDraft(text="yes", is_correct=True), OptionDraft(text="no")))


@pytest.fixture
def event(region):
    """An event that began an hour ago."""
    return factories.event(region, starts_in=-timedelta(hours=1))


@pytest.fixture
def check(event):
    return factories.learning_check(event, questions=3, options=3)


@pytest.fixture
def registration(event):
    return factories.registration(event)


@pytest.fixture
def staff(region, django_user_model):
    return django_user_model.objects.create_user("office@example.org")


def answers(check, right=3):
    """So many questions answered rightly, the rest wrongly."""
    questions = questions_of(check)
    wrong = {question.pk: {question.options.all()[1].pk} for question in questions[right:]}
    return {question.pk: right_options(question) for question in questions[:right]} | wrong


def taken(registration, now, right=3, attempt=1):
    fresh = Registration.objects.get(pk=registration.pk)
    return hand_in(fresh, answers(fresh.event.learning_check, right), attempt=attempt, now=now)


def refusal(act, *args, **kwargs):
    with pytest.raises(LearningCheckError) as caught:
        act(*args, **kwargs)
    return str(caught.value)


def texts(check):
    return [question.text for question in questions_of(check)]


def test_only_what_was_right_is_kept_and_never_what_was_chosen(check, registration, now):
    result = taken(registration, now, right=2)
    first, second, _third = questions_of(check)
    assert (result.questions, result.options, result.has_single_answers, result.correct) == (3, 3, True, 2)
    assert (result.right, result.attempt, result.entered_by) == ([first.pk, second.pk], 1, None)


def test_a_sheet_sent_twice_counts_once(check, registration, now):
    taken(registration, now)
    assert "handed in this attempt already" in refusal(taken, registration, now)
    assert LearningCheckResult.objects.count() == 1


def test_an_open_question_is_refused(check, registration, now):
    sheet = answers(check)
    sheet.popitem()
    assert "Not every question" in refusal(hand_in, registration, sheet, attempt=1, now=now)


def test_attempts_come_to_an_end_and_one_taken_back_is_free_again(check, registration, now):
    LearningCheck.objects.update(attempts=2)
    first = taken(registration, now, right=1)
    taken(registration, now, attempt=2)
    assert refusal(taken, registration, now, attempt=3) == "You have used all 2 attempts."
    take_back(first)
    assert taken(registration, now, attempt=3).attempt == 3


@pytest.mark.parametrize(
    ("of", "fields", "sentence"),
    [
        ("event", {"state": "cancelled"}, "was called off"),
        ("registration", {"state": "waiting"}, "confirmed place"),
        ("check", {"is_released": False}, "not released yet"),
        ("check", {"opens": timedelta(hours=1)}, "opens on"),
        ("event", {"start": timedelta(hours=1)}, "opens on"),
        ("check", {"closes": -timedelta(minutes=1)}, "was open until"),
    ],
)
def test_what_stands_in_the_way_is_said(check, event, registration, now, of, fields, sentence):
    values = {name: now + value if isinstance(value, timedelta) else value for name, value in fields.items()}
    row = {"event": event, "registration": registration, "check": check}[of]
    type(row).objects.filter(pk=row.pk).update(**values)
    assert sentence in refusal(taken, registration, now)
    assert not LearningCheckResult.objects.exists()


def test_the_check_never_opens_before_its_event(check, registration, event, now):
    LearningCheck.objects.update(opens=now - timedelta(days=3))
    type(event).objects.update(start=now + timedelta(hours=1))
    assert "opens on" in refusal(taken, registration, now)


@pytest.mark.parametrize(
    ("shown", "attempts", "expected"), [("never", 1, False), ("at_end", 1, True), ("at_end", 2, False), ("at_once", 2, True)]
)
def test_right_answers_are_shown_when_the_editors_say(check, registration, now, shown, attempts, expected):
    check.answers_shown, check.attempts = shown, attempts
    check.save()
    taken(registration, now)
    assert shows_answers(check, access_of(registration, check, now=now)) == expected


def test_a_test_on_paper_is_entered_by_the_office(check, registration, staff, now):
    result = enter_result(registration, correct=2, by=staff, now=now)
    assert (result.questions, result.options, result.correct, result.right, result.entered_by) == (3, 3, 2, None, staff)


def test_a_test_whose_questions_are_not_kept_here_is_described(event, registration, staff, now):
    factories.learning_check(event, questions=0)
    assert "how many questions" in refusal(enter_result, registration, correct=2, by=staff, now=now)
    shape = Shape(questions=12, options=4, has_single_answers=False)
    result = enter_result(registration, correct=12, shape=shape, by=staff, now=now)
    assert (result.questions, result.options, result.has_single_answers) == (12, 4, False)


def test_no_more_is_right_than_was_asked(check, registration, staff, now):
    assert "from 0 to 3" in refusal(enter_result, registration, correct=4, by=staff, now=now)


def test_paper_uses_up_attempts_too_and_needs_a_confirmed_place_and_a_begun_event(check, registration, staff, event, now):
    LearningCheck.objects.update(attempts=1)
    enter_result(registration, correct=2, by=staff, now=now)
    assert "All attempts" in refusal(enter_result, registration, correct=3, by=staff, now=now)
    waiting = factories.registration(event, state="waiting", holds_seat=False)
    assert "confirmed place" in refusal(enter_result, waiting, correct=3, by=staff, now=now)
    other = factories.registration(event)
    assert "not begun" in refusal(enter_result, other, correct=3, by=staff, now=event.start - timedelta(hours=1))


def test_the_database_refuses_two_results_of_one_attempt_and_more_right_than_asked(check, registration):
    factories.check_taken(registration, 5)
    for fields in ({"attempt": 1}, {"attempt": 2, "correct": 11}):
        known = {"questions": 10, "options": 5, "has_single_answers": True, "correct": 5}
        with pytest.raises(IntegrityError), transaction.atomic():
            LearningCheckResult.objects.create(registration=registration, taken_at=registration.created_at, **known | fields)


def test_questions_are_added_changed_moved_and_deleted(check):
    building.add_questions(check, [DRAFT])
    *_rest, new = questions_of(check)
    building.move_question(new, up=True)
    building.move_question(questions_of(check)[0], up=True)
    assert texts(check) == ["Question 1?", "Question 2?", "New?", "Question 3?"]
    changed = QuestionDraft(text="Changed?", options=(*DRAFT.options, OptionDraft(text="both")))
    building.change_question(new, changed)
    assert draft_of(questions_of(check)[2]) == changed
    building.delete_question(new)
    assert texts(check) == ["Question 1?", "Question 2?", "Question 3?"]


def test_a_question_that_cannot_be_asked_is_refused(check):
    assert "at least two answers" in refusal(building.add_questions, check, [DRAFT, QuestionDraft(text="Bad?", options=())])
    assert len(texts(check)) == 3


def test_once_taken_the_questions_stay(check, registration, now):
    taken(registration, now)
    question = questions_of(check)[0]
    for act in (
        lambda: building.add_questions(check, [DRAFT]),
        lambda: building.change_question(question, DRAFT),
        lambda: building.move_question(question, up=False),
        lambda: building.delete_question(question),
        lambda: building.delete_check(check),
        lambda: building.hide(check),
    ):
        assert "Somebody has taken this check" in refusal(act)
    assert texts(check) == ["Question 1?", "Question 2?", "Question 3?"]


def test_a_void_question_counts_for_nobody_and_can_count_again(check, event, registration, staff, now):
    result = taken(registration, now, right=2)
    paper = enter_result(factories.registration(event), correct=2, by=staff, now=now)
    first, _second, third = questions_of(check)
    assert "Say why" in refusal(leave_out, first, reason=" ")
    assert leave_out(first, reason="Two answers are right.") == 1
    assert "left out already" in refusal(leave_out, first, reason="Sent twice.")
    result.refresh_from_db()
    paper.refresh_from_db()
    assert ((result.correct, result.questions), (paper.correct, paper.questions)) == ((1, 2), (2, 3))
    leave_out(third, reason="Unclear.")
    result.refresh_from_db()
    assert (result.correct, result.questions) == (1, 1)
    assert "last question" in refusal(leave_out, questions_of(check)[1], reason="No.")
    for question in (first, third):
        count_again(question)
    assert "counts already" in refusal(count_again, first)
    result.refresh_from_db()
    assert (result.correct, result.questions) == (2, 3)


def test_a_check_is_released_with_questions_and_hidden_while_nobody_took_it(event):
    check = building.save_check(event, title="Check")
    assert "no questions yet" in refusal(building.release, check)
    building.add_questions(check, [DRAFT])
    building.release(check)
    assert "only question" in refusal(building.delete_question, questions_of(check)[0])
    building.hide(check)
    building.delete_check(check)
    assert not LearningCheck.objects.exists()


def test_settings_change_the_one_check_and_times_must_fit(event, now):
    building.save_check(event, title="First", attempts=2)
    building.save_check(event, title="Second")
    assert [(check.title, check.attempts) for check in LearningCheck.objects.all()] == [("Second", 2)]
    assert "before it opens" in refusal(building.save_check, event, opens=now, closes=now)
    assert "before the event begins" in refusal(building.save_check, event, opens=None, closes=event.start)


def test_contributions_are_entered_once_and_taken_back(event, registration, staff, now):
    session = event.sessions.get()
    made = add_contribution(registration, role="speaker", title="Talk", session=session, by=staff, now=now)
    with pytest.raises(ContributionError, match="entered already"):
        add_contribution(registration, role="speaker", title="Talk", session=session, by=staff, now=now)
    add_contribution(registration, role="moderator", session=session, by=staff, now=now)
    waiting = factories.registration(event, state="waiting", holds_seat=False)
    with pytest.raises(ContributionError, match="confirmed place"):
        add_contribution(waiting, role="speaker", by=staff, now=now)
    remove_contribution(made)
    assert [one.role for one in Contribution.objects.all()] == ["moderator"]
