"""Run a program under a time limit, so that nothing of it is left behind, however it or we come to an end.

The program runs below a watcher in a session of its own. The watcher is told by the kernel when we die, and ends the
whole session; and it is told by us when the time is up. Whatever left the session becomes a child of the watcher, which
ends it too.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
OUT_OF_TIME = 124
# How the watcher says that the time was up: it dies of this signal, which is no exit status that a program can have.
TIME_IS_UP = signal.SIGALRM
# Seconds for what was killed to be gone.
PATIENCE = 30.0
STOPPED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(frozen=True)
class Ended:
    """How a program ended.

    Attributes:
        status: its exit status; 124 when the time was up.
        timed_out: whether it was ended because its time was up; a program may have 124 as a status of its own.
    """

    status: int
    timed_out: bool = False


def run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], limit: float, log: Path) -> Ended:
    """Run a program to its end, or to the end of its time; then nothing that it started is alive.

    What cannot be killed, since it waits for a disk that does not answer, is given half a minute and then left.

    Args:
        command: the program and its arguments.
        limit: seconds.
        log: the file to which its output is added.
    """
    watcher = [sys.executable, "-P", str(Path(__file__)), str(os.getpid()), str(limit), *command]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output, _stoppable() as watched:
        process = subprocess.Popen(
            watcher, cwd=cwd, env=dict(env), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
        try:
            watched.is_run_by(process.pid)
            _wait(process.pid)
        finally:
            _end(process.pid)
            watched.is_ended()
            process.wait()
    if process.returncode == -TIME_IS_UP:
        return Ended(OUT_OF_TIME, timed_out=True)
    return Ended(_as_shells_say(process.returncode))


class _Watched:
    """What the handler of signals knows: the watcher to stop, while there is one, and what came."""

    def __init__(self) -> None:
        self.received: list[int] = []
        self._watcher = 0

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Handle a signal."""
        self.received.append(number)
        self._pass_on()

    def is_run_by(self, watcher: int) -> None:
        """There is a watcher now; a signal that came before is passed on to it."""
        self._watcher = watcher
        if self.received:
            self._pass_on()

    def is_ended(self) -> None:
        """The watcher is about to be reaped: its id may become another's."""
        self._watcher = 0

    def _pass_on(self) -> None:
        # Not by Popen, which would reap a watcher that has ended before the rest of its group has.
        if self._watcher:
            os.kill(self._watcher, signal.SIGTERM)


@contextlib.contextmanager
def _stoppable() -> Iterator[_Watched]:
    """A signal that asks us to stop stops the program first; then it does to us what it would have done.

    One that we were told to ignore, as by nohup, stops nothing.
    """
    watched = _Watched()
    heeded = [number for number in STOPPED if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, watched.stop) for number in heeded}
    try:
        yield watched
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if watched.received:
        signal.raise_signal(watched.received[0])


def _wait(watcher: int) -> None:
    """Wait until the watcher has ended, and leave it unreaped: its id, and that of its group, are still its own."""
    os.waitid(os.P_PID, watcher, os.WEXITED | os.WNOWAIT)


def _end(watcher: int) -> None:
    """End the watcher, which ends what is below it; where it was killed itself, its session is what we can reach."""
    os.kill(watcher, signal.SIGTERM)
    _wait(watcher)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(watcher, signal.SIGKILL)


def _watch(parent: int, limit: float, command: Sequence[str]) -> int:
    """What the watcher does: start the program, wait, and leave nothing alive."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    for number in STOPPED:
        signal.signal(number, _leave)
    try:
        try:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            return _status(limit, command) if os.getppid() == parent else 128 + signal.SIGTERM
        finally:
            _ignore_signals()
    finally:
        # A signal leaves once at most: nothing can call us away from here.
        _end_all()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    _ignore_signals()
    sys.exit(128 + number)


def _ignore_signals() -> None:
    for number in STOPPED:
        signal.signal(number, signal.SIG_IGN)


def _status(limit: float, command: Sequence[str]) -> int:
    """The exit status of the program; TIME_IS_UP, negative, where it did not end in time."""
    try:
        return _as_shells_say(subprocess.Popen(command).wait(limit))
    except subprocess.TimeoutExpired:
        return -TIME_IS_UP


def _as_shells_say(status: int) -> int:
    return status if status >= 0 else 128 - status


def _end_all() -> None:
    """Kill what is below us until nothing is: the children of what we kill become ours.

    What does not die in half a minute is left; it waits for a device, and no signal reaches it.
    """
    import psutil

    until = time.monotonic() + PATIENCE
    while (alive := psutil.Process().children(recursive=True)) and time.monotonic() < until:
        for child in alive:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        _reap()
        time.sleep(0.01)


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _exit(status: int) -> NoReturn:
    """End with an exit status, or of the signal that a negative one names."""
    if status < 0:
        signal.signal(-status, signal.SIG_DFL)
        signal.raise_signal(-status)
    sys.exit(status)


if __name__ == "__main__":
    _exit(_watch(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
