"""What the public may inspect of an edition: the report, its background papers and its tables, in one bundle.

Law: Local Government Act 1972, section 100D: a list of the background papers of a report, and those papers, are open to
the public for four years; nothing exempt is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.editions import crates, manifest, pages, register
from tracepaper.editions.register import Entry
from tracepaper.errors import CallError, Fault, OutputError, SettingsError, TracepaperError
from tracepaper.evidence import crate
from tracepaper.evidence.gather import CRATE, WORKBOOK
from tracepaper.papers import EVIDENCE, place
from tracepaper.settings import paper as paper_settings
from tracepaper.settings.paper import Paper
from tracepaper.sources import dictionary
from tracepaper.sources.dictionary import Dictionary
from tracepaper.sources.ingest import SOURCES

INDEX, REPORT, TABLES = "index.html", "report", "sources"
# Of the report, what the bundle holds, and what each file is.
FILES = {
    "{paper}.html": "The report as a web page, with the evidence of every figure",
    "{paper}.pdf": "The report as a PDF, with the evidence of every figure",
    "{paper}.docx": "The report as a Word document",
    "changes.html": "What has changed since the edition before",
    WORKBOOK: "The audit workbook: every figure as a formula over the tables",
    EVIDENCE: "The derivation of every figure, for programs",
}
OPEN = ("published", "withdrawn")


@dataclass(frozen=True)
class Item:
    """A file of the bundle.

    Attributes:
        path: in the bundle.
        dated: its day in words; for a table the day on which it was received.
    """

    path: str
    title: str
    publisher: str
    dated: str
    sha256: str


@dataclass(frozen=True)
class BackgroundPaper:
    """A document that the report is based on.

    Attributes:
        publisher, dated, terms: empty for a document that the paper names and of which no table was taken.
        source: title of the source whose tables were taken from it; empty for none.
    """

    title: str
    publisher: str = ""
    dated: str = ""
    terms: str = ""
    source: str = ""


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds."""

    paper: str
    edition: str
    path: Path
    background_papers: tuple[BackgroundPaper, ...]
    items: tuple[Item, ...]

    def as_json(self) -> dict[str, Any]:
        """The bundle as plain values."""
        return {
            **{"paper": self.paper, "edition": self.edition, "file": str(self.path)},
            "background_papers": [vars(one) for one in self.background_papers],
            "items": [vars(one) for one in self.items],
        }

    def __str__(self) -> str:
        papers = [f"  {', '.join(filter(None, vars(one).values()))}" for one in self.background_papers]
        held = f"{self.path}: {len(self.items)} files of {self.paper}, edition {self.edition}, and {INDEX}."
        return "\n".join([held, "Background papers:", *(papers or ["  none"])])


@dataclass(frozen=True)
class _Edition:
    """An edition, its settings and its sources as its crate holds them, unpacked in `project`.

    Paths of the sources are relative to `project`.
    """

    entry: Entry
    folder: Path
    project: Path
    settings: Paper
    sources: tuple[Dictionary, ...]


def bundle(root: Path, paper: str, edition: str, path: Path) -> Bundle:
    """Write one zip file for public inspection; the same edition gives the same bytes.

    Args:
        path: the file to write, whole or not at all.

    Raises:
        CallError: there is no such edition, or it never was published.
        TracepaperError: its files are not those that were published.
        SettingsError: it would show exempt data.
        OutputError: the file cannot be written.
    """
    _refuse_in_place(path)
    entry = _open(root, paper, edition)
    folder = register.folder(root, paper, entry)
    manifest.refuse_altered(folder, manifest=entry.manifest)
    with tempfile.TemporaryDirectory(prefix="tracepaper-") as fresh:
        held = _unpacked(entry, folder, Path(fresh).resolve() / "project", paper)
        _refuse_exempt(held)
        files = dict(_files(held))
        made = Bundle(paper, edition, path, tuple(_background_papers(held)), tuple(_items(held, files)))
        index = pages.page(root, "bundle.html.j2", _values(held, made))
    _write(path, {**files, INDEX: index.encode()}, entry)
    return made


def _refuse_in_place(path: Path) -> None:
    """What somebody has there may be anything."""
    if path.suffix != ".zip" or path.exists():
        found = "a file that is there already" if path.exists() else f"the name {path.name}"
        fault = Fault(str(path), found, "a new file, named as a zip file is", "Name another: for-inspection.zip")
        raise CallError("The bundle is not written.", [fault])


