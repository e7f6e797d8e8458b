"""Registration, professions and reports: what a plugin answers about people it has never seen."""

from typing import Any

from plugins.api import CreditReportService, ProfessionalNumber, RegistrationQuestion
from plugins.registry import (
    credit_report_formats,
    credit_report_services,
    professional_numbers,
    professions,
    registration_questions,
    registration_rules,
    report_formats,
    system_checks,
)
from plugins.settings import Stored, settings_of
from plugins.testing.conformance.subject import Subject
from plugins.testing.samples import CREDIT_REPORTS, EVENT, REPORTS, registration_facts


class RegistrationTests(Subject):
    def test_its_rules_answer_with_a_sentence_or_consent(self) -> None:
        settings = settings_of(self.plugin, Stored({}))
        for rule in self.provided(registration_rules):
            for facts in (registration_facts(), registration_facts(profession="", organisation="", district="")):
                answer = rule.check(facts, settings)
                assert isinstance(answer, str), f"{rule.key} gives {type(answer).__name__}, which refuses."
                assert answer == rule.check(facts, settings), f"{rule.key} says now this, now that."

    def test_its_questions_can_be_asked(self) -> None:
        for question in self.provided(registration_questions):
            assert _problems(question) == []

    def test_its_numbers_are_told_from_what_is_none(self) -> None:
        for number in self.provided(professional_numbers):
            for wrong in ("", "not a number at all", "0" * 60):
                sentence = _refusal(number, wrong)
                assert sentence, f"{number.key} takes {wrong!r} for a number. Raise ValueError with a sentence for the person."

    def test_its_numbers_belong_to_professions_that_exist(self) -> None:
        """A wrong key would have the number asked of nobody. Those of plugins it depends on count as well."""
        for number in self.provided(professional_numbers):
            unknown = sorted(number.professions - set(professions()))
            assert unknown == [], f"{number.key} names professions that no plugin provides: {', '.join(unknown)}."

    def test_its_professions_name_a_sector(self) -> None:
        assert [profession.key for profession in self.provided(professions) if not profession.sector] == []

    def test_its_reports_can_be_written(self) -> None:
        """Of an event with people and of one without anybody."""
        for report_format in self.provided(report_formats):
            assert report_format.extension == report_format.extension.lstrip("."), "An extension has no dot."
            for report in REPORTS:
                assert isinstance(report_format.write(report), bytes), report_format.key

    def test_its_lists_of_credits_can_be_written(self) -> None:
        """Of people with and without a number, and of nobody."""
        for report_format in self.provided(credit_report_formats):
            for report in CREDIT_REPORTS:
                assert isinstance(report_format.write(report), bytes), report_format.key

    def test_its_services_go_nowhere_unless_a_region_says_where(self) -> None:
        """What is reported cannot be taken back, so no address is preset."""
        for service in self.provided(credit_report_services):
            assert _says_what_to_set(service), f"{service.key} has an address of its own. Raise ValueError with a sentence."

    def test_its_checks_need_no_database(self) -> None:
        for check in self.provided(system_checks):
            assert all(finding.sentence for finding in check.run()), check.key


def _refusal(number: ProfessionalNumber, typed: str) -> str:
    try:
        number.normalise(typed)
    except ValueError as refusal:
        return str(refusal)
    return ""


def _says_what_to_set(service: CreditReportService) -> str:
    try:
        service.destination({})
    except ValueError as refusal:
        return str(refusal)
    return ""


def _problems(question: RegistrationQuestion) -> list[Any]:
    wrong_choices = [value for value, label in question.choices.items() if not (isinstance(value, str) and str(label).strip())]
    applies = question.applies(EVENT) if question.applies else True
    return wrong_choices if isinstance(applies, bool) else [*wrong_choices, f"applies gives {type(applies).__name__}"]
