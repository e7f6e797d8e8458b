"""What bodies ask of a person over years."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.api import AccountAnswer, AccountEntry, AccountFacts, CreditAccount
from plugins.credit_accounts import ask_account
from plugins.registry import credit_schemes

SCHEMES = {key: provided.value for key, provided in credit_schemes().items()}
WITH_ACCOUNT = pytest.mark.parametrize("key", [key for key, scheme in SCHEMES.items() if scheme.account])
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def entry(amount, kind="event", *, on=date(2024, 6, 1), medical=True, proof=None):
    proof = kind != "self_study" if proof is None else proof
    return AccountEntry(date=on, amount=Decimal(amount), kind=kind, medical=medical, proof=proof)


def account(key, *entries, start=date(2020, 1, 1), end=date(2024, 12, 31)):
    return ask_account(SCHEMES[key], AccountFacts(start=start, end=end, entries=entries))


def outcome(answer):
    return answer.status, answer.counted


GERMANY = pytest.mark.parametrize("key", ["de_mfbo2013", "de_mfbo2024", "de_sn_2013"])


@GERMANY
@pytest.mark.parametrize(
    ("events", "self_study", "expected"),
    [(200, 50, ("met", 250)), (199, 50, ("not_met", 249)), (195, 70, ("not_met", 245)), (250, 0, ("met", 250))],
)
def test_german_physicians_need_250_of_which_50_from_self_study_without_proof(key, events, self_study, expected):
    answer = account(key, entry(events), entry(self_study, "self_study"))
    assert outcome(answer) == expected
    assert answer.required == 250
    assert bool(answer.missing) == (answer.status == "not_met")


def test_self_study_with_a_proof_counts_in_full():
    assert outcome(account("de_mfbo2024", entry(180), entry(70, "self_study", proof=True))) == ("met", 250)


@pytest.mark.parametrize(("amount", "status"), [(250, "met"), (249, "not_met")])
def test_psychotherapists_of_eastern_germany_need_250(amount, status):
    assert outcome(account("de_opk", entry(amount))) == (status, amount)


@pytest.mark.parametrize(("amount", "status"), [(40, "met"), (39, "not_met")])
def test_nurses_need_40(amount, status):
    assert outcome(account("de_rbp", entry(amount))) == (status, amount)


@pytest.mark.parametrize(
    ("kind", "most"), [("speaker", 20), ("author", 20), ("working_group", 20), ("journal", 6), ("membership", 6)]
)
def test_some_kinds_of_nurses_points_are_capped(kind, most):
    answer = account("de_rbp", entry(10), entry(30, kind))
    assert outcome(answer) == ("not_met", 10 + most)
    (limit,) = [limit for limit in answer.limits if limit.name == kind]
    assert (limit.cap, limit.counted, limit.fulfilled) == (most, most, False)


@pytest.mark.parametrize(("hours", "status"), [(60, "met"), (59, "not_met")])
def test_saxon_midwives_need_60_hours_besides_literature(hours, status):
    answer = account("de_sn_midwife", entry(hours), entry(20, "self_study"))
    assert (*outcome(answer), answer.unit) == (status, hours, "hours")


@pytest.mark.parametrize(
    ("entries", "status", "counted"),
    [
        ([entry(200), entry(50, medical=False)], "met", 250),
        ([entry(200), entry(80, medical=False)], "met", 250),
        ([entry(199), entry(51, medical=False)], "not_met", 249),
        ([entry(85), entry(165, "external")], "met", 250),
        ([entry(84), entry(166, "external")], "not_met", 250),
    ],
)
def test_austria_needs_250_with_200_medical_and_85_from_events(entries, status, counted):
    assert outcome(account("at_dfp", *entries)) == (status, counted)


@pytest.mark.parametrize(
    ("amount", "hours", "status"), [(50, 30, "met"), (49, 30, "not_met"), (50, 29, "not_met"), (80, 0, "not_met")]
)
def test_switzerland_needs_50_credits_and_30_hours_of_self_study_a_year(amount, hours, status):
    start, end = YEAR
    answer = account("ch_siwf", entry(amount), entry(hours, "self_study"), start=start, end=end)
    assert outcome(answer) == (status, amount)


def test_switzerland_is_asked_year_by_year():
    answer = account("ch_siwf", entry(150), entry(90, "self_study"))
    assert answer.status == "undetermined"
    assert "one year" in answer.missing[0]


def test_entries_outside_the_window_do_not_count_and_its_last_day_does():
    entries = [entry(100, on=day) for day in (date(2019, 12, 31), date(2020, 1, 1), date(2024, 12, 31), date(2025, 1, 1))]
    assert outcome(account("de_opk", *entries)) == ("not_met", 200)


@pytest.mark.parametrize("key", sorted(key for key, scheme in SCHEMES.items() if scheme.account is None))
def test_a_scheme_without_a_published_goal_is_undetermined_and_says_whom_to_ask(key):
    answer = account(key, entry(10))
    assert (answer.status, answer.counted, answer.required) == ("undetermined", 10, None)
    assert str(SCHEMES[key].authority) in answer.missing[0]


def test_an_account_that_fails_or_answers_wrongly_is_undetermined():
    float_sum = AccountAnswer(status="met", unit="points", counted=250.0, required=Decimal(250))
    for compute in (lambda facts: 1 / 0, lambda facts: None, lambda facts: float_sum):
        broken = replace(SCHEMES["de_opk"], account=CreditAccount(years=5, source="", compute=compute))
        answer = ask_account(broken, AccountFacts(start=YEAR[0], end=YEAR[1], entries=()))
        assert (answer.status, answer.counted) == ("undetermined", None)
        assert "failed" in answer.missing[0]


kinds = st.sampled_from(["event", "self_study", "external", "speaker", "journal"])
entries = st.lists(
    st.builds(
        AccountEntry,
        date=st.dates(*YEAR),
        amount=st.decimals(0, 200, places=2),
        kind=kinds,
        medical=st.booleans(),
        proof=st.booleans(),
    ),
    max_size=8,
)


@WITH_ACCOUNT
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_more_entries_never_count_less_nothing_is_invented_and_order_decides_nothing(key, data):
    some = data.draw(entries)
    more = [*some, *data.draw(entries)]
    less, answer = account(key, *some, start=YEAR[0], end=YEAR[1]), account(key, *more, start=YEAR[0], end=YEAR[1])
    assert less.counted <= answer.counted <= sum(one.amount for one in more)
    assert answer.status == "met" or less.status == "not_met"
    assert [limit for limit in answer.limits if limit.cap is not None and limit.counted > limit.cap] == []
    assert answer == account(key, *data.draw(st.permutations(more)), start=YEAR[0], end=YEAR[1])
    assert (answer.status == "met") == (not answer.missing)
