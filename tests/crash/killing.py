"""Something that is at work in a session of its own, and the ways in which it can be killed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from project import Project

ROUNDS = int(os.environ.get("TRACEPAPER_KILLS", "25"))
LONGEST = 300


def killed(project: Project, command: list[str], *, number: int, seconds: float) -> str:
    """Start a command, and kill it at a moment and in a way that a number tells.

    Args:
        command: a module and its arguments.
        seconds: how long it takes undisturbed.

    Returns:
        What was done, in words. Every other time whatever it left may still be at work.
    """
    chance = random.Random(f"{command} {number}")
    way = list(WAYS)[number % len(WAYS)]
    moment = chance.uniform(0, seconds)
    work = Work(project, command)
    time.sleep(moment)
    WAYS[way](work)
    work.wait() if chance.random() < 0.5 else work.wait_for_all()
    return f"{way} after {moment:.2f} of {seconds:.2f} s"


class Work:
    """A command in a session of its own, as in a terminal of its own."""

    def __init__(self, project: Project, command: list[str]) -> None:
        self._root = project.root.resolve()
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command],
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
        # A refresh builds in a session of its own.
        for pid in self._below():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, kind)

    def job(self, kind: signal.Signals) -> None:
        """Signal the youngest process below the scheduler."""
        for pid in sorted(self._below(), reverse=True)[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, kind)

    def _below(self) -> Iterator[int]:
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and int(entry.name) != self._process.pid:
                with contextlib.suppress(OSError):
                    if (entry / "cwd").readlink().is_relative_to(self._root):
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


WAYS: dict[str, Callable[[Work], None]] = {
    "kill the scheduler": lambda work: work.scheduler(signal.SIGKILL),
    "kill everything": lambda work: work.group(signal.SIGKILL),
    "terminate the scheduler": lambda work: work.scheduler(signal.SIGTERM),
    "terminate everything": lambda work: work.group(signal.SIGTERM),
    "hang up": lambda work: work.group(signal.SIGHUP),
    "kill a job": lambda work: work.job(signal.SIGKILL),
}
