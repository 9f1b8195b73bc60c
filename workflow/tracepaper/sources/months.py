"""Tables that come as one file a month, as formulas and papers see them; and which files a month brings."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, count, days, judged, total, units
from tracepaper.figures.operations import MONTH_OF
from tracepaper.sources import arrivals, cells, periods, tables
from tracepaper.sources.dictionary import Dictionary
from tracepaper.sources.tables import Table

MONTH = units.parse("month")
Pair = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Months:
    """A table that comes as one file a month: the tables of all months that are there.

    Every figure is a sum of the months' own figures, so it traces to file and cell.

    Attributes:
        source, name, title, description: where it is from.
        month_column: the column that holds the month.
        tables: month to its table, in order; at least one.
    """

    source: str
    name: str
    title: str
    description: str
    month_column: str
    tables: Mapping[str, Table]

    KIND: ClassVar = "a monthly table"
    OPEN: ClassVar = frozenset(
        {
            *("periods", "period", "months_to_date", "latest", "month", "title", "description"),
            *("total", "by_month", "cells", "by"),
        }
    )

    @property
    def periods(self) -> list[str]:
        """The months that are there, in order: "2020-10"."""
        return list(self.tables)

    @property
    def latest(self) -> Table:
        """The table of the newest month."""
        return self.tables[self.periods[-1]]

    def month(self, period: str) -> Table:
        """The table of one month, "2020-10".

        Raises:
            FigureError: that month is not there.
        """
        if period not in self.tables:
            there = ", ".join(self.periods)
            raise FigureError(f'The months of {self.title} have no "{period}". There are: {there}.')
        return self.tables[period]

    @property
    def period(self) -> Text:
        """The newest month, as a text has it: "March 2021"; read from the first row of its file."""
        return judged(MONTH_OF, [self._day(self.periods[-1])])

    @property
    def months_to_date(self) -> Figure:
        """How many months there are; counted from the month in the first row of each file."""
        return count(map(self._day, self.tables), MONTH)

    def total(self, column: str) -> Figure:
        """The exact sum of a column over all rows of all months.

        Raises:
            FigureError: as for the total of a table; or the months have different units.
        """
        return total([table.total(column) for table in self.tables.values()])

    def by_month(self, column: str, rows: Sequence[str] | None = None) -> dict[str, Figure]:
        """The sum of a column in each month, over all its rows or over some: {"Apr 2020": ...}."""
        return {periods.label(month): table.total(column, rows=rows) for month, table in self.tables.items()}

    def cells(self, row: str, column: str) -> dict[str, Figure]:
        """One cell of each month: {"Apr 2020": ...}."""
        return {periods.label(month): table.cell(row, column) for month, table in self.tables.items()}

    def by(self, group_column: str, column: str) -> dict[str, Figure]:
        """The sum of a column over all months for each text of another one, by that text, in order of appearance."""
        found = [table.by(group_column, column) for table in self.tables.values()]
        groups = dict.fromkeys(itertools.chain.from_iterable(found))
        return {group: total([one[group] for one in found if group in one]) for group in groups}

    def _day(self, period: str) -> Figure:
        """The month in the first row of a file, as the day that is read from it: of a month, its first."""
        table = self.tables[period]
        quoted = table.text(next(iter(table.keys), table.totals_row), self.month_column)
        assert isinstance(quoted.derivation, Cell)
        day = cells.whole_day(str(quoted)) or periods.first_day(period)
        return Figure(days.value(day), units.DATE, quoted.derivation, classification=quoted.classification)


def load(root: Path, source: str, name: str) -> Table | Months:
    """A validated table of a source, or all months of a monthly one.

    Raises:
        CallError: the source has not been ingested, or has no such table.
    """
    own = tables.description(root, source)["monthly"].get(name)
    if own is None:
        return tables.load(root, source, name)
    of_months = {month: tables.load(root, source, table) for month, table in own["tables"].items()}
    return Months(source, name, own["title"], own["description"], own["column"], dict(sorted(of_months.items())))


def concrete(pairs: Iterable[Pair], described: Iterable[Mapping[str, Any]]) -> tuple[Pair, ...]:
    """Tables that papers name, each monthly one as the tables of its months; none twice.

    Args:
        pairs: source and table.
        described: what ingest wrote about each source.
    """
    monthly = {(source["id"], name): one for source in described for name, one in source["monthly"].items()}
    named = [
        [(source, table) for _, table in sorted(monthly[source, name]["tables"].items())]
        if (source, name) in monthly
        else [(source, name)]
        for source, name in pairs
    ]
    return tuple(dict.fromkeys(itertools.chain.from_iterable(named)))


def ingested(root: Path, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """`concrete` for sources that have been ingested."""
    return concrete(pairs, [tables.description(root, source) for source in dict.fromkeys(one for one, _ in pairs)])


def files(described: Dictionary, *, until: str = "") -> list[Path]:
    """The files of the monthly tables of a source, up to a month, that one included; without it, all."""
    return [path for series in described.monthly for month, path in series.files.items() if not until or month <= until]


def newest(*described: Dictionary) -> str:
    """The newest month that every monthly table of some sources has, those closed before it apart; empty for none."""
    every = [series for one in described for series in one.monthly]
    months = {month for series in every for month in series.tables}
    complete = [
        month for month in months if all(month in one.tables or (one.last and month > one.last) for one in every)
    ]
    return max(complete, default="")


def overdue(described: Dictionary, today: date) -> list[tuple[Path, date]]:
    """The files of months after the newest that were due before a day and are not there, each with its due day."""
    return [late for series in described.monthly for late in arrivals.due_after(series, today)]
