"""What holds of every installed scheme, whatever the facts."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.api import Assessment, CreditFacts, Delivery, Role, SessionFacts
from plugins.credit_rules import ask, minutes_by_day
from plugins.registry import credit_schemes

BERLIN_SUMMER = timezone(timedelta(hours=2))
SCHEMES = {key: provided.value for key, provided in credit_schemes().items()}
schemes = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.key)
thorough = settings(deadline=None, max_examples=40)  # a busy machine is no failure

CATEGORY = {"de_mfbo2013": "C", "de_mfbo2024": "C", "de_sn_2013": "C", "de_rbp": "course"}
NEVER_DETERMINED = {"de_mv", "de_opk", "de_sn_midwife"}
MINUTES_OF_ONE = {"eu_eaccme": 60, "eu_ebac": 60, "us_ama": 60, "se_hours": 60, "dk_gp": 300}
"""Where one is not worth 45 minutes."""
PER_DAY = {"at_dfp": 10, "ch_siwf": 8, "eu_eaccme": 8, "eu_ebac": 6, "dk_gp": 1, "dk_faps": 1}


def sessions(day):
    def build(start, minutes, missed, delivery):
        attended = max(0, minutes - missed)
        return SessionFacts(start=day + timedelta(minutes=start), minutes=minutes, attended=attended, delivery=delivery)

    delivery = st.sampled_from(["presence"] * 4 + ["virtual", "on_demand"])
    return st.builds(build, st.integers(0, 3 * 24 * 60), st.integers(0, 600), st.integers(0, 600), delivery)


def parameters_of(scheme):
    def values(parameter):
        if parameter.choices:
            return st.sampled_from(sorted(parameter.choices))
        return st.integers(parameter.minimum, min(parameter.maximum, 500)) | st.just(parameter.default)

    return st.just({}) | st.fixed_dictionaries({name: values(parameter) for name, parameter in scheme.parameters.items()})


def facts_of(scheme, **fixed):
    day = scheme.effective_from or scheme.effective_to or date(2024, 6, 1)
    midnight = datetime(day.year, day.month, day.day, tzinfo=BERLIN_SUMMER)
    free = {
        "role": st.sampled_from(["participant"] * 4 + list(get_args(Role))),
        "sessions": st.lists(sessions(midnight), max_size=6).map(tuple),
        "category": st.sampled_from([*scheme.categories, None]),
        "group_size": st.none() | st.integers(1, 30),
        "assessment": st.none() | st.builds(assessment, st.integers(0, 30), st.integers(0, 30), st.integers(2, 6)),
        "feedback": st.booleans(),
        "form": st.sampled_from(["", "", "quality_circle", "stammtisch"]),
        "parameters": parameters_of(scheme),
    }
    given = free | {name: st.just(value) for name, value in fixed.items()}
    return st.builds(CreditFacts, date=st.just(day), profession=st.just("physician"), **given)


def assessment(questions, correct, options):
    return Assessment(questions=questions, options=options, correct=min(questions, correct))


@cache
def usual(key):
    """Facts of participants that most schemes determine, with the published parameters."""
    scheme = SCHEMES[key]
    category = CATEGORY.get(scheme.key)
    return facts_of(scheme, role="participant", category=category, group_size=20, feedback=True, parameters={})


@cache
def anything(key):
    """Any facts, half of them usual ones."""
    return facts_of(SCHEMES[key]) | usual(key)


def attended_more(facts, data):
    def more(session):
        return replace(session, attended=data.draw(st.integers(session.attended, session.minutes)))

    return replace(facts, sessions=tuple(map(more, facts.sessions)))


def amount_of(answer, component):
    return sum(line.amount for line in answer.lines if line.component == component)


@schemes
@thorough
@given(data=st.data())
def test_an_answer_adds_up_or_gives_its_reason_and_never_fails(scheme, data):
    answer = ask(scheme, data.draw(anything(scheme.key)))
    assert "failed" not in answer.reason
    if answer.status == "determined":
        assert sum(line.amount for line in answer.lines) == answer.amount
        assert all(line.sentence for line in answer.lines if line.amount)
    else:
        assert answer.reason
        assert answer.amount is None


@schemes
@thorough
@given(data=st.data())
def test_the_same_facts_in_any_order_of_sessions_get_the_same_answer(scheme, data):
    facts = data.draw(anything(scheme.key))
    shuffled = replace(facts, sessions=tuple(data.draw(st.permutations(facts.sessions))))
    assert ask(scheme, facts) == ask(scheme, facts) == ask(scheme, shuffled)


@schemes
@thorough
@given(data=st.data())
def test_more_attended_minutes_never_earn_less(scheme, data):
    facts = data.draw(anything(scheme.key))
    less, more = ask(scheme, facts), ask(scheme, attended_more(facts, data))
    assert (less.status == "refused") == (more.status == "refused")
    if less.status == more.status == "determined":
        assert less.amount <= more.amount


@schemes
@thorough
@given(data=st.data())
def test_rounding_never_invents_points(scheme, data):
    """Time is worth what the body says; on top come two a day for a small group, one for a learning check, and a speaker's."""
    facts = data.draw(anything(scheme.key))
    answer = ask(scheme, facts)
    if answer.status != "determined" or scheme.key == "dk_faps":  # a Danish half day is any time below four hours
        return
    days = minutes_by_day(facts.sessions)
    worth = Fraction(sum(days.values()), MINUTES_OF_ONE.get(scheme.key, 45))
    nearest = Fraction(1, 8) if scheme.key == "us_ama" else 0  # the one body that publishes rounding up
    assert amount_of(answer, "basis") <= worth + nearest
    assert amount_of(answer, "bonus") <= 2 * len(days)
    assert amount_of(answer, "learning_check") <= 1
    assert amount_of(answer, "cap") <= 0
    assert amount_of(answer, "speaker") <= (max(worth, 1) if facts.role != "author" else 5)


@schemes
@thorough
@given(data=st.data())
def test_caps_hold(scheme, data):
    facts = data.draw(usual(scheme.key))
    answer = ask(scheme, facts)
    if answer.status != "determined":
        return
    days = len(minutes_by_day(facts.sessions))
    assert answer.amount <= PER_DAY.get(scheme.key, 1000) * days
    if scheme.key == "de_rbp":
        assert answer.amount <= (8 if days == 1 else 18)
    if scheme.key == "de_sn_2013" and facts.form:
        assert answer.amount <= days * {"quality_circle": 5, "stammtisch": 3}[facts.form]


@schemes
def test_the_usual_case_is_determined_unless_nobody_can_tell(scheme):
    """Keeps the properties above from holding only because nothing is ever determined."""
    day = scheme.effective_from or scheme.effective_to or date(2024, 6, 1)
    start = datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN_SUMMER)
    session = SessionFacts(start=start, minutes=180, attended=180, delivery=get_args(Delivery)[0])
    facts = CreditFacts(date=day, profession="", role="participant", sessions=(session,), feedback=True, group_size=20)
    answer = ask(scheme, replace(facts, category=CATEGORY.get(scheme.key)))
    assert answer.status == ("undetermined" if scheme.key in NEVER_DETERMINED else "determined")


@settings(deadline=None)
@given(st.data())
def test_time_in_two_sessions_at_once_counts_once(data):
    start = datetime(2024, 6, 1, 9, tzinfo=BERLIN_SUMMER)
    drawn = data.draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6))
    facts = [SessionFacts(start=start + timedelta(minutes=at), minutes=long, attended=long) for at, long in drawn]
    present = {minute for at, long in drawn for minute in range(at, at + long)}
    assert sum(minutes_by_day(facts).values()) == len(present)
