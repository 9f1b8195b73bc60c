"""The evidence stage: hold a rendered paper to its evidence, then write what an auditor takes away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.errors import Fault, RenderError
from tracepaper.evidence import crate, printed, workbook
from tracepaper.evidence.coverage import Coverage, coverage, refuse_typed_numbers
from tracepaper.evidence.recompute import recomputed
from tracepaper.papers import EVIDENCE, REPORTS
from tracepaper.papers.calculate import PAPERS
from tracepaper.papers.printed import html, pdf
from tracepaper.settings import paper as paper_settings
from tracepaper.sources import months

WORKBOOK, CRATE = "audit.xlsx", "crate.zip"


def gather(root: Path, paper: str) -> Path:
    """Check every number that a rendered paper prints, and write its audit workbook and its provenance crate.

    Returns:
        The record's path.

    Raises:
        TemplateError: it prints a number that nobody can trace; file, line and text are named.
        RenderError: the page or the PDF does not print what the evidence says.
    """
    paper_settings.require(root, paper)
    stage = root / PAPERS / paper
    records.require(stage / "rendered" / records.RECORD, root=root, verb=f"render {paper}")
    inputs = [*(stage / part / records.RECORD for part in ("composed", "rendered")), *crate.inputs(root, paper)]
    made_from = records.note(root, inputs)
    content = json.loads((stage / "rendered" / EVIDENCE).read_text("utf-8"))
    covered = _covered(root, paper, stage / "rendered", content)
    folder = stage / "evidence"
    folder.mkdir(exist_ok=True)
    used = months.ingested(root, paper_settings.load(root, paper).used_tables)
    tables = [workbook.read(root, source, name) for source, name in used]
    workbook.write(content, tables=tables, coverage=[_check(covered, f"{paper}.html")], path=folder / WORKBOOK)
    crate.write(root, paper, outputs=_outputs(stage, paper), path=folder / CRATE)
    record = folder / records.RECORD
    records.write(record, root=root, made_from=made_from, made=[folder / WORKBOOK, folder / CRATE])
    return record


def _covered(root: Path, paper: str, rendered: Path, content: dict[str, Any]) -> Coverage:
    page = html.read((rendered / f"{paper}.html").read_text("utf-8"))
    covered = coverage(page, content)
    refuse_typed_numbers(root, paper, covered)
    found = {
        f"{paper}.html": printed.compared_html(page, content),
        f"{paper}.pdf": printed.compared_pdf(pdf.read(rendered / f"{paper}.pdf"), content),
    }
    remedy = "Build it again; if this stays, it is a fault of tracepaper: report it."
    faults = [Fault(file, one, "what the evidence says", remedy) for file, each in found.items() for one in each.faults]
    faults += [Fault(EVIDENCE, one, "what its cells give", remedy) for one in recomputed(content).faults]
    if faults:
        raise RenderError(f"{paper} does not print what its evidence says.", faults)
    return covered


def _check(covered: Coverage, file: str) -> dict[str, Any]:
    about = {"kind": "coverage", "id": "coverage", "place": file, "passed": not covered.unknown, "text": str(covered)}
    return {**about, "reason": "", "by": ""}


def _outputs(stage: Path, paper: str) -> dict[str, Path]:
    """The files of the paper by where they stand in the project."""
    rendered = [stage / "rendered" / name for name in (*(f"{paper}{s}" for s in (".html", ".pdf", ".docx")), EVIDENCE)]
    made = [*rendered, stage / "composed" / "paper" / f"{paper}.qmd", stage / "evidence" / WORKBOOK]
    return {(REPORTS / paper / path.name).as_posix(): path for path in made}
