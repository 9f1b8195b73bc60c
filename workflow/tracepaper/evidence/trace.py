"""Trace a printed figure: the tree from what the paper prints down to the source cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tracepaper.errors import CallError
from tracepaper.figures import explain

Evidence = Mapping[str, Any]
MOST_BRANCHES = 400


def found(evidence: Evidence, figure: str) -> list[str]:
    """The ids of the figures that somebody means: the id itself, or every figure printed in that text.

    Raises:
        CallError: nothing in the paper is called or printed so.
    """
    nodes = evidence["figures"]
    if figure in nodes:
        return [figure]
    wanted = _bare(figure)
    ids = [id for id, node in nodes.items() if wanted and wanted in map(_bare, [*node["printed"], node["display"]])]
    if not ids:
        remedy = "Days, years and names may be plain words. List its figures: tracepaper figures PAPER (or FILE)"
        raise CallError(f'{evidence["paper"]} prints no figure "{figure}". {remedy}')
    return ids


def _bare(text: str) -> str:
    """Text as somebody types it who copies a figure: no-break spaces and minus signs are not typed."""
    return re.sub(r"\s+", " ", text).strip().replace("\N{MINUS SIGN}", "-")


def named(evidence: Evidence) -> list[dict[str, str]]:
    """Every figure of a paper that has a name: id, label, value, unit and how it is printed."""
    return [
        {"id": id, **{key: node[key] for key in ("label", "value", "unit", "display")}}
        for id, node in evidence["figures"].items()
        if node["label"] and node["display"]
    ]


def listing(evidence: Evidence, ids: list[str]) -> str:
    """Several figures that are printed alike, each with the places where the paper prints it."""
    nodes = evidence["figures"]
    return "\n".join(f"  {id}: {explain.name(nodes[id])}\n     {_places(nodes[id])}" for id in ids)


def _places(node: Mapping[str, Any]) -> str:
    return f"printed in: {'; '.join(node['places'])}" if node["places"] else "printed in the evidence annex only"


def tree(evidence: Evidence, id: str) -> str:
    """A figure with its formula, and below it each figure and cell that it rests on."""
    node = evidence["figures"][id]
    head = [f"{node['display'] or explain.exact(node)}  {explain.name(node)}  ({id})"]
    lines = list(_branches(evidence["figures"], id))
    if len(lines) > MOST_BRANCHES:
        left = len(lines) - MOST_BRANCHES
        lines = [*lines[:MOST_BRANCHES], f"... and {left} more lines; trace one of the figures above by its id"]
    return "\n".join([*head, *lines])


def _branches(nodes: Mapping[str, Any], id: str) -> Iterator[str]:
    """Depth first, without recursion: a running total of years of months is too deep for it."""
    seen: set[str] = set()
    waiting = [(id, "", "")]
    while waiting:
        one, branch, indent = waiting.pop()
        if one not in nodes:
            yield f"{branch} {one}, which the evidence does not hold"
            continue
        again = one in seen and bool(nodes[one]["inputs"])
        if branch:
            yield f"{branch} {_head(one, nodes[one])}{'  (above)' if again else ''}"
        if not again:
            seen.add(one)
            yield from (f"{indent}   {line}" for line in _said(nodes[one]))
            waiting += reversed(list(_kids(nodes[one], indent)))


def _kids(node: Mapping[str, Any], indent: str) -> Iterator[tuple[str, str, str]]:
    """The inputs of a figure, each with the branch that leads to it and the indent of what stands below it."""
    kids = list(dict.fromkeys(node["inputs"]))
    for number, kid in enumerate(kids, 1):
        yield (kid, f"{indent}└─", f"{indent}   ") if number == len(kids) else (kid, f"{indent}├─", f"{indent}│  ")


def _head(id: str, node: Mapping[str, Any]) -> str:
    return f"{explain.exact(node)}  {explain.name(node) or node['operation']}  ({id})"


def _said(node: Mapping[str, Any]) -> Iterator[str]:
    """How the figure was made, and the cells that it was read from."""
    if node["label"] and node["expression"]:
        yield f"in the settings: {' '.join(str(node['expression']).split())}"
    if node["inputs"] and node["with_numbers"] and len(node["with_numbers"]) < 300:
        yield f"= {node['with_numbers']}"
    elif not node["with_numbers"] and not node["cells"] and node["formula"] != explain.name(node):
        yield node["formula"]
    for cell in node["cells"]:
        sheet = f', sheet "{cell["sheet"]}"' if cell["sheet"] else ""
        yield f'{cell["path"]}{sheet}, cell {cell["cell"]} ({cell["names"]}): "{cell["raw"]}"'
        if cell["correction"]:
            yield f"   corrected to {cell['correction']}"


def as_json(evidence: Evidence, id: str) -> dict[str, Any]:
    """A figure with every figure that it rests on, as plain values."""
    nodes = evidence["figures"]
    reached: dict[str, Any] = {}
    waiting = [id]
    while waiting:
        one = waiting.pop()
        if one not in reached and one in nodes:
            reached[one] = nodes[one]
            waiting += nodes[one]["inputs"]
    return {"figure": id, "figures": dict(sorted(reached.items()))}
