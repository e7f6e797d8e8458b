from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certificates.domain import issue
from certificates.models import Certificate

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("certificates", *arguments, stdout=out, stderr=out)
    return out.getvalue().strip()


def test_issue_makes_certificates_for_an_event_and_says_when_nobody_is_due(event, attended):
    assert run("issue", event.code) == "1 certificate issued."
    assert run("issue", event.code).startswith("Nobody is due")
    assert Certificate.objects.exclude(pdf="").count() == 1


def test_an_unknown_event_is_said():
    with pytest.raises(CommandError, match="no event with the code XX-1"):
        run("issue", "XX-1")


def test_lint_says_that_nothing_is_wrong():
    assert run("lint", "standard") == "standard: nothing wrong"


def test_lint_fails_when_something_is():
    with pytest.raises(CommandError, match="does not pass"):
        run("lint", "lost")


def test_issue_makes_files_that_are_still_missing(event, attended, now):
    certificate = issue(attended, now=now)
    run("issue", event.code)
    certificate.refresh_from_db()
    assert certificate.pdf


def test_samples_are_written_as_files_to_look_at(tmp_path):
    said = run("samples", "standard", "--into", str(tmp_path / "new"), "--language", "da").splitlines()
    files = sorted((tmp_path / "new").glob("*.pdf"))
    assert [file.name for file in files] == [
        f"standard-{name}.pdf"
        for name in (
            "added",
            "chosen",
            "completion",
            "hours-only",
            "many",
            "one-module",
            "partial",
            "programme",
            "speaker",
            "usual",
        )
    ]
    assert sorted(said) == [str(file) for file in files]
    assert {file.read_bytes()[:5] for file in files} == {b"%PDF-"}


def test_samples_of_a_design_that_is_not_there_are_refused(tmp_path):
    with pytest.raises(CommandError, match="No installed plugin provides the certificate design nowhere"):
        run("samples", "nowhere", "--into", str(tmp_path))
