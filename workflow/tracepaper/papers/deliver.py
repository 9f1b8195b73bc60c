"""Deliver a paper: put a complete, rendered set of files in reports/, each in one step."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tracepaper import records
from tracepaper.errors import OutputError
from tracepaper.papers import REPORTS
from tracepaper.papers.calculate import PAPERS
from tracepaper.settings import paper as paper_settings

SUFFIXES = (".html", ".pdf", ".docx")
OWNED = ("brand", "charts")


def outputs(paper: str) -> list[Path]:
    """The files that a reader opens, relative to the project."""
    return [REPORTS / paper / f"{paper}{suffix}" for suffix in SUFFIXES]


def deliver(root: Path, paper: str) -> Path:
    """Copy the rendered paper and its sources to reports/<paper>/; the old set stays until the new one is whole.

    Returns:
        The record's path.

    Raises:
        OutputError: the folder cannot be written.
    """
    paper_settings.require(root, paper)
    stage = root / PAPERS / paper
    records.require(stage / "evidence" / records.RECORD, root=root, verb=f"evidence {paper}")
    inputs = [stage / part / records.RECORD for part in ("calculated", "composed", "rendered", "evidence")]
    made_from = records.note(root, inputs)
    try:
        made = _put(_wanted(stage), root / REPORTS / paper)
        _remove_others(root / REPORTS / paper, set(made))
    except OSError as error:
        raise OutputError(f"reports/{paper} cannot be written: {error.strerror} ({error.filename}).") from None
    record = stage / "delivered" / records.RECORD
    records.write(record, root=root, made_from=made_from, made=made)
    return record


def _wanted(stage: Path) -> dict[str, Path]:
    rendered = {
        path.name: path
        for part in ("rendered", "evidence")
        for path in sorted((stage / part).iterdir())
        if path.name != records.RECORD
    }
    composed = stage / "composed" / "paper"
    text = {p.relative_to(composed).as_posix(): p for p in sorted(composed.rglob("*")) if p.is_file()}
    return {**text, **rendered}


def _put(wanted: Mapping[str, Path], folder: Path) -> list[Path]:
    """Copy every file beside the folder before the first is put in place: a full disk leaves the old set whole."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as fresh:
        for name, path in wanted.items():
            records.replace_bytes(Path(fresh, name), path.read_bytes())
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        return [Path(fresh, name).replace(folder / name) for name in wanted]


def _remove_others(folder: Path, kept: set[Path]) -> None:
    """Drop charts and brand files of an earlier set; whatever else lies in the folder is not ours to remove."""
    for path in sorted(path for part in OWNED for path in (folder / part).rglob("*")):
        if path.is_symlink() or (path.is_file() and path not in kept):
            path.unlink()
