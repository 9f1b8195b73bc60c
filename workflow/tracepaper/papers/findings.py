"""What control totals that do not hold say in figures: the total as stated, the sum of its rows, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tracepaper.figures import Display, Figure, comparable, total
from tracepaper.settings.paper import Paper
from tracepaper.sources import months, tables
from tracepaper.sources.tables import Table

Findings = dict[str, dict[str, Figure]]


def figures(root: Path, settings: Paper) -> Findings:
    """The figures of every control total that fails in the tables that a paper uses, by source and check."""
    return {
        key(source, check): _compared(tables.load(root, source, name), source, check)
        for source, name in months.ingested(root, settings.used_tables)
        for check in tables.description(root, source)["checks"]
        if check["table"] == name and not check["passed"] and check["column"]
    }


def key(source: str, check: Mapping[str, Any]) -> str:
    """The name of a failed check among the findings of a paper."""
    return f"{source}-{check['id']}"


def _compared(table: Table, source: str, check: Mapping[str, Any]) -> dict[str, Figure]:
    column = check["column"]
    stated = table.cell(check["total"], column)
    added = total(_cells(table, check["rows"], column))
    if check["negative_rows"]:
        added = added - total(_cells(table, check["negative_rows"], column))
    low, high = sorted([stated, added], key=lambda figure: comparable([figure])[0])
    what = f"{check['total']} for {table.columns[column]['title']}"
    labels = {"stated": "as stated", "added": "sum of its rows", "difference": "difference between stated and sum"}
    found = {"stated": stated, "added": added, "difference": high - low}
    return {
        name: figure.named(f"check-{key(source, check)}-{name}", f"{what}, {labels[name]}", _display(figure))
        for name, figure in found.items()
    }


def _cells(table: Table, rows: Iterable[str], column: str) -> list[Figure]:
    return [table.cell(row, column) for row in rows]


def _display(figure: Figure) -> Display:
    """Whole where it is whole, else to the penny: a finding is as exact as its cells."""
    (settled,) = comparable([figure])
    places = 0 if settled == settled.to_integral_value() else 2
    return Display("pounds" if str(figure.unit) == "GBP" else "number", places)
