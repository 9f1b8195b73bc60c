"""What a data dictionary may not say although its schema allows it: names of nothing, and names of two things."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracepaper.errors import Fault, FigureError, SettingsError
from tracepaper.figures import units
from tracepaper.settings.strict_yaml import Document
from tracepaper.sources import addresses, monthly_rules

Item = Mapping[str, Any]
RESERVED = "row"


def refuse(document: Document) -> None:
    """Check that every name in a data dictionary names one thing.

    Raises:
        SettingsError: with every fault, its line and key.
    """
    resources = document.content["resources"]
    columns = {item["name"]: _names(item) for item in resources}
    faults = [*_repeated(document, ("resources",), [item["name"] for item in resources])]
    for number, item in enumerate(resources):
        faults += _resource(document, ("resources", number), item, columns)
    faults += monthly_rules.faults(document, resources)
    if faults:
        raise SettingsError(f"{document.path} contradicts itself.", faults)


def _resource(
    document: Document, key: tuple[str | int, ...], item: Item, columns: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    own, schema = item.get("tracepaper", {}), item["schema"]
    names = _names(item)
    yield from _repeated(document, (*key, "schema", "fields"), names)
    yield from _unknown(document, (*key, "schema", "primaryKey"), schema["primaryKey"], names)
    yield from _references(document, (*key, "schema", "foreignKeys"), schema.get("foreignKeys", ()), names, columns)
    for number, field in enumerate(schema["fields"]):
        yield from _field(document, (*key, "schema", "fields", number), field, names)
        yield from _blank_unless(document, (*key, "schema", "fields", number), field, item)
    own_key = (*key, "tracepaper")
    yield from _row_names(document, (*own_key, "totals_row"), own.get("totals_row", {}), schema["primaryKey"])
    yield from _control_totals(document, (*own_key, "control_totals"), own.get("control_totals", ()), schema)
    yield from _corrections(document, (*own_key, "corrections"), own.get("corrections", ()), len(names))
    yield from _repeated(document, (*own_key, "acknowledged"), [one["check"] for one in own.get("acknowledged", ())])
    if item["format"] == "xlsx" and "sheet" not in own:
        yield Fault(document.place(key), "no sheet", "the sheet's name", "Add sheet: under tracepaper: of the table.")


def _names(item: Item) -> list[str]:
    return [field["name"] for field in item["schema"]["fields"]]


def _field(document: Document, key: tuple[str | int, ...], field: Item, names: Sequence[str]) -> Iterator[Fault]:
    own = field.get("tracepaper", {})
    if field["name"] == RESERVED:
        remedy = "Rename the column: tables keep the number of the source row under that name."
        yield Fault(document.place((*key, "name")), f'the column "{RESERVED}"', "another name", remedy)
    if "unit_column" in own:
        yield from _unknown(document, (*key, "tracepaper", "unit_column"), [own["unit_column"]], names)
    elif "unit" in own:
        yield from _unit(document, (*key, "tracepaper", "unit"), own["unit"])
    elif field["type"] == "number":
        remedy = "Add unit: (GBP, children, 1 ...) or unit_column: under tracepaper: of the column."
        yield Fault(document.place(key), f'the number column "{field["name"]}" without a unit', "a unit", remedy)


def _blank_unless(document: Document, key: tuple[str | int, ...], field: Item, item: Item) -> Iterator[Fault]:
    """A rule that names no other column of text, or a text that this column can never hold, guards nothing."""
    rule = field.get("tracepaper", {}).get("blank_unless")
    if rule is None:
        return
    here = (*key, "tracepaper", "blank_unless")
    texts = [one for one in item["schema"]["fields"] if one["type"] == "string"]
    others = {one["name"]: one for one in texts if one["name"] != field["name"]}
    yield from _unknown(document, (*here, "column"), [rule["column"]], list(others), what="other text column")
    if codes := others.get(rule["column"], {}).get("tracepaper", {}).get("codes"):
        yield from _unknown(document, (*here, "reads"), [rule["reads"]], codes, what="code")
    if item.get("tracepaper", {}).get("skip_rows"):
        remedy = "Delete those rows from the file: it is delivered whole, and a row that is skipped is not checked."
        yield Fault(document.place(here), "a table with skip_rows", "a table of which every row is read", remedy)


def _unit(document: Document, key: tuple[str | int, ...], text: str) -> Iterator[Fault]:
    try:
        units.parse(text)
    except FigureError as error:
        yield Fault(document.place(key), f'"{text}"', "a unit", str(error))


def _references(
    document: Document,
    key: tuple[str | int, ...],
    references: Sequence[Item],
    names: Sequence[str],
    columns: Mapping[str, Sequence[str]],
) -> Iterator[Fault]:
    for number, entry in enumerate(references):
        there = entry["reference"]
        yield from _unknown(document, (*key, number, "fields"), entry["fields"], names)
        if there["resource"] not in columns:
            place = (*key, number, "reference", "resource")
            yield from _unknown(document, place, [there["resource"]], list(columns), what="table")
        else:
            place = (*key, number, "reference", "fields")
            yield from _unknown(document, place, there["fields"], columns[there["resource"]])


def _control_totals(
    document: Document, key: tuple[str | int, ...], entries: Sequence[Item], schema: Item
) -> Iterator[Fault]:
    numbers = [field["name"] for field in schema["fields"] if field["type"] == "number"]
    yield from _repeated(document, key, [entry["name"] for entry in entries])
    for number, entry in enumerate(entries):
        if "column" in entry:
            yield from _unknown(document, (*key, number, "column"), [entry["column"]], numbers, what="number column")
        yield from _row_names(document, (*key, number, "total"), entry["total"], schema["primaryKey"])
        for rows in ("rows", "negative_rows"):
            yield from _row_names(document, (*key, number, rows), entry.get(rows, {}), schema["primaryKey"][:1])


def _row_names(document: Document, key: tuple[str | int, ...], entry: Item, wanted: Sequence[str]) -> Iterator[Fault]:
    if entry and set(entry) != set(wanted):
        remedy = "Name the row by the columns of primaryKey, no more and no fewer."
        yield Fault(document.place(key), f"the columns {', '.join(entry)}", ", ".join(wanted), remedy)


def _corrections(
    document: Document, key: tuple[str | int, ...], entries: Sequence[Item], columns: int
) -> Iterator[Fault]:
    yield from _repeated(document, key, [f"{entry.get('month', '')} {entry['cell']}".strip() for entry in entries])
    for number, entry in enumerate(entries):
        letters = entry["cell"].rstrip("0123456789")
        if addresses.position(letters) > columns or entry["cell"] == f"{letters}1":
            remedy = "Name the cell as a spreadsheet does: the column's letter, then the row, the header being row 1."
            yield Fault(document.place((*key, number, "cell")), entry["cell"], "a cell of the table", remedy)


def _unknown(
    document: Document, key: tuple[str | int, ...], names: Iterable[str], known: Sequence[str], *, what: str = "column"
) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            remedy = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(known)}."
            yield Fault(document.place(key), f'the {what} "{name}", which is not there', f"a {what} that is", remedy)


def _repeated(document: Document, key: tuple[str | int, ...], names: Sequence[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            remedy = "Rename or remove one of them."
            yield Fault(document.place(key), f'"{name}" {times} times', "each name once", remedy)
