"""A build that is killed at any moment leaves nothing half done in sight, and the next one ends as if nothing had been.

Rounds are told by TRACEPAPER_KILLS, 25 without it; `make soak` asks for 200. Each takes a moment and a way to be
killed from its own number, so that a round that failed can be repeated alone.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crash.conftest import Change, Files, delivered
from project import Project
from tracepaper.papers.deliver import NOTICE

ROUNDS = int(os.environ.get("TRACEPAPER_KILLS", "25"))
BUILDS = (ROUNDS + 1) // 2
LONGEST = 120


class Build:
    """A plain `snakemake`, in a session of its own as in a terminal of its own."""

    def __init__(self, project: Project) -> None:
        command = [sys.executable, "-m", "snakemake"]
        self._process = subprocess.Popen(
            command,
            cwd=project.root,
            env=project.environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def scheduler(self, kind: signal.Signals) -> None:
        """Signal the scheduler alone: its jobs go on."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, kind)

    def group(self, kind: signal.Signals) -> None:
        """Signal the scheduler and everything that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, kind)

    def job(self, kind: signal.Signals) -> None:
        """Signal the youngest process below the scheduler."""
        for pid in sorted(self._below(), reverse=True)[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, kind)

    def _below(self) -> Iterator[int]:
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and int(entry.name) != self._process.pid:
                with contextlib.suppress(ProcessLookupError):
                    if os.getpgid(int(entry.name)) == self._process.pid:
                        yield int(entry.name)

    def wait(self) -> None:
        """Wait for the scheduler; jobs that it left may go on."""
        self._process.wait(LONGEST)

    def wait_for_all(self) -> None:
        """Wait for the scheduler and whatever it left."""
        self.wait()
        until = time.monotonic() + LONGEST
        while list(self._below()):
            assert time.monotonic() < until, "a job goes on for ever"
            time.sleep(0.05)


WAYS: dict[str, Callable[[Build], None]] = {
    "kill the scheduler": lambda build: build.scheduler(signal.SIGKILL),
    "kill everything": lambda build: build.group(signal.SIGKILL),
    "terminate the scheduler": lambda build: build.scheduler(signal.SIGTERM),
    "terminate everything": lambda build: build.group(signal.SIGTERM),
    "hang up": lambda build: build.group(signal.SIGHUP),
    "kill a job": lambda build: build.job(signal.SIGKILL),
}


@pytest.mark.parametrize("number", range(BUILDS))
def test_a_build_that_is_killed_at_any_moment(number: int, change: Change, tmp_path: Path) -> None:
    chance = random.Random(f"build {number}")
    way = list(WAYS)[number % len(WAYS)]
    moment = chance.uniform(0, change.seconds)
    project = change.copied(tmp_path / "project")
    build = Build(project)
    time.sleep(moment)
    WAYS[way](build)
    # Every other time the next build begins while jobs of the killed one are still at work.
    build.wait() if chance.random() < 0.5 else build.wait_for_all()
    seen = _seen(project, change)
    recovered = project.snakemake()
    told = f"{way} after {moment:.2f} of {change.seconds:.2f} s; {seen} was seen\n{recovered.stdout}{recovered.stderr}"
    assert recovered.returncode == 0, told
    assert "Traceback" not in recovered.stdout + recovered.stderr, told
    assert delivered(project) == change.new, told
    assert _unfinished(project) == [], told
    shutil.rmtree(project.root)


def _seen(project: Project, change: Change) -> str:
    """What a reader finds: the old files or the new ones, or both with a notice that says so.

    A job may be at work meanwhile: what stood there before and after the look must not explain it.
    """
    while True:
        marked, found = _marked(project), delivered(project)
        if (marked, found) == (_marked(project), delivered(project)):
            break
    found.pop(f"north/{NOTICE}", None)
    assert {name for name, content in found.items() if content not in (change.old[name], change.new[name])} == set()
    state = _state(found, change)
    assert marked or state != "a mixture"
    return f"{state}, {'marked' if marked else 'unmarked'}"


def _state(found: Files, change: Change) -> str:
    return "the old set" if found == change.old else "the new set" if found == change.new else "a mixture"


def _marked(project: Project) -> bool:
    return (project.root / "reports" / "north" / NOTICE).exists()


def _unfinished(project: Project) -> list[Path]:
    return [path for part in ("data", "reports") for path in (project.root / part).rglob("*.part")]
