"""Counting rows of words, and whole numbers of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, count, derived, units
from tracepaper.figures.kinds import refuse_other_than_rows
from tracepaper.figures.operations import ROUNDED_UP

Row = Mapping[str, Text]


def count_of(rows: Sequence[Row], column: str, *values: str, unit: str = "1") -> Figure:
    """How many rows have one of some texts in a column; without texts, how many have any text there.

    Formula:
        n = number of rows r with r[column] among the values

    Convention:
        Letter for letter, but for spaces at the ends: "Yes" is not "yes". A whole number, 0 when no row is counted.

    Args:
        rows: as `texts()` of a table gives them.
        column: its name.
        values: the texts that are counted.
        unit: what is counted, as a known unit: "package"; "1" for a pure number.

    Raises:
        FigureError: what is given are no rows, no row has such a column, or the unit is not known.

    Source:
        Arithmetic.
    """
    refuse_other_than_rows(rows, "count_of")
    texts = [_text(row, column) for row in rows]
    wanted = {value.strip() for value in values}
    counted = [text for text in texts if (text.strip() in wanted if wanted else text.strip())]
    return count(counted, units.parse(unit))


def rounded_up(figure: Figure) -> Figure:
    """The whole number at or above a figure: what must be bought to have enough of what is not divided.

    Formula:
        the least whole n with n >= x

    Convention:
        In the unit of the figure. A whole number stays; -2.5 becomes -2. What differs from a whole number only beyond
        the twentieth place is that number.

    Source:
        Arithmetic.
    """
    return derived(ROUNDED_UP, [figure], figure.unit)


def _text(row: Row, column: str) -> Text:
    if column not in row:
        raise FigureError(f'These rows have no column "{column}". They have: {", ".join(row)}.')
    return row[column]
