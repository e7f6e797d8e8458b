"""The lock of an installation's plugins: which packages belong to it, with the hashes of their wheels.

``.ci/install_plugins.py`` installs exactly what the lock names. The packages of the site itself are locked elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from plugins.loader import GROUP

SITE = "samkurs"
HEADER = """\
# The plugins of this installation and what they need, each with the hashes of its wheels. Written by manage.py plugins lock,
# installed by .ci/install_plugins.py, and part of the backup.
"""


class LockError(Exception):
    """The installed plugins cannot be locked; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A package with its version and the sha256 of each of its wheels."""

    name: str
    version: str
    hashes: tuple[str, ...]

    def __str__(self) -> str:
        return " \\\n    ".join([f"{self.name}=={self.version}", *(f"--hash=sha256:{each}" for each in self.hashes)])


def write_lock(lock: Path, *, wheels: Path, base: Path) -> list[Locked]:
    """Lock every installed plugin and all it needs beyond what ``base`` pins, and return what was locked, by name.

    Raises LockError when a package has no wheel in the folder, or something a plugin needs is missing or of another version.
    """
    packages = _closure(_plugin_packages(), pinned=_pinned(base))
    locked = [_locked(packages[name], wheels) for name in sorted(packages)]
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text("\n".join([HEADER, *map(str, locked), ""]))
    return locked


def _plugin_packages() -> set[str]:
    points = metadata.entry_points(group=GROUP)
    return {str(canonicalize_name(point.dist.name)) for point in points if point.dist} - {SITE}


def _pinned(requirements: Path) -> set[str]:
    """The packages a requirements file pins."""
    text = requirements.read_text() if requirements.exists() else ""
    return {str(canonicalize_name(name)) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def _closure(names: Iterable[str], *, pinned: set[str]) -> dict[str, metadata.Distribution]:
    """The packages of these names and all that they need in turn, except the site and what is pinned."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [(Requirement(name), "") for name in names]
    while waiting:
        requirement, asked_by = waiting.pop()
        name = canonicalize_name(requirement.name)
        dist = _installed(requirement, asked_by)
        if name not in found and name not in pinned | {SITE}:
            found[name] = dist
            waiting += [(needed, dist.name) for needed in _needs(dist, requirement.extras)]
    return found


def _needs(dist: metadata.Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in dist.requires or []:
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            yield requirement


def _installed(requirement: Requirement, asked_by: str) -> metadata.Distribution:
    try:
        dist = metadata.distribution(requirement.name)
    except metadata.PackageNotFoundError:
        raise LockError(f"{asked_by} needs {requirement}, which is not installed. Install it, then lock again.") from None
    if not requirement.specifier.contains(dist.version, prereleases=True):
        raise LockError(
            f"{asked_by} needs {requirement}, but {dist.version} is installed. "
            "Use a version of the plugin that goes with this site, or install the version it needs where the site allows it."
        )
    return dist


def _locked(dist: metadata.Distribution, wheels: Path) -> Locked:
    name = canonicalize_name(dist.name)
    files = [file for file in sorted(wheels.glob("*.whl")) if _is_wheel_of(file, name, dist.version)]
    if not files:
        raise LockError(
            f"There is no wheel of {name} {dist.version} in {wheels}. Put there the one it was installed from: "
            f"download it with “pip download --no-deps --dest {wheels} {name}=={dist.version}”, "
            f"or build it from its source with “pip wheel --no-deps --wheel-dir {wheels} FOLDER”. "
            "Then install that very file and lock again."
        )
    return Locked(name=name, version=dist.version, hashes=tuple(sha256(file.read_bytes()).hexdigest() for file in files))


def _is_wheel_of(file: Path, name: str, version: str) -> bool:
    try:
        named, versioned, _build, _tags = parse_wheel_filename(file.name)
    except InvalidWheelFilename:
        return False
    return (named, versioned) == (name, Version(version))
