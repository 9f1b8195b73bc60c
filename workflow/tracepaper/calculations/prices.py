"""Prices: real and nominal terms, price bases, and costs brought from the prices of one year to those of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, literal

Series = Mapping[str, Figure]
FORECAST = "forecast"


def real_terms(flow: Series, index: Series, *, base: str) -> dict[str, Figure]:
    """Amounts of several years at the prices of one year.

    Formula:
        real_t = nominal_t × index_base / index_t
    Convention:
        Each amount is at the prices of its own year, by which the flow names it. The unit stays.

    Args:
        flow: year to amount.
        index: year to price index, such as a GDP deflator; its base does not matter. Years of both are named alike.
        base: the year at whose prices the amounts are given.

    Raises:
        FigureError: the index has no value for a year, or one that is not above nought.

    Source:
        HM Treasury, GDP deflators: user's guide, annex A.
    """
    _refuse_missing([base, *flow], index)
    return {year: uprated(amount, index, from_year=year, to_year=base) for year, amount in flow.items()}


def nominal_terms(flow: Series, index: Series, *, base: str) -> dict[str, Figure]:
    """Amounts at the prices of one year, each at the prices of its own year: what will be paid.

    Formula:
        nominal_t = real_t × index_t / index_base
    Convention:
        The opposite of `real_terms`. Discount real amounts, not these, at the Green Book's real rates.

    Args:
        flow: year to amount.
        index: as for `real_terms`.
        base: the year at whose prices the amounts stand.

    Raises:
        FigureError: as for `real_terms`.

    Source:
        HM Treasury, GDP deflators: user's guide, annex A.
    """
    _refuse_missing([base, *flow], index)
    return {year: uprated(amount, index, from_year=base, to_year=year) for year, amount in flow.items()}


def uprated(cost: Figure, index: Series, *, from_year: str, to_year: str) -> Figure:
    """A cost at the prices of one year, brought to the prices of another.

    Formula:
        cost × index_to / index_from
    Convention:
        Upwards and downwards alike. The unit stays: a unit cost stays one. A cost of its own year is left as it is.

    Args:
        index: as for `real_terms`.
        from_year: the price year of the cost.
        to_year: the price year that is wanted.

    Raises:
        FigureError: as for `real_terms`.

    Source:
        HM Treasury, GDP deflators: user's guide, annex A.
    """
    _refuse_missing([from_year, to_year], index)
    return cost if from_year == to_year else cost * (index[to_year] / index[from_year])


def rebased(index: Series, *, base: str) -> dict[str, Figure]:
    """A price index with another year as 100.

    Formula:
        index_t / index_base × 100
    Convention:
        Rebasing changes no ratio of two years, and so no amount in real terms.

    Raises:
        FigureError: as for `real_terms`.

    Source:
        HM Treasury, GDP deflators: user's guide, annex A.
    """
    _refuse_missing([base, *index], index)
    hundred = literal(Decimal(100), ONE, "An index is 100 in its base year.")
    return {year: value / index[base] * hundred for year, value in index.items()}


def carried_forward(index: Series, growth: Series) -> dict[str, Figure]:
    """A price index, chained forward over years for which only the forecast growth is published.

    Formula:
        index_t = index_(t-1) × (1 + growth_t)
    Convention:
        Growth on the year before, a fraction. `with_forecasts_marked` prints which years are forecast.

    Args:
        index: year to index, in order.
        growth: forecast years to growth; the first follows the last year of the index.

    Returns:
        The index, then the forecast years.

    Raises:
        FigureError: a forecast year has an index already; years leave a gap; or growth is no fraction from -1 to 1.

    Source:
        HM Treasury, GDP deflators: user's guide, annex A.
    """
    doubled = [year for year in growth if year in index]
    if doubled:
        raise FigureError(
            f"{doubled[0]} has an index and forecast growth. Leave out its growth: it is no longer needed."
        )
    without_gaps({**index, **growth})
    carried, before = dict(index), _last(index)
    one = literal(Decimal(1), ONE, "An index grows from what it was.")
    for year, rate in growth.items():
        before = carried[year] = before * (one + _fraction(year, rate))
    return carried


def with_forecasts_marked(series: Series, growth: Series) -> dict[str, Figure]:
    """A series whose years say so where they are forecast: "2026/27 (forecast)", for the rows of a table.

    Formula:
        year, or year and "(forecast)" where growth has that year
    Convention:
        The values stay. Compute with the series as it was, and mark it last: its years have other names.

    Args:
        series: year to anything that rests on an index, such as amounts in real terms.
        growth: the forecast years, as for `carried_forward`.

    Source:
        HM Treasury, GDP deflators: user's guide, rounding convention: years of forecast are told apart.
    """
    return {f"{year} ({FORECAST})" if year in growth else year: figure for year, figure in series.items()}


def _last(index: Series) -> Figure:
    if not index:
        raise FigureError("The price index has no years, so nothing can be carried forward from it.")
    return list(index.values())[-1]


def _fraction(year: str, rate: Figure) -> Figure:
    if rate.unit != ONE or not -1 < comparable([rate])[0] < 1:
        found = f"{rate.value:f} in {rate.unit.words()}"
        raise FigureError(f"The growth of {year} is {found}; it is a fraction a year: 0.021 for 2.1 per cent.")
    return rate


def _refuse_missing(years: Iterable[str], index: Series) -> None:
    for year in years:
        if year not in index:
            has = f"it has {next(iter(index))} to {list(index)[-1]}" if index else "it has no years"
            remedy = "Name an edition that covers it under parameters:, or carry the index on with carried_forward."
            raise FigureError(f"There is no deflator for the price year {year}: {has}. {remedy}")
        if index[year].unit != ONE or comparable([index[year]])[0] <= 0:
            found = f"{index[year].value:f} in {index[year].unit.words()}"
            raise FigureError(f"The deflator of {year} is {found}; a price index is a pure number above nought.")
