"""Programs that start together and end together."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

GRACE = 10.0
"""Seconds a program gets to finish what it is doing."""


@dataclass
class Programs:
    """Each program leads a process group of its own, so that its children end with it and Ctrl-C reaches only us."""

    env: Mapping[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *command: str) -> None:
        self.running[name] = subprocess.Popen(command, env=self.env, start_new_session=True)  # noqa: S603 (our own words)

    def ended(self) -> str | None:
        """The name of a program that is no longer running, if there is one."""
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def wait(self, until: Callable[[], bool] = lambda: False) -> str | None:
        """Waits until something is true (then None) or a program has ended (then its name)."""
        while not until():
            if name := self.ended():
                return name
            time.sleep(0.2)
        return None

    def stop(self) -> None:
        """Asks all programs to end, waits, and ends those that do not listen."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)


def is_free(port: int) -> bool:
    """Whether a server may take this port on the local machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False


def answers(port: int) -> bool:
    """Whether a server on the local machine takes connections at this port."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
