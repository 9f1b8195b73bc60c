"""The source tables in the workbook: values as read, each at the address that it has in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.errors import CallError
from tracepaper.evidence.workbook import names
from tracepaper.evidence.workbook.forms import DATE, POUNDS, both, day_as
from tracepaper.evidence.workbook.model import GENERAL, Content, Number, Sheet
from tracepaper.evidence.workbook.references import Place, Run, cells
from tracepaper.evidence.workbook.sources import SourceColumn, SourceTable, Value
from tracepaper.evidence.workbook.texts import safe
from tracepaper.sources import addresses

LAST_ROW = 1_048_576
WIDEST, NARROWEST, OF_NUMBERS = 60, 9, 16
LOOKED_AT = 1_000
Cell = Mapping[str, Any]


@dataclass(frozen=True)
class Originals:
    """Where the cells of the sources stand, and what they hold.

    Attributes:
        tables: by their sheet in the workbook.
        sheets: path and sheet of a source to its sheet in the workbook.
    """

    tables: Mapping[str, SourceTable]
    sheets: Mapping[tuple[str, str], str]

    def place(self, cell: Cell) -> Place:
        """Where a source cell stands.

        Raises:
            CallError: the workbook was not given its table.
        """
        return Place(self._sheet(cell), int(cell["column"]), int(cell["row"]))

    def value(self, cell: Cell) -> Value:
        """What a source cell holds; where that is no value, its raw text."""
        place = self.place(cell)
        return self.tables[place.sheet].value(place.address)

    def runs(self, selection: Cell) -> list[Run]:
        """The runs of cells that a selection adds."""
        sheet, column = self._sheet(selection), addresses.position(selection["column"])
        ends = (one.split("-") for one in selection["rows"].split(","))
        return [(Place(sheet, column, int(one[0])), Place(sheet, column, int(one[-1]))) for one in ends]

    def numbers(self, run: Run) -> list[Decimal]:
        """What the cells of a run hold, which are all numbers."""
        values = [self.tables[place.sheet].value(place.address) for place in cells(run)]
        return [value for value in values if isinstance(value, Decimal)]

    def _sheet(self, cell: Cell) -> str:
        if (cell["path"], cell["sheet"]) not in self.sheets:
            table = f"{cell['path']} {cell['sheet']}".strip()
            raise CallError(f"The audit workbook was not given the table {table}, on which a figure rests.")
        return self.sheets[cell["path"], cell["sheet"]]


def originals(tables: Iterable[SourceTable]) -> Originals:
    """Give each source table its sheet."""
    by_place = {(one.path, one.sheet): one for one in tables}
    sheets = names.of_sources(by_place.values())
    return Originals({sheets[key]: table for key, table in by_place.items()}, sheets)


def sheet(name: str, table: SourceTable) -> Sheet:
    """The sheet of a source table: its header is row 1, its rows stand where the file has them.

    Raises:
        CallError: the file has more rows than a sheet.
    """
    if max(table.rows, default=0) > LAST_ROW:
        remedy = "Give the paper a source with the sums that it needs, or leave the table out of its tables."
        raise CallError(f"{table.path} has more than the {LAST_ROW:,} rows of a sheet. {remedy}")
    columns = [_contents(column) for column in table.columns]
    return Sheet(
        name=name,
        about=safe(f"Source: {table.title}"),
        above=(),
        headings=tuple(safe(column.title) for column in table.columns),
        widths=tuple(map(_width, table.columns)),
        rows=[*zip(table.rows, zip(*columns, strict=True), strict=True)],
    )


def _contents(column: SourceColumn) -> Iterable[Content]:
    parts = zip(column.values, column.raw, column.units, strict=True)
    return (_content(value, raw, unit) for value, raw, unit in parts)


def _content(value: Value, raw: str, unit: str) -> Content:
    if isinstance(value, Decimal) and unit == DATE:
        return Number(value, day_as(raw))
    if isinstance(value, Decimal):
        return Number(value, both(POUNDS) if unit.startswith("GBP") else GENERAL)
    text = raw.strip() if value is None else value
    return safe(text) if text else None


def _width(column: SourceColumn) -> int:
    seen = list(zip(column.values, column.raw, strict=True))[:LOOKED_AT]
    widest = max((OF_NUMBERS if isinstance(value, Decimal) else len(raw) for value, raw in seen), default=0)
    return min(WIDEST, max(NARROWEST, widest + 2, len(column.title) // 2 + 2))
