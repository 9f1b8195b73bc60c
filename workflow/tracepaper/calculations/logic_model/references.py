"""Check E1: every id and every link once, every level known, and nothing named that is not there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tracepaper.calculations.logic_model.model import LEVELS, Model, Problem, Rows, blank, called


def ids(model: Model) -> Iterator[Problem]:
    """E1: ids are unique, levels known, links told once, and what is referred to is there."""
    for table in (model.items, model.indicators, model.assumptions, model.factors, model.aims):
        yield from _strange_ids(table)
    for item in model.items:
        if item["level"] not in LEVELS:
            yield Problem(f"{called(item)} stands on no level of a logic model", (item["level"],), item["id"])
    yield from _missing_references(model)
    yield from _strange_references(model)
    yield from _repeated_links(model)


def _strange_ids(table: Rows) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in table:
        if blank(row, "id"):
            yield Problem("A row has no id", (row["id"],))
        elif row["id"] in seen:
            yield Problem(f"The id {row['id']} is used twice", (row["id"],), row["id"])
        seen.add(row["id"])


def _missing_references(model: Model) -> Iterator[Problem]:
    """What must be named and is left blank; a blank assumption or aim is found by W12 or E4."""
    for link, (column, end) in itertools.product(model.links, (("from_id", "start"), ("to_id", "end"))):
        if blank(link, column):
            yield Problem(f"A link names no item at its {end}", (link[column],))
    for row in model.indicators:
        if blank(row, "item_id"):
            yield Problem(f"Indicator {row['id']} names no item that it measures", (row["item_id"],))


def _strange_references(model: Model) -> Iterator[Problem]:
    """Names of what is not there; external factors alone name several items in one cell."""
    items, aims = {row["id"] for row in model.items}, {row["id"] for row in model.aims}
    assumed = {row["id"] for row in model.assumptions}
    named = [
        *((row, column, items) for row in model.links for column in ("from_id", "to_id")),
        *((row, "assumption_id", assumed) for row in model.links),
        *((row, "item_id", items) for row in model.indicators),
        *((row, "affects", items) for row in model.factors),
        *((row, "aim_id", aims) for row in model.items),
    ]
    for row, column, known in named:
        names = _names(row[column]) if column == "affects" else [row.get(column, "").strip()]
        for id in filter(None, names):
            if id not in known:
                yield Problem(f"{id} is named, and is nowhere in the model", (row[column],))


def _repeated_links(model: Model) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for link in model.links:
        start, end = ends = str(link["from_id"]), str(link["to_id"])
        if ends in seen:
            yield Problem(f"The link from {start} to {end} is stated twice", (link["from_id"], link["to_id"]))
        seen.update({ends} if start and end else ())


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]
