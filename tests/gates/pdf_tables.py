"""Every table of a paper's PDF tells a screen reader which headers each cell stands under.

Columns have headers, and so have rows; a table with one row of data needs none, having no other to tell it from.
"""

from dataclasses import dataclass
from pathlib import Path

from gates.reading.pdf import Tag, tags
from gates.reading.tables import grid


@dataclass(frozen=True)
class Cell:
    """A table cell: its element and how many rows and columns it covers."""

    tag: Tag
    rows: int
    columns: int


def check(path: Path) -> list[str]:
    """Faults in the header cells of every table in the PDF at `path`; tables are counted from 1."""
    tables = enumerate(tags(path).find("Table"), start=1)
    return [f"table {number}: {fault}" for number, table in tables for fault in _faults(table)]


def _faults(table: Tag) -> list[str]:
    headers = {tag.ident: tag for tag in table.find("TH")}
    if not any(_scope(tag) in ("Column", "Both") for tag in headers.values()):
        return ["no cell is a column header"]
    rows = grid(_cells(row) for row in table.find("TR"))
    data = [(number, row) for number, row in enumerate(rows, start=1) if not _is_header_row(row)]
    expected = ["Column", "Row"] if len(data) > 1 else ["Column"]
    told = [f"row {number}: {fault}" for number, row in data for fault in _row(row, headers, expected)]
    return _uneven(rows) + told


def _row(row: dict[int, Cell], headers: dict[str, Tag], expected: list[str]) -> list[str]:
    first = row[0].tag
    headed = "Row" not in expected or (first.role == "TH" and _scope(first) in ("Row", "Both"))
    faults = [] if headed else ["its first cell is not a row header"]
    lost = [fault for cell in row.values() for fault in _lost(cell.tag, headers, expected)]
    return list(dict.fromkeys(faults + lost))


def _cells(row: Tag) -> list[Cell]:
    return [Cell(tag, _span(tag, "RowSpan"), _span(tag, "ColSpan")) for tag in row.kids]


def _span(tag: Tag, name: str) -> int:
    return int(tag.attributes.get(name, 1))


def _scope(tag: Tag) -> str:
    return str(tag.attributes.get("Scope", ""))


def _uneven(rows: list[dict[int, Cell]]) -> list[str]:
    widths = sorted({len(row) for row in rows})
    return [] if len(widths) == 1 else [f"its rows have different numbers of cells: {widths}"]


def _is_header_row(row: dict[int, Cell]) -> bool:
    return all(cell.tag.role == "TH" and _scope(cell.tag) != "Row" for cell in row.values())


def _lost(cell: Tag, headers: dict[str, Tag], expected: list[str]) -> list[str]:
    if cell.role != "TD":
        return []
    named = cell.attributes.get("Headers", ())
    if unknown := [name for name in named if name not in headers]:
        return [f'a cell names the header "{unknown[0]}", which is not in the table']
    scopes = {_scope(headers[name]) for name in named}
    missing = [kind for kind in expected if not scopes & {kind, "Both"}]
    return [f"a cell names no {kind.lower()} header" for kind in missing]
