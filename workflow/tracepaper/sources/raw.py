"""Reading: a CSV file or a sheet to columns of raw text, with the source row of each."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracepaper.errors import Fault
from tracepaper.sources import addresses, intake
from tracepaper.sources.dictionary import Resource

if TYPE_CHECKING:
    import pyarrow as pa

SPREADSHEET_LIMITS = (65_536, 1_048_576)
MOST_FAULTS = 200
ROWS_SEARCHED = 20


@dataclass(frozen=True)
class Change:
    """What was done to the texts of some cells on the way to their values.

    Attributes:
        column: name of the column; empty when the change is of the whole file or of rows.
        what: in words: "£ sign removed", "Cyrillic Capital Letter Er (U+0420) read as P", "footnote mark * kept".
        cells: addresses: ("B2", "B5"), or ("the file",), or ("row 5",).
    """

    column: str
    what: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RawTable:
    """The rows of a table, as text.

    Attributes:
        rows: source row numbers, from 1, one for each row; int32.
        columns: one array of text for each column of the dictionary, in its order.
        changes: what the reader did that an auditor should know: "read as Windows-1252".
        faults: what is wrong with rows and cells that could be read all the same.
    """

    rows: pa.Array
    columns: tuple[pa.ChunkedArray, ...]
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()


def read(resource: Resource) -> RawTable:
    """Read the data rows of a resource as text.

    Raises:
        SourceError: the file is unsafe or cannot be read, or its header is not the dictionary's.
    """
    from tracepaper.sources import delimited, workbook

    content = intake.bytes_of(resource.path, format=resource.format)
    table = (workbook if resource.format == "xlsx" else delimited).rows(resource, content)
    if len(table.rows) in SPREADSHEET_LIMITS:
        remedy = "Ask for the rest: the export was probably cut off where a spreadsheet ends."
        fault = Fault("the file", f"exactly {len(table.rows):,} rows, a spreadsheet's limit", "all rows", remedy)
        raise resource.mismatch(fault)
    return _data(resource, table)


def check_header(resource: Resource, first_rows: Sequence[Sequence[str]]) -> None:
    """Check that the first row is the header that the data dictionary names.

    Args:
        first_rows: the texts of the first rows, for a remedy when the header stands lower down.

    Raises:
        SourceError: naming every header that is missing, misplaced or unknown.
    """
    wanted = [column.title for column in resource.columns]
    header = list(first_rows[0]) if first_rows else []
    if header == wanted:
        return
    if wanted in [list(row) for row in first_rows]:
        row = [list(row) for row in first_rows].index(wanted) + 1
        remedy = f"The header stands in row {row}: delete the rows above it."
        raise resource.mismatch(Fault("row 1", f'"{_shown(header)}"', "the header", remedy))
    if len(header) == 1 and header[0].count(";") >= len(wanted) - 1 > 0:
        remedy = "The file uses ; between cells: save it again as comma-separated CSV."
        raise resource.mismatch(Fault("row 1", f'one cell, "{_shown(header)}"', f"{len(wanted)} cells", remedy))
    raise resource.mismatch(*(_misplaced if len(header) == len(wanted) else _uneven)(header, wanted))


def _misplaced(header: Sequence[str], wanted: Sequence[str]) -> list[Fault]:
    remedy = "Restore the header that the data dictionary names; columns stand in its order."
    return [
        Fault(f"{addresses.letters(n)}1", f'"{found[:60]}"', f'"{want}"', remedy)
        for n, (found, want) in enumerate(zip(header, wanted, strict=True), 1)
        if found != want
    ]


def _uneven(header: Sequence[str], wanted: Sequence[str]) -> list[Fault]:
    remedy = "Every column of the file is in the data dictionary, in the same order, and the reverse."
    faults = [Fault("row 1", f"{len(header)} columns", f"{len(wanted)} columns", remedy)]
    for title in wanted:
        if title not in header:
            near = difflib.get_close_matches(title, header, n=1)
            hint = f'Is it "{near[0]}"? ' if near else ""
            faults.append(Fault("row 1", f'no column "{title}"', f'the column "{title}"', f"{hint}Restore the header."))
    for number, title in enumerate(header, 1):
        if title not in wanted:
            place, known = f"{addresses.letters(number)}1", "a column of the data dictionary"
            faults.append(Fault(place, f'the column "{title[:60]}"', known, "Remove the column, or describe it."))
    return faults


def _shown(row: Sequence[str]) -> str:
    return ",".join(row)[:60]


def _data(resource: Resource, table: RawTable) -> RawTable:
    """Leave out the header, rows that the dictionary says are not data, after checking that, and blank rows."""
    import pyarrow as pa
    import pyarrow.compute as pc

    faults = table.faults + _moved(resource, table)
    dropped = pa.array([1, *resource.skip_rows], pa.int32())
    data = pc.invert(pc.is_in(table.rows, value_set=dropped))
    blank = pc.and_(data, _blank(table.columns))
    keep = pc.and_not(data, blank)
    rows = table.rows.filter(keep)
    faults += _other_than_expected(resource, len(rows))
    if not len(rows) and faults:
        raise resource.mismatch(*faults)
    last = rows[-1].as_py() if len(rows) else 0
    among = tuple(f"row {row}" for row in table.rows.filter(blank).to_pylist() if row < last)
    changes = (Change("", "blank row left out", among),) if among else ()
    return RawTable(rows, tuple(column.filter(keep) for column in table.columns), table.changes + changes, faults)


def _other_than_expected(resource: Resource, rows: int) -> tuple[Fault, ...]:
    """A file without rows is a failed export, unless the dictionary says why there are none."""
    if rows and resource.empty:
        remedy = "Take empty: out of the data dictionary, or the rows out of the file."
        return (Fault("the file", "rows of data", f"none, since {resource.empty}", remedy),)
    if rows or resource.empty:
        return ()
    none = "" if resource.month else " Where the document states none, say so under empty: in the data dictionary."
    remedy = f"{intake.SAVE_AGAIN}{none}"
    return (Fault("the file", "a header and no rows", "rows of data", remedy),)


def _blank(columns: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    blank = pc.equal(columns[0], "")
    for column in columns[1:]:
        blank = pc.and_(blank, pc.equal(column, ""))
    return blank


def _moved(resource: Resource, table: RawTable) -> tuple[Fault, ...]:
    """Rows to be skipped that no longer read as the dictionary says."""
    import pyarrow.compute as pc

    faults = []
    for row, reads in resource.skip_rows.items():
        first = table.columns[0].filter(pc.equal(table.rows, row)).to_pylist()
        if first != [reads]:
            found = f'"{first[0][:80]}"' if first else "no such row"
            remedy = "Bring skip_rows in the data dictionary in line with the file."
            faults.append(Fault(f"A{row}", found, f'"{reads}", the row to be skipped', remedy))
    return tuple(faults)
