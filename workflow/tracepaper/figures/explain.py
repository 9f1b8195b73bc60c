"""A derivation as a reader follows it: its formula in words, and the same formula with the numbers put in.

Works on the nodes of a derivation graph (see graph.py), so that whoever holds a paper's evidence can explain it without
the paper's tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.figures import days, units
from tracepaper.figures.display import MINUS, half_up
from tracepaper.figures.draws import DRAWS, SEED
from tracepaper.figures.graph import QUOTATION, TEXT
from tracepaper.figures.operations import (
    GREATEST,
    LARGEST,
    LEAST,
    NO_SINGLE_RATE,
    PAYBACK,
    POINTS,
    POWER,
    RANKING,
    RATE_OF_RETURN,
    ROUNDED_DOWN,
    ROUNDED_UP,
    SIMULATED,
    SMALLEST,
    VERDICTS,
)
from tracepaper.figures.ordinals import ORDINALS

SIGNS = {"sum": " + ", "difference": f" {MINUS} ", "product": " × ", "quotient": " ÷ ", POWER: " to the power of "}
ROUNDED = {ROUNDED_UP: "the whole number at or above ", ROUNDED_DOWN: "the whole number at or below "}
RATES = {
    RATE_OF_RETURN: "the rate a period at which these come to nought at present value",
    NO_SINGLE_RATE: "how many rates bring these to nought at present value",
}
EXACT_PLACES = 12
# What is not computed from figures has an entry of its own, named or not.
LEAVES = ("cell", QUOTATION, "parameter", "literal", "selection")
# Steps without a name are written out within one another no deeper than a reader can follow.
DEEPEST = 8
NAMELESS = {"literal": "declared number"}
Node = Mapping[str, Any]
Nodes = Mapping[str, Node]


@dataclass(frozen=True)
class Mention:
    """A figure that a formula names, by its id."""

    id: str


Formula = Sequence[str | Mention]


def formula(id: str, nodes: Nodes) -> Formula:
    """The formula of a figure: texts, and mentions of the figures that it is computed from.

    Steps without a name are written out in brackets; what has no inputs has its source in words.
    """
    return list(_joined(_formula(nodes[id], nodes, depth=0)))


def in_words(parts: Formula, nodes: Nodes) -> str:
    """A formula with each figure called by its label: "Care packages in place + Care packages without a provider"."""
    return "".join(part if isinstance(part, str) else name(nodes[part.id]) for part in parts)


def with_numbers(parts: Formula, nodes: Nodes) -> str:
    """A formula with each figure as its exact value: "56 + 8"."""
    return "".join(part if isinstance(part, str) else exact(nodes[part.id]) for part in parts)


def name(node: Node) -> str:
    """What a figure is called: its label, or what stands beside and above its cell, or where else it is from."""
    if node["label"]:
        return str(node["label"])
    if node["operation"] in ("cell", QUOTATION):
        cell = node["cells"][0]
        return f"{cell['names']} ({place(cell)})"
    if node["operation"] == "parameter":
        return str(node["parameter"]["name"])
    return _leaf(node) if node["operation"] == "selection" else NAMELESS.get(node["operation"], str(node["operation"]))


def place(cell: Mapping[str, Any]) -> str:
    """Where a cell stands, as a reader looks for it: "B6 of provider_spend.csv"."""
    file = str(cell["path"]).rpartition("/")[2]
    sheet = f', sheet "{cell["sheet"]}"' if cell["sheet"] else ""
    return f"{cell['cell']} of {file}{sheet}"


def exact(node: Node) -> str:
    """The exact value of a figure as a reader can copy it; an endless one is cut after twelve places, and says so."""
    if node["unit"] == TEXT:
        return str(node["value"])
    value = Decimal(node["value"])
    if node["unit"] == str(units.DATE):
        return days.written(days.day(value))
    cut = half_up(value, EXACT_PLACES)
    digits = f"{abs(cut):,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    pounds = "£" if [unit for unit, power in units.parse(node["unit"]).powers if power > 0] == ["GBP"] else ""
    if pounds and len(digits.partition(".")[2]) == 1:
        digits += "0"
    return f"{MINUS if value < 0 else ''}{pounds}{digits}{'…' if cut != value else ''}"


def mentioned(parts: Formula) -> list[str]:
    """The ids that a formula mentions, each once."""
    return list(dict.fromkeys(part.id for part in parts if isinstance(part, Mention)))


def _formula(node: Node, nodes: Nodes, *, depth: int) -> Iterator[str | Mention]:
    operation = node["operation"]
    if operation in SIGNS:
        yield from _between(
            [_operand(id, nodes, inside=operation, depth=depth) for id in node["inputs"]], SIGNS[operation]
        )
    elif operation == "negative":
        yield MINUS
        yield from _operand(node["inputs"][0], nodes, inside=operation, depth=depth)
    elif operation == "count":
        yield "how many there are of: " if node["inputs"] else "how many there are: none"
        yield from _listed(node["inputs"], nodes, depth=depth)
    elif operation in ROUNDED:
        yield ROUNDED[operation]
        yield from _operand(node["inputs"][0], nodes, inside=operation, depth=depth)
    elif operation in (LEAST, GREATEST):
        yield f"the {operation} of: "
        yield from _listed(node["inputs"], nodes, depth=depth)
    elif operation == POINTS:
        yield from _points(node, nodes, depth=depth)
    elif node.get("keys"):
        yield from _chosen(node, nodes, depth=depth)
    elif operation in VERDICTS:
        yield f"{operation}: "
        yield from _listed(node["inputs"], nodes, depth=depth)
    else:
        yield _leaf(node)


def _operand(id: str, nodes: Nodes, *, inside: str, depth: int) -> Iterable[str | Mention]:
    node = nodes[id]
    if node["label"] or node["operation"] in LEAVES or depth > DEEPEST:
        return [Mention(id)]
    written = list(_formula(node, nodes, depth=depth + 1))
    return written if node["operation"] == POINTS or inside == node["operation"] == "sum" else ["(", *written, ")"]


def _between(operands: Sequence[Iterable[str | Mention]], sign: str) -> Iterator[str | Mention]:
    for number, operand in enumerate(operands):
        if number:
            yield sign
        yield from operand


def _listed(ids: Sequence[str], nodes: Nodes, *, depth: int) -> Iterator[str | Mention]:
    yield from _between([_operand(id, nodes, inside="list", depth=depth) for id in ids], "; ")


def _points(node: Node, nodes: Nodes, *, depth: int) -> Iterator[str | Mention]:
    """The points themselves: the code stands in the cell, which the entry of the figure names."""
    chosen = next(id for id in node["inputs"] if nodes[id]["value"] == node["value"])
    yield from _operand(chosen, nodes, inside=POINTS, depth=depth)


def _chosen(node: Node, nodes: Nodes, *, depth: int) -> Iterator[str | Mention]:
    named = list(zip(node["keys"], node["inputs"], strict=True))
    if node["operation"].startswith(SIMULATED):
        yield from _simulated(node["operation"], dict(named))
        named = [(key, id) for key, id in named if key not in (DRAWS, SEED)]
    else:
        yield f"{_choice(node['operation'])}: "
    for number, (key, id) in enumerate(named):
        yield f"{'; ' if number else ''}{key}: "
        yield from _operand(id, nodes, inside="list", depth=depth)


def _choice(operation: str) -> str:
    """What is looked for among figures that have names."""
    if found := RANKING.fullmatch(operation):
        number = int(found[2])
        place = ORDINALS[number - 1] if number <= len(ORDINALS) else "one after the nineteenth"
        return f"the {place}, {found[1]} first, among"
    if operation == PAYBACK:
        return "the year by whose end the sum so far, having been negative, no longer is"
    if operation in (LARGEST, SMALLEST):
        return f"the {operation} of"
    return RATES.get(operation, operation)


def _simulated(operation: str, named: Mapping[str, str]) -> Iterator[str | Mention]:
    """How often and from which seed, before what it was drawn from, which may be long."""
    yield operation
    for before, key in ((" (draws: ", DRAWS), ("; seed: ", SEED)):
        if key in named:
            yield before
            yield Mention(named[key])
    yield "): "


def _leaf(node: Node) -> str:
    operation = node["operation"]
    if operation == "selection":
        chosen = node["selection"]
        file = str(chosen["path"]).rpartition("/")[2]
        rows = str(chosen["rows"]).replace("-", " to ").replace(",", ", ")
        word = "row" if rows.isdecimal() else "rows"
        return f"sum of column {chosen['column']}, {word} {rows}, of {file}"
    if operation == "parameter":
        parameter = node["parameter"]
        return f"parameter {parameter['name']}, edition {parameter['edition']}: {parameter['citation']}"
    if operation == "literal":
        # What has no name stands in a calculation, not in the settings.
        declared = "declared in the settings of this paper" if node["label"] else "declared in the calculation"
        return f"{declared}: {node['literal']['reason']}"
    return f"{'quoted' if operation == QUOTATION else 'read'} from cell {place(node['cells'][0])}"


def _joined(parts: Iterable[str | Mention]) -> Iterator[str | Mention]:
    """Neighbouring texts as one."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text
