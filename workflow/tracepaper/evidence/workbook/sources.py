"""A source table as the workbook shows it: every cell's value and raw text, at its address in the source."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tracepaper.evidence.workbook.forms import DATE, DAY, day_as
from tracepaper.figures import days
from tracepaper.sources import addresses, cells, tables
from tracepaper.sources.ingest import TABLES

Value = Decimal | str | None
BRACKETS = "brackets read as below nought"
ADDRESS = re.compile("([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class SourceColumn:
    """A column: where it stands, its header, and of each row the value, the raw text and the unit.

    Attributes:
        values: `None` where the cell holds no value; the raw text says why.
            A whole day is a number, as spreadsheets count days.
        units: empty for what is not a number; "date" for a day.
    """

    position: int
    title: str
    values: Sequence[Value]
    raw: Sequence[str]
    units: Sequence[str]

    @property
    def letter(self) -> str:
        """As a spreadsheet names it: "B"."""
        return addresses.letters(self.position)


@dataclass(frozen=True)
class Change:
    """A cell whose value is not its raw text, and why; `cell` may also be "the file" or "row 5"."""

    cell: str
    raw: str
    value: Value
    reason: str
    unit: str = ""


@dataclass(frozen=True)
class SourceTable:
    """One table of a source. Its header is row 1, as in the file.

    Attributes:
        path: of the file, relative to the project; sheet: in a workbook, else empty.
        rows: the source row number of each row of data.
        reasons: cell address to what was done to its text, in words.
    """

    source: str
    name: str
    title: str
    path: str
    sheet: str
    rows: Sequence[int]
    columns: Sequence[SourceColumn]
    reasons: Sequence[tuple[str, str]]

    def value(self, address: str) -> Value:
        """The value of a cell; where it has none, its raw text."""
        column, position = self._at(address)
        value = column.values[position]
        return column.raw[position].strip() if value is None else value

    def changes(self) -> Iterator[Change]:
        """Every cell whose value is not its raw text, a thousands comma apart, and what was done to whole rows."""
        logged = {cell for cell, _ in self.reasons}
        for cell, reason in self.reasons:
            if ADDRESS.fullmatch(cell):
                column, position = self._at(cell)
                yield Change(cell, column.raw[position], column.values[position], reason, column.units[position])
            else:
                yield Change(cell, "", None, reason)
        for column in self.columns:
            for row, value, raw, unit in zip(self.rows, column.values, column.raw, column.units, strict=True):
                if not _same(value, raw, unit) and (cell := f"{column.letter}{row}") not in logged:
                    reason = BRACKETS if raw.strip().startswith("(") else "read as this value"
                    yield Change(cell, raw, value, reason, unit)

    @functools.cached_property
    def _positions(self) -> Mapping[int, int]:
        return {row: position for position, row in enumerate(self.rows)}

    @functools.cached_property
    def _letters(self) -> Mapping[str, SourceColumn]:
        return {column.letter: column for column in self.columns}

    def _at(self, address: str) -> tuple[SourceColumn, int]:
        found = ADDRESS.fullmatch(address)
        assert found, address
        return self._letters[found[1]], self._positions[int(found[2])]


def read(root: Path, source: str, name: str) -> SourceTable:
    """A validated table, as ingest left it.

    Raises:
        CallError: the source has not been ingested, or has no such table.
    """
    import pyarrow.parquet as pq

    table = tables.load(root, source, name)
    described = tables.description(root, source)["tables"][name]
    # Not read_table, which imports far more than it takes to read one file.
    stored = pq.ParquetFile(root / TABLES / source / f"{name}.parquet").read().to_pydict()
    return SourceTable(
        source=source,
        name=name,
        title=table.title,
        path=table.path,
        sheet=table.sheet,
        rows=stored["row"],
        columns=[_column(column, stored) for column in table.columns.values()],
        reasons=[(cell, change["what"]) for change in described["changes"] for cell in change["cells"]],
    )


def _column(described: Mapping[str, Any], stored: Mapping[str, Any]) -> SourceColumn:
    name, unit = described["name"], described["unit"]
    values = stored[name]
    if described["type"] == "date":
        return _dates(described, values, stored[f"raw.{name}"])
    units = stored[described["unit_column"]] if described["unit_column"] else [unit] * len(values)
    raw = stored[f"raw.{name}"]
    return SourceColumn(described["position"], described["title"], values, raw, [one or "" for one in units])


def _dates(described: Mapping[str, Any], texts: Sequence[str | None], raw: Sequence[str]) -> SourceColumn:
    """Whole days as numbers; months stay texts."""
    found = list(map(cells.whole_day, texts))
    values = [days.value(day) if day else text for day, text in zip(found, texts, strict=True)]
    units = [DATE if day else "" for day in found]
    return SourceColumn(described["position"], described["title"], values, raw, units)


def _same(value: Value, raw: str, unit: str) -> bool:
    if value is None or isinstance(value, str):
        return value in (None, raw)
    if unit == DATE:
        return day_as(raw) != DAY
    try:
        return Decimal(raw.replace(",", "")) == value
    except InvalidOperation:
        return False
