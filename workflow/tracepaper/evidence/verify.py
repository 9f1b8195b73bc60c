"""Verify a paper: sources hashed again, every figure recomputed from raw, every printed number held to the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.errors import TracepaperError
from tracepaper.evidence import printed
from tracepaper.evidence.document import Held, held, is_file
from tracepaper.evidence.recompute import recomputed
from tracepaper.papers import EVIDENCE, REPORTS, calculate, trial
from tracepaper.papers.evidence import digest
from tracepaper.papers.printed import html, pdf
from tracepaper.settings import paper as paper_settings
from tracepaper.sources import dictionary, ingest, raw


@dataclass
class Report:
    """What was checked, with its counts, and what was found wrong.

    Attributes:
        checked: one line for each kind of check.
        left: what could not be checked, and why.
        faults: what is wrong, each with its place.
    """

    paper: str
    checked: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def exit_status(self) -> int:
        """1 when something was found."""
        return 1 if self.faults else 0

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {"paper": self.paper, "checked": self.checked, "not_checked": self.left, "faults": self.faults}

    def __str__(self) -> str:
        found = [f"WRONG: {fault}" for fault in self.faults]
        left = [f"Not checked: {line}" for line in self.left]
        verdict = f"Faults: {len(self.faults)}." if self.faults else "Everything that was checked agrees."
        return "\n".join([self.paper, *self.checked, *left, *found, verdict])


def verify(root: Path | None, subject: str) -> Report:
    """Verify a paper by its id, or one of its files alone.

    Args:
        root: the project; None outside of any.
        subject: id of a paper; or the path of a PDF, an HTML page or an evidence.json.

    Raises:
        CallError: there is no such paper or file, or it holds no evidence.
    """
    has = held(root, subject)
    report = Report(has.content["paper"])
    _recompute(has, report)
    report.left.append("words that are no figures, looks and pictures of the page and the PDF; and the Word file.")
    if is_file(subject):
        _compare(has.path, has, report)
    else:
        for suffix in (".html", ".pdf"):
            _compare(has.path.with_name(has.content["paper"] + suffix), has, report)
    if root is not None and (root / paper_settings.FOLDER / f"{has.content['paper']}.yaml").exists():
        _same_as_delivered(root, has, report)
        _sources(root, has.content, report)
        _afresh(root, has.content, report)
    else:
        report.left.append("the source files, which are not here; their cells are those that the evidence holds.")
    return report


def _recompute(has: Held, report: Report) -> None:
    found = recomputed(has.content)
    report.checked.append(
        f"Evidence: {found.computed} figures recomputed from {found.cells} cells and {found.given} parameters and"
        " declared numbers."
    )
    report.left += [f"the sum {id}: it has more cells than the evidence lists." for id in found.unlisted]
    report.faults += found.faults
    if digest(has.content) != has.content.get("digest"):
        report.faults.append(f"{has.path.name}: the evidence in it was altered (its own digest differs).")


def _compare(path: Path, has: Held, report: Report) -> None:
    """A printed file held against its own evidence, and its evidence against the paper's."""
    if not path.is_file():
        report.faults.append(f"{path.name} is not there.")
        return
    if path.suffix.lower() == ".pdf":
        document = pdf.read(path)
        own, found = document.evidence, printed.compared_pdf(document, has.content)
    elif path.suffix.lower() == ".html":
        page = html.read(path.read_text("utf-8", errors="replace"))
        own, found = page.evidence, printed.compared_html(page, has.content)
    else:
        return
    report.checked.append(
        f"{path.name}: {found.figures + found.others} numbers printed: {found.figures} figures and"
        f" {found.others} others; the figures compared in their order, the others by how often each is printed."
    )
    report.faults += [f"{path.name}: {fault}" for fault in found.faults]
    delivered = has.path if has.path.suffix == ".json" else None
    if delivered and own != delivered.read_bytes():
        report.faults.append(f"{path.name} does not hold the evidence of {delivered.name} beside it.")


def _same_as_delivered(root: Path, has: Held, report: Report) -> None:
    """A file that came from elsewhere, held to the paper as it was delivered here."""
    delivered = root / REPORTS / has.content["paper"] / EVIDENCE
    if delivered.is_file() and json.loads(delivered.read_text("utf-8")) != has.content:
        report.faults.append(f"{has.path.name} does not hold the evidence of {delivered.relative_to(root)}.")


def _sources(root: Path, evidence: Mapping[str, Any], report: Report) -> None:
    files = {source["path"]: source["sha256"] for source in evidence["sources"]}
    for path, was in sorted(files.items()):
        if records.digest(root / path) != was:
            report.faults.append(f"{path} is not the file that the paper was made from (its digest differs).")
    cells, faults = 0, list[str]()
    for path, address, was, now in _cells(root, evidence):
        cells += 1
        if was != now:
            faults.append(f'{path} {address}: the evidence has "{was}", the file has "{now}".')
    report.checked.append(f"Sources: {len(files)} files hashed again, {cells} cells read again.")
    report.faults += faults


def _cells(root: Path, evidence: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Each cell that the evidence holds: its file, its address, its raw text there and in the file now."""
    held_cells = {(c["path"], c["sheet"], c["cell"]): c for n in evidence["figures"].values() for c in n["cells"]}
    texts: dict[tuple[str, str], Mapping[tuple[int, int], str]] = {}
    for (path, sheet, address), cell in sorted(held_cells.items()):
        if (path, sheet) not in texts:
            texts[path, sheet] = _texts(root, path, sheet)
        yield path, address, cell["raw"], texts[path, sheet].get((cell["row"], cell["column"]), "nothing")


def _texts(root: Path, path: str, sheet: str) -> Mapping[tuple[int, int], str]:
    """The raw texts of a source file, by row and column; none where it cannot be read."""
    try:
        described = dictionary.load(root / Path(path).parent)
        resource = next(one for one in described.resources if one.path.name == Path(path).name and one.sheet == sheet)
        table = raw.read(resource)
    except (TracepaperError, StopIteration):
        return {}
    rows = table.rows.to_pylist()
    return {
        (row, column.position): text or ""
        for column, texts in zip(resource.columns, table.columns, strict=True)
        for row, text in zip(rows, texts.to_pylist(), strict=True)
    }


def _afresh(root: Path, evidence: Mapping[str, Any], report: Report) -> None:
    """Every figure computed once more by the whole of ingest and calculate, in a folder that is thrown away."""
    try:
        with trial.folder(root) as copy:
            settings = paper_settings.load(copy, evidence["paper"])
            for source in settings.sources:
                ingest.ingest(copy, source)
            book = calculate.dumped(copy, settings)
    except TracepaperError as error:
        report.faults.append(f"The figures cannot be computed from the sources as they are now.\n{error}")
        return
    fresh = {id: node for id, node in book["figures"].items() if node["label"]}
    known = {id: node for id, node in evidence["figures"].items() if node["label"]}
    for id in sorted(fresh.keys() | known.keys()):
        was, now = known.get(id, {}).get("value", "nothing"), fresh.get(id, {}).get("value", "nothing")
        if was != now:
            report.faults.append(f"{id}: the evidence says {was}, the sources and settings now give {now}.")
    report.checked.append(f"Figures: {len(fresh)} computed afresh from the sources and settings of this project.")
