"""Reading: a CSV file or a sheet to columns of raw text, with the source row of each.

CSV is read by pyarrow with every cell as text; nothing is guessed: not types, not the header, not the encoding.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from tracepaper.errors import Fault, SourceError
from tracepaper.sources import intake
from tracepaper.sources.dictionary import Resource

if TYPE_CHECKING:
    import pyarrow as pa

SPREADSHEET_LIMITS = (65_536, 1_048_576)
LARGEST_SHEET = (200_000, 500)
LONGEST_CELL = 32_767
MOST_FAULTS = 200


@dataclass(frozen=True)
class RawTable:
    """The data rows of a table, as text.

    Attributes:
        rows: source row numbers, from 1, one for each data row; int32.
        columns: one array of text for each column of the dictionary, in its order.
        notes: what the reader did that an auditor should know: "read as Windows-1252".
    """

    rows: pa.Array
    columns: tuple[pa.ChunkedArray, ...]
    notes: tuple[str, ...]


def read(resource: Resource) -> RawTable:
    """Read a resource as text.

    Raises:
        SourceError: the file is unsafe, its header is not the dictionary's, or its rows are of unequal length.
    """
    content = intake.bytes_of(resource.path, format=resource.format)
    if resource.format == "xlsx":
        return _from_cells(resource, _sheet(resource, content))
    text, notes = _decoded(resource, content)
    return _csv(resource, text, notes)


def _decoded(resource: Resource, content: bytes) -> tuple[bytes, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16").encode(), ("read as UTF-16, which its byte-order mark says",)
    if b"\x00" in content:
        raise _fault(resource, "the file", "zero bytes", "text", "Save it as CSV in UTF-8.")
    notes = ("byte-order mark removed",) if content.startswith(b"\xef\xbb\xbf") else ()
    body = content.removeprefix(b"\xef\xbb\xbf")
    try:
        body.decode("utf-8")
        return body, notes
    except UnicodeDecodeError as error:
        return _windows_text(resource, body, error.start), ("read as Windows-1252, since it is not UTF-8",)


def _windows_text(resource: Resource, body: bytes, position: int) -> bytes:
    line = body.count(b"\n", 0, position) + 1
    if re.search(rb"[\xc2-\xf4][\x80-\xbf]", body):
        found = f"on line {line} a byte that is not UTF-8, in a file that is UTF-8 elsewhere"
        raise _fault(resource, f"line {line}", found, "one encoding", "Save the whole file again as CSV in UTF-8.")
    try:
        return body.decode("cp1252").encode()
    except UnicodeDecodeError:
        raise _fault(resource, f"line {line}", "bytes of no known encoding", "UTF-8", intake.SAVE_AGAIN) from None


def _csv(resource: Resource, text: bytes, notes: tuple[str, ...]) -> RawTable:
    import pyarrow as pa
    import pyarrow.csv as pacsv

    header = next(csv.reader(io.StringIO(text[:100_000].decode("utf-8", "ignore"))), [])
    _check_header(resource, header, text)
    _check_quotes(resource, text)
    uneven: list[Any] = []
    names = [str(number) for number in range(len(header))]
    table = pacsv.read_csv(
        io.BytesIO(text),
        read_options=pacsv.ReadOptions(use_threads=False, column_names=names, skip_rows=0),
        parse_options=pacsv.ParseOptions(
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=lambda row: uneven.append(row) or "skip",
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, quoted_strings_can_be_null=False
        ),
    )
    if uneven:
        raise SourceError(_heading(resource), [_uneven(row, len(header)) for row in uneven[:MOST_FAULTS]])
    _check_length(resource, table.num_rows)
    return _kept(resource, pa.array(range(1, table.num_rows + 1), pa.int32()), table.columns, notes)


def _check_header(resource: Resource, header: Sequence[str], text: bytes = b"") -> None:
    wanted = [column.title for column in resource.columns]
    if list(header) == wanted:
        return
    if len(header) == 1 and header[0].count(";") >= len(wanted) - 1 > 0:
        remedy = "The file uses ; between cells: save it again as comma-separated CSV."
        raise _fault(resource, "row 1", f'one cell, "{header[0]}"', f"{len(wanted)} cells", remedy)
    faults = [
        Fault(f"{get_column_letter(n)}1", f'"{found}"', f'"{want}"', "Restore the header that the dictionary names.")
        for n, (found, want) in enumerate(zip(header, wanted, strict=False), 1)
        if found != want
    ]
    if len(header) != len(wanted):
        remedy = "Every column in the file is in the data dictionary, in the same order, and the reverse."
        faults.append(Fault("row 1", f"{len(header)} columns", f"{len(wanted)} columns", remedy))
    raise SourceError(_heading(resource), faults)


def _check_quotes(resource: Resource, text: bytes) -> None:
    if b'"' not in text:
        return
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""), strict=True)
    rows = 0
    try:
        for _ in reader:
            rows += 1
    except csv.Error:
        remedy = "Close the quotation mark, or double each one that belongs to the text."
        raise _fault(resource, f"row {rows + 1}", "a quotation mark out of place", "quoted cells", remedy) from None


def _uneven(row: Any, wanted: int) -> Fault:
    remedy = "Put cells that hold commas (thousands too) in quotation marks; fill missing cells with empty ones."
    return Fault(f"row {row.number}", f'{row.actual_columns} cells in "{row.text[:60]}"', f"{wanted} cells", remedy)


def _check_length(resource: Resource, rows: int) -> None:
    if rows in SPREADSHEET_LIMITS:
        remedy = "Ask for the rest: the export was probably cut off where a spreadsheet ends."
        raise _fault(resource, "the file", f"exactly {rows:,} rows, a spreadsheet's limit", "all rows", remedy)


def _sheet(resource: Resource, content: bytes) -> list[list[str]]:
    import openpyxl

    _refuse_far_cells(resource, content)
    formulas = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    if resource.sheet not in values.sheetnames:
        found = f"the sheets {', '.join(values.sheetnames)}"
        raise _fault(resource, "the workbook", found, f'a sheet "{resource.sheet}"', "Name the sheet in the dictionary.")
    sheet = values[resource.sheet]
    _refuse_hidden(resource, sheet)
    faults: list[Fault] = []
    rows = [
        [_cell_text(cell, formulas[resource.sheet][cell.coordinate], faults) for cell in row]
        for row in sheet.iter_rows(min_row=1, max_row=sheet.max_row, min_col=1, max_col=sheet.max_column)
    ]
    if faults:
        raise SourceError(_heading(resource), faults[:MOST_FAULTS])
    return rows


def _refuse_far_cells(resource: Resource, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                last = max((int(n) for n in re.findall(rb'<row [^>]*?r="([0-9]+)"', archive.read(name))), default=0)
                if last > LARGEST_SHEET[0]:
                    remedy = "Delete the stray cells far below the table, or save the table as CSV."
                    raise _fault(resource, f"row {last}", "cells that far down", f"{LARGEST_SHEET[0]:,} rows", remedy)


def _refuse_hidden(resource: Resource, sheet: Any) -> None:
    faults = []
    if sheet.sheet_state != "visible":
        faults.append(Fault(f"sheet {sheet.title}", "a hidden sheet", "a visible one", "Show the sheet, and save."))
    for kind, dimensions in (("row", sheet.row_dimensions), ("column", sheet.column_dimensions)):
        hidden = [str(name) for name, dimension in dimensions.items() if dimension.hidden]
        if hidden:
            remedy = "Show them (or clear the filter), and save: nobody can check what is hidden."
            faults.append(Fault(f"{kind} {', '.join(hidden)}", f"hidden {kind}s", f"visible {kind}s", remedy))
    for merged in sheet.merged_cells.ranges:
        remedy = "Unmerge, and write the value in each cell."
        faults.append(Fault(str(merged), "merged cells", "one value in each cell", remedy))
    if faults:
        raise SourceError(_heading(resource), faults)


def _cell_text(cell: Any, formula: Any, faults: list[Fault]) -> str:
    value = cell.value
    if formula.data_type == "f" and value is None:
        remedy = "Open the workbook in a spreadsheet and save it, so that values are stored."
        faults.append(Fault(cell.coordinate, f"the formula {formula.value} without a value", "a value", remedy))
        return ""
    if cell.data_type == "e":
        faults.append(Fault(cell.coordinate, f"the error {value}", "a value", "Mend the formula, and save."))
        return ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, int | float):
        if re.search(r"[0#],+(?![0#])", cell.number_format):
            remedy = "Use a format that shows the stored number."
            faults.append(Fault(cell.coordinate, f"a format that shows {value} divided", "the number itself", remedy))
        return f"{Decimal(repr(value)):f}"
    return str(value)


def _from_cells(resource: Resource, rows: list[list[str]]) -> RawTable:
    import pyarrow as pa

    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise _fault(resource, "the sheet", "nothing", "a table", intake.SAVE_AGAIN)
    _check_header(resource, rows[0])
    columns = tuple(pa.chunked_array([pa.array(column, pa.string())]) for column in zip(*rows, strict=True))
    return _kept(resource, pa.array(range(1, len(rows) + 1), pa.int32()), columns, ())


def _kept(resource: Resource, rows: pa.Array, columns: Sequence[pa.ChunkedArray], notes: tuple[str, ...]) -> RawTable:
    """Leave out the header and the rows that the dictionary says are not data, after checking that they still are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    first = columns[0]
    for row, reads in resource.skip_rows.items():
        found = first[row - 1].as_py() if row <= len(first) else "no such row"
        if found != reads:
            remedy = "Bring skip_rows in the data dictionary in line with the file."
            raise _fault(resource, f"A{row}", f'"{found}"', f'"{reads}", the row to be skipped', remedy)
    dropped = pa.array([1, *resource.skip_rows], pa.int32())
    keep = pc.invert(pc.is_in(rows, value_set=dropped))
    kept = rows.filter(keep)
    if not len(kept):
        raise _fault(resource, "the file", "a header and no rows", "rows of data", intake.SAVE_AGAIN)
    return RawTable(kept, tuple(column.filter(keep) for column in columns), notes)


def _heading(resource: Resource) -> str:
    return f"{resource.path} does not match its data dictionary."


def _fault(resource: Resource, place: str, found: str, expected: str, remedy: str) -> SourceError:
    return SourceError(_heading(resource), [Fault(place, found, expected, remedy)])
