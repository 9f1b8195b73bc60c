"""A fresh copy of a composed folder that holds the paper's public files and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tracepaper.errors import Fault, RenderError

CHART = re.compile(r"^[a-z0-9-]+\.(svg|png)$")


def copy_composed(composed: Path, *, paper: str, to: Path) -> Path:
    """Copy `<paper>.qmd`, `_quarto.yml`, `evidence.json`, `charts/` and `brand/` to the new folder `to`, and return it.

    Raises:
        RenderError: a file is missing, is a link to somewhere else, or is no chart.
    """
    wanted = [
        composed / f"{paper}.qmd",
        composed / "_quarto.yml",
        *(path for path in (composed / "evidence.json",) if path.exists()),
        *_files(composed / "brand"),
        *_files(composed / "charts"),
    ]
    for path in wanted:
        _check(path, composed)
        copy = to / path.relative_to(composed)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return to


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _check(path: Path, composed: Path) -> None:
    name = path.relative_to(composed).as_posix()
    if path.is_symlink() or not path.is_file():
        raise _error(name, "a link" if path.is_symlink() else "nothing", "a file")
    if name.startswith("charts/") and not CHART.match(name.removeprefix("charts/")):
        raise _error(
            name, "a file that is no chart", "charts/<name>.svg or .png, in lower case letters, digits and hyphens"
        )


def _error(name: str, found: str, expected: str) -> RenderError:
    remedy = "Delete the composed folder and run snakemake again."
    return RenderError("The composed folder is not complete.", [Fault(name, found, expected, remedy)])
