"""The .xlsx file: sheets to bytes, the same whenever and wherever they are written."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tracepaper.evidence.workbook.model import Content, Formula, Link, Number, Sheet

FONT = {"font_name": "Arial", "font_size": 10}
TOP = {"valign": "top"}
WRAPPED = {**TOP, "text_wrap": True, "align": "left", "indent": 1}
HEADING = {**TOP, "text_wrap": True, "bold": True, "bg_color": "#E6E6E6", "bottom": 1}
TITLE = {"bold": True, "font_size": 14}
# Points; spreadsheets do not agree on whether to fit rows to wrapped text when they open a file.
LINE, TALLEST = 13, 409
# A column's width counts noughts, and the letters of a text are narrower.
LETTERS = 1.1
# A table's heading takes 255; this leaves room to tell it from another.
LONGEST_HEADING = 230
A4 = 9
CORE = "docProps/core.xml"
LANGUAGE = b"<dc:language>en-GB</dc:language>"
EARLIEST = (1980, 1, 1, 0, 0, 0)


def content(sheets: Sequence[Sheet], *, title: str, subject: str, created: datetime) -> bytes:
    """The bytes of a workbook.

    Args:
        created: the paper's date; a clock has no place here.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": FONT})
    book.set_properties({"title": title, "subject": subject, "created": created})
    book.set_calc_mode("auto")
    writer = _Writer(book)
    for sheet in sheets:
        writer.write(sheet)
    book.close()
    return _in_english(buffer.getvalue())


class _Writer:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(sheet.name)
        self._set_up(page, sheet)
        for row, item in enumerate(sheet.above):
            self._put(page, row, 0, item, TITLE if row == 0 else {})
        for row, items in sheet.rows:
            self._fit(page, row - 1, items, sheet.widths)
            for column, item in enumerate(items):
                self._put(page, row - 1, column, item, WRAPPED)
        self._mark_up(page, sheet)

    def _set_up(self, page: Any, sheet: Sheet) -> None:
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        page.freeze_panes(sheet.header_row, 1)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(sheet.header_row - 1)
        page.set_footer("&L&A&RPage &P of &N")
        # Identifiers are texts; a green corner at each of them would hide the one that matters.
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _mark_up(self, page: Any, sheet: Sheet) -> None:
        headings = _distinct(sheet.headings)
        self._fit(page, sheet.header_row - 1, headings, sheet.widths)
        columns = [
            {"header": text, "header_format": self._format(_over(items[n] for _, items in sheet.rows))}
            for n, text in enumerate(headings)
        ]
        last = sheet.rows[-1][0] - 1
        options = {"name": _table_name(sheet.name), "columns": columns, "style": None}
        page.add_table(sheet.header_row - 1, 0, last, len(columns) - 1, options)

    def _fit(self, page: Any, row: int, items: Sequence[Content], widths: Sequence[int]) -> None:
        lines = max(_lines(item, width) for item, width in zip(items, widths, strict=True))
        if lines > 1:
            page.set_row(row, min(TALLEST, LINE * lines + 2))

    def _put(self, page: Any, row: int, column: int, item: Content, look: Mapping[str, Any]) -> None:
        if isinstance(item, str):
            page.write_string(row, column, item, self._format(look))
        elif isinstance(item, Number):
            page.write_number(row, column, float(item.value), self._format({**TOP, "num_format": item.form}))
        elif isinstance(item, Link):
            page.write_url(row, column, f"internal:'{item.sheet}'!A1", self._link(), item.text)
        elif item is not None:
            self._put_formula(page, row, column, item, look)

    def _put_formula(self, page: Any, row: int, column: int, item: Formula, look: Mapping[str, Any]) -> None:
        if isinstance(item.value, str):
            page.write_formula(row, column, f"={item.text}", self._format(look), item.value)
        else:
            shape = self._format({**TOP, "num_format": item.form})
            page.write_formula(row, column, f"={item.text}", shape, float(item.value))

    def _link(self) -> Any:
        return self._format({**TOP, "underline": 1, "font_color": "#0000C0"})

    def _format(self, look: Mapping[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(look))
        return self._formats[key]


def _over(items: Iterable[Content]) -> Mapping[str, Any]:
    """The look of a heading: at the right above numbers."""
    item = next((item for item in items if item is not None), None)
    of_numbers = isinstance(item, Number) or (isinstance(item, Formula) and not isinstance(item.value, str))
    return {**HEADING, "align": "right"} if of_numbers else {**HEADING, "align": "left", "indent": 1}


def _lines(item: Content, width: int) -> int:
    text = item.value if isinstance(item, Formula) else item
    if not isinstance(text, str):
        return 1
    return sum(max(1, math.ceil(len(line) / (width * LETTERS - 2))) for line in text.split("\n"))


def _table_name(sheet: str) -> str:
    return "table_" + re.sub(r"\W", "_", sheet)


def _distinct(headings: Sequence[str]) -> list[str]:
    """Headings as a marked-up table must have them: on one line, none empty or too long, no two alike."""
    taken: set[str] = set()
    found = []
    for number, heading in enumerate(headings, 1):
        heading = heading.replace("\n", " ")[:LONGEST_HEADING]
        one = heading if heading and heading.lower() not in taken else f"{heading} (column {number})".strip()
        taken.add(one.lower())
        found.append(one)
    return found


def _in_english(made: bytes) -> bytes:
    """Say which language the workbook is in, which its writer has no setting for."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part == CORE:
                text = text.replace(b"</dc:title>", b"</dc:title>" + LANGUAGE, 1)
            info = zipfile.ZipInfo(part, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, text)
    return buffer.getvalue()
