"""Start a paper: the sample of its report type, copied under the name of the new paper, ready to build and to edit."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tracepaper.errors import CallError
from tracepaper.papers.templates import FOLDER as TEMPLATES
from tracepaper.settings import paper as paper_settings
from tracepaper.sources.ingest import SOURCES

SAMPLES = TEMPLATES / "new"
# Stands for the id of the new paper in settings, template and data dictionary; tables are copied to the byte.
TOKEN = re.compile(r"\bPAPER\b")
FILLED = (".yaml", ".j2")


def new(root: Path, type: str, paper: str) -> list[Path]:
    """Write a paper of a report type that builds at once from small sample tables.

    Returns:
        Its settings, its template and every file of its source, relative to the project.

    Raises:
        CallError: no sample of that type, no id, or something of that name is there already; then nothing is written.
    """
    sample = _sample(root, type)
    _refuse_no_id(paper)
    targets = _targets(paper)
    _refuse_overwriting(root, paper, targets)
    with tempfile.TemporaryDirectory(dir=root, prefix=".new-") as beside:
        _fill(sample, Path(beside), paper)
        _move(Path(beside), root, targets)
    return _written(root, targets)


def types(root: Path) -> list[str]:
    """The report types that have a sample."""
    return sorted(path.parent.name for path in (root / SAMPLES).glob("*/settings.yaml"))


def _sample(root: Path, type: str) -> Path:
    name, known = type.replace("-", "_"), types(root)
    if name not in known:
        raise CallError(f'There is no sample of a report type "{type}". There are: {", ".join(known) or "none"}.')
    return root / SAMPLES / name


def _refuse_no_id(paper: str) -> None:
    if not paper_settings.ID.fullmatch(paper):
        wanted = "small letters, digits and hyphens, at most 64, the first no hyphen"
        raise CallError(f'"{paper}" cannot be the id of a paper. An id has {wanted}: library-hours.')


def _targets(paper: str) -> Mapping[str, Path]:
    """Part of a sample to its place; the settings come last, since with them the paper is there."""
    return {
        "source": SOURCES / paper,
        "template.qmd.j2": TEMPLATES / "papers" / f"{paper}.qmd.j2",
        "settings.yaml": paper_settings.FOLDER / f"{paper}.yaml",
    }


def _refuse_overwriting(root: Path, paper: str, targets: Mapping[str, Path]) -> None:
    if there := [target.as_posix() for target in targets.values() if os.path.lexists(root / target)]:
        raise CallError(f'"{paper}" is taken, by {", ".join(there)}. Choose another id; nothing was written.')


def _fill(sample: Path, folder: Path, paper: str) -> None:
    shutil.copytree(sample, folder, dirs_exist_ok=True)
    for path in folder.rglob("*"):
        if path.suffix in FILLED:
            path.write_bytes(TOKEN.sub(paper, path.read_text("utf-8")).encode())


def _move(folder: Path, root: Path, targets: Mapping[str, Path]) -> None:
    """Put each part in its place, or none of them."""
    moved: list[tuple[Path, Path]] = []
    try:
        for part, target in targets.items():
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / part).rename(root / target)
            moved.append((root / target, folder / part))
    except BaseException:
        for place, part_of_it in moved:
            place.rename(part_of_it)
        raise


def _written(root: Path, targets: Mapping[str, Path]) -> list[Path]:
    found = [path for target in targets.values() for path in (root / target, *(root / target).rglob("*"))]
    return sorted(path.relative_to(root) for path in found if path.is_file())
