"""Put the folder of an edition in its place: whole, in one step; and clear away what was never placed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from tracepaper import records
from tracepaper.editions import register, runs
from tracepaper.editions.register import DRAFTS, EDITIONS
from tracepaper.errors import AlteredError, OutputError
from tracepaper.papers import EVIDENCE, REPORTS

# Names the folder that is being placed, until the register knows it.
INTENT = ".placing"
UNREGISTERED = "unregistered"


def place(files: Mapping[str, bytes], target: Path) -> None:
    """Write a folder that nobody sees until all of it is on the disk; call `settle` when the register knows it.

    Args:
        files: content of each file by its path in the folder.

    Raises:
        OutputError: the folder is there already, or cannot be written.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        for name, content in files.items():
            _write(beside / name, content)
        for folder in sorted({beside, *(path for path in beside.rglob("*") if path.is_dir())}):
            records.flush(folder)
        records.replace_text(target.with_name(INTENT), f"{target.name}\n")
        beside.rename(target)
        records.flush(target.parent)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise OutputError(f"{target} cannot be written: {error.strerror}. The last edition stays as it is.") from None


def settle(target: Path) -> None:
    """Say that the register knows a folder that was placed."""
    target.with_name(INTENT).unlink(missing_ok=True)


def sweep(root: Path, paper: str) -> list[str]:
    """Clear away what a run that was broken off left beside the editions.

    A folder that was being placed is removed. One that nobody can account for is put aside, in `unregistered/`.

    Returns:
        The names of the folders that were removed or put aside.

    Raises:
        AlteredError: there are editions and no register of them.
    """
    folder = root / REPORTS / paper
    for path in _half_written(root, folder):
        path.unlink(missing_ok=True)
    kept = {entry.folder for entry in register.load(root, paper).entries}
    found = [path for part in (EDITIONS, DRAFTS) for path in _unaccounted(folder, part, kept)]
    known = register.path(root, paper).exists()
    if not known and any(path.parent.name == EDITIONS and (path / EVIDENCE).exists() for path in found):
        raise AlteredError(f"{folder / register.FILE} is not there, but editions are: bring it back from a backup.")
    for path in found:
        target = folder / UNREGISTERED / f"{path.name}.{os.getpid()}"
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    return [path.name for path in found]


def _half_written(root: Path, folder: Path) -> list[Path]:
    """Files of ours whose writing was broken off; those of a build that may be at work are not touched."""
    places = (root / REPORTS, root / runs.RUNS, folder / EDITIONS, folder / DRAFTS)
    ours = ("index.html", "register.json", "status.json", "status.txt", INTENT)
    return [path for place in places for name in ours for path in place.glob(f".{name}.*{records.UNFINISHED}")]


def _unaccounted(folder: Path, part: str, kept: Collection[str]) -> list[Path]:
    """Folders that the register does not name, after those that a broken run left are gone."""
    intent = folder / part / INTENT
    meant = intent.read_text("utf-8").strip() if intent.is_file() else ""
    unknown = [
        path
        for path in sorted((folder / part).glob("*"))
        if path.is_dir() and not path.is_symlink() and f"{part}/{path.name}" not in kept
    ]
    begun = [path for path in unknown if path.name == meant or path.name.startswith(".")]
    for path in begun:
        shutil.rmtree(path)
    intent.unlink(missing_ok=True)
    return [path for path in unknown if path not in begun]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
