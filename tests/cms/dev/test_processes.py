import os
import socket
import sys
import time

import pytest

from cms.dev.processes import Programs, answers, is_free

SLEEP = "import time; time.sleep(60)"
PARENT = f"""
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {SLEEP!r}])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(60)
"""
STUBBORN = (
    "import pathlib, signal, sys, time; signal.signal(15, signal.SIG_IGN); pathlib.Path(sys.argv[1]).touch(); time.sleep(60)"
)


@pytest.fixture
def programs():
    started = Programs(env=os.environ)
    yield started
    started.stop()


def runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_the_end_of_one_program_is_noticed_by_name(programs):
    programs.start("worker", sys.executable, "-c", SLEEP)
    programs.start("site", sys.executable, "-c", "")
    assert programs.wait() == "site"


def test_waiting_ends_when_the_awaited_is_true(programs):
    programs.start("worker", sys.executable, "-c", SLEEP)
    assert programs.wait(until=lambda: True) is None


def test_stopping_ends_the_children_of_a_program_too(programs, tmp_path):
    note = tmp_path / "pid"
    programs.start("parent", sys.executable, "-c", PARENT, str(note))
    assert programs.wait(until=lambda: note.exists() and note.read_text() != "") is None
    child = int(note.read_text())
    assert runs(child)
    programs.stop()
    deadline = time.monotonic() + 10  # a process that was ended takes a moment to be gone
    while runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not runs(child)


def test_a_program_that_does_not_listen_is_ended_after_the_grace_period(programs, monkeypatch, tmp_path):
    monkeypatch.setattr("cms.dev.processes.GRACE", 0.3)
    programs.start("stubborn", sys.executable, "-c", STUBBORN, str(tmp_path / "ready"))
    programs.wait(until=(tmp_path / "ready").exists)
    programs.stop()
    assert programs.running["stubborn"].wait(5) == -9


def test_a_port_in_use_is_not_free_and_answers():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not is_free(port)
        assert answers(port)
    assert is_free(port)
    assert not answers(port)
