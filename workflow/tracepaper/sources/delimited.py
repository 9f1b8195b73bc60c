"""Reading CSV: every cell as text, with its source row; neither types nor the header nor the encoding are guessed."""

from __future__ import annotations

import csv
import io
import itertools
import re
from typing import TYPE_CHECKING, Any

from tracepaper.errors import Fault
from tracepaper.sources import intake
from tracepaper.sources.dictionary import Resource
from tracepaper.sources.raw import MOST_FAULTS, ROWS_SEARCHED, Change, RawTable, check_header

if TYPE_CHECKING:
    import pyarrow as pa

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NEW_LINE = b"\n"
CELL_ENDS = b",\r\n"
HEAD = 100_000


def rows(resource: Resource, content: bytes) -> RawTable:
    """Every row of a comma-separated file, the header too.

    Raises:
        SourceError: no known encoding, another header, or a quotation mark out of place.
    """
    text, changes = _decoded(resource, content)
    head = csv.reader(io.StringIO(text[:HEAD].decode("utf-8", "ignore"), newline=""))
    check_header(resource, list(itertools.islice(head, ROWS_SEARCHED)))
    _check_quotes(resource, text)
    uneven: list[Any] = []
    table = _parsed(text, len(resource.columns), uneven)
    faults = tuple(_uneven(row, len(resource.columns)) for row in uneven[:MOST_FAULTS])
    return RawTable(_row_numbers(table.num_rows, uneven), tuple(table.columns), changes, faults)


def _decoded(resource: Resource, content: bytes) -> tuple[bytes, tuple[Change, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(resource, content), (_of_file("read as UTF-16, which its byte-order mark says"),)
    if b"\x00" in content:
        fault = Fault("the file", "zero bytes", "text", "Save it as CSV in UTF-8.")
        raise resource.mismatch(fault)
    changes = (_of_file("byte-order mark removed"),) if content.startswith(BYTE_ORDER_MARK) else ()
    body = content.removeprefix(BYTE_ORDER_MARK)
    try:
        body.decode("utf-8")
        return body, changes
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
    what = f"read as Windows-1252, since line {line} is not UTF-8"
    return _windows_text(resource, body, line), (_of_file(what),)


def _of_file(what: str) -> Change:
    return Change("", what, ("the file",))


def _utf16(resource: Resource, content: bytes) -> bytes:
    try:
        return content.decode("utf-16").encode()
    except UnicodeDecodeError:
        remedy = "Copy the file again, or save it as CSV in UTF-8."
        raise resource.mismatch(Fault("the file", "broken UTF-16", "whole text", remedy)) from None


def _windows_text(resource: Resource, body: bytes, line: int) -> bytes:
    if re.search(rb"[\xc2-\xf4][\x80-\xbf]", body):
        found = "a byte that is not UTF-8, in a file that is UTF-8 elsewhere"
        remedy = "Save the whole file again as CSV in UTF-8."
        raise resource.mismatch(Fault(f"line {line}", found, "one encoding", remedy))
    try:
        return body.decode("cp1252").encode()
    except UnicodeDecodeError:
        fault = Fault(f"line {line}", "bytes of no known encoding", "UTF-8", intake.SAVE_AGAIN)
        raise resource.mismatch(fault) from None


def _check_quotes(resource: Resource, text: bytes) -> None:
    """Refuse quotation marks that do not hold a whole cell: readers differ in what they make of them."""
    if b'"' not in text:
        return
    pieces = text.split(b'"')
    pieces[0], pieces[-1] = b"\n" + pieces[0], pieces[-1] + b"\n"
    outside = enumerate(pieces[::2])
    odd = next((2 * n for n, piece in outside if piece and not _between_cells(piece)), None)
    unclosed = len(pieces) - 1 if len(pieces) % 2 == 0 else None
    first = odd if odd is not None else unclosed
    if first is not None:
        before = pieces[: first + (pieces[first][0] in CELL_ENDS)] if first != unclosed else pieces[:first]
        place = f"line {sum(piece.count(NEW_LINE) for piece in before)}"
        remedy = "Put quotation marks round the whole cell, and double each one that belongs to its text."
        raise resource.mismatch(Fault(place, "a quotation mark out of place or never closed", "quoted cells", remedy))


def _between_cells(piece: bytes) -> bool:
    return piece[0] in CELL_ENDS and piece[-1] in CELL_ENDS


def _parsed(text: bytes, columns: int, uneven: list[Any]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.csv as pacsv

    def set_aside(row: Any) -> str:
        uneven.append(row)
        return "skip"

    names = [str(number) for number in range(columns)]
    # One block: a cell larger than a block is refused by its length, with its address, not by the reader.
    return pacsv.read_csv(
        io.BytesIO(text),
        read_options=pacsv.ReadOptions(use_threads=False, column_names=names, block_size=len(text) + 1),
        parse_options=pacsv.ParseOptions(
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, quoted_strings_can_be_null=False
        ),
    )


def _row_numbers(read: int, uneven: list[Any]) -> pa.Array:
    """Source rows of those that were read: 1, 2, 3 ... without those that were not."""
    import numpy as np
    import pyarrow as pa

    every = np.arange(1, read + len(uneven) + 1, dtype=np.int32)
    return pa.array(np.delete(every, [row.number - 1 for row in uneven]))


def _uneven(row: Any, wanted: int) -> Fault:
    remedy = "Put cells that hold commas (thousands too) in quotation marks; fill missing cells with empty ones."
    if re.search("[\u201c\u201d]", row.text):
        remedy = 'Replace the typographic quotation marks with straight ones: ".'
    return Fault(f"row {row.number}", f'{row.actual_columns} cells in "{row.text[:60]}"', f"{wanted} cells", remedy)
