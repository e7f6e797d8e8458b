"""Writes small plugin packages for ``pip`` to install; those as ``pip`` leaves them are written by the kit for authors."""

import subprocess
import sys
from pathlib import Path

from plugins.testing.packages import info, write_files, write_installed

__all__ = ["info", "pip", "write_installed", "write_source"]


def write_source(folder: Path, name: str, files: dict[str, str], *, plugin: str = "", version: str = "1.2") -> None:
    """A source tree of the package ``samkurs-NAME`` that pip builds and installs with a build backend of its own.

    Nothing is downloaded. The entry point is called ``plugin`` where that is another name than the package's.
    """
    write_files(folder / name, files)
    (folder / "backend.py").write_text(BACKEND.format(name=name, plugin=plugin or name, version=version))
    (folder / "pyproject.toml").write_text('[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n')


def pip(*arguments: object) -> None:
    """Runs pip, which may use nothing but what it is given."""
    command = [sys.executable, "-m", "pip", arguments[0], "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*command, *map(str, arguments[1:])], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


BACKEND = """
from pathlib import Path
from zipfile import ZipFile

INFO = "samkurs_{name}-{version}.dist-info"
METADATA = {{
    "METADATA": "Metadata-Version: 2.1\\nName: samkurs-{name}\\nVersion: {version}\\n",
    "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "entry_points.txt": "[samkurs.plugins]\\n{plugin} = {name}:plugin\\n",
    "RECORD": "",
}}

def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    (Path(metadata_directory) / INFO).mkdir()
    for name, text in METADATA.items():
        (Path(metadata_directory) / INFO / name).write_text(text)
    return INFO

def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    wheel = "samkurs_{name}-{version}-py3-none-any.whl"
    with ZipFile(Path(wheel_directory) / wheel, "w") as archive:
        for file in Path("{name}").rglob("*.py"):
            archive.write(file)
        for name, text in METADATA.items():
            archive.writestr(f"{{INFO}}/{{name}}", text)
    return wheel
"""
