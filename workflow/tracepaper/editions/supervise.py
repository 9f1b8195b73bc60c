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

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
OUT_OF_TIME = 124
STOPPED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(frozen=True)
class Ended:
    """How a program ended.

    Attributes:
        status: its exit status; 124 when the time was up.
    """

    status: int

    @property
    def timed_out(self) -> bool:
        """Whether it was ended because its time was up."""
        return self.status == OUT_OF_TIME


def run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str], limit: float, log: Path) -> Ended:
    """Run a program to its end, or to the end of its time; then nothing that it started is alive.

    Args:
        command: the program and its arguments.
        limit: seconds.
        log: the file to which its output is added.
    """
    watcher = [sys.executable, "-P", str(Path(__file__)), str(os.getpid()), str(limit), *command]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            watcher, cwd=cwd, env=dict(env), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
        with _passing_on(process):
            return Ended(_as_shells_say(process.wait()))


@contextlib.contextmanager
def _passing_on(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """A signal that asks us to stop stops the program first; then it does to us what it would have done."""
    received: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        received.append(number)
        process.terminate()

    before = {number: signal.signal(number, stop) for number in STOPPED}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _end(process)
    if received:
        signal.raise_signal(received[0])


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the watcher, which ends what is below it; where it was killed itself, its session is what we can reach."""
    if process.poll() is None:
        process.terminate()
        process.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _watch(parent: int, limit: float, command: Sequence[str]) -> int:
    """What the watcher does: start the program, wait, and leave nothing alive."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    for number in STOPPED:
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        return 128 + signal.SIGTERM
    process = subprocess.Popen(command)
    try:
        return _as_shells_say(process.wait(limit))
    except subprocess.TimeoutExpired:
        return OUT_OF_TIME
    finally:
        for number in STOPPED:
            signal.signal(number, signal.SIG_IGN)
        _end_all()


def _as_shells_say(status: int) -> int:
    return status if status >= 0 else 128 - status


def _end_all() -> None:
    """Kill what is below us until nothing is: the children of what we kill become ours."""
    import psutil

    while alive := psutil.Process().children(recursive=True):
        for child in alive:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        _reap()
        time.sleep(0.01)


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    sys.exit(_watch(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
