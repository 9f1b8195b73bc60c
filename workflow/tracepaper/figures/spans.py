"""Which cells of a column a figure was read from: one, or the many of a selection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracepaper.errors import FigureError
from tracepaper.figures.figure import Cell, Derivation, Selection

DIGITS = "0123456789"


@dataclass(frozen=True)
class Span:
    """Cells of one column.

    Attributes:
        column: its letters.
        rows: as ranges: "2-6,8".
    """

    path: str
    sheet: str
    column: str
    rows: str

    @classmethod
    def of(cls, derivation: Derivation) -> Span | None:
        """The cells of a figure that was read; nothing for any other."""
        if isinstance(derivation, Cell):
            return cls._one(derivation.path, derivation.sheet, derivation.address)
        if isinstance(derivation, Selection):
            return cls(derivation.path, derivation.sheet, derivation.column, derivation.rows)
        return None

    @classmethod
    def of_node(cls, node: Mapping[str, Any]) -> Span | None:
        """The same of a node, as `graph.dump` writes it or as a paper's evidence holds it."""
        if node["operation"] == "selection":
            held = node["selection"]
            return cls(held["path"], held["sheet"], held["column"], held["rows"])
        if node["operation"] != "cell":
            return None
        cell = node["cell"] if "cell" in node else node["cells"][0]
        return cls._one(cell["path"], cell["sheet"], cell["address"] if "address" in cell else cell["cell"])

    @classmethod
    def _one(cls, path: str, sheet: str, address: str) -> Span:
        column = address.rstrip(DIGITS)
        return cls(path, sheet, column, address.removeprefix(column))

    def holds(self, other: Span) -> bool:
        """Whether the one cell of another span is among these."""
        if (self.path, self.sheet, self.column) != (other.path, other.sheet, other.column):
            return False
        return other.rows.isdecimal() and any(int(other.rows) in span for span in self._ranges())

    def _ranges(self) -> Iterator[range]:
        for part in self.rows.split(","):
            first, _, last = part.partition("-")
            yield range(int(first), int(last or first) + 1)


def refuse_hidden(varying: Span | None, called: str, step: Span | None) -> None:
    """Refuse a cell that varies, where a step that does not vary with it reads that cell too.

    Args:
        called: the figure of the cell, in words.

    Raises:
        FigureError: it does.
    """
    if varying and step and step.holds(varying):
        place = f"{varying.column}{varying.rows} of {varying.path.rpartition('/')[2]}"
        raise FigureError(f"{called} ({place}) varies, but not {_where(step)}")


def _where(step: Span) -> str:
    if step.rows.isdecimal():
        return (
            "where the same cell is read otherwise, through another table or as a total of one row, and on that the "
            "outcome rests as well. Read the cell in one way only."
        )
    rows = step.rows.replace("-", " to ").replace(",", ", ")
    return (
        f"within the sum of column {step.column}, rows {rows}, on which the outcome rests as well. Sum the cells with "
        "sum_of(table.column(...)) instead of table.total(...), so that each of them can vary."
    )
