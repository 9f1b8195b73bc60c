"""A program that is run under a time limit leaves nothing alive, however it or whoever started it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tracepaper.editions import supervise

# A program with a child, and one that has left the session; each is known by the mark in its environment.
FAMILY = ["bash", "-c", "sleep 300 & setsid sleep 300 & echo begun; wait"]


@pytest.fixture
def marked() -> Iterator[dict[str, str]]:
    """An environment that marks all that is started with it; what is alive at the end is ended."""
    environment = {**os.environ, "SUPERVISED": f"test-{os.getpid()}-{time.monotonic_ns()}"}
    yield environment
    for process in alive(environment):
        process.kill()


def alive(environment: dict[str, str]) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("SUPERVISED") == environment["SUPERVISED"]:
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return found


def begun(log: Path) -> bool:
    until = time.monotonic() + 20
    while not (log.exists() and "begun" in log.read_text()):
        assert time.monotonic() < until, "the program did not begin"
        time.sleep(0.02)
    return True


def gone(environment: dict[str, str]) -> bool:
    until = time.monotonic() + 20
    while alive(environment):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize(("command", "status"), [("exit 0", 0), ("exit 3", 3), ("kill -9 $$", 137)])
def test_the_exit_status_is_that_of_the_program(
    command: str, status: int, tmp_path: Path, marked: dict[str, str]
) -> None:
    ended = supervise.run(["bash", "-c", command], cwd=tmp_path, env=marked, limit=20, log=tmp_path / "log")
    assert ended.status == status and not ended.timed_out


def test_what_it_prints_is_added_to_the_log(tmp_path: Path, marked: dict[str, str]) -> None:
    for word in ("one", "two"):
        supervise.run(
            ["bash", "-c", f"echo {word}; echo {word} >&2"], cwd=tmp_path, env=marked, limit=20, log=tmp_path / "log"
        )
    assert (tmp_path / "log").read_text() == "one\none\ntwo\ntwo\n"


def test_when_the_time_is_up_nothing_is_left(tmp_path: Path, marked: dict[str, str]) -> None:
    ended = supervise.run(FAMILY, cwd=tmp_path, env=marked, limit=1, log=tmp_path / "log")
    assert ended.status == 124 and ended.timed_out
    assert begun(tmp_path / "log") and not alive(marked)


def test_a_child_that_outlives_its_program_is_ended_with_it(tmp_path: Path, marked: dict[str, str]) -> None:
    command = ["bash", "-c", "setsid sleep 300 & exit 0"]
    assert supervise.run(command, cwd=tmp_path, env=marked, limit=20, log=tmp_path / "log").status == 0
    assert not alive(marked)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_when_we_die_nothing_is_left(number: signal.Signals, tmp_path: Path, marked: dict[str, str]) -> None:
    script = f"""
from pathlib import Path
from tracepaper.editions import supervise
import os
supervise.run({FAMILY!r}, cwd=Path("."), env=os.environ, limit=200, log=Path("log"))
"""
    us = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=marked)
    assert begun(tmp_path / "log")
    us.send_signal(number)
    assert us.wait(20) == -number
    assert gone(marked)


def test_when_its_watcher_is_killed_its_program_is_ended(tmp_path: Path, marked: dict[str, str]) -> None:
    command = ["bash", "-c", "sleep 300 & kill -9 $PPID; wait"]
    ended = supervise.run(command, cwd=tmp_path, env=marked, limit=20, log=tmp_path / "log")
    assert ended.status == 137
    assert gone(marked)
