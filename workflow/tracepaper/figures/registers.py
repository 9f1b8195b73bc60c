"""Registers: rows of texts that say of each thing what it is, one row a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracepaper.errors import FigureError
from tracepaper.figures.kinds import refuse_other_than_rows

Register = Sequence[Mapping[str, str]]


def said_of(names: Iterable[str], register: Register, *, thing: str, column: str) -> dict[str, str]:
    """What a column of a register says of each thing.

    Args:
        names: of the things; the register may hold others besides.
        register: rows as `texts()` of a table gives them.
        thing: the column that names the things, which is what they are: "risk", "outcome".
        column: the column asked for.

    Returns:
        Name to text, in the order of the names.

    Raises:
        FigureError: these are no rows, a column is not there, a thing has no row or two, or its text is blank.
    """
    refuse_other_than_rows(register, f"The {column} of each {thing}")
    rows = _by_name(register, thing, column)
    for name in names:
        if name not in rows:
            raise FigureError(f'The {thing} "{name}" has no row. There are: {", ".join(rows) or "none"}.')
        if not rows[name]:
            raise FigureError(f'The {column} of the {thing} "{name}" is not stated.')
    return {name: rows[name] for name in names}


def _by_name(register: Register, thing: str, column: str) -> dict[str, str]:
    rows: dict[str, str] = {}
    for row in register:
        for needed in (thing, column):
            if needed not in row:
                raise FigureError(f'These rows have no column "{needed}". They have: {", ".join(row)}.')
        if row[thing] in rows:
            raise FigureError(f'The {thing} "{row[thing]}" has two rows. Give each {thing} one row.')
        rows[str(row[thing])] = str(row[column]).strip()
    return rows
