"""What is wrong with the files of a monthly table: a month that is missing, repeated, of another time or misnamed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracepaper import records
from tracepaper.errors import Fault, SourceError
from tracepaper.sources import checks, periods
from tracepaper.sources.checks import Check
from tracepaper.sources.dictionary import FILE, Dictionary, Resource, Series
from tracepaper.sources.monthly import slug
from tracepaper.sources.periods import GAP, words
from tracepaper.sources.typed import at_most

if TYPE_CHECKING:
    import pyarrow as pa

# How like the names of a series the name of a file is that was meant as one of them.
NEARLY = 0.75
# Hidden files and the locks of office programs.
PASSED_OVER = (".", "~$")


def checked(described: Dictionary, series: Series) -> list[Check]:
    """Check that the files of a series are those of its months, every one from the first to the newest.

    Returns:
        One check for each month that is missing, and acknowledged; where none is, one that says so.

    Raises:
        SourceError: with every file that is misnamed, outside the series or the same as another, and every month that
            is missing without an acknowledgement.
        SettingsError: an acknowledgement of a month that is not missing.
    """
    newest = max(series.tables, default="")
    gaps = [month for month in periods.between(series.first, newest) if month not in series.tables]
    found = [checks.acknowledged(series.acknowledged, _gap(series, month)) for month in gaps]
    faults = [*_none(series), *_outside(series), *_misnamed(described, series), *_repeated(series)]
    faults += [_missing(check) for check in found if not check.reason]
    if faults:
        raise SourceError(f"The monthly files {series.path} are not as their data dictionary says.", faults)
    checks.refuse_idle_acknowledgements(str(series.path), series.acknowledged, found)
    return found or [_complete(series, newest)]


def of_other_months(resource: Resource, table: pa.Table) -> Sequence[Fault]:
    """Rows of a month's file that belong to another month, or do not say to which.

    Args:
        table: as typed.
    """
    if not resource.month:
        return []
    column = next(one for one in resource.columns if one.name == resource.month_column)
    own = f"{resource.month}(-[0-9]{{2}})?" if column.type == "date" else resource.month
    where, what = f"({column.title.rstrip(':')})", f"{resource.month}, the month of the file"
    remedy = "Move the row to the file of its month, or ask for the export of the right month."
    total = _row_of_total(resource, table)
    odd = _unlike(table.select(["row", column.name, f"raw.{column.name}"]), own)
    found = [(row, raw) for row, raw in odd if raw.strip() or row != total]
    return at_most([Fault(f"{column.letter}{row} {where}", f'"{raw}"', what, remedy) for row, raw in found])


def _row_of_total(resource: Resource, table: pa.Table) -> int:
    """The row that adds up the others, which may leave its month blank; 0 where there is none."""
    if not resource.totals_row:
        return 0
    keys = zip(*(table[f"raw.{name}"].to_pylist() for name in resource.key), strict=True)
    rows = zip(table["row"].to_pylist(), map(" | ".join, keys), strict=True)
    return next((row for row, key in rows if key == resource.totals_row), 0)


def _unlike(table: pa.Table, pattern: str) -> list[tuple[int, str]]:
    """The rows, and the raw text of each, whose value does not read like a pattern; each distinct value is read once.

    Args:
        table: row, value and raw text.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    rows, values, raw = (column.combine_chunks() for column in table.columns)
    odd = [value for value in pc.unique(values).to_pylist() if not re.fullmatch(pattern, value or "")]
    found = pc.is_in(values, value_set=pa.array(odd, pa.string()))
    return list(zip(rows.filter(found).to_pylist(), raw.filter(found).to_pylist(), strict=True))


def _none(series: Series) -> Iterator[Fault]:
    if not series.files:
        remedy = "Put the first file there, or take the table out of the data dictionary."
        yield Fault(str(series.path), "no file", f"that of {words(series.first)} at least", remedy)


