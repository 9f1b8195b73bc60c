"""From the rows of tables to a diagram; every row at fault is named with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tracepaper.errors import Fault, SettingsError
from tracepaper.figures import Cell, Text
from tracepaper.papers import place
from tracepaper.papers.diagrams.model import Diagram, Item
from tracepaper.settings.paper import DiagramSettings
from tracepaper.sources.tables import Table

ITEMS, LINKS = ("id", "level", "text"), ("from_id", "to_id")
ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}")
# An id that can stand before a text as it is; others get one made of their level and their number.
CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,2}")
DIGIT = re.compile(r"\d")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
AGREED = ("", "agreed")
Row = Mapping[str, Text]


def diagram(settings: DiagramSettings, items: Table, links: Table | None) -> Diagram:
    """The diagram that two tables describe.

    Raises:
        SettingsError: naming every heading, item and link at fault.
        TemplateError: a text is exempt.
    """
    rows, pairs = _rows(items, ITEMS, settings), _rows(links, LINKS, settings) if links else []
    faults = [
        *_heading_faults(settings),
        *_item_faults(rows, settings, items.path),
        *_link_faults(rows, pairs, settings),
    ]
    if faults:
        raise SettingsError(f"{settings.place}: the diagram cannot be drawn.", faults)
    codes = _codes(rows, settings, linked=bool(pairs))
    return Diagram(
        id=settings.id,
        title=settings.title,
        direction=settings.direction,
        landscape=settings.page == "landscape",
        headings=tuple(settings.levels.values()),
        items=tuple(_item(row, codes[row["id"]], settings) for row in rows),
        links=tuple((str(row["from_id"]), str(row["to_id"])) for row in pairs),
    )


def _rows(table: Table, columns: Sequence[str], settings: DiagramSettings) -> list[dict[str, Text]]:
    missing = [name for name in columns if name not in table.columns]
    if missing:
        remedy = f"Such a table has the columns {', '.join(columns)}."
        fault = Fault(table.path, f"no column {', '.join(missing)}", "every column that a diagram needs", remedy)
        raise SettingsError(f"{settings.place}: the diagram cannot be drawn.", [fault])
    return table.texts()


def _item(row: Row, code: str, settings: DiagramSettings) -> Item:
    status, condition = str(row.get("status", "")), row.get("condition")
    item = Item(
        id=str(row["id"]),
        code=code,
        level=list(settings.levels).index(row["level"]),
        text=row["text"],
        condition=condition if condition is not None else Text("", row["text"].derivation),
        mark="" if status in AGREED else f"[{status}]",
    )
    for text in item.quoted:
        place.refuse_exempt(text)
    return item


def _codes(rows: Sequence[Row], settings: DiagramSettings, *, linked: bool) -> dict[str, str]:
    """What each item is called beside its text: its id where that is short, else a letter and a number."""
    if all(CODE.fullmatch(row["id"]) for row in rows):
        return {str(row["id"]): str(row["id"]) for row in rows}
    codes: dict[str, str] = {}
    for letter, level in zip(LETTERS, settings.levels, strict=False):
        own = [row["id"] for row in rows if row["level"] == level]
        codes.update({id: f"{letter}{number}" if linked else "" for number, id in enumerate(own, 1)})
    return codes


def _heading_faults(settings: DiagramSettings) -> Iterator[Fault]:
    if len(settings.levels) > len(LETTERS):
        yield Fault("levels", f"{len(settings.levels)} levels", f"at most {len(LETTERS)}", "Join some of them.")
    for code, heading in settings.levels.items():
        if DIGIT.search(heading):
            remedy = "Write it in words: Tier one."
            yield Fault(f"levels, {code}", f'the heading "{heading}"', "a heading without digits", remedy)


def _item_faults(rows: Sequence[Row], settings: DiagramSettings, path: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for row in rows:
        yield from _id_faults(row, seen)
        if row["level"] not in settings.levels:
            expected, remedy = f"one of {', '.join(settings.levels)}", "Correct it there, or add it to levels."
            yield Fault(_where(row["level"]), f'the level "{row["level"]}"', expected, remedy)
        if not row["text"].strip():
            yield Fault(_where(row["text"]), f'no text for "{row["id"]}"', "what the box says", "Write it there.")
        if DIGIT.search(row.get("status", "")):
            remedy = "Say it in words, or in the column condition."
            yield Fault(_where(row["status"]), f'the status "{row["status"]}"', "a word such as draft", remedy)
    used = {row["level"] for row in rows}
    for code in settings.levels:
        if code not in used:
            remedy = "Leave the level out, or give it an item."
            yield Fault(path, f'no item of the level "{code}"', "an item or more of each level", remedy)


def _id_faults(row: Row, seen: set[str]) -> Iterator[Fault]:
    id = row["id"]
    if not ID.fullmatch(id):
        remedy = "Use letters, digits and hyphens; begin with a letter."
        yield Fault(_where(id), f'the id "{id}"', "an id such as A1 or executive-board", remedy)
    elif id.lower() in seen:
        yield Fault(_where(id), f'the id "{id}" again', "an id of its own for each item", "Rename one of the two.")
    seen.add(id.lower())


def _link_faults(rows: Sequence[Row], pairs: Sequence[Row], settings: DiagramSettings) -> Iterator[Fault]:
    codes = list(settings.levels)
    levels = {row["id"]: codes.index(row["level"]) for row in rows if row["level"] in codes}
    known, seen = {row["id"] for row in rows}, set()
    for row in pairs:
        first, last = row["from_id"], row["to_id"]
        for end in (first, last):
            if end not in known:
                yield Fault(_where(end), f'a link to "{end}"', "the id of an item", "Correct it, or add the item.")
        if first in levels and last in levels and (first == last or levels[first] > levels[last]):
            remedy = "Turn the link round, or put the item on another level."
            yield Fault(_where(last), f'a link from "{first}" back to "{last}"', "links that lead on", remedy)
        if (first, last) in seen:
            found = f'the link from "{first}" to "{last}" again'
            yield Fault(_where(first), found, "each link once", "Take one of the two out.")
        seen.add((first, last))


def _where(text: Text) -> str:
    cell = text.derivation
    return f"{cell.path} {cell.address}" if isinstance(cell, Cell) else "the table"
