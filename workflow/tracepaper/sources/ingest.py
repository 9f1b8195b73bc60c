"""Ingest a source: read, type and check every table, then keep them under data/processed/tables/<source>/."""

from __future__ import annotations

import dataclasses
import functools
import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tracepaper import records
from tracepaper.errors import CallError, Fault, SourceError
from tracepaper.sources import arrivals, checks, dictionary, raw, typed
from tracepaper.sources.checks import Check
from tracepaper.sources.dictionary import Dictionary, Resource, Series
from tracepaper.sources.typed import Typed

if TYPE_CHECKING:
    import pyarrow as pa

SOURCES = Path("data", "raw")
TABLES = Path("data", "processed", "tables")
DESCRIPTION = "source.json"
Result = TypeVar("Result")


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
    _refuse_other_than_folder(root, source)
    made_from = records.note(root, [root / SOURCES / source])
    described, tables, outcome = read(root, source)
    folder = root / TABLES / source
    made = [_write_table(folder, name, one.table) for name, one in tables.items()]
    made.append(_write_description(folder, described, tables, outcome))
    record = folder / records.RECORD
    until = min((c.expires for r in described.resources for c in r.corrections), default=None)
    records.write(record, root=root, made_from=made_from, made=made, until=until)
    return record


def read(root: Path, source: str) -> tuple[Dictionary, dict[str, Typed], list[Check]]:
    """Everything that `ingest` does before it writes; also what `check` does."""
    _refuse_other_than_folder(root, source)
    described = dictionary.load(_shown(root / SOURCES / source, root))
    _refuse_expired(described)
    tables, of_series = _taken_in(described)
    arrow = {name: one.table for name, one in tables.items()}
    of_tables = _each([functools.partial(checks.run, resource, arrow) for resource in described.resources])
    return described, tables, [check for found in (*of_tables, *of_series) for check in found]


def sources(root: Path) -> list[str]:
    """Ids of every source that has a folder."""
    return sorted(path.name for path in (root / SOURCES).glob("*") if path.is_dir())


def _refuse_other_than_folder(root: Path, source: str) -> None:
    known = sources(root)
    if source not in known:
        raise CallError(f'There is no source "{source}" in {SOURCES}. There are: {", ".join(known) or "none"}.')
    if (root / SOURCES / source).is_symlink():
        remedy = "Put the folder itself there: what stands elsewhere can change unseen."
        raise SourceError(f"{SOURCES / source} is refused.", [Fault(source, "a link", "a folder", remedy)])


def changed_since_registered(described: Dictionary) -> dict[str, str]:
    """Files whose bytes are not those that the data dictionary was written for, and the digests that they have.

    The files of a monthly table come unattended: none of them is registered.
    """
    registered = {str(r.path): r.sha256 for r in described.resources if not r.month}
    found = {str(r.path): records.digest(r.path) for r in described.resources if not r.month}
    return {path: digest for path, digest in found.items() if digest != registered[path]}


def _shown(folder: Path, root: Path) -> Path:
    """Paths as messages show them: relative to the project when it is the working folder."""
    return folder.relative_to(root) if root.resolve() == Path.cwd() else folder


def _taken_in(described: Dictionary) -> tuple[dict[str, Typed], list[list[Check]]]:
    """Every typed table by name, and what was checked of the files of each monthly one."""
    of_series = [functools.partial(arrivals.checked, described, series) for series in described.monthly]
    of_tables = [functools.partial(_typed, resource) for resource in described.resources]
    found: list[Any] = _each([*of_series, *of_tables])
    names = [resource.name for resource in described.resources]
    return dict(zip(names, found[len(of_series) :], strict=True)), found[: len(of_series)]


def _each(tasks: Iterable[Callable[[], Result]]) -> list[Result]:
    """The results of every task; what is wrong in any of them is raised together."""
    results: list[Result] = []
    failures: list[str] = []
    for task in tasks:
        try:
            results.append(task())
        except SourceError as error:
            failures.append(str(error))
    if failures:
        raise SourceError("\n\n".join(failures))
    return results


def _typed(resource: Resource) -> Typed:
    one = typed.typed(resource, raw.read(resource))
    if faults := [*one.faults, *arrivals.of_other_months(resource, one.table)]:
        raise resource.mismatch(*faults)
    return one


def _refuse_expired(described: Dictionary) -> None:
    expired = [
        Fault(f"corrections: {c.cell}", f"an entry that expired on {c.expires}", "a later day", "Look again; renew.")
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


def _write_description(folder: Path, described: Dictionary, tables: Mapping[str, Typed], outcome: list[Check]) -> Path:
    content = {
        "id": described.name,
        "title": described.title,
        "publisher": described.publisher,
        "created": described.created,
        "received": described.received,
        "terms": described.terms,
        "documents": list(described.documents),
        "tables": {r.name: _described(described.name, r, tables[r.name]) for r in described.resources},
        "monthly": {series.name: _described_series(described.name, series) for series in described.monthly},
        "checks": [dataclasses.asdict(check) for check in outcome],
    }
    path = folder / DESCRIPTION
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, default=_plain)
    records.replace_text(path, text + "\n")
    return path


def _described(source: str, resource: Resource, one: Typed) -> dict[str, Any]:
    return {
        "title": resource.title,
        "description": resource.description,
        "path": (SOURCES / source / resource.path.name).as_posix(),
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
        "corrections": {
            c.cell: {"found": c.found, "value": c.value, "reason": c.reason, "by": c.by} for c in resource.corrections
        },
        "changes": [dataclasses.asdict(change) for change in one.changes],
    }


def _described_series(source: str, series: Series) -> dict[str, Any]:
    return {
        "title": series.title,
        "description": series.description,
        "path": (SOURCES / source / series.path.name).as_posix(),
        "column": series.column,
        "tables": dict(series.tables),
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a description")
