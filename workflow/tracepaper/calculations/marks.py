"""Marks of what is not agreed: the statuses of an item of a model, of which one item may have several."""

from __future__ import annotations

_AGREED = "agreed"
# Abbreviations, as documents print them.
_PRINTED = {"tbc": "TBC"}


def marks_of(status: str) -> tuple[str, ...]:
    """The marks in a cell of statuses, divided by semicolons: ("illustrative", "draft"); none for what is agreed."""
    return tuple(mark for mark in _words(status) if mark != _AGREED)


def mark_in_brackets(status: str) -> str:
    """The marks as a paper prints them, "[illustrative, TBC]"; empty for what is agreed."""
    marks = [_PRINTED.get(mark, mark) for mark in marks_of(status)]
    return f"[{', '.join(marks)}]" if marks else ""


def _words(status: str) -> list[str]:
    return [word.strip() for word in status.split(";") if word.strip()]
