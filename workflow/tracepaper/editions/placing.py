"""Put the folder of an edition in its place: whole, on the disk, in one step; and clear away what was never placed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tracepaper.editions import register
from tracepaper.editions.register import DRAFTS, EDITIONS
from tracepaper.errors import OutputError
from tracepaper.papers import REPORTS


def place(files: Mapping[str, bytes], target: Path) -> None:
    """Write a folder that nobody sees until all of it is on the disk.

    Args:
        files: content of each file by its path in the folder.

    Raises:
        OutputError: the folder is there already, or cannot be written.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        for name, content in files.items():
            _write(beside / name, content)
        for folder in sorted({beside, *(path for path in beside.rglob("*") if path.is_dir())}):
            _sync(folder)
        beside.rename(target)
        _sync(target.parent)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise OutputError(f"{target} cannot be written: {error.strerror}. The last edition stays as it is.") from None


def sweep(root: Path, paper: str) -> list[str]:
    """Remove what a run that was broken off left beside the editions: folders that the register does not name."""
    kept = {entry.folder for entry in register.load(root, paper).entries}
    found = [path for part in (EDITIONS, DRAFTS) for path in sorted((root / REPORTS / paper / part).glob("*"))]
    unknown = [path for path in found if path.is_dir() and f"{path.parent.name}/{path.name}" not in kept]
    for path in unknown:
        shutil.rmtree(path)
    return [path.name for path in unknown]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
