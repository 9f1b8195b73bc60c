"""Run folders: each refresh builds in a fresh copy of the project, taken and hashed before anything is read.

What changes in the project meanwhile changes nothing of the run, and nothing of an earlier run can reach it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tracepaper import records
from tracepaper.errors import Fault, OutputError, SettingsError, SourceError, TracepaperError
from tracepaper.evidence.crate import contents
from tracepaper.settings import paper as paper_settings
from tracepaper.sources.ingest import SOURCES

RUNS = Path("runs")
LOGS = RUNS / "log"
# Whoever changes an edition holds this lock, and is called so by those who wait.
LOCK, BUSY = RUNS / ".lock", "run"
# A build makes a few times what it reads, besides what the renderers take.
SPACE_TIMES, SPACE_MORE = 5, 200 * 2**20


@dataclass(frozen=True)
class Run:
    """One paper of a refresh at work.

    Attributes:
        folder: the copy of the project in which it builds.
        inputs: path in the project of every file that was copied to its SHA-256.
    """

    folder: Path
    inputs: Mapping[str, str]


def new_id() -> str:
    """When a refresh began, and its process: "20261122T030000Z-4711"."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"


def digest(inputs: Mapping[str, str]) -> str:
    """One digest for all inputs of a paper."""
    return hashlib.sha256("".join(f"{path}\0{inputs[path]}\n" for path in sorted(inputs)).encode()).hexdigest()


def start(root: Path, run: str, paper: str, *, without: Collection[Path]) -> Run:
    """Copy what a paper is built from into a fresh run folder.

    Args:
        without: files in data/raw that the run is to know nothing of: those of months after its period.

    Raises:
        SourceError, SettingsError: a file is missing, cannot be read, is none, or changed while it was copied.
        OutputError: there is not enough room.
    """
    chosen = [path for part in _parts(root, paper) for path in _walked(root, root / part) if path not in without]
    _refuse_little_room(root, chosen)
    folder = root / RUNS / run / paper
    inputs = {path.relative_to(root).as_posix(): _copied(root, path, folder) for path in chosen}
    for path, was in inputs.items():
        if records.digest(root / path) != was:
            remedy = "Run it again when nobody copies to it or saves it."
            raise _fault(root, root / path, "a file that changed while it was copied", remedy)
    return Run(folder, inputs)


def sweep(root: Path) -> list[str]:
    """Remove the folders of runs that are over, however they ended; return their ids."""
    over = [path for path in sorted((root / RUNS).glob("*")) if path.is_dir() and path != root / LOGS]
    for path in over:
        shutil.rmtree(path, ignore_errors=True)
    return [path.name for path in over]


def _parts(root: Path, paper: str) -> list[Path]:
    settings = paper_settings.load(root, paper)
    return [*contents.SHARED, *contents.own(settings), *(SOURCES / source for source in settings.sources)]


def _walked(root: Path, path: Path) -> Iterator[Path]:
    """Every file below a path: what is no file, or stands behind a link, is refused before it is opened."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        raise _fault(root, path, "nothing", "Put it back.") from None
    if not _is_text(path.name):
        raise _fault(root, path.parent, f"the name {path.name!r}, which is no text", "Rename the file.")
    if stat.S_ISDIR(mode):
        for child in sorted(path.iterdir()):
            if not child.name.endswith(contents.MADE) and not child.name.startswith(contents.PRIVATE):
                yield from _walked(root, child)
    elif stat.S_ISREG(mode):
        yield path
    else:
        raise _fault(root, path, "no regular file (a link, a pipe or a device)", "Put the file itself there.")


def _is_text(name: str) -> bool:
    try:
        name.encode()
        return True
    except UnicodeEncodeError:
        return False


def _copied(root: Path, path: Path, folder: Path) -> str:
    """Copy one file, and give the digest of the very bytes that were written."""
    target = folder / path.relative_to(root)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _fault(
            root, path, f"a file that cannot be read ({error.strerror})", "Give us the right to read."
        ) from None
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _fault(root: Path, path: Path, found: str, remedy: str) -> TracepaperError:
    place = path.relative_to(root)
    kind = SourceError if place.is_relative_to(SOURCES) else SettingsError
    return kind("The refresh cannot copy what it is to build from.", [Fault(str(place), found, "a file", remedy)])


def _refuse_little_room(root: Path, chosen: Sequence[Path]) -> None:
    wanted = SPACE_TIMES * sum(path.stat().st_size for path in chosen) + SPACE_MORE
    free = shutil.disk_usage(root).free
    if free < wanted:
        found, expected = f"{free // 2**20} MB free", f"at least {wanted // 2**20} MB"
        fault = Fault("the disk", found, expected, "Make room, for instance with tracepaper expire --remove.")
        raise OutputError("There is not enough room to build in; nothing was changed.", [fault])
