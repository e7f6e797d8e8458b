"""Writes small plugin packages as pip would have installed them, so that the site finds them as it finds any other."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

INFO = "from plugins.api import PluginInfo\nplugin = PluginInfo(name={name!r}, label='Test', {extra})\n"
VERSION = "1.2"


def info(name: str, **fields: object) -> str:
    """The text of a package's ``__init__`` with a PluginInfo of these fields."""
    return INFO.format(name=name, extra=", ".join(f"{key}={value!r}" for key, value in fields.items()))


def write_installed(folder: Path, name: str, files: Mapping[str, str], *, package: str = "", dist: str = "") -> None:
    """A package with its metadata, found by ``importlib.metadata`` once the folder is on the path."""
    package = package or name
    write_files(folder / package, files)
    write_metadata(folder, name, f"{package}:plugin", dist=dist or f"samkurs-{name}")


def write_metadata(folder: Path, name: str, target: str, *, dist: str) -> None:
    """The metadata of an installed package, whose entry point of that name leads to the target, as ``acme:plugin``."""
    metadata = folder / f"{dist.replace('-', '_')}-{VERSION}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: {VERSION}\n")
    (metadata / "entry_points.txt").write_text(f"[samkurs.plugins]\n{name} = {target}\n")


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Text files by their path in the folder, each without the indentation that its lines have in common."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text))
