"""The evidence of a paper: every figure with its value, formula, inputs and source cells, as evidence.json holds it.

The document is canonical: sorted keys, relative paths, no time of day. Two builds from the same inputs give the same
bytes, and whoever holds it can explain and recompute every figure without the project.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracepaper import records
from tracepaper.figures import Cell, Display, Figure, Text, explain, graph, printed
from tracepaper.figures.graph import QUOTATION, TEXT, cell_id
from tracepaper.papers import edition
from tracepaper.papers.printed.html import PrintedFigure
from tracepaper.settings.paper import Paper
from tracepaper.sources import months
from tracepaper.sources.tables import Table

# A sum of more cells keeps their rows and a digest; the cells are listed on demand, from the source itself.
MOST_CELLS = 1000
SPAN = re.compile(r'\[((?:\\.|[^\[\]\\])*)\]\{\.traced data-figure="([^"]+)"(?: spoken="((?:\\.|[^"\\])*)")?\}')
ESCAPED = re.compile(r"\\(.)")

Node = dict[str, Any]
Nodes = dict[str, Node]


@dataclass(frozen=True)
class Placed:
    """A figure as a paper prints it at one place."""

    id: str
    text: str
    spoken: str = ""


def placed(markdown: str) -> list[Placed]:
    """Every figure that a composed text prints, in its order."""
    return [Placed(found[2], _plain(found[1]), _plain(found[3] or "")) for found in SPAN.finditer(markdown)]


def _plain(markdown: str) -> str:
    return ESCAPED.sub(r"\1", markdown)


def nodes(
    book: Mapping[str, Any], every_table: Sequence[Table], *, formulas: Mapping[str, str], quoted: Iterable[str]
) -> Nodes:
    """The nodes of a paper's derivation graph, as its evidence holds them.

    Args:
        book: what `graph.dump` gives.
        every_table: the tables that the paper draws on.
        formulas: id of each figure to its formula in the settings.
        quoted: ids of cells that the paper quotes.

    Returns:
        id to node; every cell that a figure rests on has a node of its own.
    """
    found = {id: _node(node) for id, node in book.items() if node["operation"] != QUOTATION}
    cells = {(table.path, table.sheet): table for table in every_table}
    for node in book.values():
        if node["operation"] == QUOTATION:
            _add(cells[node[QUOTATION]["path"], node[QUOTATION]["sheet"]].at(node[QUOTATION]["address"]), found)
    for id in quoted:
        if id not in found:
            _add(cell_called(id, every_table), found)
    for node in list(found.values()):
        _add_cells(node, cells, found)
    _call_steps_by_name(found)
    for id, node in found.items():
        node["expression"] = formulas.get(id, "")
    for id, node in found.items():
        parts = explain.formula(id, found)
        node["formula"] = explain.in_words(parts, found)
        node["exact"] = explain.exact(node)
        node["with_numbers"] = explain.with_numbers(parts, found) if explain.mentioned(parts) else ""
    return found


def _node(node: Mapping[str, Any]) -> Node:
    kept = {name: node[name] for name in ("label", "value", "unit", "operation", "classification")}
    leaf = node["operation"] in ("cell", QUOTATION)
    cells = [node[node["operation"]]] if leaf else node.get("cells", [])
    own = {name: dict(node[name]) for name in ("parameter", "literal", "selection") if name in node}
    return {
        **kept,
        **own,
        "display": _display(node),
        "inputs": list(node.get("inputs", [])),
        "keys": list(node.get("keys", [])),
        "cells": [_cell(cell) for cell in cells],
        "printed": [],
    }


def _display(node: Mapping[str, Any]) -> str:
    if node["display"]:
        return printed(Decimal(node["value"]), Display(**node["display"])).text
    return str(node["value"]) if node["unit"] == TEXT else ""


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: cell[name] for name in ("path", "sheet", "row", "column", "raw", "names", "correction")}
    return {**own, "cell": cell["address"], "id": cell_id(Cell(**cell))}


def _add_cells(node: Node, cells: Mapping[tuple[str, str], Table], found: Nodes) -> None:
    """Nodes for the cells of a sum, which become its inputs, and for those that hold a code."""
    if node["operation"] == "selection":
        chosen = node["selection"]
        corrected = chosen.pop("corrections", ())
        if chosen["count"] <= MOST_CELLS:
            table = cells[chosen["path"], chosen["sheet"]]
            summed = [table.at(f"{chosen['column']}{row}") for row in _rows(chosen["rows"])]
            node["inputs"] = [_add(figure, found) for figure in summed]
        elif corrected:
            # None of its cells is listed, so nothing else would say which were corrected.
            chosen["corrections"] = [_cell(cell) for cell in corrected]
    elif node["operation"] not in ("cell", QUOTATION):
        for cell in node["cells"]:
            _add(cells[cell["path"], cell["sheet"]].at(cell["cell"]), found)


def _add(value: Figure | Text, found: Nodes) -> str:
    cell = value.derivation
    assert isinstance(cell, Cell)
    id = cell_id(cell)
    if id not in found:
        found[id] = _node(
            _quotation(value, cell) if isinstance(value, Text) else graph.dump({"": value})["figures"][id]
        )
    return id


def _quotation(value: Text, cell: Cell) -> dict[str, Any]:
    own = {"label": "", "value": str(value), "unit": TEXT, "display": None, "classification": value.classification}
    return {**own, "operation": QUOTATION, QUOTATION: dataclasses.asdict(cell)}


def cell_called(id: str, every_table: Sequence[Table]) -> Figure | Text:
    """What the cell of that id holds.

    Raises:
        KeyError: no table has it.
    """
    for table in every_table:
        prefix = cell_id(Cell(table.path, table.sheet, "", 0, 0, ""))
        address = id.removeprefix(f"{prefix}-")
        if address != id and re.fullmatch("[a-z]+[0-9]+", address):
            return table.at(address.upper())
    raise KeyError(id)


def _rows(ranges: str) -> Iterator[int]:
    for span in ranges.split(","):
        first, _, last = span.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _call_steps_by_name(found: Nodes) -> None:
    """Where a step without a name is what a named figure is, refer to that figure: a reader knows it already."""
    contents = {id: _content(node) for id, node in found.items()}
    names: dict[str, str] = {}
    for id, node in found.items():
        if node["label"] and node["operation"] not in ("literal", "parameter"):
            names.setdefault(contents[id], id)
    for id, node in found.items():
        called = [one if found[one]["label"] else names.get(contents[one], one) for one in node["inputs"]]
        node["inputs"] = [name if name != id else one for name, one in zip(called, node["inputs"], strict=True)]


def _content(node: Node) -> str:
    cells = [cell["id"] for cell in node["cells"]]
    return json.dumps([node["operation"], node["unit"], node["value"], node["inputs"], node["keys"], cells])


def reachable(nodes: Nodes, ids: Iterable[str]) -> Nodes:
    """The nodes of some figures and of all that they rest on, sorted by id."""
    kept: set[str] = set()
    waiting = list(ids)
    while waiting:
        id = waiting.pop()
        if id not in kept:
            kept.add(id)
            below = [cell["id"] for cell in nodes[id]["cells"] if cell["id"] in nodes]
            waiting += [*nodes[id]["inputs"], *below]
    return {id: nodes[id] for id in sorted(kept)}


def document(
    settings: Paper, described: Sequence[Mapping[str, Any]], content: Mapping[str, Any], *, root: Path
) -> Node:
    """The whole of a paper's evidence, but for what only rendering knows.

    Args:
        described: what ingest wrote about each source.
        content: figures, charts, claims and checks.
    """
    return {
        "paper": settings.id,
        "title": settings.title,
        "council": settings.council,
        "date": settings.date.isoformat(),
        "edition": settings.edition.edition if settings.edition else "",
        "edition_facts": edition.facts(settings.edition),
        "code_version": records.code_version(root),
        "sources": list(_sources(settings, described)),
        "typed_numbers": {"declared": [vars(one) for one in settings.typed_numbers]},
        **content,
    }


def _sources(settings: Paper, described: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    by_id = {source["id"]: source for source in described}
    for source, name in months.concrete(settings.used_tables, described):
        table = by_id[source]["tables"][name]
        yield {
            "id": source,
            "table": name,
            "publisher": by_id[source]["publisher"],
            "received": by_id[source]["received"],
            **{key: table[key] for key in ("path", "sheet", "sha256", "title")},
        }


def claims(book: Mapping[str, Any]) -> list[dict[str, str]]:
    """The claims of a paper as its evidence holds them: figures by id."""
    texts = ("id", "place", "says", "asserts", "status", "missing", "note")
    figures = ("recomputed", "difference", "shown")
    return [
        {
            **{name: str(claim[name]) for name in texts},
            "stated": str(claim["stated"]),
            "cell": claim["stated"].id,
            **{name: claim[name].id if name in claim else "" for name in figures},
        }
        for claim in book.get("claims", ())
    ]


def checks(settings: Paper, described: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What was checked before the paper was printed: the tables that it draws on, and its own words."""
    used = {*settings.used_tables, *months.concrete(settings.used_tables, described)}
    of_tables = [
        {"kind": "source", **{key: check[key] for key in ("id", "place", "passed", "text", "reason", "by")}}
        for source in described
        for check in source["checks"]
        if (source["id"], check["table"]) in used
    ]
    of_words = [
        {
            "kind": "statement",
            "id": f"statement-{n}",
            "place": "",
            "passed": True,
            "text": one.says,
            "reason": "",
            "by": "",
        }
        for n, one in enumerate(settings.statements, 1)
    ]
    return of_tables + of_words


def add_printed(nodes: Nodes, texts: Iterable[Placed]) -> None:
    """Note in each node every text that the paper prints for it."""
    for one in texts:
        known = nodes[one.id]["printed"]
        known += [text for text in dict.fromkeys((one.text, one.spoken)) if text and text not in known]


def add_places(nodes: Nodes, printed: Iterable[PrintedFigure]) -> None:
    """Note in each node where the paper proper prints it: the headings and captions that it stands under."""
    for node in nodes.values():
        node["places"] = []
    for one in printed:
        if not one.in_annex and one.id in nodes and one.place not in nodes[one.id]["places"]:
            nodes[one.id]["places"].append(one.place)


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of evidence without its own digest: whatever else in it is altered is seen."""
    held = {name: value for name, value in content.items() if name != "digest"}
    return hashlib.sha256(text(held).encode("utf-8")).hexdigest()


def text(content: Mapping[str, Any]) -> str:
    """Evidence as its file holds it."""
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
