"""Ingest a source: read, type and check every table, then keep them under data/processed/tables/<source>/."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracepaper import records
from tracepaper.errors import CallError, Fault, SourceError, TracepaperError
from tracepaper.sources import checks, dictionary, raw, typed
from tracepaper.sources.checks import Check
from tracepaper.sources.dictionary import Dictionary, Resource
from tracepaper.sources.typed import Typed

if TYPE_CHECKING:
    import pyarrow as pa

SOURCES = Path("data", "raw")
TABLES = Path("data", "processed", "tables")
DESCRIPTION = "source.json"


def ingest(root: Path, source: str) -> Path:
    """Read, type and check every table of a source and write them with a record of what they were made from.

    Args:
        root: the project's folder.
        source: id of the source: the name of its folder in data/raw.

    Returns:
        The record's path.

    Raises:
        SourceError: with every fault of every table, in one list a file.
        SettingsError: the data dictionary is at fault.
    """
    described, tables, outcome = read(root, source)
    folder = root / TABLES / source
    made = [_write_table(folder, name, one.table) for name, one in tables.items()]
    made.append(_write_description(root, folder, described, tables, outcome))
    record = folder / records.RECORD
    until = min((c.expires for r in described.resources for c in r.corrections), default=None)
    records.write(record, root=root, made_from=[root / SOURCES / source], made=made, until=until)
    return record


def read(root: Path, source: str) -> tuple[Dictionary, dict[str, Typed], list[Check]]:
    """Everything that `ingest` does before it writes; also what `check` does."""
    folder = root / SOURCES / source
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in (root / SOURCES).iterdir() if p.is_dir()))
        raise CallError(f'There is no source "{source}" in data/raw. There are: {known}.')
    described = dictionary.load(_shown(folder, root))
    _refuse_expired(described)
    tables = _typed(described)
    arrow = {name: one.table for name, one in tables.items()}
    outcome = [check for resource in described.resources for check in checks.run(resource, arrow)]
    return described, tables, outcome


def changed_since_registered(described: Dictionary) -> list[str]:
    """Names of files whose bytes are not those that the data dictionary was written for."""
    return [str(r.path) for r in described.resources if records.digest(r.path) != r.sha256]


def _shown(folder: Path, root: Path) -> Path:
    """Paths as messages show them: relative to the project when it is the working folder."""
    return folder.relative_to(root) if root.resolve() == Path.cwd() else folder


def _typed(described: Dictionary) -> dict[str, Typed]:
    tables: dict[str, Typed] = {}
    failures: list[TracepaperError] = []
    for resource in described.resources:
        try:
            one = typed.typed(resource, raw.read(resource))
            if one.faults:
                raise SourceError(f"{resource.path} does not match its data dictionary.", one.faults)
            tables[resource.name] = one
        except SourceError as error:
            failures.append(error)
    if failures:
        raise SourceError("\n\n".join(str(failure) for failure in failures))
    return tables


def _refuse_expired(described: Dictionary) -> None:
    expired = [
        Fault(f"corrections: {c.cell}", f"an entry that expired on {c.expires}", "a later day", "Look again, and renew.")
        for resource in described.resources
        for c in resource.corrections
        if c.expires < records.today()
    ]
    if expired:
        raise SourceError(f"{described.path} holds corrections that somebody must look at again.", expired)


def _write_table(folder: Path, name: str, table: pa.Table) -> Path:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", use_dictionary=True)
    path = folder / f"{name}.parquet"
    records.replace_bytes(path, buffer.getvalue())
    return path


def _write_description(
    root: Path, folder: Path, described: Dictionary, tables: Mapping[str, Typed], outcome: list[Check]
) -> Path:
    content = {
        "id": described.name,
        "title": described.title,
        "publisher": described.publisher,
        "created": described.created,
        "received": described.received,
        "terms": described.terms,
        "documents": list(described.documents),
        "tables": {r.name: _described(root, r, tables[r.name]) for r in described.resources},
        "checks": [dataclasses.asdict(check) for check in outcome],
    }
    path = folder / DESCRIPTION
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, default=_plain)
    records.replace_text(path, text + "\n")
    return path


def _described(root: Path, resource: Resource, one: Typed) -> dict[str, Any]:
    path = resource.path if not resource.path.is_absolute() else resource.path.relative_to(root)
    return {
        "title": resource.title,
        "description": resource.description,
        "path": path.as_posix(),
        "sha256": records.digest(resource.path),
        "sheet": resource.sheet,
        "key": list(resource.key),
        "totals_row": resource.totals_row,
        "columns": [
            {
                "name": c.name,
                "title": c.title,
                "type": c.type,
                "position": c.position,
                "unit": c.unit,
                "unit_column": c.unit_column,
                "classification": c.classification,
            }
            for c in resource.columns
        ],
        "corrections": {c.cell: {"found": c.found, "value": c.value, "reason": c.reason, "by": c.by} for c in resource.corrections},
        "changes": [dataclasses.asdict(change) for change in one.changes],
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a description")
