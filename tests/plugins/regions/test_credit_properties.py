"""What holds of every installed scheme, whatever the facts."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.api import Assessment, CreditFacts, SessionFacts
from plugins.credit_rules import ask, minutes_by_day
from plugins.registry import credit_schemes

BERLIN_SUMMER = timezone(timedelta(hours=2))
DAYS = {"de_mfbo2013": datetime(2019, 5, 25, tzinfo=BERLIN_SUMMER)}
schemes = pytest.mark.parametrize("scheme", [provided.value for provided in credit_schemes().values()], ids=lambda s: s.key)


def sessions(day):
    def build(start, minutes, missed, delivery):
        attended = max(0, minutes - missed)
        return SessionFacts(start=day + timedelta(minutes=start), minutes=minutes, attended=attended, delivery=delivery)

    deliveries = st.sampled_from(["presence", "virtual", "on_demand"])
    return st.builds(build, st.integers(0, 3 * 24 * 60), st.integers(0, 600), st.integers(0, 600), deliveries)


def facts_of(scheme):
    day = DAYS.get(scheme.key, datetime(2024, 6, 1, tzinfo=BERLIN_SUMMER))
    return st.builds(
        CreditFacts,
        date=st.just(day.date()),
        profession=st.just("physician"),
        role=st.sampled_from(["participant", "speaker"]),
        sessions=st.lists(sessions(day), min_size=1, max_size=5).map(tuple),
        category=st.sampled_from([*"ABCD", None]),
        group_size=st.integers(1, 30),
        assessment=st.none() | st.builds(Assessment, questions=st.just(10), options=st.just(5), correct=st.integers(0, 10)),
        feedback=st.booleans(),
    )


@schemes
@settings(deadline=None)  # a busy machine is no failure
@given(data=st.data())
def test_lines_add_up_to_the_amount_and_nothing_fails(scheme, data):
    answer = ask(scheme, data.draw(facts_of(scheme)))
    assert "failed" not in answer.reason
    if answer.status == "determined":
        assert sum(line.amount for line in answer.lines) == answer.amount


@schemes
@settings(deadline=None)  # a busy machine is no failure
@given(data=st.data())
def test_more_attended_minutes_never_earn_less(scheme, data):
    facts = data.draw(facts_of(scheme))
    more = replace(facts, sessions=tuple(replace(session, attended=session.minutes) for session in facts.sessions))
    less_answer, more_answer = ask(scheme, facts), ask(scheme, more)
    assert less_answer.status == more_answer.status
    if less_answer.status == "determined":
        assert less_answer.amount <= more_answer.amount


@schemes
@settings(deadline=None)  # a busy machine is no failure
@given(data=st.data())
def test_rounding_never_invents_a_unit(scheme, data):
    facts = data.draw(facts_of(scheme))
    answer = ask(scheme, facts)
    if answer.status == "determined":
        basis = sum(line.amount for line in answer.lines if line.component == "basis")
        assert basis * 45 <= sum(minutes_by_day(facts.sessions).values())


@settings(deadline=None)
@given(st.data())
def test_time_in_two_sessions_at_once_counts_once(data):
    start = datetime(2024, 6, 1, 9, tzinfo=BERLIN_SUMMER)
    drawn = data.draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6))
    facts = [SessionFacts(start=start + timedelta(minutes=at), minutes=long, attended=long) for at, long in drawn]
    present = {minute for at, long in drawn for minute in range(at, at + long)}
    assert sum(minutes_by_day(facts).values()) == len(present)
