"""What a data dictionary may not say of a table that comes as one file a month, and of others only of such a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracepaper.errors import Fault
from tracepaper.settings.strict_yaml import Document
from tracepaper.sources.monthly import OF_ONE_MONTH, is_monthly
from tracepaper.sources.periods import GAP, PERIOD

Item = Mapping[str, Any]
Key = tuple[str | int, ...]
READ_AS = ("string", "date")
# Figures of a check are named by it, and their ids have at most 64 letters; a month takes eight.
LONGEST_CONTROL = 56


def faults(document: Document, items: Sequence[Item]) -> Iterator[Fault]:
    """Every fault of what a dictionary says of months, with its line and key."""
    for number, item in enumerate(items):
        rules = _of_monthly if is_monthly(item) else _of_others
        yield from rules(document, ("resources", number), item)
        yield from _references(document, ("resources", number), item, [one["name"] for one in items if is_monthly(one)])
    for item in filter(is_monthly, items):
        yield from _taken(document, item, items)


def _of_others(document: Document, key: Key, item: Item) -> Iterator[Fault]:
    if "hash" not in item:
        remedy = "Add it. It is: sha256: and the digest of the file as received."
        yield Fault(document.place(key), 'no key "hash"', 'the key "hash"', remedy)
    if GAP in item["path"]:
        remedy = "Add monthly: under tracepaper: of the table, or name one file."
        yield Fault(document.place((*key, "path")), f'"{item["path"]}"', "the name of one file", remedy)
    for place, entry in _entries(key, item):
        if "month" in entry:
            remedy = "Take the key out: this table is one file."
            yield Fault(document.place((*place, "month")), f"the month {entry['month']}", "no month", remedy)


def _of_monthly(document: Document, key: Key, item: Item) -> Iterator[Fault]:
    own = item["tracepaper"]
    if "hash" in item:
        remedy = (
            "Take the key out: the files of a monthly table come unattended, and each edition records their digests."
        )
        yield Fault(document.place((*key, "hash")), "a hash", "none for a monthly table", remedy)
    if GAP not in item["path"]:
        remedy = f"Write {GAP} where the names of the files have their month."
        yield Fault(document.place((*key, "path")), f'"{item["path"]}"', "a name such as spend_{period}.csv", remedy)
    if "empty" in own:
        remedy = "Take the key out: a month's file without rows is a failed export."
        yield Fault(document.place((*key, "tracepaper", "empty")), "empty", "no such key", remedy)
    yield from _column(document, key, item)
    yield from _span(document, (*key, "tracepaper", "monthly"), own["monthly"])
    yield from _months(document, key, item)
    yield from _controls(document, key, item)


def _column(document: Document, key: Key, item: Item) -> Iterator[Fault]:
    place, name = (*key, "tracepaper", "monthly", "column"), item["tracepaper"]["monthly"]["column"]
    readable = [one["name"] for one in item["schema"]["fields"] if one["type"] in READ_AS]
    if name not in readable:
        remedy = f"Name the column that reads the month in every row: {', '.join(readable) or 'there is none'}."
        yield Fault(document.place(place), f'"{name}"', "a column of the type string or date", remedy)
    elif name in item["schema"]["primaryKey"]:
        remedy = "Take it out of primaryKey, so that a row has the same name in every month: its file says which month."
        yield Fault(document.place((*key, "schema", "primaryKey")), f'the month\'s column "{name}"', "others", remedy)


def _span(document: Document, key: Key, own: Item) -> Iterator[Fault]:
    if own["first"] > own.get("last", own["first"]):
        found, expected = f"{own['last']}, which is before first", f"{own['first']} or later"
        yield Fault(document.place((*key, "last")), found, expected, "Mend first: or last:.")


def _months(document: Document, key: Key, item: Item) -> Iterator[Fault]:
    """Corrections and rows to be skipped: each of a month that the table has."""
    own = item["tracepaper"]["monthly"]
    for place, entry in _entries(key, item):
        month = entry.get("month", "")
        if not month and "corrections" in place:
            remedy = "Add month: YYYY-MM: a cell stands in one file."
            yield Fault(document.place(place), f"the cell {entry['cell']} of no month", "the month of its file", remedy)
        elif month and not own["first"] <= month <= own.get("last", month):
            expected = f"{own['first']} to {own.get('last', 'now')}"
            yield Fault(document.place((*place, "month")), month, expected, "Name a month of the table.")


def _entries(key: Key, item: Item) -> Iterator[tuple[Key, Item]]:
    for part in OF_ONE_MONTH:
        for number, entry in enumerate(item.get("tracepaper", {}).get(part, ())):
            yield (*key, "tracepaper", part, number), entry


def _controls(document: Document, key: Key, item: Item) -> Iterator[Fault]:
    for number, entry in enumerate(item["tracepaper"].get("control_totals", ())):
        if len(entry["name"]) > LONGEST_CONTROL:
            place = (*key, "tracepaper", "control_totals", number, "name")
            remedy = "Shorten it: the month is added to it."
            yield Fault(document.place(place), f'"{entry["name"]}"', f"at most {LONGEST_CONTROL} letters", remedy)


def _references(document: Document, key: Key, item: Item, monthly: Sequence[str]) -> Iterator[Fault]:
    for number, entry in enumerate(item["schema"].get("foreignKeys", ())):
        if (name := entry["reference"]["resource"]) in monthly:
            place = (*key, "schema", "foreignKeys", number, "reference", "resource")
            remedy = "Refer to an ordinary table, which holds the keys of every month."
            yield Fault(document.place(place), f'the monthly table "{name}"', "a table of one file", remedy)


def _taken(document: Document, item: Item, items: Sequence[Item]) -> Iterator[Fault]:
    """Other tables with the name, or the file, of a month of this one."""
    named = re.compile(f"{re.escape(item['name'])}_{PERIOD.replace('-(', '_(')}")
    filed = re.compile(PERIOD.join(map(re.escape, item["path"].split(GAP))))
    for number, other in enumerate(items):
        if named.fullmatch(other["name"]):
            remedy, place = "Rename one of the two tables.", document.place(("resources", number, "name"))
            yield Fault(place, f'"{other["name"]}", as a month of {item["name"]}', "a name of its own", remedy)
        if filed.fullmatch(other["path"]):
            remedy, place = "Rename the file, or the pattern.", document.place(("resources", number, "path"))
            yield Fault(place, f'"{other["path"]}", as a month of {item["name"]}', "a file of its own", remedy)
