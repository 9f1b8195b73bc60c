"""Demand: a trend with the years that it rests on, its low, central and high continuation, and who is in scope.

A trend is no forecast: it says what comes if the shown years go on. Low and high are not guessed either: each is the
same trend with the least, or the largest, change that the shown years had.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, count, greatest, least, literal, raised, total
from tracepaper.figures.limits import refuse_any_below_nought, refuse_below_nought, refuse_not_above_nought, shown

Series = Mapping[str, Figure]

FEWEST_YEARS, MOST_YEARS_AHEAD = 3, 30
YEAR = re.compile(r"(\d{4})(?:/(\d{2}))?")
LOW, CENTRAL, HIGH = "low", "central", "high"


def yearly_change(shown_years: Series) -> Figure:
    """The change a year of the straight line that lies closest to a series: its least-squares slope.

    Formula:
        b = sum_i t_i y_i / sum_i t_i^2, t_i = years from the middle of the shown years

    Convention:
        Ordinary least squares, each year with the same weight; in the unit of the series, a year.

    Args:
        shown_years: three or more years without a gap, in order ("2018/19" or "2018"), to their figures.

    Raises:
        FigureError: fewer than three years, a gap, or a name that is no year.

    Source:
        Least squares: any textbook of statistics; the same as the spreadsheet function SLOPE.
    """
    _refuse_other_than_years(shown_years)
    places = _places(list(shown_years), len(shown_years))
    return total(place * one for place, one in zip(places, shown_years.values(), strict=True)) / total(
        place * place for place in places
    )


def fitted_line(shown_years: Series) -> dict[str, Figure]:
    """The straight line that lies closest to a series, in the shown years themselves.

    Formula:
        y^_i = mean(y) + b t_i

    Convention:
        As `yearly_change`. Print it beside the data: what lies far from the line is no trend.

    Args:
        shown_years: three or more years without a gap, in order, to their figures.

    Raises:
        FigureError: as `yearly_change`.

    Source:
        Least squares: any textbook of statistics; the same as the spreadsheet function TREND.
    """
    places = _places(list(shown_years), len(shown_years))
    slope, middle = yearly_change(shown_years), _mean(shown_years)
    return {year: middle + slope * place for year, place in zip(shown_years, places, strict=True)}


def linear_trend(shown_years: Series, until: str) -> dict[str, dict[str, Figure]]:
    """A straight-line trend continued: low, central and high.

    Formula:
        central_k = y^_last + k b; low_k = y^_last + k min_i(y_i - y_(i-1)); high_k with max

    Convention:
        k years after the last shown one. All start from the fitted line in that year. Low is as if the least change
        between two shown years came every year, high the largest: bounds of what was seen, no confidence interval.

    Args:
        shown_years: three or more years without a gap, in order, to their figures, none below nought.
        until: the last year of the trend, named as the shown ones are.

    Returns:
        "low", "central" and "high", each by the years after the last shown one.

    Raises:
        FigureError: as `yearly_change`; `until` is not after the shown years; or a trend falls below nought.

    Source:
        Least squares: any textbook of statistics. The rule of low and high is this library's.
    """
    refuse_any_below_nought("The number", shown_years)
    ahead = _years_ahead(shown_years, until)
    start = list(fitted_line(shown_years).values())[-1]
    changes = [later - before for before, later in itertools.pairwise(shown_years.values())]
    steps = {LOW: least(changes), CENTRAL: yearly_change(shown_years), HIGH: greatest(changes)}
    trends = {name: {year: start + step * _years(k) for k, year in enumerate(ahead, 1)} for name, step in steps.items()}
    for name, trend in trends.items():
        _refuse_trend_below_nought(name, trend)
    return trends


def yearly_growth(shown_years: Series) -> Figure:
    """The compound growth a year from the first shown year to the last; negative for a fall.

    Formula:
        g = (y_last / y_first)^(1 / (n - 1)) - 1, n shown years

    Convention:
        A pure number a year. It rests on the first and the last year alone: show those between as well.

    Args:
        shown_years: three or more years without a gap, in order, to their figures, all above nought.

    Raises:
        FigureError: as `yearly_change`, or a year is not above nought.

    Source:
        Arithmetic: the compound annual growth rate.
    """
    return _growth_factor(shown_years) - _years(1)


def compound_trend(shown_years: Series, until: str) -> dict[str, dict[str, Figure]]:
    """A trend of growth in proportion continued: low, central and high.

    Formula:
        central_k = y_last (1 + g)^k; low_k = y_last [min_i(y_i / y_(i-1))]^k; high_k with max

    Convention:
        k years after the last shown one. All start from the last shown figure. Low is as if the weakest growth
        between two shown years came every year, high the strongest: bounds of what was seen, no confidence interval.

    Args:
        shown_years: three or more years without a gap, in order, to their figures, all above nought.
        until: the last year of the trend, named as the shown ones are.

    Returns:
        "low", "central" and "high", each by the years after the last shown one.

    Raises:
        FigureError: as `yearly_growth`; or `until` is not after the shown years.

    Source:
        Arithmetic: the compound annual growth rate. The rule of low and high is this library's.
    """
    central = _growth_factor(shown_years)
    ahead = _years_ahead(shown_years, until)
    last = list(shown_years.values())[-1]
    growth = [later / before for before, later in itertools.pairwise(shown_years.values())]
    factors = {LOW: least(growth), CENTRAL: central, HIGH: greatest(growth)}
    return {
        name: {year: last * raised(factor, _years(k)) for k, year in enumerate(ahead, 1)}
        for name, factor in factors.items()
    }


def in_scope(entrants: Figure, *, eligible: Figure, among: Figure) -> Figure:
    """How many of those who enter are in scope, where as large a share is eligible as in a reviewed group.

    Formula:
        in scope = entrants x eligible / among

    Convention:
        The ratio is kept exact and not rounded first: 35 x 24 / 67 = 12.537..., not 35 x 0.36 = 12.6. Whole numbers
        are for what is bought (`rounded_up`), not for what is expected.

    Args:
        entrants: how many enter, in a year for instance.
        eligible: how many of the reviewed group are eligible.
        among: how many were reviewed, in the same unit.

    Raises:
        FigureError: more are eligible than were reviewed, none was reviewed, units differ, or a number is below nought.

    Source:
        Arithmetic.
    """
    _refuse_impossible_share(eligible, among)
    refuse_below_nought("The number of entrants", entrants)
    return entrants * eligible / among


def in_scope_by_year(entrants: Series, *, eligible: Figure, among: Figure) -> dict[str, Figure]:
    """How many of those who enter in each year are in scope, at one share of eligible ones.

    Formula:
        in scope_t = entrants_t x eligible / among

    Convention:
        As `in_scope`: the ratio is kept exact, and is the same in every year.

    Args:
        entrants: year to how many enter.
        eligible: how many of the reviewed group are eligible.
        among: how many were reviewed, in the same unit.

    Raises:
        FigureError: as `in_scope`.

    Source:
        Arithmetic.
    """
    return {year: in_scope(number, eligible=eligible, among=among) for year, number in entrants.items()}


def _mean(series: Series) -> Figure:
    return total(series.values()) / count(series.values(), ONE)


def _growth_factor(shown_years: Series) -> Figure:
    _refuse_other_than_years(shown_years)
    for year, number in shown_years.items():
        refuse_not_above_nought(f'For growth in proportion, the number of "{year}"', number)
    first, *_, last = shown_years.values()
    return raised(last / first, _years(1) / _years(len(shown_years) - 1))


def _places(names: Sequence[str], years: int) -> list[Figure]:
    """How far each year lies from the middle of the shown ones, in years: -1, 0, 1; or -1.5, -0.5, 0.5, 1.5."""
    return [
        literal(Decimal(2 * number - years + 1) / 2, ONE, f"Years from the middle of the shown years to {name}.")
        for number, name in enumerate(names)
    ]


def _years(number: int) -> Figure:
    return literal(Decimal(number), ONE, "A number of years, counted along the years of the trend.")


def _years_ahead(shown_years: Series, until: str) -> list[str]:
    """The names of the years after the shown ones."""
    _refuse_other_than_years(shown_years)
    last = list(shown_years)[-1]
    far = _year(until) - _year(last)
    if _name(_year(until), like=last) != until or not 0 < far <= MOST_YEARS_AHEAD:
        expected = (
            f"a year from {_name(_year(last) + 1, like=last)} to {_name(_year(last) + MOST_YEARS_AHEAD, like=last)}"
        )
        raise FigureError(f'The trend is to run until "{until}"; expected {expected}.')
    return [_name(_year(last) + k, like=last) for k in range(1, far + 1)]


def _refuse_other_than_years(shown_years: Series) -> None:
    if len(shown_years) < FEWEST_YEARS:
        has = ", ".join(shown_years) or "none"
        raise FigureError(f"A trend needs at least {FEWEST_YEARS} years to rest on; it has: {has}.")
    for before, year in itertools.pairwise(shown_years):
        if _name(_year(before) + 1, like=before) != year:
            remedy = "Years of a trend stand in order without a gap, all named alike: 2018/19, or 2018."
            raise FigureError(f'After "{before}" comes "{year}". {remedy}')
    comparable(shown_years.values())


def _year(name: str) -> int:
    found = YEAR.fullmatch(name)
    if not found or (found[2] and int(found[2]) != (int(found[1]) + 1) % 100):
        raise FigureError(f'"{name}" is no year. Expected a financial year such as 2018/19, or a year such as 2018.')
    return int(found[1])


def _name(year: int, *, like: str) -> str:
    return f"{year}/{(year + 1) % 100:02}" if "/" in like else str(year)


def _refuse_trend_below_nought(name: str, trend: Series) -> None:
    for year, number in trend.items():
        if comparable([number])[0] < 0:
            remedy = "End it earlier, or use compound_trend, which stays above nought."
            raise FigureError(f"The {name} trend comes to {shown(number)} in {year}, which is below nought. {remedy}")


def _refuse_impossible_share(eligible: Figure, among: Figure) -> None:
    refuse_not_above_nought("The number reviewed", among)
    refuse_below_nought("The number eligible", eligible)
    some, every = comparable([eligible, among])
    if some > every:
        raise FigureError(f"{shown(eligible)} are eligible among {shown(among)}: more than were reviewed.")
