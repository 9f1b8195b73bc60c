"""Disks that are small, full or read only; and a process that is bound by file permissions even where root runs it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import programs

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


@contextlib.contextmanager
def small(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A disk of its own at `folder`, gone afterwards."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The same folder, on a disk that takes no writing."""
    _mount("--bind", str(folder), str(folder))
    try:
        _mount("-o", "remount,ro,bind", str(folder))
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def filled(folder: Path, *, left: int) -> Iterator[None]:
    """The disk at `folder` with no more than `left` bytes free."""
    fill = folder / "fill"
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    # Whoever writes there at the same time takes some of it: full is full.
    with contextlib.suppress(OSError):
        fill.write_bytes(bytes(max(0, free - left)))
    try:
        yield
    finally:
        fill.unlink()


def without_privileges() -> Callable[[], None] | None:
    """For a child process of root: file permissions bind it as they bind anybody. None where nobody is root."""
    return _drop if os.geteuid() == 0 else None


def _drop() -> None:
    kernel = ctypes.CDLL(None, use_errno=True)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if kernel.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "the privileges of root cannot be given up")


def _mount(*arguments: str) -> None:
    done = subprocess.run([programs.need("mount"), *arguments], capture_output=True)
    if done.returncode != 0:
        programs.missing("mount")
