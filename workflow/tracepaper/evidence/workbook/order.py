"""The order of figures: those with a name as a reader looks for them, steps as they are computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Any

from tracepaper.figures import Cell, graph

Node = Mapping[str, Any]
Nodes = Mapping[str, Node]

STEP = re.compile("step-[0-9a-f]{16}")
DIGITS = re.compile("([0-9]+)")
CELLS = frozenset({"cell", "quotation"})
LEAVES = CELLS | {"parameter", "literal"}


def named(nodes: Nodes) -> list[str]:
    """Ids that the paper's settings gave, numbers in them in order of size."""
    return sorted((id for id, node in nodes.items() if not _unnamed(id, node)), key=natural)


def quotations(nodes: Nodes) -> list[str]:
    """Cells that the paper prints under no name of their own."""
    cells = (id for id, node in nodes.items() if node["operation"] in CELLS)
    return sorted((id for id in cells if _unnamed(id, nodes[id]) and nodes[id]["printed"]), key=natural)


def steps(nodes: Nodes) -> list[str]:
    """Operations without a name, each after its inputs and beside those that one sum takes in."""
    met = {id: number for number, id in enumerate(_met(nodes))}
    depth: dict[str, int] = {}
    for id in inputs_first(nodes):
        depth[id] = max((depth[one] + 1 for one in nodes[id]["inputs"]), default=0)
    found = [id for id, node in nodes.items() if _unnamed(id, node) and node["operation"] not in LEAVES]
    return sorted(found, key=lambda id: (depth[id], met[id]))


def inputs_first(nodes: Nodes) -> Iterator[str]:
    """Every id after those of its inputs; deep chains are no danger."""
    yield from TopologicalSorter({id: node["inputs"] for id, node in nodes.items()}).static_order()


def natural(id: str) -> list[str | int]:
    """A key that sorts ids with the numbers in them in order of size."""
    return [int(part) if part.isdigit() else part for part in DIGITS.split(id)]


def _met(nodes: Nodes) -> Iterable[str]:
    """Ids in the order in which a reader meets them who follows each figure down before the next."""
    met: dict[str, None] = {}
    waiting = [*sorted(nodes, reverse=True), *reversed(named(nodes))]
    while waiting:
        id = waiting.pop()
        if id not in met:
            met[id] = None
            waiting.extend(reversed(nodes[id]["inputs"]))
    return met


def _unnamed(id: str, node: Node) -> bool:
    return bool(STEP.fullmatch(id)) or (node["operation"] in CELLS and id == _cell_id(node["cells"][0]))


def _cell_id(cell: Node) -> str:
    return graph.cell_id(Cell(cell["path"], cell["sheet"], cell["cell"], cell["row"], cell["column"], cell["raw"]))
