"""What a crate holds: the outputs, and every file that they are built from, each at its place in the project."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from tracepaper import records
from tracepaper.errors import Fault, SettingsError
from tracepaper.evidence.crate.about import About
from tracepaper.papers.templates import FOLDER as TEMPLATES
from tracepaper.settings import edition as edition_settings
from tracepaper.settings import paper as paper_settings
from tracepaper.settings import parameters, site
from tracepaper.settings.paper import Paper
from tracepaper.sources import dictionary
from tracepaper.sources.ingest import SOURCES, TABLES

SHARED = (
    *map(Path, ("Snakefile", "workflow", "profiles")),
    *map(Path, ("LICENSE", "Makefile", "environment.yml", "pyproject.toml", records.LOCK)),
    site.FILE,
    *(TEMPLATES / part for part in ("brand", "partials", "types")),
)
MADE = ("__pycache__", ".egg-info")
# Hidden files and the locks of office programs: no build reads them, and a lock names the person who has the file open.
PRIVATE = (".", "~$")


def inputs(root: Path, paper: str) -> list[Path]:
    """Files and folders that the crate of a paper is made from, besides its outputs: what a record should note."""
    settings = paper_settings.load(root, paper)
    sources = [folder / source for source in settings.sources for folder in (root / SOURCES, root / TABLES)]
    return [root / path for path in _project(settings)] + sources


def files(root: Path, told: About, outputs: Mapping[str, Path]) -> dict[str, bytes]:
    """The content of every file of a crate, by its path in the project.

    Raises:
        SettingsError: a file is missing, is a link, or lies outside the project; or a source holds exempt data.
    """
    _refuse_exempt(told)
    found = [path for part in (*_project(told.settings), *_sources(told)) for path in _walked(root, root / part)]
    packed = {path.relative_to(root).as_posix(): _read(root, path) for path in found}
    return packed | {name: _read(root, path) for name, path in outputs.items()}


def own(settings: Paper) -> list[Path]:
    """The files of the project that this paper is built from, and not every one: settings, template, parameters."""
    files = [paper_settings.FOLDER / f"{settings.id}.yaml", TEMPLATES / "papers" / f"{settings.id}.qmd.j2"]
    edition = [edition_settings.FOLDER / f"{settings.id}.yaml"] if settings.edition else []
    return [*files, *edition, *(parameters.FOLDER / f"{name}.yaml" for name in settings.parameters.values())]


def _project(settings: Paper) -> list[Path]:
    return [*SHARED, *own(settings)]


def _sources(told: About) -> Iterator[Path]:
    """Only what a data dictionary describes: whatever else lies in a source's folder, nobody has classified."""
    for source in told.sources:
        yield SOURCES / source["id"] / dictionary.FILE
        yield from sorted({Path(table["path"]) for table in source["tables"].values()})


def _walked(root: Path, path: Path) -> Iterator[Path]:
    if not stat.S_ISDIR(_mode(root, path)):
        yield path
        return
    for child in sorted(path.iterdir()):
        if not child.name.endswith(MADE) and not child.name.startswith(PRIVATE):
            yield from _walked(root, child)


def _read(root: Path, path: Path) -> bytes:
    if not stat.S_ISREG(_mode(root, path)):
        raise _refusal(root, path, "no regular file", "Put the file itself there.")
    return path.read_bytes()


def _mode(root: Path, path: Path) -> int:
    """The kind of a file that is there, inside the project, and reached through no link."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        raise _refusal(root, path, "nothing", "Put the file back.") from None
    if not path.is_relative_to(root) or path.resolve() != root.resolve() / path.relative_to(root):
        raise _refusal(root, path, "a link, or a place outside the project", "Put the file itself there.")
    return mode


def _refusal(root: Path, path: Path, found: str, remedy: str) -> SettingsError:
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return SettingsError("The provenance crate cannot be made.", [Fault(place, found, "a file of the project", remedy)])


def _refuse_exempt(told: About) -> None:
    """A crate holds whole files, so a table that the paper leaves alone would be published with it."""
    remedy = "Give the table a source of its own, in another folder of data/raw, which no public paper names."
    faults = [
        Fault(table["path"], f'the column "{column["name"]}": {column["classification"]}', "public columns", remedy)
        for source in told.sources
        for table in source["tables"].values()
        for column in table["columns"]
        if column["classification"] != "public"
    ]
    if faults:
        raise SettingsError("The provenance crate would publish exempt data, which no public paper does.", faults)
