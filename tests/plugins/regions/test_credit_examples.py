"""The worked examples in the docstrings of the schemes are true."""

import ast
import doctest
import inspect
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module

import pytest

from plugins import identifiers
from plugins.api import AccountEntry, AccountFacts, CreditFacts, SessionFacts
from plugins.credit_accounts import ask_account
from plugins.credit_rules import ask
from plugins.registry import credit_schemes

MODULES = sorted({provided.value.compute.__module__ for provided in credit_schemes().values()} | {"plugins.regions.de.credits"})


def example(key, *days, role="participant", **fields):
    """What the scheme says of one session a day, of so many minutes each."""
    scheme = credit_schemes()[key].value
    first = scheme.effective_from or scheme.effective_to or date(2024, 6, 3)
    start = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    sessions = tuple(
        SessionFacts(start=start + timedelta(days=day), minutes=minutes, attended=minutes) for day, minutes in enumerate(days)
    )
    answer = ask(scheme, CreditFacts(date=first, profession="", role=role, sessions=sessions, **fields))
    return answer.status if answer.amount is None else f"{answer.amount:f} {answer.unit}"


def account(key, **kinds):
    """What the scheme says of one entry of each kind in a year; self-study has no proof."""
    entries = tuple(
        AccountEntry(date=date(2024, 6, 1), amount=Decimal(amount), kind=kind, proof=kind != "self_study")
        for kind, amount in kinds.items()
    )
    facts = AccountFacts(start=date(2024, 1, 1), end=date(2024, 12, 31), entries=entries)
    answer = ask_account(credit_schemes()[key].value, facts)
    return f"{answer.status}: {answer.counted:f} of {answer.required:f} {answer.unit}"


def source(name):
    return inspect.getsource(import_module(name))


def documentation(name):
    """All texts that stand for themselves: docstrings, and those below what they explain."""
    texts = (node.value for node in ast.walk(ast.parse(source(name))) if isinstance(node, ast.Expr))
    return "\n\n".join(inspect.cleandoc(text.value) for text in texts if isinstance(text, ast.Constant))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name):
    globs = {"example": example, "account": account}
    test = doctest.DocTestParser().get_doctest(documentation(name), globs, name, name, 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_scheme_has_an_example():
    sources = "".join(map(source, MODULES))
    assert [key for key in credit_schemes() if f'example("{key}"' not in sources] == []
    assert [key for key, p in credit_schemes().items() if p.value.account and f'account("{key}"' not in sources] == [
        "de_mfbo2013",  # the same account as de_mfbo2024
        "de_sn_2013",
    ]


def test_the_example_of_the_check_digit_holds():
    assert doctest.testmod(identifiers).attempted == 1
    assert doctest.testmod(identifiers).failed == 0
