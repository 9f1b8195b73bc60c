"""Check E6: what is not agreed says so, with every mark, and is not reported as a result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracepaper.calculations.logic_model.model import Model, Problem, Row, blank, called, listed
from tracepaper.calculations.marks import marks_of

STATUSES = ("agreed", "draft", "illustrative", "tbc")
# What a document marks with one of these words has that status.
NAMED = re.compile(r"\b(?:draft|illustrative|tbc)\b", re.IGNORECASE)
# A mark within the words of an item. "Draft" is left out: plans are drafted.
MARK = re.compile(r"\bTBC\b|\bTBA\b|\b[Ii]llustrative\b")


def flags(model: Model) -> Iterator[Problem]:
    """E6: what is not agreed says so, with every mark, and is not reported as a result."""
    for item in model.items:
        marks = marks_of(item.get("status", ""))
        if any(mark not in STATUSES for mark in marks):
            words = f"has a status that is none of {listed(STATUSES, 'or')}"
            yield Problem(f"{called(item)} {words}", (item["status"],), item["id"])
        elif marked := _lost(item, marks):
            words = "is marked in the document as not agreed, and has lost that mark here"
            yield Problem(f"{called(item)} {words}", (marked,), item["id"])
    for row, item in model.measured():
        if marks_of(item.get("status", "")) and not blank(row, "latest"):
            words = f"is not agreed, yet indicator {row['id']} reports a result for it"
            yield Problem(f"{called(item)} {words}", (row["latest"],), item["id"])


def _lost(item: Row, marks: Sequence[str]) -> str:
    """The cell with a mark of the document that the status of an item lacks; empty when it lacks none."""
    if not blank(item, "mark"):
        named = {mark.lower() for mark in NAMED.findall(item["mark"])}
        return item["mark"] if not marks or named - set(marks) else ""
    return item["text"] if not marks and MARK.search(item["text"]) else ""
