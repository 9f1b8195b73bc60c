"""Dated, cited parameter tables: config/parameters/<name>.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tracepaper.errors import SettingsError
from tracepaper.settings import schema

FOLDER = Path("config", "parameters")


@dataclass(frozen=True)
class Parameters:
    """One edition of a parameter table.

    Attributes:
        values: series to key to value: {"standard": {"1": Decimal("0.035")}}.
        unit_place: where the unit stands, for messages.
    """

    name: str
    edition: str
    citation: str
    published: date
    unit: str
    values: Mapping[str, Mapping[str, Decimal]]
    unit_place: str


def load(root: Path, name: str) -> Parameters:
    """Read a parameter table.

    Raises:
        SettingsError: there is no such table, or it does not match its schema.
    """
    path = (FOLDER if root.resolve() == Path.cwd() else root / FOLDER) / f"{name}.yaml"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in (root / FOLDER).glob("*.yaml")))
        raise SettingsError(f'There is no parameter table "{name}" in {FOLDER}. There are: {known}.')
    document = schema.load(path, kind="parameters")
    content = document.content
    values = {series: {key: Decimal(v) for key, v in row.items()} for series, row in content["values"].items()}
    return Parameters(
        content["name"],
        content["edition"],
        content["citation"],
        date.fromisoformat(content["published"]),
        content["unit"],
        values,
        f"{path}, {document.place(('unit',))}",
    )
