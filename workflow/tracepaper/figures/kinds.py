"""What a value is, in words, where it is not what a calculation takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracepaper.errors import FigureError
from tracepaper.figures.figure import Figure


def kind(value: Any) -> str:
    """A value by what it is: "a series", "a table", the single figure "Yearly spend"."""
    if isinstance(value, Figure):
        return f'the single figure "{value.label}"' if value.label else "a single figure"
    if isinstance(value, Mapping):
        return "a series"
    return "a text" if isinstance(value, str) else getattr(value, "KIND", f"a {type(value).__name__.lower()}")


def refuse_other_than_rows(rows: Any, wanted: str) -> None:
    """Refuse what is no list of rows of texts.

    Args:
        wanted: what takes rows, for the message: "count_of".

    Raises:
        FigureError: saying what was given, and that `texts()` of a table gives rows.
    """
    remedy = "Write texts() after the name of a table: books.texts()."
    if not isinstance(rows, list | tuple):
        raise FigureError(f"{wanted} takes the rows of a table; it was given {kind(rows)}. {remedy}")
    for row in rows:
        if not isinstance(row, Mapping):
            raise FigureError(f"{wanted} takes the rows of a table; it was given a list with {kind(row)}. {remedy}")
        for other in (one for one in row.values() if not isinstance(one, str)):
            raise FigureError(f"{wanted} takes rows of texts; it was given rows with {kind(other)}. {remedy}")
