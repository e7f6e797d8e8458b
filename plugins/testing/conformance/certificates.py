"""Certificate designs: readable by people and by machines, with the longest name and the most modules."""

from io import StringIO

from django.core.management import CommandError, call_command

from plugins.registry import certificate_templates
from plugins.testing.conformance.subject import Subject, fail


class CertificateTests(Subject):
    def test_its_certificate_designs_pass_the_lint(self) -> None:
        for design in self.provided(certificate_templates):
            said = StringIO()
            try:
                call_command("certificates", "lint", design.key, stdout=said)
            except CommandError:
                fail(said.getvalue())
