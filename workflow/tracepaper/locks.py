"""Kernel locks: who may write. The kernel frees a lock when its holder ends, however it ends: none is ever stale."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from tracepaper.errors import OutputError, TracepaperError

PAUSE = 0.2


class BusyError(TracepaperError):
    """Somebody else holds the lock."""

    exit_status = 75


def held(path: Path, *, what: str) -> IO[str]:
    """Take the lock at `path` for this process alone, and write into the file who has it.

    Args:
        what: what holds the lock, as the message to others calls it: "run".

    Returns:
        The open file, also as a context: closing it gives the lock back.

    Raises:
        BusyError: another process has it; who, and since when, as far as the file says.
        OutputError: the file cannot be written, or its disk has no locks.
    """
    with _worded(path):
        file = _opened(path)
        try:
            if not _try(file, fcntl.LOCK_EX):
                raise BusyError(_busy(path, what))
            if _is_at(file, path):
                _describe(file, what)
                return file
        except BaseException:
            file.close()
            raise
        file.close()
    return held(path, what=what)


def token(file: IO[str]) -> str:
    """What tells this holding of the lock from every other."""
    file.seek(0)
    return file.readline().split(":")[0]


def is_of(path: Path, token: str) -> bool:
    """Whether the lock at `path` is, or was last, held as the holding that `token` tells."""
    with _worded(path), path.open(encoding="utf-8") as file:
        return file.readline().split(":")[0] == token


@contextlib.contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold the lock at `path` together with all others that hold it so; waits while one process has it alone."""
    with _worded(path):
        file = _opened(path)
        fcntl.flock(file, fcntl.LOCK_SH)
    with file:
        yield


def wait_for_others(path: Path, *, message: str) -> None:
    """Wait until nobody holds the lock at `path`; where somebody does, say so once on standard error."""
    with _worded(path), _opened(path) as file:
        told = False
        while not _try(file, fcntl.LOCK_EX):
            if not told:
                print(message, file=sys.stderr, flush=True)
            told = True
            time.sleep(PAUSE)


def _opened(path: Path) -> IO[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a+", encoding="utf-8")


def _is_at(file: IO[str], path: Path) -> bool:
    """False when somebody removed the file since it was opened: the next to come would lock a new one."""
    return path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat())


def _try(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _busy(path: Path, what: str) -> str:
    who = path.read_text("utf-8").partition(": ")[2].strip() if path.exists() else ""
    return f"Another {what}{f' ({who})' if who else ''} is at work; nothing was changed. Try again when it has ended."


def _describe(file: IO[str], what: str) -> None:
    since = datetime.now().strftime("%Y-%m-%d %H:%M")
    file.truncate(0)
    file.write(f"{what} {secrets.token_hex(8)}: process {os.getpid()}, since {since}\n")
    file.flush()


@contextlib.contextmanager
def _worded(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None
