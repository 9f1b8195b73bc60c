"""Where the cells of a table fall, once spans are counted; judged alike in HTML and PDF."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Spanning(Protocol):
    """A cell that may cover several rows and columns."""

    @property
    def rows(self) -> int: ...

    @property
    def columns(self) -> int: ...


Cell = TypeVar("Cell", bound=Spanning)


def grid(rows: Iterable[Iterable[Cell]]) -> list[dict[int, Cell]]:
    """The cell that covers each column of each row; a cell that spans is found at every place it covers."""
    placed: dict[tuple[int, int], Cell] = {}
    count = 0
    for row, cells in enumerate(rows):
        count += 1
        for cell in cells:
            column = next(place for place in range(10_000) if (row, place) not in placed)
            _cover(placed, cell, row=row, column=column)
    return [_row(placed, row) for row in range(count)]


def _cover(placed: dict[tuple[int, int], Cell], cell: Cell, *, row: int, column: int) -> None:
    for down in range(cell.rows):
        for across in range(cell.columns):
            placed[row + down, column + across] = cell


def _row(placed: dict[tuple[int, int], Cell], row: int) -> dict[int, Cell]:
    return {column: cell for (at, column), cell in sorted(placed.items(), key=lambda item: item[0]) if at == row}
