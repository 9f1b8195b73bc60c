"""What a claim may assert, and what its expression must be to bear that out: a sum is a total, a count counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tracepaper.figures import Figure, Text
from tracepaper.figures.figure import Literal, Operation, Selection
from tracepaper.figures.operations import COUNT as COUNTING
from tracepaper.figures.operations import NO, POINTS, YES
from tracepaper.figures.units import DATE

EQUALITY, SUM, COUNT, ORDER, DATE_ORDER, DEFINITION = "equality", "sum", "count", "order", "date order", "definition"
KINDS = (EQUALITY, SUM, COUNT, ORDER, DATE_ORDER, DEFINITION)
# These state words that compare, not a number: their expression says yes or no.
ORDERS = (ORDER, DATE_ORDER)
# What is wrong with an expression: found, expected and remedy.
Objection = tuple[str, str, str]


def objection(asserts: str, found: Any) -> Objection | None:
    """Why what an expression gives cannot bear out such a claim; None where it can.

    Args:
        asserts: one of `KINDS`.
        found: what the expression gives: a figure, a text, anything.
    """
    if asserts in ORDERS:
        return _no_order(asserts, found)
    if not isinstance(found, Figure):
        remedy = "Name one figure; an expression that says yes or no is for a claim that asserts an order."
        return "which gives no single figure", "one figure", remedy
    if asserts in HOLDS and not HOLDS[asserts](found):
        is_none, expected = {SUM: ("no total", "a total"), COUNT: ("no count", "a count of rows, codes or figures")}[
            asserts
        ]
        return f"which is {is_none}", expected, "Assert equality, or give an expression that is one."
    return None


def _no_order(asserts: str, found: Any) -> Objection | None:
    if not isinstance(found, Text) or not isinstance(found.derivation, Operation) or found not in (YES, NO):
        remedy = "Compare two figures with is_above, is_before or is_equal, or assert equality."
        return "which says neither yes nor no", "a comparison of two figures", remedy
    dates = all(isinstance(one, Figure) and one.unit == DATE for one in found.derivation.inputs)
    if dates != (asserts == DATE_ORDER):
        compares, other = ("dates", DATE_ORDER) if dates else ("no dates", ORDER)
        return f"which compares {compares}", f"what {asserts} compares", f"Assert {other}, or compare something else."
    return None


def _is_total(figure: Figure | Text) -> bool:
    derivation = figure.derivation
    if isinstance(derivation, Operation) and derivation.name == "negative":
        return _is_total(derivation.inputs[0])
    return isinstance(derivation, Selection) or (isinstance(derivation, Operation) and derivation.name == "sum")


def _is_count(figure: Figure | Text) -> bool:
    """A count, or counts added and subtracted, with declared numbers or without; the points of codes count them."""
    derivation = figure.derivation
    if not isinstance(derivation, Operation):
        return False
    if derivation.name in ("sum", "difference", "negative"):
        counted = [one for one in derivation.inputs if not isinstance(one.derivation, Literal)]
        return bool(counted) and all(map(_is_count, counted))
    return derivation.name in (COUNTING, POINTS)


HOLDS: Mapping[str, Callable[[Figure], bool]] = {SUM: _is_total, COUNT: _is_count}
