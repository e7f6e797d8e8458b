"""The parts of an award."""

from decimal import Decimal

from training.domain.credit_parts import CreditParts, parts_of
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