def _outside(series: Series) -> Iterator[Fault]:
    for month, path in series.files.items():
        if month < series.first:
            remedy = f"Take the file out, or mend first: in {FILE}."
            yield Fault(path.name, f"the month {words(month)}", f"none before {words(series.first)}", remedy)
        elif series.last and month > series.last:
            remedy = f"Take the file out, or mend last: in {FILE}."
            yield Fault(path.name, f"the month {words(month)}", f"none after {words(series.last)}", remedy)


def _misnamed(described: Dictionary, series: Series) -> Iterator[Fault]:
    known = {resource.path.name for resource in described.resources} | {FILE}
    known |= {path.name for one in described.monthly for path in one.files.values()}
    for path in sorted(series.path.parent.iterdir()):
        if path.name not in known and not path.name.startswith(PASSED_OVER) and _nearly(series.path.name, path.name):
            yield Fault(path.name, *_meant(series, path.name))


def _meant(series: Series, name: str) -> tuple[str, str, str]:
    """What was found, what was expected, and the remedy, for a file that is nearly named like those of a series."""
    expected = f"a name such as {series.path.name.replace(GAP, series.first)}"
    month = next(iter(re.findall(f"(?<![0-9]){periods.PERIOD}(?![0-9])", name)), "")
    if month in series.files:
        remedy = "Keep the file that holds, under the first name, and take the other one out."
        found = f"a second file for {words(month)}, beside {series.files[month].name}"
        return found, "one file a month", remedy
    return f'the name "{name}"', expected, "Rename the file as its month wants it, or take it out of the folder."


def _nearly(pattern: str, name: str) -> bool:
    """Whether a file was meant as one of a series: it begins like them and has a number, or is named almost so."""
    model, own = (re.sub("[0-9]", "0", text.casefold()) for text in (pattern.replace(GAP, "0000-00"), name))
    begins = _letters(pattern.partition(GAP)[0])
    alike = difflib.SequenceMatcher(None, model, own, autojunk=False).ratio() >= NEARLY
    return alike or bool(begins and "0" in own and begins in _letters(name))


def _letters(text: str) -> str:
    return re.sub("[^a-z]", "", text.casefold())


def _repeated(series: Series) -> Iterator[Fault]:
    """Files whose bytes are those of an earlier month again."""
    seen: dict[str, str] = {}
    for path in series.files.values():
        digest = records.digest(path) if path.is_file() else path.name
        if digest in seen:
            remedy = "Ask for the export of the right month: one of the two was copied or sent twice."
            yield Fault(path.name, f"the bytes of {seen[digest]} again", "a file of its own", remedy)
        seen.setdefault(digest, path.name)


def _gap(series: Series, month: str) -> Check:
    file = series.path.name.replace(GAP, month)
    text = f"{words(month)} is missing: there is no file {file}, so no sum over the months holds that month"
    return Check(f"months-{slug(series.name)}-{month}", series.name, file, False, text)


def _complete(series: Series, newest: str) -> Check:
    text = f"every month from {words(series.first)} to {words(newest)} is there"
    return Check(f"months-{slug(series.name)}", series.name, "", True, text)


def _missing(check: Check) -> Fault:
    remedy = (
        "Put the file there; or, if there is none, acknowledge the finding under acknowledged: with"
        f" check: {check.id}, found: as above, the reason and a role. Sums then leave the month out, and papers say so."
    )
    return Fault(check.place, f'"{check.text}"', "a file for every month up to the newest", remedy)


def due_after(series: Series, today: date) -> Iterator[tuple[Path, date]]:
    """The files that were due before `today`, are not there and are not acknowledged, each with its day."""
    month = periods.after(max(series.tables)) if series.tables else series.first
    while (not series.last or month <= series.last) and (day := periods.due(month, series.due)) < today:
        if not checks.acknowledged(series.acknowledged_ahead, _gap(series, month)).reason:
            yield series.path.with_name(series.path.name.replace(GAP, month)), day
        month = periods.after(month)
