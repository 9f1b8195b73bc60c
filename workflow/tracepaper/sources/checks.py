"""Checks across cells and tables that the data dictionary declares: control totals, keys, complete years."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tracepaper.errors import Fault, SettingsError, SourceError
from tracepaper.figures.operations import EXACT
from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood
from tracepaper.sources.dictionary import Acknowledgement, Column, ControlTotal, Resource
from tracepaper.sources.monthly import slug

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
        column, total, rows, negative_rows: of a control total that has numbers to compare: what it compares.
    """

    id: str
    table: str
    place: str
    passed: bool
    text: str
    reason: str = ""
    by: str = ""
    column: str = ""
    total: str = ""
    rows: tuple[str, ...] = ()
    negative_rows: tuple[str, ...] = ()


def run(resource: Resource, tables: Mapping[str, pa.Table]) -> list[Check]:
    """Run every check that a resource declares.

    Args:
        tables: every typed table of the source, by name.

    Raises:
        SourceError: a check failed that nobody has acknowledged.
        SettingsError: an acknowledgement for a check that holds, or that does not exist.
    """
    found = [*_totals(resource, tables[resource.name]), *_keys(resource, tables), *_years(resource, tables)]
    checks = [acknowledged(resource.acknowledged, check) for check in found]
    refuse_idle_acknowledgements(resource.named, resource.acknowledged, checks)
    open_ones = [check for check in checks if not check.passed and not check.reason]
    if open_ones:
        raise SourceError(f"{resource.named} fails checks of its data dictionary.", map(_fault, open_ones))
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
    _refuse_unknown_rows(resource, control, keys)
    values = dict(zip(keys, table[column.name].to_pylist(), strict=True))
    rows = dict(zip(keys, table["row"].to_pylist(), strict=True))
    id = control.name if len(control.columns) == 1 else f"{control.name}-{slug(column.name)}"
    place = f"{column.letter}{rows[control.total]}"
    what = f"{control.total} for {column.title}"
    blank = [f"{column.letter}{rows[key]}" for key in (*control.rows, *control.negative_rows) if values[key] is None]
    if blank:
        return Check(id, resource.name, place, False, f"{what} cannot be checked: no number in {', '.join(blank)}")
    added = EXACT.subtract(
        _sum(values[row] for row in control.rows), _sum(values[row] for row in control.negative_rows)
    )
    stated, unit = values[control.total], column.unit
    words = f"{what}: stated {_plain(stated, unit)}, its rows add up to {_plain(added, unit)}"
    if stated is None:
        return Check(id, resource.name, place, False, f"{words}; nothing is stated")
    difference = "" if stated == added else f", a difference of {_plain(abs(EXACT.subtract(added, stated)), unit)}"
    return Check(
        id,
        resource.name,
        place,
        not difference,
        words + difference,
        column=column.name,
        total=control.total,
        rows=control.rows,
        negative_rows=control.negative_rows,
    )


def _refuse_unknown_rows(resource: Resource, control: ControlTotal, keys: list[str]) -> None:
    place = f"control_totals: {control.name}"
    faults = [
        Fault(place, f'the row "{key}", which is not there', "a row of the table", _near(key, keys))
        for key in (control.total, *control.rows, *control.negative_rows)
        if key not in keys
    ]
    if faults:
        raise SettingsError(f"The data dictionary of {resource.named} names rows that the table does not have.", faults)


def _near(key: str, keys: list[str]) -> str:
    near = difflib.get_close_matches(key, keys, n=1)
    return f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(keys[:20])}."


