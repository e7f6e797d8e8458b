"""Installs the plugins that this installation has locked, and nothing else: ``.venv/bin/python .ci/install_plugins.py``.

The lock is ``var/plugins.lock``, the wheels are in ``var/wheels``; ``SAMKURS_VAR`` names another folder than ``var``. Wheels
that are not there come from the package index in ``PLUGINS_INDEX``, if it is set. What an earlier lock had installed and this
one does not name is uninstalled. Nothing is changed before every wheel was compared with its hash. Needs only Python and pip.
"""

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

VAR = Path(os.environ.get("SAMKURS_VAR", Path(__file__).resolve().parents[1] / "var"))
LOCK, WHEELS, INDEX = VAR / "plugins.lock", VAR / "wheels", os.environ.get("PLUGINS_INDEX", "")
INSTALLED = Path(sys.prefix) / "plugins.lock"
UNCHANGED = "No plugin was installed, changed or removed; what was installed before still runs."

Locked = dict[tuple[str, str], set[str]]
"""The hashes of each package, by its name and version."""


def main() -> int:
    wanted, before = read(LOCK), read(INSTALLED)
    if problems := wrong(wanted):
        return say(*problems, UNCHANGED)
    if wanted and pip(
        "install", "--require-hashes", "--no-deps", "--only-binary=:all:", *sources(), "--requirement", str(LOCK)
    ):
        return say(f"The plugins in {LOCK} could not be installed; the reason is above.", UNCHANGED)
    if gone := sorted({name for name, _ in before} - {name for name, _ in wanted}):
        pip("uninstall", "--yes", *gone)
    INSTALLED.write_text(LOCK.read_text() if LOCK.exists() else "")
    return 0


def read(lock: Path) -> Locked:
    text = lock.read_text() if lock.exists() else ""
    lines = re.findall(r"^([\w.-]+)==([^\s\\]+)((?:[\s\\]+--hash=sha256:[0-9a-f]{64})+)$", text, re.MULTILINE)
    return {(name, version): set(re.findall(r"[0-9a-f]{64}", hashes)) for name, version, hashes in lines}


def wrong(wanted: Locked) -> list[str]:
    """A sentence for each wheel that is missing or altered, or for a lock that somebody changed by hand."""
    if LOCK.exists() and len(wanted) != LOCK.read_text().count("=="):
        return [f"{LOCK} is not as “manage.py plugins lock” writes it. Take it from the backup, or write it anew."]
    return [sentence for package, hashes in wanted.items() if (sentence := judged(*package, hashes))]


def judged(name: str, version: str, hashes: set[str]) -> str:
    wheels = [wheel for wheel in WHEELS.glob("*.whl") if normal(*wheel.name.split("-")[:2]) == normal(name, version)]
    if not wheels and not INDEX:
        return f"{name} {version} is locked, but its wheel is not in {WHEELS}. Put it back, from the backup for instance."
    if altered := [wheel.name for wheel in wheels if sha256(wheel.read_bytes()).hexdigest() not in hashes]:
        return (
            f"{', '.join(altered)} is not the file that was locked. If nobody here replaced it, find out who did. "
            "To admit a new file, review it, install it and write the lock anew with “manage.py plugins lock”."
        )
    return ""


def normal(name: str, version: str) -> tuple[str, str]:
    return re.sub(r"[-_.]+", "-", name).lower(), version.lower().replace("_", "-")


def say(*sentences: str) -> int:
    """The exit code of a refusal, after its sentences."""
    sys.stderr.write("\n".join([*sentences, ""]))
    return 1


def sources() -> list[str]:
    return ["--find-links", str(WHEELS), *(["--index-url", INDEX] if INDEX else ["--no-index"])]


def pip(*arguments: str) -> int:
    command = [sys.executable, "-m", "pip", arguments[0], "--quiet", "--quiet", "--disable-pip-version-check", *arguments[1:]]
    return subprocess.call(command)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
