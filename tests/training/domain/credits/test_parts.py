"""The parts of an award."""

from decimal import Decimal

from training.domain.credits.parts import CreditParts, parts_of, shown_parts, why_no_basis
from training.models import CreditEntry


def entry(amount, *lines) -> CreditEntry:
    return CreditEntry(amount=amount, lines=[{"component": name, "amount": value, "sentence": ""} for name, value in lines])


def test_bonus_and_cap_belong_to_the_basis_and_the_other_parts_stand_alone():
    parts = parts_of(
        entry(Decimal(9), ("basis", "8"), ("bonus", "2"), ("cap", "-3"), ("learning_check", "1"), ("speaker", "1"))
    )
    assert parts == CreditParts(basis=Decimal(7), learning_check=Decimal(1), speaker=Decimal(1))
    assert parts.total == Decimal(9)


def test_what_was_refused_has_no_parts():
    assert parts_of(entry(None, ("basis", "8"))) == CreditParts()


def test_parts_are_shown_where_there_is_more_than_a_basis():
    assert shown_parts(entry(Decimal(2), ("basis", "2"))) == []
    assert shown_parts(entry(None)) == []
    assert shown_parts(entry(Decimal(3), ("basis", "2"), ("learning_check", "1"))) == [
        ("basis", Decimal(2)),
        ("learning_check", Decimal(1)),
    ]


def test_an_award_of_contributions_alone_says_why_it_has_no_basis():
    alone = entry(Decimal(1), ("basis", "0"), ("speaker", "1"))
    alone.lines[0]["sentence"] = "30 minutes are missing."
    assert why_no_basis(alone) == "30 minutes are missing."
    assert shown_parts(alone) == [("basis", Decimal(0)), ("speaker", Decimal(1))]
    for other in (entry(Decimal(0), ("basis", "0")), entry(Decimal(2), ("basis", "2")), entry(None)):
        assert why_no_basis(other) == ""