def _open(root: Path, paper: str, edition: str) -> Entry:
    entry = register.load(root, paper).entry(edition)
    if entry.state not in OPEN:
        why = "its files were removed" if entry.state == "removed" else f"it is {entry.state}, and was not published"
        raise CallError(f"Edition {edition} of {paper} is not open for inspection: {why}.")
    return entry


def _unpacked(entry: Entry, folder: Path, project: Path, paper: str) -> _Edition:
    crates.extract(folder / CRATE, project)
    if altered := crates.altered(project):
        raise TracepaperError(f"The crate of {paper} is not what it describes: {', '.join(altered)}.")
    with contextlib.chdir(project):
        settings = paper_settings.load(Path.cwd(), paper)
        sources = tuple(dictionary.load(SOURCES / source) for source in settings.sources)
    return _Edition(entry, folder, project, settings, sources)


def _refuse_exempt(held: _Edition) -> None:
    """As the crate does, and once more here: whole tables and all evidence would be published."""
    evidence = json.loads((held.folder / EVIDENCE).read_text("utf-8"))
    shown = {f"figure {id}": node["classification"] for id, node in evidence["figures"].items()}
    for source in held.sources:
        for table in source.resources:
            shown |= {f'{table.path.name}, column "{one.title}"': one.classification for one in table.columns}
    remedy = "Publish a paper without it: a bundle holds whole tables."
    faults = [Fault(where, said, "public", remedy) for where, said in shown.items() if said != "public"]
    if faults:
        raise SettingsError("The bundle would publish exempt data, which nobody may inspect.", faults)


def _files(held: _Edition) -> Iterator[tuple[str, bytes]]:
    """The content of each file by its path in the bundle: the report, then each source with its data dictionary."""
    for name in FILES:
        file = held.folder / name.format(paper=held.settings.id)
        if file.is_file():
            yield f"{REPORT}/{file.name}", file.read_bytes()
    for source in held.sources:
        for file in (source.path, *sorted({table.path for table in source.resources})):
            yield f"{TABLES}/{source.name}/{file.name}", (held.project / file).read_bytes()


def _items(held: _Edition, files: Mapping[str, bytes]) -> Iterator[Item]:
    told = {**_told_of_report(held), **_told_of_sources(held)}
    for path, content in files.items():
        yield Item(path, *told[path], sha256=hashlib.sha256(content).hexdigest())


def _told_of_report(held: _Edition) -> dict[str, tuple[str, str, str]]:
    about = held.settings.council, place.day(held.entry.date)
    return {f"{REPORT}/{name.format(paper=held.settings.id)}": (title, *about) for name, title in FILES.items()}


def _told_of_sources(held: _Edition) -> dict[str, tuple[str, str, str]]:
    """Title, publisher and day of receipt of each file; of several tables in one workbook, all titles."""
    told: dict[str, tuple[str, str, str]] = {}
    for source in held.sources:
        folder, received = f"{TABLES}/{source.name}", place.day(source.received)
        told[f"{folder}/{source.path.name}"] = f"Data dictionary of {source.title}", source.publisher, received
        for table in source.resources:
            path = f"{folder}/{table.path.name}"
            before = f"{told[path][0]}; " if path in told else ""
            told[path] = f"{before}{table.title}", source.publisher, received
    return told


def _background_papers(held: _Edition) -> Iterator[BackgroundPaper]:
    """The list that the report prints, with the terms of each document and where its tables are."""
    for source in held.sources:
        for title, printed in source.documents:
            dated = printed or place.day(source.created)
            yield BackgroundPaper(title, source.publisher, dated, source.terms, source.title)
    yield from map(BackgroundPaper, held.settings.background_papers)


def _values(held: _Edition, made: Bundle) -> dict[str, Any]:
    report = [one for one in made.items if one.path.startswith(f"{REPORT}/")]
    return {
        **{"settings": held.settings, "council": held.settings.council, "entry": held.entry, "report": report},
        "background_papers": made.background_papers,
        "sources": [(source, _items_of(source, made.items)) for source in held.sources],
    }


def _items_of(source: Dictionary, items: Sequence[Item]) -> list[Item]:
    return [one for one in items if one.path.startswith(f"{TABLES}/{source.name}/")]


def _write(path: Path, files: Mapping[str, bytes], entry: Entry) -> None:
    try:
        records.replace_bytes(path, crate.zipped(files, entry.date))
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from None
