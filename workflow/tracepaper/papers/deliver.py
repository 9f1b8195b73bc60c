"""Deliver a paper: put a complete, rendered set of files in reports/, each in one step, and say so while it lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tracepaper import records
from tracepaper.errors import OutputError
from tracepaper.papers import REPORTS
from tracepaper.papers.calculate import PAPERS
from tracepaper.settings import paper as paper_settings

SUFFIXES = (".html", ".pdf", ".docx")
OWNED = ("brand", "charts")
NOTICE = "BEING-REPLACED.txt"
SAYS = """\
The files in this folder are being replaced, one after another: some are of the new build, some may still be of the
last one. This takes a moment. If this notice stays, the build was stopped: type `snakemake`, which puts the new files
in place and takes this notice away. Until then, send nobody a file from here.
"""


def outputs(paper: str) -> list[Path]:
    """The files that a reader opens, relative to the project."""
    return [REPORTS / paper / f"{paper}{suffix}" for suffix in SUFFIXES]


def is_mixed(root: Path, paper: str) -> bool:
    """Whether the files of a paper may be of two builds: one is being delivered, or was stopped while it was."""
    return (root / REPORTS / paper / NOTICE).exists()


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
    folder, wanted = root / REPORTS / paper, _wanted(stage)
    try:
        _put(wanted, folder)
    except OSError as error:
        state = (
            f"Some of its files may be new, as {NOTICE} says" if is_mixed(root, paper) else "Its files are as before"
        )
        what = f"reports/{paper} cannot be written: {error.strerror} ({error.filename})."
        raise OutputError(f"{what} {state}. Mend that, then run: snakemake") from None
    record = stage / "delivered" / records.RECORD
    records.write(record, root=root, made_from=made_from, made=[folder / name for name in wanted])
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


def _put(wanted: Mapping[str, Path], folder: Path) -> None:
    """Copy every file beside the folder before the first is put in place: a full disk leaves the old set whole."""
    changed = {name: path for name, path in wanted.items() if records.digest(folder / name) != records.digest(path)}
    others = _others(folder, {folder / name for name in wanted})
    if not (changed or others or (folder / NOTICE).exists()):
        return
    with records.fresh_folder(folder) as fresh:
        for name, path in changed.items():
            records.replace_bytes(fresh / name, path.read_bytes())
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        records.replace_text(folder / NOTICE, SAYS)
        for name in changed:
            (fresh / name).replace(folder / name)
    for path in others:
        path.unlink()
    for place in {folder, *((folder / name).parent for name in wanted)}:
        records.flush(place)
    (folder / NOTICE).unlink()
    records.flush(folder)


def _others(folder: Path, kept: set[Path]) -> list[Path]:
    """Charts and brand files of an earlier set; whatever else lies in the folder is not ours to remove."""
    found: Iterable[Path] = sorted(path for part in OWNED for path in (folder / part).rglob("*"))
    return [path for path in found if path.is_symlink() or (path.is_file() and path not in kept)]
