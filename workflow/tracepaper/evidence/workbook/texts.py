"""Texts that are safe in a cell: nothing that came from data is ever run as a formula."""

from __future__ import annotations

import re

# The signs, also at their full width, with which spreadsheets begin a formula.
RUNS = tuple("=+-@＝＋－＠")
HARMLESS = re.compile(r"[+-]?([0-9][0-9,.]*%?)?")
LONGEST = 32_767
CUT = " … (cut: a cell holds no more)"


def safe(text: str) -> str:
    """A text as it stands in a cell of the workbook.

    A text cell is not computed, whatever it begins with; saved as CSV and opened again, it would be. A quote prefix,
    which spreadsheets offer against that, is lost on the way to CSV, so the apostrophe is part of the text.
    """
    runs = text.lstrip().startswith(RUNS) and not HARMLESS.fullmatch(text.strip())
    guarded = f"'{text}" if runs else text
    return guarded if len(guarded) <= LONGEST else guarded[: LONGEST - len(CUT)] + CUT


def quoted(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'
