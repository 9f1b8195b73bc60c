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


def heed_signals() -> None:
    """Whoever runs the tests may have been told to ignore them, as by nohup."""
    for number in supervise.STOPPED:
        signal.signal(number, signal.SIG_DFL)


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


@pytest.mark.parametrize(("command", "status"), [("exit 0", 0), ("exit 3", 3), ("kill -9 $$", 137), ("exit 124", 124)])
def test_the_exit_status_is_that_of_the_program(
    command: str, status: int, tmp_path: Path, marked: dict[str, str]
) -> None:
    ended = supervise.run(["bash", "-c", command], cwd=tmp_path, env=marked, limit=20, log=tmp_path / "log")
    assert (ended.status, ended.timed_out) == (status, False)


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
    us = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=marked, preexec_fn=heed_signals)
    assert begun(tmp_path / "log")
    us.send_signal(number)
    assert us.wait(20) == -number
    assert gone(marked)


def test_a_signal_that_we_were_told_to_ignore_stops_nothing(tmp_path: Path, marked: dict[str, str]) -> None:
    script = """
import os, signal
from pathlib import Path
from tracepaper.editions import supervise
signal.signal(signal.SIGHUP, signal.SIG_IGN)
command = ["bash", "-c", "echo begun; sleep 1; exit 3"]
ended = supervise.run(command, cwd=Path("."), env=os.environ, limit=20, log=Path("log"))
raise SystemExit(ended.status)
"""
    us = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=marked)
    assert begun(tmp_path / "log")
    us.send_signal(signal.SIGHUP)
    assert us.wait(20) == 3
    assert gone(marked)


def test_when_its_watcher_is_killed_its_program_is_ended(tmp_path: Path, marked: dict[str, str]) -> None:
    command = ["bash", "-c", "sleep 300 & kill -9 $PPID; wait"]
    ended = supervise.run(command, cwd=tmp_path, env=marked, limit=20, log=tmp_path / "log")
    assert ended.status == 137
    assert gone(marked)


# A watcher to which a signal comes at one moment: {when} says which.
WATCHER = """
import os, signal, subprocess, sys, time
from pathlib import Path
from tracepaper.editions import supervise
{when}
sys.exit(supervise._watch(os.getppid(), 200, {command!r}))
"""
WHILE_IT_STARTS = """
started = subprocess.Popen
def start(command):
    process = started(command)
    while "begun" not in Path("log").read_text():
        time.sleep(0.02)
    signal.raise_signal(signal.SIGTERM)
    return process
subprocess.Popen = start
"""
AS_IT_ENDS = """
handle, come = signal.signal, []
def late(number, handler):
    if handler is signal.SIG_IGN and not come:
        come.append(number)
        signal.raise_signal(signal.SIGTERM)
    return handle(number, handler)
signal.signal = late
"""
ONE_AFTER_ANOTHER = """
handle, come = signal.signal, []
def late(number, handler):
    if handler is signal.SIG_IGN and len(come) < 2:
        come.append(number)
        signal.raise_signal(signal.SIGTERM if len(come) == 1 else signal.SIGHUP)
    return handle(number, handler)
signal.signal = late
"""
LEAVES_ONE = ["bash", "-c", "setsid sleep 300 & echo begun"]


@pytest.mark.parametrize(
    ("when", "command"), [(WHILE_IT_STARTS, FAMILY), (AS_IT_ENDS, LEAVES_ONE), (ONE_AFTER_ANOTHER, LEAVES_ONE)]
)
def test_whenever_a_signal_comes_to_the_watcher_nothing_is_left(
    when: str, command: list[str], tmp_path: Path, marked: dict[str, str]
) -> None:
    script = WATCHER.format(when=when, command=command)
    with (tmp_path / "log").open("wb") as log:
        watcher = subprocess.Popen(
            [sys.executable, "-c", script], cwd=tmp_path, env=marked, stdout=log, stderr=log, start_new_session=True
        )
    assert watcher.wait(20) in (128 + signal.SIGTERM, 128 + signal.SIGHUP)
    assert begun(tmp_path / "log") and not alive(marked)


def test_a_signal_that_comes_while_we_start_the_watcher_stops_it(tmp_path: Path, marked: dict[str, str]) -> None:
    """Whoever handles Ctrl+C lives on, and the kernel tells the watcher nothing."""
    script = f"""
import os, signal, subprocess
from pathlib import Path
from tracepaper.editions import supervise
started = subprocess.Popen
def start(*command, **how):
    process = started(*command, **how)
    signal.raise_signal(signal.SIGINT)
    return process
subprocess.Popen = start
try:
    supervise.run({FAMILY!r}, cwd=Path("."), env=os.environ, limit=200, log=Path("log"))
except KeyboardInterrupt:
    Path("told").touch()
    os.environ.pop("SUPERVISED")
    os.execvpe("sleep", ["sleep", "5"], os.environ)
"""
    us = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=marked, preexec_fn=heed_signals)
    until = time.monotonic() + 20
    while not (tmp_path / "told").exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    assert gone(marked)
    assert us.poll() is None
    us.kill()
    us.wait()


def test_the_group_is_ended_while_its_id_cannot_be_anothers(
    tmp_path: Path, marked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[str] = []
    monkeypatch.setattr(supervise.os, "killpg", lambda group, number: states.append(psutil.Process(group).status()))
    supervise.run(["true"], cwd=tmp_path, env=marked, limit=20, log=tmp_path / "log")
    assert states == [psutil.STATUS_ZOMBIE]


def test_what_cannot_die_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that waits for its disk is killed and stays; psutil shows it each time."""

    class Waiting:
        killed = 0

        def kill(self) -> None:
            self.killed += 1

        def children(self, *, recursive: bool) -> list[Waiting]:
            assert time.monotonic() < until, "it goes on for ever"
            return [self]

    waiting, until = Waiting(), time.monotonic() + 5
    monkeypatch.setattr(psutil, "Process", lambda: waiting)
    monkeypatch.setattr(supervise, "_reap", lambda: None)
    monkeypatch.setattr(supervise, "PATIENCE", 0.2, raising=False)
    supervise._end_all()
    assert waiting.killed
