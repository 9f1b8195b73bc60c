"""What a paper says of its sources: background papers, findings, corrections, and what was normalised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tracepaper.papers import place
from tracepaper.settings.paper import Paper

Described = Sequence[Mapping[str, Any]]
MOST_CELLS = 6


def background_papers(settings: Paper, described: Described) -> list[dict[str, str]]:
    """The documents that the paper's tables were taken from, then those named in its settings.

    Law: Local Government Act 1972, section 100D: documents that a report is based on to a material extent.
    """
    own = [
        {
            "title": title,
            "publisher": source["publisher"],
            "published": printed or place.day(date.fromisoformat(source["created"])),
        }
        for source in described
        for title, printed in source["documents"]
    ]
    return own + [{"title": title, "publisher": "", "published": ""} for title in settings.background_papers]


def findings(settings: Paper, described: Described) -> list[dict[str, str]]:
    """Checks that failed and that somebody answers for, in the tables that the paper uses."""
    return [
        {
            "table": table["title"],
            "file": table["path"].rpartition("/")[2],
            "cell": check["place"],
            "text": check["text"],
            "reason": check["reason"],
            "by": check["by"],
        }
        for source, name, table in _used(settings, described)
        for check in source["checks"]
        if check["table"] == name and not check["passed"]
    ]


def corrections(settings: Paper, described: Described) -> list[dict[str, str]]:
    """Cells whose raw text was replaced, with the reason."""
    return [
        {"file": table["path"].rpartition("/")[2], "cell": cell, **correction}
        for _, _, table in _used(settings, described)
        for cell, correction in table["corrections"].items()
    ]


def changes(settings: Paper, described: Described) -> list[dict[str, str]]:
    """What was normalised on the way from text to value, gathered over the columns of each table."""
    gathered: dict[tuple[str, str], list[str]] = {}
    for _, _, table in _used(settings, described):
        corrected = table["corrections"]
        for change in table["changes"]:
            cells = [cell for cell in change["cells"] if cell not in corrected]
            if cells:
                gathered.setdefault((table["path"].rpartition("/")[2], change["what"]), []).extend(cells)
    return [{"file": file, "what": what, "cells": _cells(cells)} for (file, what), cells in gathered.items()]


def _cells(cells: Sequence[str]) -> str:
    if len(cells) <= MOST_CELLS:
        return ", ".join(cells)
    return f"{len(cells)} cells, the first {', '.join(cells[:MOST_CELLS])}"


def _used(settings: Paper, described: Described) -> Iterable[tuple[Mapping[str, Any], str, Mapping[str, Any]]]:
    by_id = {source["id"]: source for source in described}
    for source, name in dict.fromkeys(settings.tables.values()):
        yield by_id[source], name, by_id[source]["tables"][name]
