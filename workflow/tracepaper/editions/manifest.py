"""edition.json: what an edition is, what it was built from, who signed it off, and the digest of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.editions import surroundings
from tracepaper.editions.register import SignOff
from tracepaper.errors import AlteredError, CallError
from tracepaper.settings.edition import Edition

NAME = "edition.json"
# What may be put beside the files of an edition later: the mark of one that was withdrawn.
MARK = "WITHDRAWN.txt"
MAPPINGS = ("files", "inputs", "surroundings")


def text(
    edition: Edition, *, inputs: Mapping[str, str], files: Mapping[str, bytes], sign_off: Sequence[SignOff], root: Path
) -> str:
    """The content of edition.json; the same edition gives the same text.

    Args:
        inputs: path in the project of each file that it was built from, to its SHA-256.
        files: every other file of the edition.
        root: the folder in which it was built.
    """
    content = {
        **{name: _plain(value) for name, value in vars(edition).items()},
        "sign_off": [{name: _plain(value) for name, value in vars(one).items()} for one in sign_off],
        "code_version": records.code_version(root),
        "surroundings": surroundings.here(root),
        "inputs": dict(inputs),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def load(folder: Path) -> dict[str, Any]:
    """The content of edition.json in an edition's folder.

    Raises:
        CallError: there is none.
        AlteredError: it is not what `text` wrote.
    """
    try:
        content = json.loads((folder / NAME).read_text("utf-8"))
        if all(isinstance(content.get(part, {}), dict) for part in MAPPINGS) and "files" in content:
            return dict(content)
    except FileNotFoundError:
        raise CallError(f"{folder} is not the folder of an edition: it holds no {NAME}.") from None
    except (ValueError, AttributeError, RecursionError):
        pass
    raise AlteredError(f"{folder / NAME} is damaged: it does not say what was published. Bring it back from a backup.")


def altered(folder: Path, *, manifest: str) -> list[str]:
    """The files of an edition that are not what was published, and those that were added, each with what is wrong.

    Args:
        manifest: SHA-256 of edition.json as the register has it.
    """
    if records.digest(folder / NAME) != manifest:
        return [f"{NAME} is not the one that the register names"]
    return [f"{name} {what}" for name, what in unlike(folder)]


def unlike(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of an edition that edition.json does not describe, with what is wrong: "is not what was published".

    Raises:
        CallError: there is no edition.json.
        AlteredError: it is damaged.
    """
    published = load(folder)["files"]
    for name, was in published.items():
        if records.digest(folder / name) != was:
            yield name, "is not what was published"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in published and not _may_be_added(path, folder):
            yield name, "was added"


def _may_be_added(path: Path, folder: Path) -> bool:
    """Folders are known by what is in them; the mark may be half written where whoever wrote it was killed."""
    if path.is_symlink() or not path.is_dir():
        unfinished = path.name.startswith(f".{MARK}.") and path.name.endswith(records.UNFINISHED)
        return path.parent == folder and (path.name in (NAME, MARK) or unfinished)
    return True


def refuse_altered(folder: Path, *, manifest: str) -> None:
    """Refuse to go on from an edition that somebody changed.

    Raises:
        AlteredError: naming its files.
    """
    if found := altered(folder, manifest=manifest):
        raise AlteredError(f"{folder} was changed after it was made: {'; '.join(found)}. Bring it back from a backup.")


def _plain(value: object) -> object:
    return value if isinstance(value, str | bool) or value is None else str(value)
