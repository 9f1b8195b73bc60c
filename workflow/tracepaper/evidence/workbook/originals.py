"""The sheets of the sources: values as read, each at the address that it has in the file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tracepaper.errors import CallError
from tracepaper.evidence.workbook.forms import POUNDS, both
from tracepaper.evidence.workbook.model import GENERAL, Content, Number, Sheet
from tracepaper.evidence.workbook.sources import SourceColumn, SourceTable, Value
from tracepaper.evidence.workbook.texts import safe

LAST_ROW = 1_048_576
WIDEST, NARROWEST, OF_NUMBERS = 60, 9, 16
LOOKED_AT = 1_000


def sheet(name: str, table: SourceTable) -> Sheet:
    """The sheet of a source table: its header is row 1, its rows stand where the file has them.

    Raises:
        CallError: the file has more rows than a sheet.
    """
    if max(table.rows) > LAST_ROW:
        remedy = "Give the paper a source with the sums that it needs, or leave the table out of its tables."
        raise CallError(f"{table.path} has more than the {LAST_ROW:,} rows of a sheet. {remedy}")
    columns = [_cells(column) for column in table.columns]
    return Sheet(
        name=name,
        about=safe(f"Source: {table.title}"),
        above=(),
        headings=tuple(safe(column.title) for column in table.columns),
        widths=tuple(map(_width, table.columns)),
        rows=[*zip(table.rows, zip(*columns, strict=True), strict=True)],
    )


def _cells(column: SourceColumn) -> Iterable[Content]:
    cells = zip(column.values, column.raw, column.units, strict=True)
    return (_cell(value, raw, unit) for value, raw, unit in cells)


def _cell(value: Value, raw: str, unit: str) -> Content:
    if isinstance(value, Decimal):
        return Number(value, both(POUNDS) if unit.startswith("GBP") else GENERAL)
    text = raw.strip() if value is None else value
    return safe(text) if text else None


def _width(column: SourceColumn) -> int:
    seen = list(zip(column.values, column.raw, strict=True))[:LOOKED_AT]
    widest = max(OF_NUMBERS if isinstance(value, Decimal) else len(raw) for value, raw in seen)
    return min(WIDEST, max(NARROWEST, widest + 2, len(column.title) // 2 + 2))
