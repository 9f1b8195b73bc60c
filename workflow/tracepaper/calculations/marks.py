"""Marks of what is not agreed: the statuses of an item of a model, of which one item may have several."""

from __future__ import annotations

_AGREED = "agreed"
# Abbreviations, as documents print them.
_PRINTED = {"tbc": "TBC"}


def marks_of(status: str) -> tuple[str, ...]:
    """The marks in a cell of statuses: ("illustrative", "draft"); none for what is agreed.

    Formula:
        the words between semicolons, less "agreed"

    Convention:
        Words keep their order and letters; spaces at their ends do not matter.

    Args:
        status: the text of the cell.

    Source:
        A convention of these papers: what a published model marks as not agreed keeps its mark.
    """
    return tuple(mark for mark in _words(status) if mark != _AGREED)


def mark_in_brackets(status: str) -> str:
    """The marks of a cell of statuses as a paper prints them: "[illustrative, TBC]".

    Formula:
        "[" + the marks, divided by commas + "]"

    Convention:
        Empty for what is agreed; "tbc" is printed in capitals.

    Args:
        status: the text of the cell.

    Source:
        A convention of these papers: what a published model marks as not agreed keeps its mark.
    """
    marks = [_PRINTED.get(mark, mark) for mark in marks_of(status)]
    return f"[{', '.join(marks)}]" if marks else ""


def _words(status: str) -> list[str]:
    return [word.strip() for word in status.split(";") if word.strip()]
