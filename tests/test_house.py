"""Rules of the house that no reader should have to check by hand."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MACHINE_PATH = re.compile(r"(?<![\w./<-])/(?:work|root|home/\w+|Users/\w+|tmp)/")


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def pages() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".md"]


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_dependency_is_locked():
    """Whoever adds one runs ``make lock``, or a fresh clone will miss it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    served = [*project["project"]["dependencies"], *extras["server"], *project["dependency-groups"]["build"]]
    assert _names(served) - _locked("requirements.txt") == set()
    assert _names([*served, *extras["dev"]]) - _locked("requirements-dev.txt") == set()


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in requirements}


def _locked(name: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / name).read_text(), re.MULTILINE))


def test_every_make_command_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for page in pages() for name in re.findall(r"`(?:\w+=\S+ )*make ([a-z]+)", page.read_text())}
    assert named <= targets
    assert {"run", "test"} <= named


def test_every_link_between_documents_leads_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages()
        for target in LINK.findall(page.read_text())
        if not target.startswith(("http://", "https://", "mailto:", "#")) and not (page.parent / target.split("#")[0]).exists()
    ]
    assert broken == []


def test_every_page_of_the_documents_is_reached_from_the_readme():
    reached, ahead = set[Path](), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page.suffix == ".md" and page.exists() and page not in reached:
            reached.add(page)
            ahead += [(page.parent / target.split("#")[0]).resolve() for target in LINK.findall(page.read_text())]
    assert sorted({path for path in pages() if ROOT / "docs" in path.parents} - reached) == []


def test_no_file_names_a_place_on_somebodys_machine():
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".toml", ".html", ".txt", ".sh", ""} and "static" not in path.parts
        for line in path.read_text().splitlines()
        if MACHINE_PATH.search(line) and path != Path(__file__)
    ]
    assert found == []
