"""What stands in the workbook, before any file is written: sheets of texts, numbers, formulas and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

GENERAL = "General"


@dataclass(frozen=True)
class Number:
    """A number as it stands, with the spreadsheet's number format."""

    value: Decimal
    form: str = GENERAL


@dataclass(frozen=True)
class Formula:
    """A live formula, without its "=", and the value that it has, for programs that do not compute."""

    text: str
    value: Decimal | str
    form: str = GENERAL


@dataclass(frozen=True)
class Link:
    """A link to the first cell of a sheet."""

    sheet: str
    text: str


Content = str | Number | Formula | Link | None
Row = tuple[Content, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet: lines above a table, and the table.

    Attributes:
        about: what the sheet holds, for the contents.
        above: the first column of the rows above the table; a title first. A source sheet has none.
        headings: the header row of the table.
        widths: of the columns, in characters.
        rows: row number, from 1 and after the header, to its cells.
    """

    name: str
    about: str
    above: tuple[Content, ...]
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[tuple[int, Row]]

    @property
    def header_row(self) -> int:
        """Its number, from 1."""
        return len(self.above) + 1


def listed(
    name: str,
    *,
    title: str,
    notes: Sequence[Content],
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Row],
) -> Sheet:
    """A sheet with a title in A1, notes below it, a blank row and a table of (heading, width) columns."""
    above = above_table(title, notes)
    return Sheet(
        name=name,
        about=title,
        above=above,
        headings=tuple(heading for heading, _ in columns),
        widths=tuple(width for _, width in columns),
        rows=[*enumerate(rows, first_row(notes))],
    )


def above_table(title: str, notes: Sequence[Content]) -> tuple[Content, ...]:
    """The rows above a table."""
    return (title, *notes, None)


def first_row(notes: Sequence[Content]) -> int:
    """The first row of data below a title, notes, a blank row and the header."""
    return len(above_table("", notes)) + 2
