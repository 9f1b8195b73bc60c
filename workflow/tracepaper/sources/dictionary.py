"""The data dictionary of a source: `datapackage.yaml` to frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracepaper.errors import Fault, SettingsError, SourceError
from tracepaper.settings import schema
from tracepaper.settings.strict_yaml import Document
from tracepaper.sources import addresses, contradictions

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
        empty: why the table has no rows; empty itself for a table that has.
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

    @property
    def named(self) -> str:
        """The file and, in a workbook, the sheet, as messages name them."""
        return f'{self.path}, sheet "{self.sheet}",' if self.sheet else str(self.path)

    def mismatch(self, *faults: Fault) -> SourceError:
        """The error that the file is not what this dictionary says."""
        return SourceError(f"{self.named} does not match its data dictionary.", faults)


@dataclass(frozen=True)
class Dictionary:
    """A source as its data dictionary describes it.

    Attributes:
        documents: title and, as printed, date of each document that the tables were taken from.
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
        resources=tuple(_resource(folder, item, own["classification"]) for item in content["resources"]),
    )


def _publisher(document: Document) -> str:
    titles = [str(item["title"]) for item in document.content["contributors"] if item["role"] == "publisher"]
    if len(titles) != 1:
        found = f"{len(titles)} contributors with the role publisher"
        remedy = "A paper names the body that published its source: give one contributor that role."
        fault = Fault(document.place(("contributors",)), found, "one publisher", remedy)
        raise SettingsError(f"{document.path} does not say who published the source.", [fault])
    return titles[0]


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
        sha256=item["hash"].removeprefix("sha256:"),
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
        acknowledged={
            entry["check"]: Acknowledgement(entry["found"], entry["reason"], entry["by"])
            for entry in own.get("acknowledged", [])
        },
    )


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
