"""Financial years, parts of years, and series by year."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, comparable, days, judged, literal, units
from tracepaper.figures.operations import FINANCIAL_YEAR
from tracepaper.figures.units import DATE, DAY

Series = Mapping[str, Figure]
NAMED = re.compile(r"([0-9]{4})/([0-9]{2})")
COUNTED = re.compile(r"[0-9]{1,4}")
MONTH = units.parse("month")
RUNS = "A financial year runs from 1 April to 31 March."


def financial_years(first: str, last: str) -> list[str]:
    """The names of the financial years from one to another, both included.

    Formula:
        first, first + 1, …, last
    Convention:
        A financial year is called "2019/20"; it runs from 1 April to 31 March.

    Raises:
        FigureError: a text is not such a name, or the last year is before the first.

    Source:
        Interpretation Act 1978, schedule 1: "financial year".
    """
    start, end = _starts(first), _starts(last)
    if end < start:
        raise FigureError(f"The years run from {first} to {last}, which is before it. Turn them round.")
    return [_named(year) for year in range(start, end + 1)]


def financial_year_of(date: Figure) -> Text:
    """The financial year in which a day falls: "2019/20".

    Formula:
        the year that starts on the last 1 April on or before the day
    Convention:
        31 March ends a financial year, 1 April starts the next.

    Raises:
        FigureError: the figure is no date.

    Source:
        Interpretation Act 1978, schedule 1: "financial year".
    """
    _refuse_other_than_date(date)
    return judged(FINANCIAL_YEAR, [date])


def by_financial_year(series: Series, *, first: str) -> dict[str, Figure]:
    """A series in the order of time ("Year 1", "Year 2"), its members called by their financial years.

    Formula:
        member n of the series becomes year first + n - 1
    Convention:
        The order of the series is the order of the years; none is left out.

    Args:
        first: the financial year of the first member.

    Raises:
        FigureError: `first` is not the name of a financial year.

    Source:
        Arithmetic.
    """
    start = _starts(first)
    return {_named(year): figure for year, figure in enumerate(series.values(), start)}


def each_year(amount: Figure, *, first: str, last: str) -> dict[str, Figure]:
    """The same amount in each financial year from one to another, both included.

    Formula:
        flow_t = amount for t = first, …, last
    Convention:
        A whole year's amount in each year. See `over_parts` for years that are not whole.

    Raises:
        FigureError: as for `financial_years`.

    Source:
        Arithmetic.
    """
    return dict.fromkeys(financial_years(first, last), amount)


def year_shares(
    first: str, last: str, *, months_in_first: Figure | None = None, months_in_last: Figure | None = None
) -> dict[str, Figure]:
    """What share of each financial year a service runs, by months of service in its first and its last year.

    Formula:
        share = months of service / 12
    Convention:
        Every month counts as a twelfth of a year. A year for which no months are given is whole. A service within one
        year has its months in `months_in_first`.

    Args:
        months_in_first, months_in_last: in months, above 0 and at most 12.

    Returns:
        Year to a pure number above 0 and at most 1.

    Raises:
        FigureError: months that are no months, none, or more than twelve; or two counts for one year.

    Source:
        Arithmetic.
    """
    if first == last and months_in_first is not None and months_in_last is not None:
        raise FigureError(f"{first} is the only year, and has two counts of months. Give months_in_first alone.")
    given = {last: months_in_last} if months_in_last is not None else {}
    given |= {first: months_in_first} if months_in_first is not None else {}
    whole = literal(Decimal(1), ONE, "The service runs for the whole of the year.")
    return {year: _share(year, given[year]) if year in given else whole for year in financial_years(first, last)}


def year_shares_by_days(start: Figure, end: Figure) -> dict[str, Figure]:
    """What share of each financial year a service runs, by its first and its last day.

    Formula:
        share = days of service in the year / days of the year
    Convention:
        Both days are days of service. A year that holds 29 February has 366 days.

    Args:
        start, end: dates.

    Returns:
        Year to a pure number above 0 and at most 1.

    Raises:
        FigureError: one of them is no date, or the last day is before the first.

    Source:
        Arithmetic.
    """
    for one in (start, end):
        _refuse_other_than_date(one)
    first, last = (days.day(value) for value in comparable([start, end]))
    if last < first:
        raise FigureError(f"The last day, {days.written(last)}, is before the first, {days.written(first)}.")
    years = financial_years(days.financial_year(first), days.financial_year(last))
    return {year: _share_of_days(year, start, end) for year in years}


def over_parts(yearly: Figure, shares: Series) -> dict[str, Figure]:
    """A yearly amount over the years of a service, of which the first and the last may be parts.

    Formula:
        flow_t = yearly × share_t
    Convention:
        The amount accrues evenly over a year. The unit is that of the amount.

    Args:
        yearly: what a whole year costs or brings.
        shares: year to share of it, as `year_shares` gives them; pure numbers from 0 to 1.

    Raises:
        FigureError: a share is below 0 or above 1, or has a unit.

    Source:
        Arithmetic.
    """
    for year, share in shares.items():
        if share.unit != ONE or not 0 <= comparable([share])[0] <= 1:
            found = f"{share.value.normalize():f} in {share.unit.words()}"
            raise FigureError(f"The share of {year} is {found}; a share of a year is a pure number from 0 to 1.")
    return {year: yearly * share for year, share in shares.items()}


def without_gaps(series: Series) -> dict[str, Figure]:
    """A series by year, as it stands, once each of its years follows the one before.

    Formula:
        year of member n + 1 = year of member n, plus 1
    Convention:
        Held for names such as "2019/20" and for whole numbers ("2019", "0"). Other names ("Year 1") are taken to be in
        the order of time.

    Raises:
        FigureError: a year is missing, out of order or named in another way than the rest.

    Source:
        Arithmetic.
    """
    refuse = _fault_in(series)
    if refuse:
        raise FigureError(refuse)
    return dict(series)


def _fault_in(years: Iterable[str]) -> str:
    """What is wrong with the order of years; empty where nothing is."""
    names = list(years)
    kinds = {_kind(name) for name in names}
    if kinds == {"other"} or not names:
        return ""
    if len(kinds) > 1:
        odd = next(name for name in names if _kind(name) != _kind(names[0]))
        return f'The years "{names[0]}" and "{odd}" are named in different ways. Use one way, such as "2019/20".'
    number = int if kinds == {"number"} else _starts
    for before, after in itertools.pairwise(names):
        if number(after) != number(before) + 1:
            return (
                f"{before} is followed by {after}. Give every year once and in order; a year without money as nought."
            )
    return ""


def _kind(name: str) -> str:
    return "financial" if NAMED.fullmatch(name) else "number" if COUNTED.fullmatch(name) else "other"


def _starts(name: str) -> int:
    """The calendar year in which a financial year starts."""
    found = NAMED.fullmatch(name)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise FigureError(f'"{name}" is not a financial year. Name it by its two calendar years, as in "2019/20".')
    return int(found[1])


def _named(year: int) -> str:
    return f"{year:04d}/{(year + 1) % 100:02d}"


def _share(year: str, months: Figure) -> Figure:
    if months.unit != MONTH or not 0 < comparable([months])[0] <= 12:
        found = f"{months.value.normalize():f} in {months.unit.words()}"
        raise FigureError(f"The service of {year} is {found}. Give months, above 0 and at most 12.")
    return months / literal(Decimal(12), MONTH, "A year has twelve months.")


def _share_of_days(name: str, start: Figure, end: Figure) -> Figure:
    year = _starts(name)
    opens, closes = (literal(days.value(day), DATE, RUNS) for day in (date(year, 4, 1), date(year + 1, 3, 31)))
    day = literal(Decimal(1), DAY, "The first day and the last day both count.")
    in_service = _earliest(closes, end) - _latest(opens, start) + day
    return in_service / (closes - opens + day)


def _earliest(*dates: Figure) -> Figure:
    values = comparable(dates)
    return dates[values.index(min(values))]


def _latest(*dates: Figure) -> Figure:
    values = comparable(dates)
    return dates[values.index(max(values))]


def _refuse_other_than_date(figure: Figure) -> None:
    if figure.unit != DATE:
        name = f'"{figure.label}"' if figure.label else "The figure"
        raise FigureError(f"{name} is in {figure.unit.words()}; a date was expected.")
