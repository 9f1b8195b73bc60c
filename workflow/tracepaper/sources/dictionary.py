"""The data dictionary of a source: `datapackage.yaml` to frozen dataclasses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracepaper.errors import Fault, SettingsError, SourceError
from tracepaper.settings import schema
from tracepaper.settings.strict_yaml import Document
from tracepaper.sources import addresses, contradictions, monthly

FILE = "datapackage.yaml"


@dataclass(frozen=True)
class BlankUnless:
    """A column whose cells must be blank unless, in the same row, another column reads this text."""

    column: str
    reads: str


@dataclass(frozen=True)
class Column:
    """A column: its name in formulas, its header in the file, how its cells are read and what they may hold."""

    name: str
    title: str
    type: str
    position: int
    required: bool
    enum: tuple[str, ...]
    unit: str
    unit_column: str
    codes: tuple[str, ...]
    allows: frozenset[str]
    blank_unless: BlankUnless | None
    classification: str

    @property
    def letter(self) -> str:
        """As a spreadsheet names it: "B"."""
        return addresses.letters(self.position)


@dataclass(frozen=True)
class Correction:
    """A cell whose raw text is not what the publisher meant."""

    cell: str
    found: str
    value: str
    reason: str
    by: str
    expires: date


@dataclass(frozen=True)
class Acknowledgement:
    """A finding that somebody answers for: the outcome word for word, the reason and the role."""

    found: str
    reason: str
    by: str


@dataclass(frozen=True)
class ControlTotal:
    """Rows of a table that must add up to one of its rows."""

    name: str
    columns: tuple[str, ...]
    total: str
    rows: tuple[str, ...]
    negative_rows: tuple[str, ...]


@dataclass(frozen=True)
class ForeignKey:
    """A column whose texts must be present in a column of another table."""

    column: str
    resource: str
    reference: str


@dataclass(frozen=True)
class Resource:
    """One table of a source.

    Attributes:
        sha256: of the file as registered; empty for a month's file, which comes unattended.
        empty: why the table has no rows; empty itself for a table that has.
        month: "2020-10" for the file of a month, else empty; month_column: the column that reads it in every row.
    """

    name: str
    title: str
    description: str
    path: Path
    format: str
    sha256: str
    sheet: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    totals_row: str
    skip_rows: Mapping[int, str]
    corrections: tuple[Correction, ...]
    control_totals: tuple[ControlTotal, ...]
    foreign_keys: tuple[ForeignKey, ...]
    complete_years: bool
    empty: str
    acknowledged: Mapping[str, Acknowledgement]
    month: str = ""
    month_column: str = ""

    @property
    def named(self) -> str:
        """The file and, in a workbook, the sheet, as messages name them."""
        return f'{self.path}, sheet "{self.sheet}",' if self.sheet else str(self.path)

    def mismatch(self, *faults: Fault) -> SourceError:
        """The error that the file is not what this dictionary says."""
        return SourceError(f"{self.named} does not match its data dictionary.", faults)


@dataclass(frozen=True)
class Series:
    """A table that comes as one file a month.

    Attributes:
        path: with "{period}" where the name of each file has its month.
        column: the column that holds the month.
        first, last: months; last is empty for a series that goes on.
        due: the day of the next month by which a month's file is there.
        files: every file whose name fits, by month, in order; also one before the first month or after the last.
        tables: name of the table of each month from first to last that has a file.
        acknowledged: findings of no one file: months that are missing.
        acknowledged_ahead: the same of months after the newest, of which only the day when they are due may find them.
    """

    name: str
    title: str
    description: str
    path: Path
    column: str
    first: str
    last: str
    due: int
    files: Mapping[str, Path]
    tables: Mapping[str, str]
    acknowledged: Mapping[str, Acknowledgement]
    acknowledged_ahead: Mapping[str, Acknowledgement]


@dataclass(frozen=True)
class Dictionary:
    """A source as its data dictionary describes it, and of its monthly tables the files that are there.

    Attributes:
        documents: title and, as printed, date of each document that the tables were taken from.
        resources: every table; of a monthly table, one for each file.
        monthly: the tables that come as one file a month.
    """

    name: str
    path: Path
    title: str
    publisher: str
    created: date
    received: date
    terms: str
    classification: str
    documents: tuple[tuple[str, str], ...]
    resources: tuple[Resource, ...]
    monthly: tuple[Series, ...]


def load(folder: Path) -> Dictionary:
    """Read the data dictionary in a source's folder.

    Raises:
        SettingsError: it is missing, does not match its schema, or contradicts itself.
    """
    path = folder / FILE
    if not path.exists():
        remedy = "Put the file back, or take the source out of the papers that use it."
        raise SettingsError(f"{path} is missing.", [Fault(folder.name, "no data dictionary", FILE, remedy)])
    document = schema.load(path, kind="datapackage")
    content = document.content
    if content["name"] != folder.name:
        fault = Fault(document.place(("name",)), content["name"], folder.name, "Give both the same name.")
        raise SettingsError(f"{path} has another name than its folder.", [fault])
    contradictions.refuse(document)
    own = content["tracepaper"]
    return Dictionary(
        name=content["name"],
        path=path,
        title=content["title"],
        publisher=_publisher(document),
        created=date.fromisoformat(content["created"]),
        received=date.fromisoformat(own["received"]),
        terms="; ".join(licence["title"] for licence in content["licenses"]),
        classification=own["classification"],
        documents=tuple((item["title"], item.get("date", "")) for item in content["sources"]),
        resources=tuple(
            resource for item in content["resources"] for resource in _resources(folder, item, own["classification"])
        ),
        monthly=tuple(_series(folder, item) for item in content["resources"] if monthly.is_monthly(item)),
    )


def _publisher(document: Document) -> str:
    titles = [str(item["title"]) for item in document.content["contributors"] if item["role"] == "publisher"]
    if len(titles) != 1:
        found = f"{len(titles)} contributors with the role publisher"
        remedy = "A paper names the body that published its source: give one contributor that role."
        fault = Fault(document.place(("contributors",)), found, "one publisher", remedy)
        raise SettingsError(f"{document.path} does not say who published the source.", [fault])
    return titles[0]


def _resources(folder: Path, item: Mapping[str, Any], classification: str) -> list[Resource]:
    """The one table of an entry, or one a month."""
    if not monthly.is_monthly(item):
        return [_resource(folder, item, classification)]
    column = item["tracepaper"]["monthly"]["column"]
    of_months = {month: monthly.of_month(item, month) for month in _within(item, monthly.files(folder, item["path"]))}
    return [
        dataclasses.replace(_resource(folder, one, classification), month=month, month_column=column)
        for month, one in of_months.items()
    ]


def _within(item: Mapping[str, Any], months: Iterable[str]) -> list[str]:
    """Those months that belong to a monthly table."""
    own = item["tracepaper"]["monthly"]
    return [month for month in months if own["first"] <= month <= own.get("last", month)]


def _series(folder: Path, item: Mapping[str, Any]) -> Series:
    own = item["tracepaper"]["monthly"]
    files = monthly.files(folder, item["path"])
    there = _within(item, files)
    newest = there[-1] if there else ""
    missing = [one for one in _acknowledged_months(item) if one[0] not in there]
    return Series(
        name=item["name"],
        title=item["title"],
        description=item.get("description", ""),
        path=folder / item["path"],
        column=own["column"],
        first=own["first"],
        last=own.get("last", ""),
        due=own["due"],
        files=files,
        tables={month: monthly.name_of_month(item["name"], month) for month in there},
        acknowledged={check: entry for month, check, entry in missing if not month > newest},
        acknowledged_ahead={check: entry for month, check, entry in missing if month > newest},
    )


def _acknowledged_months(item: Mapping[str, Any]) -> list[tuple[str, str, Acknowledgement]]:
    """The month of each acknowledgement, empty for none, its check, and what it says."""
    entries = _acknowledgements(item).items()
    return [(monthly.month_acknowledged(item, check), check, entry) for check, entry in entries]


def _resource(folder: Path, item: Mapping[str, Any], classification: str) -> Resource:
    own = item.get("tracepaper", {})
    key = tuple(item["schema"]["primaryKey"])
    columns = tuple(_column(n, f, classification) for n, f in enumerate(item["schema"]["fields"], 1))
    numbers = tuple(column.name for column in columns if column.type == "number" and column.unit)
    return Resource(
        name=item["name"],
        title=item["title"],
        description=item.get("description", ""),
        path=folder / item["path"],
        format=item["format"],
        sha256=item.get("hash", "").removeprefix("sha256:"),
        sheet=own.get("sheet", ""),
        key=key,
        columns=columns,
        totals_row=_row_key(own.get("totals_row", {}), key),
        skip_rows={skip["row"]: skip["reads"] for skip in own.get("skip_rows", [])},
        corrections=tuple(_correction(entry) for entry in own.get("corrections", [])),
        control_totals=tuple(_control_total(entry, key, numbers) for entry in own.get("control_totals", [])),
        foreign_keys=tuple(_foreign_key(entry) for entry in item["schema"].get("foreignKeys", [])),
        complete_years=own.get("complete_years", False),
        empty=own.get("empty", ""),
        acknowledged=_acknowledgements(item),
    )


def _acknowledged(item: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    entries: Sequence[Mapping[str, str]] = item.get("tracepaper", {}).get("acknowledged", ())
    return entries


def _acknowledgements(item: Mapping[str, Any]) -> dict[str, Acknowledgement]:
    return {
        entry["check"]: Acknowledgement(entry["found"], entry["reason"], entry["by"]) for entry in _acknowledged(item)
    }


def _column(position: int, field: Mapping[str, Any], classification: str) -> Column:
    own = field.get("tracepaper", {})
    constraints = field.get("constraints", {})
    switches = ("approximate", "notes", "brackets_negative", "homoglyphs", "academic")
    return Column(
        name=field["name"],
        title=field["title"],
        type="code" if "codes" in own else field["type"],
        position=position,
        required=constraints.get("required", False),
        enum=tuple(constraints.get("enum", ())),
        unit=own.get("unit", ""),
        unit_column=own.get("unit_column", ""),
        codes=tuple(own.get("codes", ())),
        allows=frozenset(switch for switch in switches if own.get(switch)),
        blank_unless=BlankUnless(**own["blank_unless"]) if "blank_unless" in own else None,
        classification=own.get("classification", classification),
    )


def _row_key(entry: Mapping[str, str], key: tuple[str, ...]) -> str:
    return " | ".join(entry[column] for column in key) if entry else ""


def _correction(entry: Mapping[str, str]) -> Correction:
    return Correction(
        entry["cell"],
        entry["found"],
        entry["value"],
        entry["reason"],
        entry["by"],
        date.fromisoformat(entry["expires"]),
    )


def _control_total(entry: Mapping[str, Any], key: tuple[str, ...], numbers: tuple[str, ...]) -> ControlTotal:
    return ControlTotal(
        name=entry["name"],
        columns=(entry["column"],) if "column" in entry else numbers,
        total=_row_key(entry["total"], key),
        rows=tuple(entry["rows"][key[0]]),
        negative_rows=tuple(entry.get("negative_rows", {}).get(key[0], ())),
    )


def _foreign_key(entry: Mapping[str, Any]) -> ForeignKey:
    reference = entry["reference"]
    return ForeignKey(entry["fields"][0], reference["resource"], reference["fields"][0])
