"""Grading counts in whole numbers, and more right answers never count for less."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.api import Assessment, LearningCheckRule
from plugins.credit_rules import is_passed
from tests import factories
from training.domain.learning_check.demands import Demand
from training.domain.learning_check.grading import Shape, answered_rightly, best, needed, shape_of
from training.domain.learning_check.results import questions_of
from training.models import Accreditation, LearningCheckResult

numbers = st.integers(1, 300)
percents = st.integers(1, 100)


def result(correct, questions=10, *, attempt=1, options=5, single=True):
    return LearningCheckResult(
        correct=correct, questions=questions, attempt=attempt, options=options, has_single_answers=single
    )


def demand(percent=70, *, category="A", granted="1", **rule):
    accreditation = Accreditation(body="Chamber", category=category, granted_learning_check=granted)
    return Demand(accreditation=accreditation, rule=LearningCheckRule(source="S", **rule), percent=percent)


@given(numbers, percents, st.data())
def test_more_right_answers_never_grade_worse(questions, percent, data):
    fewer, more = sorted(data.draw(st.tuples(st.integers(0, questions), st.integers(0, questions))))
    asked = demand(percent)
    assert asked.is_passed(result(fewer, questions)) <= asked.is_passed(result(more, questions))


@given(numbers, percents)
def test_the_pass_mark_is_exact_at_its_boundary(questions, percent):
    mark = needed(questions, percent=percent)
    assert mark - 1 < Fraction(questions * percent, 100) <= mark
    passed = [is_passed(Assessment(questions=questions, options=5, correct=n), percent=percent) for n in (mark - 1, mark)]
    assert passed == [False, True]


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_the_best_result_is_the_largest_part_and_the_first_of_several(rows):
    taken = [result(min(right, of), of, attempt=place) for place, (of, right) in enumerate(rows, start=1)]
    chosen = best(taken)
    shares = [Fraction(one.correct, one.questions) for one in taken]
    assert shares.index(max(shares)) + 1 == chosen.attempt


def test_what_falls_short_of_the_rule_is_passed_by_nobody_however_good():
    asked = demand(questions=10, options=5, single_answer_in=frozenset({"A"}))
    for short in (result(9, 9), result(10, options=4), result(10, single=False)):
        assert not asked.is_passed(short)
    assert asked.is_passed(result(7))
    assert demand(category="D", questions=10, single_answer_in=frozenset({"A"})).is_passed(result(7, single=False))


def test_a_result_that_fulfils_the_rule_serves_better_than_one_that_does_not():
    asked = demand(questions=10)
    assert asked.best([result(9, 9), result(8, attempt=2)]).correct == 8
    assert asked.best([result(5, 9), result(9, 9, attempt=2)]).correct == 9


def test_without_a_known_mark_nothing_is_passed():
    assert not demand(None).is_passed(result(10))


def test_a_check_counts_where_points_are_granted_for_it_or_nothing_without_it():
    assert demand().counts
    assert not demand(granted=None).counts
    assert demand(granted=None, category="D", needed_in=frozenset({"D"})).counts


def test_each_shortcoming_is_a_sentence():
    asked = demand(questions=10, options=5, single_answer_in=frozenset({"A"}))
    assert asked.shortcomings(Shape(questions=7, options=4, has_single_answers=False)) == [
        "10 questions are needed, there are 7.",
        "Each question needs 5 answers to choose from, one has 4.",
        "Each question needs exactly one right answer, and one has several.",
    ]
    assert asked.shortcomings(Shape(questions=10, options=5, has_single_answers=True)) == []


@pytest.mark.django_db
def test_a_question_is_right_when_all_right_options_and_no_other_are_chosen(region):
    check = factories.learning_check(factories.event(region), questions=0)
    factories.question(check, "Both?", "yes", "also", "no", right=(0, 1))
    (question,) = questions_of(check)
    yes, also, no = (option.pk for option in question.options.all())
    for chosen, is_right in (({yes, also}, True), ({yes}, False), ({yes, also, no}, False), (set(), False)):
        assert answered_rightly([question], {question.pk: chosen}) == ([question] if is_right else [])


@pytest.mark.django_db
def test_the_shape_is_of_what_counts(region):
    check = factories.learning_check(factories.event(region), questions=2, options=5)
    factories.question(check, "Few?", "yes", "no", "both", right=(0, 1), is_void=True)
    assert shape_of(questions_of(check)) == Shape(questions=2, options=5, has_single_answers=True)
    factories.question(check, "Few?", "yes", "no", "both", right=(0, 1))
    assert shape_of(questions_of(check)) == Shape(questions=3, options=3, has_single_answers=False)
