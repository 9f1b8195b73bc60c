"""The evidence annex of a paper: an entry for each figure that it prints, and for each cell that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from tracepaper.figures import explain
from tracepaper.figures.explain import Formula, Mention
from tracepaper.figures.graph import QUOTATION, TEXT
from tracepaper.papers import place
from tracepaper.papers.evidence import Nodes

# Longer formulas are told by their inputs alone: nobody reads a hundred numbers in one line.
MOST_MENTIONS = 40
# More cells than these, added up for one figure, are told by file and rows alone; evidence.json lists every one.
MOST_SUMMED = 12


def entries(nodes: Nodes, printed: Iterable[str]) -> list[dict[str, Any]]:
    """One entry for each figure that a paper prints and each that these rest on; no cells.

    Figures that have a name come first, in the order of their ids, then sums by file and rows.

    Returns:
        id, label, value, formula, numbers and cells: markdown in which each number is a traced span; what would say
        again what stands beside it is empty.
    """
    found = [id for id in _needed(nodes, printed) if not _is_cell(id, nodes)]
    return [_entry(id, nodes) for id in sorted(found, key=lambda id: _order(id, nodes[id]))]


def _order(id: str, node: Mapping[str, Any]) -> tuple[bool, str, str, int, str, str]:
    chosen = {} if node["label"] else node.get("selection", {})
    rows = str(chosen.get("rows", ""))
    first = int(rows.replace(",", "-").partition("-")[0] or 0)
    return bool(chosen), chosen.get("path", ""), chosen.get("sheet", ""), first, rows + chosen.get("column", ""), id


def sources(described: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """One entry for each source table, with the id that links to it."""
    return [{**source, "anchor": Markup(f"source-{source['id']}-{_slug(source['table'])}")} for source in described]


def _slug(name: str) -> str:
    return name.replace("_", "-")


def cells(nodes: Nodes, printed: Iterable[str]) -> list[dict[str, Any]]:
    """One entry for each source cell that has no other name, by file, row and column."""
    found = [id for id in _needed(nodes, printed) if _is_cell(id, nodes)]
    return [_cell_entry(id, nodes) for id in sorted(found, key=lambda id: _position(nodes[id]["cells"][0]))]


def _is_cell(id: str, nodes: Nodes) -> bool:
    return not nodes[id]["label"] and nodes[id]["operation"] in ("cell", QUOTATION)


def _position(cell: Mapping[str, Any]) -> tuple[str, str, int, int]:
    return cell["path"], cell["sheet"], cell["row"], cell["column"]


def _needed(nodes: Nodes, printed: Iterable[str]) -> list[str]:
    """Figures printed, and all that their entries mention."""
    needed: dict[str, None] = {}
    waiting = list(printed)
    while waiting:
        id = waiting.pop()
        if id not in needed:
            needed[id] = None
            own = [cell["id"] for cell in nodes[id]["cells"] if not _is_cell(id, nodes) and cell["id"] in nodes]
            below = [*_summed(id, nodes), *_steps_cells(id, nodes)]
            waiting += [*explain.mentioned(explain.formula(id, nodes)), *own, *below]
    return sorted(needed)


def _steps_cells(id: str, nodes: Nodes) -> list[str]:
    """The cells that chose, or were added up, in the nameless steps of a figure."""
    found: list[str] = []
    summed: list[str] = []
    waiting = list(nodes[id]["inputs"]) if nodes[id]["operation"] != "selection" else []
    while waiting:
        node = nodes[waiting.pop()]
        if not node["label"]:
            found += [cell["id"] for cell in node["cells"]]
            (summed if node["operation"] == "selection" else waiting).extend(node["inputs"])
    return list(dict.fromkeys([*found, *_listed(summed, nodes)]))


def _summed(id: str, nodes: Nodes) -> Sequence[str]:
    """The cells that a figure adds up; those of a sum without a name stand with the figure that it is part of."""
    own = nodes[id]["operation"] == "selection" and nodes[id]["label"]
    return _listed(nodes[id]["inputs"] if own else [], nodes)


def _listed(cells: Sequence[str], nodes: Nodes) -> Sequence[str]:
    """Of a few cells each; of more, those that were not read as they stand in the file."""
    return cells if len(cells) <= MOST_SUMMED else [id for id in cells if nodes[id]["cells"][0]["correction"]]


def _entry(id: str, nodes: Nodes) -> dict[str, Any]:
    node = nodes[id]
    parts = explain.formula(id, nodes)
    few = len(explain.mentioned(parts)) <= MOST_MENTIONS
    return {
        "id": Markup(id),
        "label": Markup(place.escaped(explain.name(node))),
        "value": place.spanned(id, node["display"] or explain.exact(node)),
        "formula": Markup("")
        if _told_beside(id, parts, nodes)
        else _linked(parts if few else list(_opening(parts)), nodes),
        "numbers": _numbers(id, parts, nodes) if few else Markup(""),
        "cells": _cells(id, nodes),
    }


def _told_beside(id: str, parts: Formula, nodes: Nodes) -> bool:
    """Whether the formula stands in the entry anyhow: as the name of the figure, or with its cell."""
    node = nodes[id]
    return node["operation"] in ("cell", QUOTATION) or explain.in_words(parts, nodes) == explain.name(node)


def _cell_entry(id: str, nodes: Nodes) -> dict[str, Any]:
    cell = nodes[id]["cells"][0]
    return {
        "id": Markup(id),
        "label": Markup(place.escaped(f"{explain.place(cell)} ({cell['names']})")),
        "raw": place.traced(id, cell["raw"].strip()) if cell["raw"].strip() else Markup("blank"),
        "value": place.traced(id, explain.exact(nodes[id])) if nodes[id]["unit"] != TEXT else Markup(""),
        "correction": Markup(place.escaped("corrected: see the quality of the data" if cell["correction"] else "")),
    }


def _linked(parts: Formula, nodes: Nodes) -> Markup:
    """The formula in words, each figure that it mentions as a link to its entry."""
    return Markup("").join(
        Markup(f"[{place.escaped(explain.name(nodes[part.id]))}](#evidence-{part.id})")
        if isinstance(part, Mention)
        else Markup(place.escaped_within(part))
        for part in parts
    )


def _opening(parts: Formula) -> Iterator[str | Mention]:
    """What is done with figures too many to name; what begins with brackets has no words for it."""
    text = parts[0] if isinstance(parts[0], str) else ""
    if ": " not in text or not any(letter.isalpha() for letter in text):
        yield "computed from many figures"
        return
    # Of a simulation, its draws and its seed stand in brackets before what it was drawn from.
    closed = next((n for n, part in enumerate(parts) if isinstance(part, str) and part.startswith("): ")), 0)
    yield from parts[:closed]
    yield f"{str(parts[closed]).partition(': ')[0]}: many figures"


def _numbers(id: str, parts: Formula, nodes: Nodes) -> Markup:
    """The formula with each figure's exact value put in, and what it gives."""
    if len(parts) < 2 or not explain.mentioned(parts) or nodes[id]["unit"] == TEXT:
        return Markup("")
    written = Markup("").join(
        place.traced(part.id, explain.exact(nodes[part.id]))
        if isinstance(part, Mention)
        else Markup(place.escaped_within(part))
        for part in parts
    )
    return Markup("{} = {}").format(written, place.traced(id, explain.exact(nodes[id])))


def _cells(id: str, nodes: Nodes) -> Markup:
    """The cells that a figure was read from or that chose in it: a named cell with its raw text, others as links."""
    node = nodes[id]
    if node["operation"] in ("cell", QUOTATION):
        cell, how = node["cells"][0], "quoted" if node["operation"] == QUOTATION else "read"
        return Markup("{}: {}").format(
            Markup(place.escaped(f"{how} from cell {explain.place(cell)} ({cell['names']})")),
            place.traced(id, cell["raw"].strip()),
        )
    chosen = [cell["id"] for cell in node["cells"]]
    summed = _summed(id, nodes)
    found = dict.fromkeys([*chosen, *summed, *_steps_cells(id, nodes)])
    by_file: dict[str, list[Markup]] = {}
    for one in found:
        for cell in nodes[one]["cells"][:1]:
            address, _, file = explain.place(cell).partition(" of ")
            by_file.setdefault(file, []).append(Markup(f"[{place.escaped(address)}](#evidence-{one})"))
    return Markup("; ").join(
        Markup("{} of {}").format(Markup(", ").join(links), Markup(place.escaped(file)))
        for file, links in by_file.items()
    )
