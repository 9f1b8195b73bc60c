"""edition.json: what an edition is, what it was built from, who signed it off, and the digest of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.editions import surroundings
from tracepaper.editions.register import SignOff
from tracepaper.errors import CallError, TracepaperError
from tracepaper.settings.edition import Edition

NAME = "edition.json"


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
    """
    try:
        content: dict[str, Any] = json.loads((folder / NAME).read_text("utf-8"))
        return content
    except FileNotFoundError:
        raise CallError(f"{folder} is not the folder of an edition: it holds no {NAME}.") from None


def altered(folder: Path, *, manifest: str) -> list[str]:
    """The files of an edition that are not what was published, each with what is wrong.

    Args:
        manifest: SHA-256 of edition.json as the register has it.
    """
    if records.digest(folder / NAME) != manifest:
        return [f"{NAME} is not the one that the register names"]
    wanted = load(folder)["files"]
    return [f"{name} is not what was published" for name, was in wanted.items() if records.digest(folder / name) != was]


def refuse_altered(folder: Path, *, manifest: str) -> None:
    """Refuse to go on from an edition that somebody changed.

    Raises:
        TracepaperError: naming its files.
    """
    if found := altered(folder, manifest=manifest):
        raise TracepaperError(
            f"{folder} was changed after it was made: {'; '.join(found)}. Bring it back from a backup."
        )


def _plain(value: object) -> object:
    return value if isinstance(value, str | bool) or value is None else str(value)
