"""A paper's figures in a build: as computed, as printed, and what each one was computed from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from gates.reading.html import document, traced

Nodes = Mapping[str, Mapping[str, Any]]
Printed = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class SourceCell:
    """One cell of a file in data/raw: column and row, both counted from 1."""

    path: str
    address: str
    column: str
    row: int


def nodes(root: Path, paper: str) -> Nodes:
    """Every figure and step of a calculated paper, by id."""
    path = root / "data" / "processed" / "papers" / paper / "calculated" / "figures.json"
    figures: Nodes = json.loads(path.read_text("utf-8"))["figures"]
    return figures


def number(node: Mapping[str, Any]) -> Decimal:
    """The exact value of a figure."""
    return Decimal(node["value"])


def faults(root: Path, paper: str, expected: Printed) -> list[str]:
    """Where a build differs from a table of figure id to (text as printed, value worked by hand).

    A value is compared to the places to which it was worked.
    """
    found, shown = nodes(root, paper), _shown(root, paper)
    wrong_values = [
        f"{id}: computed {found[id]['value']}, by hand {value}"
        for id, (_, value) in expected.items()
        if Decimal(found[id]["value"]).quantize(Decimal(value), ROUND_HALF_UP) != Decimal(value)
    ]
    wrong_texts = [
        f"{id}: printed {sorted(shown.get(id, ()))}, by hand {text}"
        for id, (text, _) in expected.items()
        if text not in shown.get(id, ())
    ]
    return wrong_values + wrong_texts


def dependants(figures: Nodes, cell: SourceCell) -> set[str]:
    """Ids of the figures and steps that a source cell takes part in, directly or through others."""
    touched: set[str] = set()
    while found := {id for id, node in figures.items() if id not in touched and _rests_on(node, cell, touched)}:
        touched |= found
    return touched


def resting_on_source(figures: Nodes, source: str) -> set[str]:
    """Ids of the figures and steps that any cell of a source takes part in, directly or through others."""
    touched = {id for id, node in figures.items() if any(f"data/raw/{source}/" in path for path in _paths(node))}
    while found := {
        id for id in figures if id not in touched and not touched.isdisjoint(figures[id].get("inputs", ()))
    }:
        touched |= found
    return touched


def _shown(root: Path, paper: str) -> dict[str, set[str]]:
    """What the paper prints for each figure; what its evidence annex prints does not count."""
    page = document(root / "reports" / paper / f"{paper}.html")
    entries = page.find_class("evidence")
    assert entries, "the paper has no evidence annex"
    for entry in entries:
        entry.drop_tree()
    shown: dict[str, set[str]] = {}
    for figure in traced(page):
        shown.setdefault(figure.ident, set()).add(figure.display)
    return shown


def _rests_on(node: Mapping[str, Any], cell: SourceCell, touched: set[str]) -> bool:
    cells = [*node.get("cells", ()), *([node["cell"]] if "cell" in node else ())]
    direct = any((one["path"], one["address"]) == (cell.path, cell.address) for one in cells)
    return direct or _selects(node.get("selection"), cell) or not touched.isdisjoint(node.get("inputs", ()))


def _paths(node: Mapping[str, Any]) -> list[str]:
    cells = [*node.get("cells", ()), *([node["cell"]] if "cell" in node else ())]
    return [one["path"] for one in [*cells, *([node["selection"]] if node.get("selection") else ())]]


def _selects(selection: Mapping[str, Any] | None, cell: SourceCell) -> bool:
    if not selection or (selection["path"], selection["column"]) != (cell.path, cell.column):
        return False
    spans = [span.split("-") for span in selection["rows"].split(",")]
    return any(int(span[0]) <= cell.row <= int(span[-1]) for span in spans)
