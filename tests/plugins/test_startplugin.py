"""``manage.py startplugin``: what it makes installs with pip and passes its own tests at once, whatever its parts."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plugins.scaffolding import PARTS
from tests.plugins.own_tests import run_own_tests
from tests.plugins.packages import pip

ROOT = Path(__file__).parents[2]


def start(*arguments):
    said = io.StringIO()
    call_command("startplugin", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A plugin of each single part, and one of all, each named after what it has; the folder that they are in."""
    folder = tmp_path_factory.mktemp("made")
    for part in PARTS:
        start(f"only_{part.replace('-', '_')}", "--with", part, "--target", str(folder), "--label", "Chamber of Acme")
    start("whole", "--with", "all", "--target", str(folder))
    return folder


@pytest.mark.django_db
def test_every_choice_of_parts_installs_and_passes_its_own_tests(made, tmp_path):
    projects = sorted(made.iterdir())
    assert len(projects) == len(PARTS) + 1
    pip("install", "--target", tmp_path / "packages", *projects)
    done = run_own_tests(projects, packages=tmp_path / "packages", folder=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:]
    assert " passed" in done.stdout


def test_its_code_needs_no_tidying(made):
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run([sys.executable, "-m", "ruff", *command, made], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_it_says_what_to_do_next(tmp_path):
    said = start("acme", "--target", str(tmp_path))
    assert f"pip install -e {tmp_path}/samkurs-acme" in said
    assert "plugins enable acme --region" in said
    assert "a module type" in (tmp_path / "samkurs-acme" / "README.md").read_text()
    assert "*.egg-info/" in (tmp_path / "samkurs-acme" / ".gitignore").read_text()


def test_it_brings_no_part_that_was_not_asked_for(tmp_path):
    start("acme", "--with", "rule, question", "--target", str(tmp_path))
    code = {path.name for path in (tmp_path / "samkurs-acme" / "acme").glob("*.py")}
    assert code == {"__init__.py", "hooks.py", "rules.py", "questions.py"}


def test_name_label_and_author_are_taken_everywhere(tmp_path):
    start("nord_kammer", "--label", "Nordkammer", "--author", "Kim Beispiel", "--with", "all", "--target", str(tmp_path))
    folder = tmp_path / "samkurs-nord-kammer"
    texts = {path: path.read_text() for path in folder.rglob("*") if path.is_file() and path.suffix != ".mo"}
    assert [
        path for path, text in texts.items() if "acme" in text.lower() or "acme" in path.name.lower() or "__I" in text
    ] == []
    assert 'author="Kim Beispiel"' in texts[folder / "nord_kammer" / "__init__.py"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Acme"], "is no name for a plugin"),
        (["2acme"], "is no name for a plugin"),
        (["a" * 41], "is no name for a plugin"),
        (["forum"], "is reserved"),
        (["core"], "is reserved"),
        (["class"], "is reserved"),
        (["de"], "installed already, by the package samkurs"),
        (["django"], "There is a Python package django already"),
        (["acme", "--with", "pages,engine"], "There is no part engine. There are: module-type"),
        (["acme", "--with", ","], "Choose at least one part"),
        (["acme", "--label", 'The "best"'], "without quotation marks"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words_and_nothing_is_written(tmp_path, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        start(*arguments, "--target", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "samkurs-acme").mkdir()
    with pytest.raises(CommandError, match="is there already"):
        start("acme", "--target", str(tmp_path))
    assert list((tmp_path / "samkurs-acme").iterdir()) == []


def test_a_target_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CommandError, match="Nothing can be written into"):
        start("acme", "--target", str(tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "mine"
