"""Tables: the validated, typed content of a source, which gives figures whose derivation is their cells."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any, ClassVar

from tracepaper.errors import CallError, FigureError
from tracepaper.figures import Cell, Figure, Selection, Text, Unit, days, graph, operations, points, units
from tracepaper.sources import addresses, cells
from tracepaper.sources.ingest import DESCRIPTION, TABLES

# Types of columns whose cells give figures.
EXACT = ("number", "date")


@dataclass(frozen=True, eq=False)
class Table:
    """One table of a source.

    Attributes:
        source, name, title, description, path, sheet: where it is from.
        key: the columns that name a row; with several, their texts joined by " | ".
        totals_row: key of the row that is a total; it is left out wherever rows are added or listed.
        columns: name to its description in the data dictionary.
        corrections: cell address to its correction.
        file: the typed table in data/processed.
    """

    source: str
    name: str
    title: str
    description: str
    path: str
    sheet: str
    key: tuple[str, ...]
    totals_row: str
    columns: Mapping[str, Mapping[str, Any]]
    corrections: Mapping[str, Mapping[str, str]]
    file: Path

    OPEN: ClassVar = frozenset(
        {
            *("cell", "row", "column", "grid", "total", "totals", "by", "points"),
            *("text", "texts", "keys", "title", "description"),
        }
    )

    def cell(self, row: str, column: str) -> Figure:
        """The figure of one cell.

        Raises:
            FigureError: no such row or column, or the cell holds neither a number nor a whole day.
        """
        return self._figure(self._position(row), column)

    def row(self, row: str, *, columns: Sequence[str] | None = None) -> dict[str, Figure]:
        """Every number and date of a row, by column; cells without one are left out."""
        position = self._position(row)
        names = [*self.number_columns, *self.date_columns] if columns is None else columns
        return {name: self._figure(position, name) for name in names if self._has(position, name)}

    def column(self, column: str, *, without: Sequence[str] = ()) -> dict[str, Figure]:
        """Every number, or date, of a column, by row key, without the totals row; cells without one are left out."""
        positions = self._selected(None, without)
        return {self._keys[p]: self._figure(p, column) for p in positions if self._has(p, column)}

    def grid(self, *, without: Sequence[str] = ()) -> dict[str, dict[str, Figure]]:
        """Row key to column to number, without the totals row."""
        rows = [self._keys[p] for p in self._selected(None, without)]
        return {key: self.row(key, columns=self.number_columns) for key in rows}

    def total(self, column: str, *, rows: Sequence[str] | None = None, without: Sequence[str] = ()) -> Figure:
        """The exact sum of a column over all data rows, or over some; never over the totals row.

        The derivation keeps the selection and a digest of the raw texts, not the cells.

        Raises:
            FigureError: unknown rows, a row twice or the totals row among them, an empty selection, a selected cell
                without a number, or cells of different units.
        """
        self._refuse_odd_rows(rows or ())
        positions = self._selected(rows, without)
        if not positions:
            raise FigureError(f"The total of {column} cannot be taken: no row of {self.path} is left to add.")
        values = _taken(self._numbers(column), positions)
        if None in values:
            blank = self._address(positions[values.index(None)], column)
            raise FigureError(f"The total of {column} cannot be taken: no number in {blank} of {self.path}.")
        with localcontext(operations.EXACT):
            added = sum(values, Decimal(0))
        return Figure(
            _trimmed(added),
            self._common_unit(positions, column),
            self._selection(positions, column),
            classification=self.columns[column]["classification"],
        )

    def totals(self, *, rows: Sequence[str] | None = None, without: Sequence[str] = ()) -> dict[str, Figure]:
        """`total` for every number column, by column."""
        return {column: self.total(column, rows=rows, without=without) for column in self.number_columns}

    def by(self, group_column: str, column: str) -> dict[str, Figure]:
        """`total` of a column for each text of another one, by that text, in the order of the source.

        Raises:
            FigureError: as for `total`; or a row whose group is blank, so that no sum would hold it.
        """
        groups: dict[str, list[str]] = {}
        for position in self._selected(None, ()):
            group = self._text(position, group_column)
            if not group:
                where = f"{self._address(position, group_column)} of {self.path}"
                raise FigureError(f"{column} cannot be added up by {group_column}: {where} is blank.")
            groups.setdefault(group, []).append(self._keys[position])
        return {group: self.total(column, rows=rows) for group, rows in groups.items()}

    def points(self, scale: Mapping[str, Figure]) -> dict[str, dict[str, Figure]]:
        """For every code cell the figure that `scale` gives its code: row key to column to points."""
        names = [name for name, column in self.columns.items() if column["type"] == "code"]
        return {
            self._keys[p]: {name: self._pointed(p, name, scale) for name in names} for p in self._selected(None, ())
        }

    def text(self, row: str, column: str) -> Text:
        """The text of one cell, after normalisation and correction; an absence as the source marks it: "", "[c]"."""
        return self._quoted(self._position(row), column)

    def texts(self) -> list[dict[str, Text]]:
        """Every data row as texts by column name, in the order of the source: for tables of words in a paper."""
        return [{name: self._quoted(p, name) for name in self.columns} for p in self._selected(None, ())]

    def at(self, address: str) -> Figure | Text:
        """What a cell holds, by its address ("B6"): a figure where it is a number or a whole day, else its text.

        Raises:
            FigureError: the table has no such cell.
        """
        for name in self.columns:
            if address.startswith(self._letter(name)) and address.removeprefix(self._letter(name)).isdecimal():
                position = self._rows.get(int(address.removeprefix(self._letter(name))))
                if position is not None:
                    number = self.columns[name]["type"] in EXACT and self._has(position, name)
                    return self._figure(position, name) if number else self._quoted(position, name)
        raise FigureError(f"{self.path} has no cell {address}.")

    @property
    def keys(self) -> list[str]:
        """Keys of the data rows, in the order of the source."""
        return [self._keys[p] for p in self._selected(None, ())]

    @functools.cached_property
    def number_columns(self) -> list[str]:
        """Names of the columns that hold numbers."""
        return self._columns_of("number")

    @functools.cached_property
    def date_columns(self) -> list[str]:
        """Names of the columns that hold dates."""
        return self._columns_of("date")

    def _columns_of(self, type: str) -> list[str]:
        return [name for name, column in self.columns.items() if column["type"] == type]

    @functools.cache  # noqa: B019 - tables live as long as the process
    def _stored(self, name: str) -> list[Any]:
        """A stored column, read when it is first asked for: exact decimals, texts; None where it is blank."""
        import pyarrow.parquet as pq

        # Not read_table, which imports far more than it takes to read one file.
        return list(pq.ParquetFile(self.file).read(columns=[name]).column(name).to_pylist())

    def _values(self, column: str) -> list[Any]:
        if column not in self.columns:
            raise FigureError(f'{self.path} has no column "{column}". It has: {", ".join(self.columns)}.')
        return self._stored(column)

    def _numbers(self, column: str) -> list[Any]:
        values = self._values(column)
        if self.columns[column]["type"] != "number":
            kind = self.columns[column]["type"]
            raise FigureError(f'The column "{column}" of {self.path} holds {kind}s, not numbers.')
        return values

    def _raw(self, position: int, column: str) -> str:
        return str(self._stored(f"raw.{column}")[position])

    @functools.cached_property
    def _keys(self) -> list[str]:
        parts = [self._stored(f"raw.{name}") for name in self.key]
        return [" | ".join(key) for key in zip(*parts, strict=True)]

    @functools.cached_property
    def _positions(self) -> dict[str, int]:
        return {key: position for position, key in enumerate(self._keys)}

    @functools.cached_property
    def _rows(self) -> dict[int, int]:
        return {int(row): position for position, row in enumerate(self._stored("row"))}

    def _position(self, row: str) -> int:
        if row not in self._positions:
            raise FigureError(f'{self.path} has no row "{row}". It has: {", ".join(self._keys[:40])}.')
        return self._positions[row]

    def _selected(self, rows: Sequence[str] | None, without: Sequence[str]) -> list[int]:
        left_out = {self._position(row) for row in without}
        if self.totals_row:
            left_out.add(self._position(self.totals_row))
        wanted = [self._position(row) for row in rows] if rows is not None else range(len(self._keys))
        return [position for position in wanted if position not in left_out]

    def _refuse_odd_rows(self, rows: Sequence[str]) -> None:
        if len(set(rows)) < len(rows):
            twice = next(row for row in rows if rows.count(row) > 1)
            raise FigureError(f'A total over {self.path} names the row "{twice}" twice.')
        if self.totals_row and self.totals_row in rows:
            raise FigureError(f'A total over {self.path} names "{self.totals_row}", which is itself a total.')

    def _has(self, position: int, column: str) -> bool:
        return self._exact(position, column) is not None

    def _exact(self, position: int, column: str) -> Decimal | None:
        """The number of a cell, or its day as a number; none where it has neither."""
        if self.columns.get(column, {}).get("type") == "date":
            day = cells.whole_day(self._values(column)[position])
            return days.value(day) if day else None
        value = self._numbers(column)[position]
        return _trimmed(value) if isinstance(value, Decimal) else None

    def _figure(self, position: int, column: str) -> Figure:
        value = self._exact(position, column)
        cell = self._cell(position, column)
        if value is None:
            wanted = "whole day" if self.columns[column]["type"] == "date" else "number"
            raise FigureError(f'{cell.names} ({self.path} {cell.address}) holds no {wanted}; it reads "{cell.raw}".')
        classification = self.columns[column]["classification"]
        return Figure(value, self._unit(position, column), cell, classification=classification)

    def _pointed(self, position: int, column: str, scale: Mapping[str, Figure]) -> Figure:
        code = self._text(position, column)
        if code not in scale:
            raise FigureError(f'The scale has no points for the code "{code}" ({self._address(position, column)}).')
        classification = self.columns[column]["classification"]
        return points(self._cell(position, column), code, scale, classification=classification)

    def _text(self, position: int, column: str) -> str:
        value = self._values(column)[position]
        if isinstance(value, str):
            return value
        correction = self.corrections.get(self._address(position, column))
        return (correction["value"] if correction else self._raw(position, column)).strip()

    def _quoted(self, position: int, column: str) -> Text:
        cell = self._cell(position, column)
        classification = self.columns[column]["classification"]
        return graph.quotation(self._text(position, column), cell, classification=classification)

    def _common_unit(self, positions: list[int], column: str) -> Unit:
        unit = self._unit(positions[0], column)
        unit_column = self.columns[column]["unit_column"]
        for text in dict.fromkeys(_taken(self._values(unit_column), positions)) if unit_column else ():
            if (other := units.parse(text if isinstance(text, str) else "")) != unit:
                raise FigureError(f"The total of {column} of {self.path} would add {unit.words()} and {other.words()}.")
        return unit

    def _unit(self, position: int, column: str) -> Unit:
        described = self.columns[column]
        if described["type"] == "date":
            return units.DATE
        if described["unit_column"]:
            return units.parse(self._text(position, described["unit_column"]))
        if not described["unit"]:
            raise FigureError(f'The column "{column}" of {self.path} has no unit in its data dictionary.')
        return units.parse(described["unit"])

    def _cell(self, position: int, column: str) -> Cell:
        address = self._address(position, column)
        correction = self.corrections.get(address)
        return Cell(
            path=self.path,
            sheet=self.sheet,
            address=address,
            row=int(self._stored("row")[position]),
            column=self.columns[column]["position"],
            raw=self._raw(position, column),
            names=f"{self._keys[position]}, {self.columns[column]['title'].rstrip(':')}",
            correction=f"{correction['value']}: {correction['reason']} ({correction['by']})" if correction else "",
        )

    def _address(self, position: int, column: str) -> str:
        return f"{self._letter(column)}{self._stored('row')[position]}"

    def _letter(self, column: str) -> str:
        return addresses.letters(self.columns[column]["position"])

    def _selection(self, positions: list[int], column: str) -> Selection:
        raw = _taken(self._stored(f"raw.{column}"), positions)
        digest = hashlib.sha256("".join(f"{text}\n" for text in raw).encode()).hexdigest()
        rows = _taken(self._stored("row"), positions)
        letter = self._letter(column)
        corrected = (
            [n for n, row in enumerate(rows) if f"{letter}{row}" in self.corrections] if self.corrections else []
        )
        return Selection(
            path=self.path,
            sheet=self.sheet,
            column=letter,
            names=f"{self.columns[column]['title']} of {self.title}",
            rows=ranges(rows),
            count=len(rows),
            digest=digest,
            corrections=tuple(self._cell(positions[n], column) for n in corrected),
        )


def load(root: Path, source: str, name: str) -> Table:
    """A validated table of a source.

    Raises:
        CallError: the source has not been ingested, or has no such table.
    """
    content = description(root, source)
    if name in content["monthly"]:
        raise CallError(f"{source}/{name} is one table a month; here one table is wanted.")
    if name not in content["tables"]:
        known = ", ".join([*content["tables"], *content["monthly"]])
        raise CallError(f'The source {source} has no table "{name}". It has: {known}.')
    item = content["tables"][name]
    return Table(
        source=source,
        name=name,
        title=item["title"],
        description=item["description"],
        path=item["path"],
        sheet=item["sheet"],
        key=tuple(item["key"]),
        totals_row=item["totals_row"],
        columns={column["name"]: column for column in item["columns"]},
        corrections=item["corrections"],
        file=root / TABLES / source / f"{name}.parquet",
    )


def description(root: Path, source: str) -> dict[str, Any]:
    """What ingest wrote about a source: titles, tables, changes, checks.

    Raises:
        CallError: the source has not been ingested.
    """
    path = root / TABLES / source / DESCRIPTION
    if not path.exists():
        raise CallError(f"The source {source} has no validated tables yet. Run: tracepaper ingest {source}")
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def ranges(rows: Sequence[int]) -> str:
    """Row numbers as ranges: [2, 3, 4, 8] is "2-4,8"."""
    return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in spans(rows))


def spans(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of row numbers: [2, 3, 4, 8] is [(2, 4), (8, 8)]."""
    found: list[tuple[int, int]] = []
    for row in sorted(rows):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _taken(values: Sequence[Any], positions: Sequence[int]) -> list[Any]:
    return [values[position] for position in positions]


def _trimmed(value: Decimal) -> Decimal:
    """Without the noughts that the column store added; 100 stays 100, not 1E+2."""
    trimmed = value.normalize()
    return trimmed if trimmed.as_tuple().exponent < 0 else value.quantize(Decimal(1))  # type: ignore[operator]
