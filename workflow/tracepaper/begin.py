"""How a build and a verb begin: alone in the project, on a disk that takes what they write, and on clean ground.

A build is one `snakemake`. It holds the lock RUN to its end, and tells its jobs so in the environment. A killed
scheduler leaves jobs that go on: each job holds the lock WORK together with the others, and the next build waits for
them. A job that starts late finds that its build is over, and leaves. See docs/adr/0013-crashes.md.
"""

from __future__ import annotations

import _thread
import atexit
import contextlib
import marshal
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from tracepaper import ROOM, locks, records
from tracepaper.errors import OutputError, TracepaperError

RUN = Path("data", "processed", ".run.lock")
WORK = Path("data", "processed", ".work.lock")
TOKEN = "TRACEPAPER_RUN"
NOTES = Path(".snakemake")
MODULE_HEADER = 16
STALE_NOTES = ("locks", "incomplete")
WAITING = "Waiting for a job that an earlier run left when it was stopped ..."


def build(root: Path) -> IO[str]:
    """Begin a build, before Snakemake plans; what forbids it ends the process, in words and with its exit status.

    Returns:
        The lock of the build: keep it, since the build is alone only as long as this is open.
    """
    try:
        records.refuse_foreign(root, Path(__file__))
        return _begun(root)
    except TracepaperError as error:
        print(error, file=sys.stderr, flush=True)
        raise SystemExit(error.exit_status) from None


def _begun(root: Path) -> IO[str]:
    lock = _alone(root)
    _refuse_unwritable(root)
    _refuse_full(root)
    try:
        records.sweep(root)
        _forget(root)
    except OSError as error:
        raise OutputError(f"{error.filename} cannot be removed: {error.strerror}.") from None
    os.environ[TOKEN] = locks.token(lock)
    # What a full disk makes Snakemake and its jobs say is no help, and at the end it is the last thing read.
    atexit.register(_tell, root)
    return lock


def heed_termination() -> None:
    """Let a build end when it is told to (SIGTERM), whatever it is at; to be called once Snakemake's scheduler stands.

    Snakemake's own handler waits for a lock. Where the signal interrupts the thread that has it, as it does while jobs
    are being chosen, both would wait for ever, and later builds would find this one at work.
    """
    handler = signal.getsignal(signal.SIGTERM)
    if callable(handler):
        # threading.Thread would take locks of its own here.
        signal.signal(signal.SIGTERM, lambda *told: _thread.start_new_thread(handler, told))


@contextlib.contextmanager
def stage(root: Path) -> Iterator[None]:
    """Let a verb write: as a job of the build that started it, or, started by hand, as a build of its own.

    Raises:
        BusyError: another build is at work, or the one that started this verb is over.
        OutputError: data/processed cannot be written.
    """
    if TOKEN not in os.environ:
        with _alone(root):
            yield
        return
    with locks.shared(root / WORK):
        if not locks.is_of(root / RUN, os.environ[TOKEN]):
            raise locks.BusyError("The run that started this is over, and another may be at work; nothing was changed.")
        yield


def space_left(root: Path) -> str:
    """A sentence when the disk of the project is all but full; empty while it is not."""
    free = shutil.disk_usage(root).free
    if free >= ROOM:
        return ""
    least = f"a build wants {ROOM / 1e6:,.0f} MB at least"
    return f"The disk of {root} has {free / 1e6:,.1f} MB left; {least}. Make room there, then run it again."


def _tell(root: Path) -> None:
    if said := space_left(root):
        print(said, file=sys.stderr, flush=True)


def _alone(root: Path) -> IO[str]:
    lock = locks.held(root / RUN, what="run")
    locks.wait_for_others(root / WORK, message=WAITING)
    return lock


def _refuse_full(root: Path) -> None:
    if said := space_left(root):
        raise OutputError(f"{said} Nothing was changed.")


def _refuse_unwritable(root: Path) -> None:
    """Snakemake would meet these folders with a page of its own inner workings."""
    for folder in _written(root):
        if not os.access(folder, os.W_OK | os.X_OK):
            remedy = "Ask its owner, or whoever looks after this machine, for the right to write there."
            raise OutputError(f"{folder} cannot be written. {remedy} Nothing was changed.")


def _written(root: Path) -> Iterable[Path]:
    """Folders in which a build writes, as far as they are there."""
    processed = root / "data" / "processed"
    notes = root / NOTES if (root / NOTES).is_dir() else root
    yield notes
    yield from sorted(path for path in [*(root / NOTES).glob("*"), *processed.rglob("*")] if path.is_dir())


def _forget(root: Path) -> None:
    """Remove what killed builds left: unfinished files, and notes for which Snakemake would ask for a flag."""
    stale = [path for part in STALE_NOTES for path in sorted((root / NOTES / part).glob("*"))]
    for path in [*records.unfinished(root), *stale, *_cut_modules(root)]:
        records.remove(path)


def _cut_modules(root: Path) -> Iterator[Path]:
    """Compiled modules that a full disk cut short: Python would fail on them, run after run."""
    for path in sorted((root / "workflow").glob("**/__pycache__/*.pyc")):
        try:
            marshal.loads(path.read_bytes()[MODULE_HEADER:])
        except (EOFError, ValueError, TypeError):
            yield path
