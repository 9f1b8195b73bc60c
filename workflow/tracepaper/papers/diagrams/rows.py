"""From the rows of tables to a diagram; a row that cannot be drawn, and one that stops the drawing, is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tracepaper.calculations.marks import mark_in_brackets
from tracepaper.errors import Fault, SettingsError
from tracepaper.figures import Cell, Text
from tracepaper.papers import place
from tracepaper.papers.diagrams.model import Diagram, Item, Undrawn
from tracepaper.settings.paper import DiagramSettings
from tracepaper.sources.tables import Table

ITEMS, LINKS = ("id", "level", "text"), ("from_id", "to_id")
ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}")
# An id that can stand before a text as it is; others get one made of their level and their number.
CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,2}")
DIGIT = re.compile(r"\d")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Row = Mapping[str, Text]


def diagram(settings: DiagramSettings, items: Table, links: Table | None) -> Diagram:
    """The diagram that two tables describe.

    An item of an unknown level or with the id of another, a link to no item, to itself, back to an earlier level or
    stated before, and a level without items are not drawn; items and links among them are named by `undrawn`.

    Raises:
        SettingsError: naming every heading and item that stops the drawing.
        TemplateError: a text is exempt.
    """
    rows, pairs = _rows(items, ITEMS, settings), _rows(links, LINKS, settings) if links else []
    kept, undrawn = _drawable(rows, settings)
    faults = [*_heading_faults(settings), *_item_faults(rows), *_no_item(kept, settings, items.path)]
    if faults:
        raise SettingsError(f"{settings.place}: the diagram cannot be drawn.", faults)
    levels = [level for level in settings.levels if any(row["level"] == level for row in kept)]
    joined, unjoined = _joined(pairs, {str(row["id"]): levels.index(row["level"]) for row in kept})
    codes = _codes(kept, levels, linked=bool(joined))
    return Diagram(
        id=settings.id,
        title=settings.title,
        direction=settings.direction,
        landscape=settings.page == "landscape",
        headings=tuple(settings.levels[level] for level in levels),
        items=tuple(_item(row, codes[row["id"]], levels) for row in kept),
        links=tuple(joined),
        undrawn=(*undrawn, *unjoined),
    )


def _rows(table: Table, columns: Sequence[str], settings: DiagramSettings) -> list[dict[str, Text]]:
    missing = [name for name in columns if name not in table.columns]
    if missing:
        remedy = f"Such a table has the columns {', '.join(columns)}."
        fault = Fault(table.path, f"no column {', '.join(missing)}", "every column that a diagram needs", remedy)
        raise SettingsError(f"{settings.place}: the diagram cannot be drawn.", [fault])
    return table.texts()


def _item(row: Row, code: str, levels: Sequence[str]) -> Item:
    item = Item(
        id=str(row["id"]),
        code=code,
        level=levels.index(row["level"]),
        text=row["text"],
        condition=row.get("condition", Text("", row["text"].derivation)),
        mark=mark_in_brackets(row.get("status", "")),
    )
    for text in item.quoted:
        place.refuse_exempt(text)
    return item


def _drawable(rows: Sequence[Row], settings: DiagramSettings) -> tuple[list[Row], list[Undrawn]]:
    """The items that have a place, and those that have none."""
    kept: list[Row] = []
    undrawn: list[Undrawn] = []
    seen: set[str] = set()
    for row in rows:
        if row["level"] not in settings.levels:
            undrawn.append(_undrawn(row, "level", f"no level “{row['level']}”"))
        elif row["id"].lower() in seen:
            undrawn.append(_undrawn(row, "id", "another item has this id"))
        else:
            seen.add(row["id"].lower())
            kept.append(row)
    return kept, undrawn


def _undrawn(row: Row, column: str, why: str) -> Undrawn:
    mark = mark_in_brackets(row.get("status", ""))
    what = f"the item {row['id']}"
    return Undrawn(what, _near(row[column]), why, row["text"], row.get("condition", ""), mark)


def _joined(pairs: Sequence[Row], levels: Mapping[str, int]) -> tuple[list[tuple[str, str]], list[Undrawn]]:
    """The links that lead on, by both ends, and those that do not."""
    joined: list[tuple[str, str]] = []
    undrawn: list[Undrawn] = []
    for row in pairs:
        ends = (str(row["from_id"]), str(row["to_id"]))
        column, why = _objection(ends, levels, joined)
        if why:
            what = f"the link from {ends[0] or 'nothing'} to {ends[1] or 'nothing'}"
            undrawn.append(Undrawn(what, _near(row[column]), why))
        else:
            joined.append(ends)
    return joined, undrawn


def _objection(ends: tuple[str, str], levels: Mapping[str, int], joined: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Why a link is not drawn, and the column that says so; empty where it is drawn."""
    for column, end in zip(LINKS, ends, strict=True):
        if end not in levels:
            return column, f"no item {end} is drawn" if end else "no item is named"
    first, last = ends
    if first == last:
        return "to_id", "it leads to itself"
    if levels[first] > levels[last]:
        return "to_id", "it leads back"
    return "from_id", "it is stated twice" if ends in joined else ""


def _codes(rows: Sequence[Row], levels: Sequence[str], *, linked: bool) -> dict[str, str]:
    """What each item is called beside its text: its id where that is short, else a letter and a number."""
    if all(CODE.fullmatch(row["id"]) for row in rows):
        return {str(row["id"]): str(row["id"]) for row in rows}
    codes: dict[str, str] = {}
    for letter, level in zip(LETTERS, levels, strict=False):
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


def _item_faults(rows: Sequence[Row]) -> Iterator[Fault]:
    for row in rows:
        if not ID.fullmatch(row["id"]):
            remedy = "Use letters, digits and hyphens; begin with a letter."
            yield Fault(_where(row["id"]), f'the id "{row["id"]}"', "an id such as A1 or executive-board", remedy)
        if not row["text"].strip():
            yield Fault(_where(row["text"]), f'no text for "{row["id"]}"', "what the box says", "Write it there.")
        if DIGIT.search(row.get("status", "")):
            remedy = "Say it in words, or in the column condition."
            yield Fault(_where(row["status"]), f'the status "{row["status"]}"', "a word such as draft", remedy)


def _no_item(kept: Sequence[Row], settings: DiagramSettings, path: str) -> Iterator[Fault]:
    if not kept:
        known = ", ".join(settings.levels)
        yield Fault(path, f"no item of the levels {known}", "an item or more", "Correct its levels, or those here.")


def _near(text: Text) -> str:
    """A file and a cell, as a reader of the paper finds it: "model_links.csv B7"."""
    return _where(text).rpartition("/")[2]


def _where(text: Text) -> str:
    cell = text.derivation
    return f"{cell.path} {cell.address}" if isinstance(cell, Cell) else "the table"
