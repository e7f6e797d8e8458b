"""Credit schemes: pure, exact, and never silent."""

from copy import deepcopy
from decimal import Decimal

from plugins.api import CreditScheme
from plugins.credit_rules import verify_answer
from plugins.registry import credit_schemes
from plugins.testing.conformance.subject import Subject
from plugins.testing.samples import all_credit_facts, all_plans


class CreditTests(Subject):
    def test_its_schemes_say_where_they_come_from(self) -> None:
        for scheme in self.provided(credit_schemes):
            assert scheme.source, f"{scheme.key} names no source, with its date, in which the rule can be read."
            assert str(scheme.authority).strip(), f"{scheme.key} names no body that awards."
            assert [name for name, label in scheme.categories.items() if not str(label).strip()] == []
            if scheme.effective_from and scheme.effective_to:
                assert scheme.effective_from <= scheme.effective_to

    def test_its_schemes_bear_all_facts(self) -> None:
        """Amounts are Decimal and the sum of the lines; whatever is not determined says why. No database is at hand here."""
        for scheme in self.provided(credit_schemes):
            for facts in all_credit_facts(scheme):
                answer = scheme.compute(facts)
                try:
                    verify_answer(answer, scheme)
                except (TypeError, ValueError) as exc:
                    raise AssertionError(f"{scheme.key}: {exc}, for {facts}") from exc
                inexact = [line for line in answer.lines if not isinstance(line.amount, Decimal)]
                assert inexact == [], f"{scheme.key}: not Decimal, for {facts}"
                assert all(line.sentence.strip() for line in answer.lines), (
                    f"{scheme.key}: a line without a sentence, for {facts}"
                )

    def test_its_schemes_answer_the_same_to_the_same_facts(self) -> None:
        """In whatever order they are asked, and without a change to the facts."""
        for scheme in self.provided(credit_schemes):
            facts = list(all_credit_facts(scheme))
            untouched = deepcopy(facts)
            first = [scheme.compute(each) for each in facts]
            assert first == [scheme.compute(each) for each in reversed(untouched)][::-1], scheme.key
            assert facts == untouched, scheme.key

    def test_its_schemes_bear_all_plans(self) -> None:
        """Where a plan does not fit, it is said in whole sentences, the same to the same plan."""
        for scheme in self.provided(credit_schemes):
            for plan in all_plans(scheme) if scheme.conflicts else ():
                found = scheme.conflicts(plan)
                assert not isinstance(found, str), f"{scheme.key}: conflicts() gives sentences, not one text."
                said = [str(sentence) for sentence in found]
                assert all(sentence.strip() for sentence in said), f"{scheme.key}: an empty sentence, for {plan}"
                assert said == [str(sentence) for sentence in scheme.conflicts(plan)], f"{scheme.key}, for {plan}"

    def test_nobody_earns_by_absence(self) -> None:
        """Whoever was there for no minute earns nothing: an amount above zero there is a mistake of the rule."""
        for scheme in self.provided(credit_schemes):
            assert _earned_by_absence(scheme) == []


def _earned_by_absence(scheme: CreditScheme) -> list[str]:
    facts = (
        each for each in all_credit_facts(scheme) if each.role == "participant" and not sum(s.attended for s in each.sessions)
    )
    answers = ((each, scheme.compute(each)) for each in facts)
    return [f"{scheme.key}: {answer.amount} for {each}" for each, answer in answers if answer.amount]
