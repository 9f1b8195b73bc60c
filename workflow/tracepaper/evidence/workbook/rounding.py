"""How far a spreadsheet may be from the paper: half of the last printed place, and what its arithmetic can lose."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from tracepaper.evidence.workbook.order import Node, Nodes, inputs_first
from tracepaper.figures import operations

# A spreadsheet keeps 53 bits, which is a part in 9 * 10**15; one in 10**15 leaves room for how programs round.
UNIT = 1e-15
PRINTED = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
SCALES = {"million": Decimal(1_000_000), "%": Decimal("0.01")}
# So many digits of a double are sure after any sum; what differs beyond them is equal.
SURE_DIGITS = 13
# What a search for a rate of return may leave that starts from thirteen digits of it.
SEARCHED = 1e-12
Selected = Callable[[Node], Sequence[Decimal]]


def half_place(printed: str) -> Decimal | None:
    """Half of the last place of a printed number, in the number's own unit; `None` where the text holds no digit."""
    found = PRINTED.search(printed)
    if found is None:
        return None
    scale = next((scale for word, scale in SCALES.items() if word in printed), Decimal(1))
    return Decimal("0.5").scaleb(-len(found[1] or "")) * scale


def sure_places(values: Iterable[Decimal]) -> int:
    """To how many decimal places doubles of these sizes can be compared."""
    largest = max(map(abs, values), default=Decimal(0))
    return SURE_DIGITS - 1 - (largest.adjusted() if largest else 0)


def lost(nodes: Nodes, *, selected: Selected) -> dict[str, float]:
    """The most by which arithmetic with doubles can miss each number, carried on from its inputs; by id.

    Args:
        selected: the numbers that a selection adds.
    """
    bounds: dict[str, float] = {}
    for id in inputs_first(nodes):
        node = nodes[id]
        if node["unit"] != "text":
            numbers = [(float(nodes[one]["value"]), bounds[one]) for one in node["inputs"] if one in bounds]
            bounds[id] = _bound(node, numbers, selected)
    return bounds


def _bound(node: Node, inputs: Sequence[tuple[float, float]], selected: Selected) -> float:
    value = abs(float(node["value"]))
    if node["operation"] == "selection":
        return _added([(float(one), 0.0) for one in selected(node)])
    rule = _RULES.get(node["operation"])
    return rule(value, inputs) if rule else value * UNIT


def _added(inputs: Sequence[tuple[float, float]]) -> float:
    values, bounds = zip(*inputs, strict=True)
    return float(sum(bounds) + len(values) * UNIT * sum(map(abs, values)))


def _multiplied(value: float, inputs: Sequence[tuple[float, float]]) -> float:
    (a, lost_a), (b, lost_b) = inputs
    return abs(a) * lost_b + abs(b) * lost_a + lost_a * lost_b + value * UNIT


def _raised(value: float, inputs: Sequence[tuple[float, float]]) -> float:
    (base, lost_base), (power, lost_power) = inputs
    return value * (abs(power) * lost_base / base + abs(math.log(base)) * lost_power + 4 * UNIT)


def _divided(value: float, inputs: Sequence[tuple[float, float]]) -> float:
    (_, lost_a), (b, lost_b) = inputs
    return (lost_a + value * lost_b) / abs(b) + value * UNIT


def _rate(value: float, inputs: Sequence[tuple[float, float]]) -> float:
    """What the flow can lose, over how fast its present value falls with the rate; and what the search leaves."""
    present = [(amount / (1 + value) ** n, lost / (1 + value) ** n) for n, (amount, lost) in enumerate(inputs)]
    slope = sum(n * amount for n, (amount, _) in enumerate(present))
    return (_added(present) / abs(slope) + SEARCHED) * (1 + value)


_RULES: Mapping[str, Callable[[float, Sequence[tuple[float, float]]], float]] = {
    "sum": lambda value, inputs: _added(inputs),
    "difference": lambda value, inputs: _added(inputs),
    "product": _multiplied,
    "quotient": _divided,
    "negative": lambda value, inputs: inputs[0][1],
    operations.COUNT: lambda value, inputs: 0.0,
    operations.ROUNDED_UP: lambda value, inputs: 0.0,
    operations.ROUNDED_DOWN: lambda value, inputs: 0.0,
    operations.LEAST: lambda value, inputs: max(bound for _, bound in inputs),
    operations.GREATEST: lambda value, inputs: max(bound for _, bound in inputs),
    operations.POWER: _raised,
    operations.RATE_OF_RETURN: _rate,
    "points of the code": lambda value, inputs: max(bound for _, bound in inputs),
}
