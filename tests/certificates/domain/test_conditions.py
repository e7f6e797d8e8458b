"""The conditions of a certificate: pure, each with its own sentence, and never kinder to who did less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.domain.conditions import in_words, reasons, waits_for_release
from certificates.models import IssueTerms
from plugins.api import CertificateCase
from plugins.testing.samples import EVENT

PURPOSES = ("attendance", "completion", "speaker", "acme_licence")


def case(**facts):
    return CertificateCase(**{"event": EVENT, "attended_minutes": 90, "offered_minutes": 90} | facts)


def said(terms, **facts):
    return reasons(IssueTerms(**terms), case(**facts))


NOTHING = {"mandatory_sessions": False}


@pytest.mark.parametrize(
    ("terms", "facts", "sentences"),
    [
        ({}, {}, ()),
        ({}, {"attended_minutes": 0, "missed": ("A",)}, ("No attendance is recorded.",)),
        ({}, {"missed": ("A",)}, ("A mandatory session was missed: A.",)),
        ({}, {"missed": ("A", "B")}, ("Mandatory sessions were missed: A, B.",)),
        (NOTHING, {"missed": ("A",)}, ()),
        (NOTHING, {"attended_minutes": 0}, ("No attendance is recorded.",)),
        (NOTHING | {"purpose": "acme_licence"}, {"attended_minutes": 0}, ()),
        ({"minimum_minutes": 91}, {}, ("90 minutes present are too few: 91 are needed.",)),
        ({"minimum_minutes": 90}, {}, ()),
        (
            {"minimum_percent": 80},
            {"attended_minutes": 71},
            ("Present for 71 of 90 minutes; 80 percent are needed.",),
        ),
        ({"minimum_percent": 80}, {"attended_minutes": 72}, ()),
        ({"learning_check": True}, {"learning_check": "open"}, ("The learning check was not taken.",)),
        ({"learning_check": True}, {"learning_check": "failed"}, ("The learning check was not passed.",)),
        ({"learning_check": True}, {"learning_check": "passed"}, ()),
        (
            {"learning_check": True},
            {},
            ("The learning check has to be passed, but the event has none. Write one, or do not ask for it.",),
        ),
        (
            {"learning_check": True},
            {"learning_check": "unmarked"},
            ("Nothing says when the learning check is passed. Enter its pass mark.",),
        ),
        ({}, {"learning_check": "failed"}, ()),
        ({"evaluation": True}, {}, ("The evaluation was not handed in.",)),
        ({"evaluation": True}, {"evaluation": True}, ()),
        ({}, {"lacking": ("Basics",)}, ("No certificate of this training: Basics.",)),
        (NOTHING | {"purpose": "speaker"}, {"attended_minutes": 0}, ("No contribution is entered on the registration.",)),
        (NOTHING | {"purpose": "speaker"}, {"attended_minutes": 0, "contributions": ("speaker",)}, ()),
    ],
)
def test_each_condition_has_its_own_sentence(terms, facts, sentences):
    assert said(terms, **facts) == sentences


def test_everything_that_is_missing_is_said_at_once():
    terms = {"minimum_minutes": 100, "learning_check": True, "evaluation": True}
    assert said(terms, missed=("A",), learning_check="open") == (
        "A mandatory session was missed: A.",
        "90 minutes present are too few: 100 are needed.",
        "The learning check was not taken.",
        "The evaluation was not handed in.",
    )


@pytest.mark.parametrize(
    ("needs", "released", "waits"), [(False, None, False), (True, None, True), (True, "2026-11-22", False)]
)
def test_only_what_needs_a_release_waits_for_one(needs, released, waits):
    assert waits_for_release(IssueTerms(needs_release=needs, released_at=released)) is waits


terms_of_any_kind = st.builds(
    IssueTerms,
    purpose=st.sampled_from(PURPOSES),
    mandatory_sessions=st.booleans(),
    minimum_minutes=st.none() | st.integers(0, 600),
    minimum_percent=st.none() | st.integers(1, 100),
    learning_check=st.booleans(),
    evaluation=st.booleans(),
)
standings = st.sampled_from(["passed", "failed", "open", "unmarked", "none"])


@st.composite
def cases(draw):
    offered = draw(st.integers(0, 600))
    return case(
        offered_minutes=offered,
        attended_minutes=draw(st.integers(0, offered)),
        missed=tuple(draw(st.lists(st.sampled_from("ABC"), max_size=2))),
        learning_check=draw(standings),
        evaluation=draw(st.booleans()),
        contributions=draw(st.sampled_from([(), ("speaker",)])),
    )


def changed(found, **facts):
    fields = {name: getattr(found, name) for name in CertificateCase.__dataclass_fields__}
    return CertificateCase(**fields | facts)


@given(terms_of_any_kind, cases(), st.integers(0, 600))
def test_more_minutes_never_cost_a_certificate(terms, found, more):
    longer = changed(found, attended_minutes=min(found.attended_minutes + more, found.offered_minutes))
    if not reasons(terms, found):
        assert reasons(terms, longer) == ()


@given(terms_of_any_kind, cases())
def test_who_did_everything_always_qualifies(terms, found):
    everything = changed(
        found,
        offered_minutes=600,
        attended_minutes=600,
        missed=(),
        learning_check="passed",
        evaluation=True,
        contributions=("speaker",),
    )
    assert reasons(terms, everything) == ()


@given(terms_of_any_kind, cases())
def test_asking_less_never_costs_a_certificate(terms, found):
    if not reasons(terms, found):
        kinder = IssueTerms(purpose=terms.purpose, mandatory_sessions=False)
        assert reasons(kinder, found) == ()


@given(terms_of_any_kind, cases())
def test_nobody_who_was_never_there_is_certified_attendance_or_completion(terms, found):
    if terms.purpose in ("attendance", "completion"):
        assert "No attendance is recorded." in reasons(terms, changed(found, attended_minutes=0))


def test_what_was_asked_is_told_in_words():
    terms = IssueTerms(minimum_minutes=60, minimum_percent=80, learning_check=True, evaluation=True)
    assert in_words(terms, ("Basics",)) == (
        "Attended every mandatory session.",
        "Was present for at least 60 minutes.",
        "Was present for at least 80 percent of the time.",
        "Passed the learning check.",
        "Handed in an evaluation.",
        "Holds the certificates of these trainings: Basics.",
    )
