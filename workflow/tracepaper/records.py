"""Build records: what a result was made from, so that only current results are ever kept.

A verb that makes something writes a record beside it: the digest of every file that it read and of every file that it
wrote. Before Snakemake plans, `sweep` removes each record that no longer tells the truth; a missing record is then the
only reason to run a job, and file times never decide. That closes every way in which Snakemake alone would leave a
stale paper: see docs/adr/0003-content-decides.md.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path

from tracepaper.errors import CallError, SourceError

RECORD = "record.json"
LOCK = "requirements.lock"
CODE = ("workflow/tracepaper", "workflow/schemas", LOCK)
IGNORED_PARTS = {"__pycache__"}
GONE = "missing"
UNREADABLE = "may not be read"
UNFINISHED = ".part"
CATALOGUE = "index.html"


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, or of a folder's names and contents.

    Anything that is not a regular file (a pipe, a link, a device) is never opened: its kind is its digest, so that
    the verb that meets it can refuse it in words. So is what may not be read.
    """
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISDIR(mode):
            return _tree_digest(path)
        if not stat.S_ISREG(mode):
            return f"not a regular file ({stat.filemode(mode)[0]})"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return GONE
    except PermissionError:
        return UNREADABLE


def _tree_digest(folder: Path) -> str:
    lines = []
    for entry in sorted(folder.iterdir()):
        if entry.name in IGNORED_PARTS or entry.name.endswith(".egg-info"):
            continue
        lines.append(f"{entry.name}\0{digest(entry)}\n")
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def code_version(root: Path) -> str:
    """A digest of the package's sources, its schemas and the lock: a paper changes when what made it changes."""
    return hashlib.sha256("".join(digest(root / part) for part in CODE).encode()).hexdigest()


