"""The audit workbook of a paper: figures as live formulas down to the cells of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.evidence.workbook import choices, contents, file, listings, originals, results
from tracepaper.evidence.workbook.formulas import Formulas
from tracepaper.evidence.workbook.layout import Layout, layout
from tracepaper.evidence.workbook.model import Sheet
from tracepaper.evidence.workbook.sources import Change, SourceColumn, SourceTable, read

__all__ = ["Change", "SourceColumn", "SourceTable", "read", "write"]

Entries = Sequence[Mapping[str, Any]]


def write(evidence: Mapping[str, Any], *, tables: Sequence[SourceTable], coverage: Entries, path: Path) -> None:
    """Write the audit workbook of a paper.

    Args:
        evidence: the paper's evidence, as in evidence.json.
        tables: every table that a figure rests on; `read` gives them. More may be given.
        coverage: what the gate on printed numbers found, in the shape of the evidence's checks.
        path: of the .xlsx file.

    Raises:
        CallError: a figure rests on a table that is not given, or a table has more rows than a sheet.
    """
    made = file.content(
        _sheets(evidence, tables, coverage),
        title=f"Audit workbook: {evidence['title']}",
        subject=f"{evidence['council']}, {evidence['date']}",
        created=datetime.fromisoformat(evidence["date"]),
    )
    records.replace_bytes(path, made)


def _sheets(evidence: Mapping[str, Any], tables: Sequence[SourceTable], coverage: Entries) -> list[Sheet]:
    where = layout(evidence["figures"], originals.originals(tables))
    sources = [originals.sheet(name, table) for name, table in where.originals.tables.items()]
    found = [*_computed(evidence, where, coverage), *sources]
    held = [sheet for sheet in found if sheet.rows]
    return [contents.contents(evidence, held, where), *held]


def _computed(evidence: Mapping[str, Any], where: Layout, coverage: Entries) -> Iterable[Sheet]:
    formulas = Formulas(where)
    yield results.figures(where, formulas)
    yield listings.claims(evidence["claims"], where)
    yield results.checks(where)
    yield listings.project_checks([*evidence["checks"], *coverage])
    yield results.steps(where, formulas)
    yield results.quotations(where)
    yield from choices.sheets(where.lists.values(), where.nodes, where.places)
    yield formulas.parts.sheet()
    yield listings.readings(where)
    yield listings.parameters(where)
    yield listings.literals(where)
    yield listings.changes(where.originals.tables)
