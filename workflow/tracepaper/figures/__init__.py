"""Figures: exact value, unit, display and derivation back to cells."""

from tracepaper.figures.display import Display, Printed, printed
from tracepaper.figures.figure import (
    Cell,
    Figure,
    Literal,
    Operation,
    Parameter,
    Selection,
    Text,
    chosen,
    comparable,
    count,
    derived,
    judged,
    literal,
    points,
    total,
)
from tracepaper.figures.units import ONE, Unit

__all__ = [
    "ONE",
    "Cell",
    "Display",
    "Figure",
    "Literal",
    "Operation",
    "Parameter",
    "Printed",
    "Selection",
    "Text",
    "Unit",
    "chosen",
    "comparable",
    "count",
    "derived",
    "judged",
    "literal",
    "points",
    "printed",
    "total",
]
