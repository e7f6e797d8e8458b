"""Looks into a stranger's file in a process of its own, with little memory and time: a PDF can unpack to any size.

The process gets the file and public keys, no database and no network of its own making; what it finds comes back as JSON.
"""

import json
import logging
import os
import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import BoundedSemaphore
from typing import Any

from certificates.findings import Look

logger = logging.getLogger(__name__)

MEMORY = 1024**3
SECONDS = 20
NEEDED = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")
AT_ONCE = BoundedSemaphore(2)
"""So many in one process of the site; others wait, and give up with ``TooMuch``."""


class TooMuch(Exception):
    """The file could not be looked into within the limits, or too many were at once."""


def look(content: bytes, *, keys: Sequence[Mapping[str, Any]], trusted: Sequence[bytes]) -> Look:
    """What ``inspection.look`` says of the file. Raises TooMuch; then nothing is known of the file."""
    from certificates.inspection import look_at_credential  # slow import: pyHanko, which most processes do without

    question = {"keys": list(keys), "trusted": [b64encode(der).decode() for der in trusted]}
    if not AT_ONCE.acquire(timeout=SECONDS):
        raise TooMuch
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "certificates.confined"],
            input=json.dumps(question).encode() + b"\n" + content,
            env=_environment(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as exc:
        logger.warning("A file that was to be verified could not be looked into: %s", type(exc).__name__)
        raise TooMuch from exc
    finally:
        AT_ONCE.release()
    looked = Look.of(json.loads(answer.stdout))
    return replace(looked, credential=look_at_credential(looked.token, keys))  # once more, in the visitor's language


def _environment() -> dict[str, str]:
    """What Python and its libraries need to start; the site's own environment has secrets."""
    needed = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return needed | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def main() -> None:
    """The other side: reads the question and the file, writes the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from django.conf import settings

    settings.configure(USE_I18N=False)  # without apps and models it starts in a second
    from certificates.inspection import look as look_inside

    question, content = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    found = look_inside(content, keys=question["keys"], trusted=[b64decode(der) for der in question["trusted"]])
    json.dump(found.as_json(), sys.stdout)


if __name__ == "__main__":
    main()