def _keys(resource: Resource, tables: Mapping[str, pa.Table]) -> list[Check]:
    import pyarrow.compute as pc

    checks = []
    for foreign in resource.foreign_keys:
        column = next(c for c in resource.columns if c.name == foreign.column)
        table = tables[resource.name]
        here, there = table[foreign.column], tables[foreign.resource][foreign.reference].combine_chunks()
        strange = pc.and_(pc.is_valid(here), pc.invert(pc.is_in(here, value_set=there)))
        unknown = [f"{column.letter}{row}" for row in table["row"].filter(strange).to_pylist()]
        named = dict.fromkeys(here.filter(strange).to_pylist()[:10])
        words = f"every {column.title.rstrip(':')} stands in the table {foreign.resource}"
        missing = ", ".join(f'"{name}"' for name in named)
        text = f"not {words}: see {', '.join(unknown[:10])} ({missing})" if unknown else words
        id = f"keys-{slug(resource.name)}-{slug(foreign.column)}"
        checks.append(Check(id, resource.name, ", ".join(unknown[:10]), not unknown, text))
    return checks


def _years(resource: Resource, tables: Mapping[str, pa.Table]) -> list[Check]:
    """Years follow each other without a gap: those of a year column, or else those that name columns."""
    if not resource.complete_years:
        return []
    column = next((c for c in resource.columns if c.type == "year"), None)
    texts = tables[resource.name][f"raw.{column.name}"].to_pylist() if column else [c.title for c in resource.columns]
    place, what = (f"column {column.letter}", "years") if column else ("row 1", "year columns")
    starts = sorted({start for text in texts if (start := _first_year(text))})
    gaps = [f"nothing between {a} and {b}" for a, b in itertools.pairwise(starts) if b != a + 1]
    text = f"the {what} do not follow each other: {', '.join(gaps)}" if gaps else f"the {what} are complete"
    text = text if starts else f"no {what} were found"
    return [Check(f"years-{slug(resource.name)}", resource.name, place, not gaps and bool(starts), text)]


def _first_year(text: str) -> int:
    try:
        found = cells.year(text)
    except NotUnderstood:
        return 0
    return int(str(found.value)[2:6]) if found.value else 0


def _keys_of(resource: Resource, table: pa.Table) -> list[str]:
    return [" | ".join(parts) for parts in zip(*(table[f"raw.{k}"].to_pylist() for k in resource.key), strict=True)]


def acknowledged(known: Mapping[str, Acknowledgement], check: Check) -> Check:
    """A check with the reason and the role of who answers for just this outcome, where somebody does."""
    entry = known.get(check.id)
    if entry is None or entry.found != check.text:
        return check
    return dataclasses.replace(check, reason=entry.reason, by=entry.by)


def refuse_idle_acknowledgements(named: str, known: Iterable[str], checks: Iterable[Check]) -> None:
    """Refuse acknowledgements of what is not a finding.

    Args:
        named: the file, as messages name it.
        known: ids of the checks that are acknowledged.

    Raises:
        SettingsError: naming every entry that no failed check needs.
    """
    failed = {check.id for check in checks if not check.passed}
    idle = [name for name in known if name not in failed]
    if idle:
        remedy = "Take the entry out: what it excuses is not (or no longer) there."
        found = "a check that holds, or none"
        faults = [Fault(f"acknowledged: {name}", found, "a failed check", remedy) for name in idle]
        raise SettingsError(f"The data dictionary of {named} acknowledges what is not a finding.", faults)


def _fault(check: Check) -> Fault:
    remedy = (
        "Mend the source; or, if the published document itself is at fault, acknowledge the finding"
        f" under acknowledged: with check: {check.id}, found: as above, the reason and a role."
    )
    return Fault(check.place or check.table, f'"{check.text}"', "a check that holds", remedy)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return functools.reduce(EXACT.add, values, Decimal(0))


def _plain(value: Decimal | None, unit: str) -> str:
    """A value as a message prints it: whole where it is whole, else to the penny or finer; minus in words."""
    if value is None:
        return "nothing"
    whole, _, fraction = f"{abs(value):,f}".partition(".")
    places = f".{fraction.rstrip('0'):0<2}" if fraction.rstrip("0") else ""
    return f"{'minus ' if value < 0 else ''}{'£' if unit == 'GBP' else ''}{whole}{places}"
