"""Deliver a paper: put a complete, rendered set of files in reports/, each in one step."""

from __future__ import annotations

from pathlib import Path

from tracepaper import records
from tracepaper.errors import OutputError
from tracepaper.papers.calculate import PAPERS

REPORTS = Path("reports")
SUFFIXES = (".html", ".pdf", ".docx")


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
    stage = root / PAPERS / paper
    records.require(stage / "rendered" / records.RECORD, root=root, verb=f"render {paper}")
    wanted = _wanted(stage)
    try:
        made = [_placed(path, root / REPORTS / paper / name) for name, path in wanted.items()]
        _remove_others(root / REPORTS / paper, set(made))
    except OSError as error:
        raise OutputError(f"reports/{paper} cannot be written: {error.strerror} ({error.filename}).") from None
    record = stage / "delivered" / records.RECORD
    inputs = [stage / part / records.RECORD for part in ("calculated", "composed", "rendered")]
    records.write(record, root=root, made_from=inputs, made=made)
    return record


def _wanted(stage: Path) -> dict[str, Path]:
    rendered = {path.name: path for path in sorted((stage / "rendered").iterdir()) if path.name != records.RECORD}
    composed = stage / "composed" / "paper"
    text = {p.relative_to(composed).as_posix(): p for p in sorted(composed.rglob("*")) if p.is_file()}
    return {**text, **rendered}


def _placed(path: Path, target: Path) -> Path:
    records.replace_bytes(target, path.read_bytes())
    return target


def _remove_others(folder: Path, kept: set[Path]) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in kept:
            path.unlink()
