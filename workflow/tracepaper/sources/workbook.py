"""Reading a sheet of a workbook: every cell as the text that its stored value has, with its source row."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from tracepaper.errors import Fault
from tracepaper.sources import addresses, intake
from tracepaper.sources.cells import PLACES
from tracepaper.sources.dictionary import Column, Resource
from tracepaper.sources.raw import MOST_FAULTS, ROWS_SEARCHED, Change, RawTable, check_header

LARGEST_SHEET = (200_000, 500)
# A spreadsheet keeps 15 digits of a number and shows no more, whatever the file says beyond them.
DIGITS = 15
SCALED_FORMAT = re.compile(r"[0#],+(?![0#])")
CELL = re.compile(rb"<(?:\w+:)?(?:row|c)\b[^>]*?\sr\s*=\s*[\"']([A-Z]*)([0-9]+)")


def rows(resource: Resource, content: bytes) -> RawTable:
    """Every row of the sheet that the dictionary names, the header too.

    Raises:
        SourceError: no such sheet, cells far from the table, nothing in it, another header.
    """
    import pyarrow as pa

    _refuse_far_cells(resource, content)
    values, formulas = _sheet(resource, content, data_only=True), _sheet(resource, content, data_only=False)
    reader = _Reader(resource)
    texts = [
        [reader.text(cell, formulas[cell.coordinate]) for cell in row]
        for row in values.iter_rows(min_row=1, max_row=values.max_row, min_col=1, max_col=values.max_column)
    ]
    if not any(map(any, texts)):
        raise resource.mismatch(Fault("the sheet", "nothing", "a table", intake.SAVE_AGAIN))
    check_header(resource, texts[:ROWS_SEARCHED])
    columns = tuple(pa.chunked_array([pa.array(column, pa.string())]) for column in zip(*texts, strict=True))
    numbers = pa.array(range(1, len(texts) + 1), pa.int32())
    faults = [*_hidden(values), *reader.faults]
    return RawTable(numbers, columns, reader.changes(), tuple(faults[:MOST_FAULTS]))


def _refuse_far_cells(resource: Resource, content: bytes) -> None:
    """Refuse cells far from any table before a reader makes room for all that lies between."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            for letters, row in CELL.findall(archive.read(name)) if name.endswith(".xml") else ():
                far = letters and addresses.position(letters.decode()[:3]) > LARGEST_SHEET[1]
                if far or len(row) > 7 or int(row) > LARGEST_SHEET[0]:
                    place = f"{letters.decode()}{row.decode()}" if letters else f"row {row.decode()}"
                    largest = f"at most {LARGEST_SHEET[0]:,} rows and {LARGEST_SHEET[1]} columns"
                    remedy = "Delete the stray cells far from the table, or save the table as CSV."
                    raise resource.mismatch(Fault(place, "cells that far from the first", largest, remedy))


def _sheet(resource: Resource, content: bytes, *, data_only: bool) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)
    except Exception:  # The reader raises whatever its parsers raise; to the user all of it is a damaged file.
        remedy = "Open the workbook in a spreadsheet and save it again, or copy the file again."
        fault = Fault("the workbook", "contents that cannot be read", "an .xlsx workbook", remedy)
        raise resource.mismatch(fault) from None
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if resource.sheet not in sheets:
        remedy = "Name the sheet in the data dictionary as the workbook does."
        fault = Fault("the workbook", f"the sheets {', '.join(sheets)}", f'a sheet "{resource.sheet}"', remedy)
        raise resource.mismatch(fault)
    return sheets[resource.sheet]


def _hidden(sheet: Any) -> list[Fault]:
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
    return faults


class _Reader:
    """Turns cells into texts; `faults` and `changes` gather what is wrong and what an auditor should know."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.faults: list[Fault] = []
        self._noted: dict[str, list[str]] = {}

    def changes(self) -> tuple[Change, ...]:
        return tuple(Change("", what, tuple(cells)) for what, cells in self._noted.items())

    def text(self, cell: Any, formula: Any) -> str:
        if formula.comment:
            self._note("comment left in the workbook", cell)
        if formula.data_type == "f":
            if cell.value is None:
                remedy = "Open the workbook in a spreadsheet and save it, so that values are stored."
                return self._refuse(cell, f"the formula {formula.value} without a value", "a value", remedy)
            self._note("the stored value of a formula read", cell)
        if cell.data_type == "e":
            return self._refuse(cell, f"the error {cell.value}", "a value", "Mend the formula, and save.")
        return self._value(cell)

    def _value(self, cell: Any) -> str:
        value = cell.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, date | time | timedelta):
            return self._day(cell)
        if isinstance(value, int | float):
            return self._number(cell)
        if value and cell.row > 1 and self._column_type(cell) == "number":
            self._note("number stored as text", cell)
        return str(value)

    def _day(self, cell: Any) -> str:
        value = cell.value
        text = str(value.isoformat() if hasattr(value, "isoformat") else value).removesuffix("T00:00:00")
        if self._column_type(cell) not in ("date", "") and cell.row > 1:
            remedy = "The spreadsheet took the text for a date: set the format to Text, type it again, and save."
            return self._refuse(cell, f"a date or time, {text}", f"a {self._column_type(cell)}", remedy)
        return text

    def _number(self, cell: Any) -> str:
        if SCALED_FORMAT.search(cell.number_format):
            found = f"a format that shows {cell.value} divided by a thousand or more"
            return self._refuse(cell, found, "the number itself", "Use a format that shows the stored number.")
        exact = Decimal(repr(cell.value))
        if not exact.is_finite() or abs(exact) >= Decimal(10) ** DIGITS:
            remedy = "A spreadsheet drops digits beyond the fifteenth: ask for the column as text."
            return self._refuse(cell, f"the number {exact:f}", f"at most {DIGITS} digits", remedy)
        kept = round(Decimal(f"{exact:.{DIGITS}g}"), PLACES).normalize()
        if kept != exact:
            self._note(f"read to {DIGITS} digits, as spreadsheets show numbers", cell)
        return f"{kept:f}"

    def _column_type(self, cell: Any) -> str:
        columns: tuple[Column, ...] = self.resource.columns
        return columns[cell.column - 1].type if cell.column <= len(columns) else ""

    def _note(self, what: str, cell: Any) -> None:
        self._noted.setdefault(what, []).append(cell.coordinate)

    def _refuse(self, cell: Any, found: str, expected: str, remedy: str) -> str:
        self.faults.append(Fault(cell.coordinate, found, expected, remedy))
        return ""
