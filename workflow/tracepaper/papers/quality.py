"""What a paper says of its sources: background papers, findings, corrections, and what was normalised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from string import ascii_uppercase
from typing import Any

from markupsafe import Markup

from tracepaper.figures import Cell, Figure, Text, graph
from tracepaper.papers import place
from tracepaper.papers.findings import Findings, key
from tracepaper.settings import edition
from tracepaper.settings.paper import Paper
from tracepaper.sources import months
from tracepaper.sources.tables import spans

Described = Sequence[Mapping[str, Any]]


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
        # What an edition changes was worked out here, and is no document that the paper is based on.
        if source["id"] != edition.source(settings.id)
        for title, printed in source["documents"]
    ]
    return own + [{"title": title, "publisher": "", "published": ""} for title in settings.background_papers]


def findings(settings: Paper, described: Described, figures: Findings) -> list[dict[str, str]]:
    """Checks that failed and that somebody answers for, in the tables that the paper uses.

    Args:
        figures: what each failed control total says in figures.
    """
    of_cells = [
        {
            "table": table["title"],
            "file": table["path"].rpartition("/")[2],
            "cell": check["place"],
            "text": _sentence(table, check, figures.get(key(source["id"], check))),
            "reason": check["reason"],
            "by": check["by"],
        }
        for source, name, table in _used(settings, described)
        for check in _failed(source, name)
    ]
    return of_cells + _missing_months(settings, described)


def _missing_months(settings: Paper, described: Described) -> list[dict[str, str]]:
    """Months of which a monthly table has no file: every sum over its months is without them."""
    return [
        {
            "table": source["monthly"][name]["title"],
            "file": check["place"],
            "cell": "no such file",
            **{key: check[key] for key in ("text", "reason", "by")},
        }
        for source in described
        for name in source["monthly"]
        if (source["id"], name) in settings.used_tables
        for check in _failed(source, name)
    ]


def _failed(source: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    return [check for check in source["checks"] if check["table"] == table and not check["passed"]]


def _sentence(table: Mapping[str, Any], check: Mapping[str, Any], figures: Mapping[str, Figure] | None) -> str:
    """The outcome of a check, its numbers as figures of the paper."""
    if figures is None:
        return str(check["text"])
    column = next(column["title"] for column in table["columns"] if column["name"] == check["column"])
    stated, added, difference = (place.placed(figures[name]) for name in ("stated", "added", "difference"))
    what = place.escaped(f"{check['total']} for {column}")
    return Markup(f"{what}: stated {stated}, its rows add up to {added}, a difference of {difference}")


def corrections(settings: Paper, described: Described) -> list[dict[str, Any]]:
    """Cells whose raw text was replaced, with the reason; both texts are quoted from where they stand."""
    return [
        {
            **correction,
            "file": table["path"].rpartition("/")[2],
            "cell": cell,
            "found": _quoted(table, cell, correction["found"]),
            "value": _quoted(table, cell, correction["value"]),
        }
        for _, _, table in _used(settings, described)
        for cell, correction in table["corrections"].items()
    ]


def _quoted(table: Mapping[str, Any], address: str, text: str) -> Text:
    cell = Cell(table["path"], table["sheet"], address, 0, 0, text)
    return graph.quotation(text, cell)


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


def _cells(addresses: Iterable[str]) -> str:
    """Cells as a reader finds them, neighbours of a column as a range: "B2 to B5, C3"."""
    columns: dict[str, list[int]] = {}
    for address in addresses:
        columns.setdefault(address.rstrip("0123456789"), []).append(int(address.lstrip(ascii_uppercase)))
    return ", ".join(_span(column, *rows) for column, every in columns.items() for rows in spans(every))


def _span(column: str, first: int, last: int) -> str:
    return f"{column}{first}" if first == last else f"{column}{first} to {column}{last}"


def _used(settings: Paper, described: Described) -> Iterable[tuple[Mapping[str, Any], str, Mapping[str, Any]]]:
    by_id = {source["id"]: source for source in described}
    for source, name in months.concrete(settings.used_tables, described):
        yield by_id[source], name, by_id[source]["tables"][name]
