"""Checks across cells and tables that the data dictionary declares: control totals, keys, complete years."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tracepaper.errors import Fault, SettingsError, SourceError
from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood
from tracepaper.sources.dictionary import Column, ControlTotal, Resource

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Check:
    """One declared check and how it came out.

    Attributes:
        id: of the check: "total-2018-19", "keys-option_costs-option".
        table: name of the resource.
        place: the cells concerned: "C8".
        passed: whether it holds.
        text: the outcome in one sentence.
        reason, by: of the acknowledgement, where the check failed and somebody answers for it.
    """

    id: str
    table: str
    place: str
    passed: bool
    text: str
    reason: str = ""
    by: str = ""


def run(resource: Resource, tables: Mapping[str, pa.Table]) -> list[Check]:
    """Run every check that a resource declares.

    Args:
        tables: every typed table of the source, by name.

    Raises:
        SourceError: a check failed that nobody has acknowledged.
        SettingsError: an acknowledgement for a check that holds, or that does not exist.
    """
    found = [*_totals(resource, tables[resource.name]), *_keys(resource, tables), *_years(resource)]
    checks = [_acknowledged(resource, check) for check in found]
    _refuse_idle_acknowledgements(resource, checks)
    open_ones = [check for check in checks if not check.passed and not check.reason]
    if open_ones:
        raise SourceError(f"{resource.path} fails checks of its data dictionary.", map(_fault, open_ones))
    return checks


def _totals(resource: Resource, table: pa.Table) -> list[Check]:
    return [
        _total(resource, table, control, column)
        for control in resource.control_totals
        for column in resource.columns
        if column.name in control.columns
    ]


def _total(resource: Resource, table: pa.Table, control: ControlTotal, column: Column) -> Check:
    keys = _keys_of(resource, table)
    missing = [key for key in (control.total, *control.rows, *control.negative_rows) if key not in keys]
    if missing:
        raise SettingsError(f'{resource.path}: the control total {control.name} names the row "{missing[0]}": no such row.')
    values = dict(zip(keys, table[column.name].to_pylist(), strict=True))
    added = sum((values[row] or Decimal(0) for row in control.rows), Decimal(0))
    added -= sum((values[row] or Decimal(0) for row in control.negative_rows), Decimal(0))
    stated = values[control.total]
    row = table["row"][keys.index(control.total)].as_py()
    id = control.name if len(control.columns) == 1 else f"{control.name}-{_slug(column.name)}"
    words = f"{control.total} for {column.title}: stated {_plain(stated)}, its rows add up to {_plain(added)}"
    if stated is None or stated == added:
        words += "" if stated is not None else "; nothing is stated"
        return Check(id, resource.name, f"{column.letter}{row}", stated is not None, words)
    difference = f", a difference of {_plain(abs(added - stated))}"
    return Check(id, resource.name, f"{column.letter}{row}", False, words + difference)


def _keys(resource: Resource, tables: Mapping[str, pa.Table]) -> list[Check]:
    checks = []
    for foreign in resource.foreign_keys:
        known = set(tables[foreign.resource][foreign.reference].to_pylist())
        column = next(c for c in resource.columns if c.name == foreign.column)
        table = tables[resource.name]
        pairs = zip(table["row"].to_pylist(), table[foreign.column].to_pylist(), strict=True)
        unknown = [f"{column.letter}{row}" for row, text in pairs if text not in known]
        words = f"every {column.title.rstrip(':')} stands in the table {foreign.resource}"
        text = f"not {words}: see {', '.join(unknown[:10])}" if unknown else words
        id = f"keys-{_slug(resource.name)}-{_slug(foreign.column)}"
        checks.append(Check(id, resource.name, ", ".join(unknown[:10]), not unknown, text))
    return checks


def _years(resource: Resource) -> list[Check]:
    if not resource.complete_years:
        return []
    starts = [start for column in resource.columns if (start := _first_year(column.title))]
    gaps = [f"{a}/{b}" for a, b in zip(starts, starts[1:], strict=False) if b != a + 1]
    text = f"the year columns do not follow each other: {', '.join(gaps)}" if gaps else "the year columns are complete"
    return [Check(f"years-{_slug(resource.name)}", resource.name, "row 1", not gaps and bool(starts), text)]


def _first_year(title: str) -> int:
    try:
        return int(str(cells.year(title).value)[2:6])
    except NotUnderstood:
        return 0


def _keys_of(resource: Resource, table: pa.Table) -> list[str]:
    return [" | ".join(parts) for parts in zip(*(table[f"raw.{k}"].to_pylist() for k in resource.key), strict=True)]


def _acknowledged(resource: Resource, check: Check) -> Check:
    known = resource.acknowledged.get(check.id)
    if known is None or known.found != check.text:
        return check
    return dataclasses.replace(check, reason=known.reason, by=known.by)


def _refuse_idle_acknowledgements(resource: Resource, checks: list[Check]) -> None:
    failed = {check.id for check in checks if not check.passed}
    idle = [name for name in resource.acknowledged if name not in failed]
    if idle:
        remedy = "Take the entry out: what it excuses is not (or no longer) there."
        faults = [Fault(f"acknowledged: {name}", "a check that holds, or none", "a failed check", remedy) for name in idle]
        raise SettingsError(f"The data dictionary of {resource.path} acknowledges what is not a finding.", faults)


def _fault(check: Check) -> Fault:
    remedy = (
        "Mend the source; or, if the published document itself is at fault, acknowledge the finding"
        f" under acknowledged: with check: {check.id}, found: as above, the reason and a role."
    )
    return Fault(check.place or check.table, f'"{check.text}"', "a check that holds", remedy)


def _plain(value: Decimal | None) -> str:
    if value is None:
        return "nothing"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if value == value.to_integral_value() else _pence(value)


def _pence(value: Decimal) -> str:
    trimmed = f"{value.normalize():,f}"
    whole, _, fraction = trimmed.partition(".")
    return f"{whole}.{fraction:0<2}"


def _slug(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-")
