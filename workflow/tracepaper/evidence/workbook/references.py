"""References: how a formula names a cell, and many cells in as few ranges as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname

from tracepaper.sources import addresses


@dataclass(frozen=True, order=True)
class Place:
    """A cell of the workbook; column and row from 1."""

    sheet: str
    column: int
    row: int

    @property
    def address(self) -> str:
        """Within its sheet: "C5"."""
        return f"{addresses.letters(self.column)}{self.row}"

    def seen_from(self, sheet: str) -> str:
        """As a formula on `sheet` names it: "C5", "Steps!C5", "'Evaluation matrix'!C5"."""
        return self.address if sheet == self.sheet else f"{quote_sheetname(self.sheet)}!{self.address}"


Run = tuple[Place, Place]


def span(first: Place, last: Place, *, seen_from: str, fixed: bool = False) -> str:
    """A range of cells of one sheet; fixed ranges stay when a formula is copied: "$B$5:$B$7"."""
    if fixed:
        sheet = "" if first.sheet == seen_from else f"{quote_sheetname(first.sheet)}!"
        return f"{sheet}{_fixed(first)}:{_fixed(last)}"
    return first.seen_from(seen_from) if first == last else f"{first.seen_from(seen_from)}:{last.address}"


def runs(places: Iterable[Place]) -> list[Run]:
    """All of the cells as runs of neighbours, first and last of each, for functions that take them in any order.

    A cell that is there twice is in two runs.
    """
    down = _joined(sorted(places), lambda a, b: (a.sheet, a.column, a.row + 1) == (b.sheet, b.column, b.row))
    single = sorted((first for first, last in down if first == last), key=lambda one: (one.sheet, one.row, one.column))
    across = _joined(single, lambda a, b: (a.sheet, a.row, a.column + 1) == (b.sheet, b.row, b.column))
    return sorted([run for run in down if run[0] != run[1]] + across)


def cells(run: Run) -> Iterator[Place]:
    """Every cell of a run."""
    first, last = run
    for column in range(first.column, last.column + 1):
        for row in range(first.row, last.row + 1):
            yield Place(first.sheet, column, row)


def _joined(places: Sequence[Place], follows: Callable[[Place, Place], bool]) -> list[Run]:
    runs: list[Run] = []
    for place in places:
        if runs and follows(runs[-1][1], place):
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _fixed(place: Place) -> str:
    return f"${addresses.letters(place.column)}${place.row}"