@functools.cache
def environment(root: Path) -> str:
    """A digest of what is installed: Python, each locked package as it is here, and Quarto where it is found."""
    lock = root / LOCK
    locked = lock.read_text("utf-8") if lock.exists() else ""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", locked, re.MULTILINE)
    installed = sorted({f"{name}=={_version(name)}" for name in names})
    return hashlib.sha256("\n".join([sys.version, *installed, _quarto()]).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return GONE


def _quarto() -> str:
    program = shutil.which(os.environ.get("QUARTO_PATH") or "quarto")
    if program is None:
        return GONE
    try:
        return subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return f"{program} does not run"


def today() -> date:
    """The day on which corrections are judged; SOURCE_DATE_EPOCH stands in for the clock where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else date.today()


def note(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """The digests of files and folders, by path relative to `root`: taken before a verb reads them."""
    return {path.relative_to(root).as_posix(): digest(path) for path in paths}


def write(
    record: Path, *, root: Path, made_from: Mapping[str, str], made: Iterable[Path], until: date | None = None
) -> None:
    """Write `record`: the digests of everything read and written.

    Args:
        made_from: what `note` gave before anything was read.
        made: files and folders that were written.
        until: the last day on which the result may be used; None for ever.

    Raises:
        SourceError: an input changed while it was read, so nobody knows what the result was made from.
    """
    changed = [path for path, was in made_from.items() if digest(root / path) != was]
    if changed:
        remedy = "Run it again when nobody copies to it or saves it."
        raise SourceError(f"{', '.join(changed)} changed while it was read. {remedy}")
    content = {
        "until": until.isoformat() if until else "",
        "code_version": code_version(root),
        "environment": environment(root),
        "made_from": dict(made_from),
        "made": note(root, made),
    }
    replace_text(record, json.dumps(content, indent=1, sort_keys=True) + "\n")


def is_current(record: Path, *, root: Path) -> bool:
    """True when all that the record names has the digest written there, and so on down the chain of records.

    The code, the packages that are installed, and the last day of use must be those of the record too.
    """
    return _Judgement(root).holds(record)


class _Judgement:
    """One look at the state of the project: each file is hashed once, however many records name it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made_by = code_version(root), environment(root)
        self._digests: dict[str, str] = {}
        self._verdicts: dict[Path, bool] = {}

    def holds(self, record: Path) -> bool:
        if record not in self._verdicts:
            self._verdicts[record] = self._judged(record)
        return self._verdicts[record]

    def _judged(self, record: Path) -> bool:
        try:
            content = json.loads(record.read_text("utf-8"))
            named = {**content["made_from"], **content["made"]}
            made_by = content["code_version"], content["environment"]
            expired = content["until"] and content["until"] < today().isoformat()
        except (OSError, ValueError, KeyError, TypeError):
            return False
        below = [self.root / path for path in content["made_from"] if path.endswith(f"/{RECORD}")]
        return (
            not expired
            and made_by == self.made_by
            and all(self._digest(path) == was for path, was in named.items())
            and all(self.holds(other) for other in below)
        )

    def _digest(self, path: str) -> str:
        if path not in self._digests:
            self._digests[path] = digest(self.root / path)
        return self._digests[path]


def all_current(found: Iterable[Path], *, root: Path) -> bool:
    """Whether every one of several records is current."""
    judgement = _Judgement(root)
    return all(judgement.holds(record) for record in found)


def require(record: Path, *, root: Path, verb: str) -> None:
    """Refuse to go on from a stage that has not been made, or whose result somebody changed by hand.

    Raises:
        CallError: naming the verb that makes it.
    """
    if not is_current(record, root=root):
        where = record.parent.relative_to(root)
        raise CallError(f"{where} is not there, or is not what its inputs make. Run: snakemake, or tracepaper {verb}")


def sweep(root: Path) -> tuple[Path, ...]:
    """Remove every record under data/processed that is no longer true; return those removed."""
    judgement = _Judgement(root)
    stale = tuple(record for record in records(root) if not judgement.holds(record))
    for record in stale:
        record.unlink()
    return stale


def refuse_foreign(root: Path, package: Path) -> None:
    """Refuse to build one copy of the project with the package of another.

    Raises:
        CallError: `package` does not lie in `root`.
    """
    if not package.resolve().is_relative_to(root.resolve()):
        remedy = "Activate the environment of this copy: source .venv/bin/activate, or call make papers."
        raise CallError(f"This is the tracepaper of another copy of the project ({package.parent}). {remedy}")


def records(root: Path) -> list[Path]:
    """Every record under data/processed, in a fixed order."""
    return sorted(path for path in (root / "data" / "processed").glob(f"**/{RECORD}") if path.is_file())


def replace_text(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old content or the new, never a part."""
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, content: bytes) -> None:
    """Write a file beside its place, flush it to disk, then put it in place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _beside(path)
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        # A full disk does not say which file.
        error.filename = error.filename or os.fspath(path)
        raise
    flush(path.parent)


@contextlib.contextmanager
def fresh_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside `path`, to be filled and then put in its place; gone afterwards."""
    fresh = _beside(path)
    remove(fresh)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    finally:
        remove(fresh)


def replace_folder(fresh: Path, folder: Path) -> None:
    """Put a folder that was written beside it in the place of another: whoever looks sees the old, none, or the new."""
    for path in [fresh, *fresh.rglob("*")]:
        flush(path)
    with fresh_folder(folder.with_name(f"{folder.name}.old")) as old:
        if folder.exists():
            folder.replace(old)
        fresh.replace(folder)
        flush(folder.parent)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file, or a folder and all in it, where it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def unfinished(root: Path) -> list[Path]:
    """What killed verbs left beside the files and folders that they were writing.

    Editions have folders of their own below those of their paper; what is in them is not looked at. Nor is the
    catalogue of papers, which a refresh may be writing at this moment: it clears away what it left itself.
    """
    reports = root / "reports"
    name = f".*{UNFINISHED}"
    found = [*(root / "data" / "processed").glob(f"**/{name}"), *reports.glob(name), *reports.glob(f"*/{name}")]
    return sorted(path for path in found if not (path.parent == reports and path.name.startswith(f".{CATALOGUE}.")))


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
