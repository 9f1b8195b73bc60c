"""The first sheet: what the workbook is, how to read it, and a link to every other sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tracepaper.evidence.workbook import names
from tracepaper.evidence.workbook.layout import Layout
from tracepaper.evidence.workbook.model import Content, Link, Number, Row, Sheet, listed
from tracepaper.evidence.workbook.sources import SourceTable
from tracepaper.evidence.workbook.texts import safe

READING = (
    "Every figure stands here as a live formula, down to the cells of the sources, but for two kinds that are values:",
    "what was simulated (tracepaper verify simulates it again), and the words no, or several, rates of return.",
    "Start at Figures: select a value and follow the references in its formula. Checks compares each with the paper.",
    "A source's sheet has the rows and columns of its file: cell B6 there is cell B6 of the file. So the header is",
    "row 1 and A1 is the file's own A1. All other sheets have their title in A1. Rows without data stay empty.",
    "A source's cells hold values as read; where the file's text is another, Changes has both, with the reason.",
    "A text that a spreadsheet might run as a formula has an apostrophe before it, on every sheet.",
    "Amounts below nought are in brackets.",
)


def contents(evidence: Mapping[str, Any], sheets: Sequence[Sheet], layout: Layout) -> Sheet:
    """The contents of a workbook of these sheets."""
    sources = {(one["path"], one["sheet"]): one for one in evidence["sources"]}
    return listed(
        names.CONTENTS,
        title=safe(f"Audit workbook: {evidence['title']}"),
        notes=(_paper(evidence), *READING),
        columns=(("Sheet", 26), ("What it holds", 54), ("Rows", 8), ("File", 44), ("SHA-256 of the file", 36)),
        rows=[_row(sheet, layout.originals.tables.get(sheet.name), sources) for sheet in sheets],
    )


def _paper(evidence: Mapping[str, Any]) -> str:
    edition = f", edition {evidence['edition']}" if evidence["edition"] else ""
    return safe(f"{evidence['council']}, {evidence['date']}{edition}. Made by code version {evidence['code_version']}.")


def _row(sheet: Sheet, table: SourceTable | None, sources: Mapping[tuple[str, str], Mapping[str, Any]]) -> Row:
    rows: Content = Number(Decimal(len(sheet.rows)))
    source = sources.get((table.path, table.sheet), {}) if table else {}
    where = f'{table.path}, sheet "{table.sheet}"' if table and table.sheet else table.path if table else ""
    return Link(sheet.name, sheet.name), sheet.about, rows, safe(where), source.get("sha256", "")
