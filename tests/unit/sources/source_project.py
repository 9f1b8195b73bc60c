"""A project with one source, and what a user sees on typing `tracepaper ingest example`."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from tracepaper.sources import ingest, tables


def column(name: str, type: str = "string", *, required: bool = False, **own: Any) -> dict[str, Any]:
    """A column of a data dictionary; `own` are its additions under tracepaper:. The title is the name, capitalised."""
    title = own.pop("title", name.replace("_", " ").capitalize())
    if type == "number" and "unit_column" not in own:
        own.setdefault("unit", "GBP")
    return {"name": name, "title": title, "type": type, "constraints": {"required": required}, "tracepaper": own}


OPTION = column("option", required=True)
COST = column("cost", "number")


@dataclass
class SourceProject:
    """A folder with data/raw/example and a data dictionary that describes what was put there."""

    root: Path
    resources: list[dict[str, Any]] = field(default_factory=list)
    package: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder of the source."""
        return self.root / "data" / "raw" / "example"

    def csv(self, content: str | bytes, *columns: Mapping[str, Any], name: str = "costs", **own: Any) -> Path:
        """Put a CSV file there and describe it."""
        path = self.folder / f"{name}.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.describe(name, "csv", columns or (OPTION, COST), **own)
        return path

    def table(self, rows: Sequence[Sequence[str]], *columns: Mapping[str, Any], **own: Any) -> Path:
        """Put rows there as CSV, under the header that the columns name."""
        text = io.StringIO()
        csv.writer(text).writerows([[c["title"] for c in columns or (OPTION, COST)], *rows])
        return self.csv(text.getvalue(), *columns, **own)

    def xlsx(
        self,
        rows: Sequence[Sequence[Any]],
        *columns: Mapping[str, Any],
        then: Callable[[Any], None] | None = None,
        name: str = "costs",
        **own: Any,
    ) -> Path:
        """Put a workbook there with the sheet Costs; `then` may spoil the workbook before it is saved."""
        book = openpyxl.Workbook()
        book.active.title = "Costs"
        for row in rows:
            book.active.append(row)
        if then:
            then(book)
        path = self.folder / f"{name}.xlsx"
        book.save(path)
        self.describe(name, "xlsx", columns or (OPTION, COST), **{"sheet": "Costs", **own})
        return path

    def describe(self, name: str, format: str, columns: Sequence[Mapping[str, Any]], **own: Any) -> None:
        """Describe a table in the data dictionary; `own` are its additions, and `key` and `foreign_keys`."""
        schema = {"primaryKey": own.pop("key", [columns[0]["name"]]), "fields": list(columns)}
        schema["foreignKeys"] = own.pop("foreign_keys", [])
        path = f"{name}.{format}"
        item = {"name": name, "title": "Costs of options", "path": path, "format": format, "schema": schema}
        self.resources.append({**item, "hash": f"sha256:{'0' * 64}", "tracepaper": own})
        self.write_dictionary()

    def write_dictionary(self, **package: Any) -> None:
        """Write the data dictionary; JSON is YAML."""
        self.package |= package
        content = {
            "name": "example",
            "title": "An example",
            "created": "2024-04-01",
            "contributors": [{"title": "A council", "role": "publisher"}],
            "licenses": [{"name": "OGL", "title": "Open Government Licence"}],
            "sources": [{"title": "A document"}],
            "tracepaper": {"received": "2024-04-02", "classification": "public"},
            "resources": self.resources,
            **self.package,
        }
        (self.folder / "datapackage.yaml").write_text(json.dumps(content, indent=1), encoding="utf-8")

    def ingest(self) -> dict[str, Any]:
        """Ingest the source; return what ingest wrote about it."""
        ingest.ingest(self.root, "example")
        return tables.description(self.root, "example")

    def changes(self, name: str = "costs") -> dict[str, list[str]]:
        """What was normalised: in words, and where."""
        return {change["what"]: change["cells"] for change in self.ingest()["tables"][name]["changes"]}

    def loaded(self, name: str = "costs") -> tables.Table:
        """The validated table."""
        self.ingest()
        return tables.load(self.root, "example", name)


@dataclass(frozen=True)
class Outcome:
    """What a user gets: the exit status and everything that was printed."""

    status: int
    text: str

    def refused(self, *words: str, status: int = 3) -> None:
        """Check that the verb refused in words for an officer: place, found, expected, remedy; never a traceback."""
        assert self.status == status, self.text
        assert "Traceback" not in self.text
        assert "; expected " in self.text and ": found " in self.text, self.text
        for word in words:
            assert word in self.text, f"{word!r} is not in:\n{self.text}"


def rezip(path: Path, edit: Callable[[str, bytes], bytes], **added: bytes) -> None:
    """Rewrite the parts of a workbook, and add others (`__` in a name stands for `/`)."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, edit(name, content))
        for name, content in added.items():
            archive.writestr(name.replace("__", "/"), content)


def sha256_of_lines(texts: Sequence[str]) -> str:
    """The digest that a selection keeps: of the raw texts, each ended by a line feed."""
    return hashlib.sha256("".join(text + "\n" for text in texts).encode()).hexdigest()
