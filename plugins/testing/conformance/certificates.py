"""Certificate designs: readable by people and by machines, with the longest name and the most modules."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plugins.manager import implementations
from plugins.registry import certificate_purposes, certificate_seals, certificate_templates
from plugins.runtime import NOTHING, Hooks
from plugins.settings import Stored, settings_of
from plugins.testing.conformance.subject import Subject, fail
from plugins.testing.samples import CERTIFICATE, REGION, certificate_case


class CertificateTests(Subject):
    def test_its_certificate_designs_pass_the_lint(self) -> None:
        for design in self.provided(certificate_templates):
            said = StringIO()
            try:
                call_command("certificates", "lint", design.key, stdout=said)
            except CommandError:
                fail(said.getvalue())

    def test_its_kinds_of_certificates_answer_with_a_sentence_or_consent(self) -> None:
        settings = settings_of(self.plugin, Stored({}))
        for purpose in self.provided(certificate_purposes):
            for case in (
                certificate_case(),
                certificate_case(attended_minutes=0),
                certificate_case(contributions=("speaker",)),
            ):
                answer = purpose.check(case, settings) if purpose.check else ""
                assert isinstance(answer, str), f"{purpose.key} gives {type(answer).__name__}, which is a no."
                assert not purpose.check or answer == purpose.check(case, settings), f"{purpose.key} says now this, now that."

    def test_its_private_lines_tell_nothing_in_their_label(self, db: None) -> None:
        """Whoever verifies a certificate reads the label of a private line."""
        if self.plugin not in implementations("certificate_context"):
            pytest.skip(f"{self.plugin} does not implement certificate_context.")
        (answer,) = Hooks({self.plugin: NOTHING}).each("certificate_context", region=REGION, certificate=CERTIFICATE)
        for line in answer.value:
            assert isinstance(line.is_private, bool), f"{line.key}: is_private is True or False."
            told = line.is_private and line.value and line.value in str(line.label)
            assert not told, f"The label of {line.key} says what the line keeps private."

    def test_its_seals_say_what_to_do_where_they_cannot_sign(self) -> None:
        """A region nobody knows has no key: a sentence is due there, for the person who issues."""
        for seal in self.provided(certificate_seals):
            try:
                seal.chain(REGION)
            except ValueError as refusal:
                assert str(refusal), f"{seal.key} refuses without a word."
            else:
                fail(f"{seal.key} signs for a region that nobody set it up for. Raise ValueError with a sentence.")
