"""Cases that were agreed on with the rules, as data."""

import json
from decimal import Decimal
from pathlib import Path

CREDIT_CASES = [json.loads(line) for line in (Path(__file__).parent / "credits.jsonl").read_text().splitlines()]


def is_as_expected(case, *, status, amount, unit, reason):
    """Whether an answer is what the case expects: the exact amount, or a reason and no amount."""
    expected = case["expect"]
    if status != expected["status"]:
        return False
    if status != "determined":
        return bool(reason) and amount is None
    return (Decimal(amount), unit) == (Decimal(expected["amount"]), expected["unit"])
