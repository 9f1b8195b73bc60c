"""Discounting and value for money, as HM Treasury's Green Book defines them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, chosen, comparable, literal, total
from tracepaper.figures.operations import PAYBACK

Series = Mapping[str, Figure]


def discount_factors(years: Mapping[str, object], *, bands: Series) -> dict[str, Figure]:
    """Present value in the first year of £1 received in each year.

    Args:
        years: the years of the appraisal, in order; the first is year 0 and is not discounted (end-year convention).
        bands: first discounted year of each band ("1", "31") to its rate, a fraction a year.

    Returns:
        One factor a year; pure numbers, 1 in year 0. Bands are chained: year 31 is year 30 discounted once more.

    Raises:
        FigureError: no band covers year 1, or a band is not named by a year.

    Source:
        HM Treasury, The Green Book (2026), chapter 6; factors published to 4 places for years 0 to 30.
    """
    one = literal(Decimal(1), ONE, "A pound of the first year is worth a pound: that year is not discounted.")
    factors: dict[str, Figure] = {}
    before = one
    for number, year in enumerate(years):
        before = one if number == 0 else before / (one + _rate(number, bands))
        factors[year] = before
    return factors


def _rate(number: int, bands: Series) -> Figure:
    unknown = [first for first in bands if not first.isdecimal()]
    if unknown:
        raise FigureError(f'Bands of discount rates are named by their first year, but one is "{unknown[0]}".')
    started = [int(first) for first in bands if int(first) <= number]
    if not started:
        raise FigureError(f"No band of discount rates covers year {number}. Bands start in: {', '.join(bands)}.")
    return next(rate for first, rate in bands.items() if int(first) == max(started))


def discounted(flow: Series, factors: Series) -> dict[str, Figure]:
    """Each year's amount at its present value.

    Raises:
        FigureError: a year has no factor.
    """
    beyond = [year for year in flow if year not in factors]
    if beyond:
        raise FigureError(f"There is no discount factor for {beyond[0]}.")
    return {year: amount * factors[year] for year, amount in flow.items()}


def present_value(flow: Series, factors: Series) -> Figure:
    """The sum of a flow at present values."""
    return total(discounted(flow, factors).values())


def net_present_value(benefits: Series, costs: Series, factors: Series) -> Figure:
    """Present value of benefits less present value of costs."""
    return present_value(benefits, factors) - present_value(costs, factors)


def benefit_cost_ratio(benefits: Series, costs: Series, factors: Series) -> Figure:
    """Present value of benefits divided by present value of costs; a pure number.

    The denominator is the whole cost as given: state in the paper what it holds.

    Raises:
        FigureError: the present value of costs is not above nought, so the ratio has no meaning.
    """
    cost = present_value(costs, factors)
    if comparable([cost])[0] <= 0:
        raise FigureError("The benefit-cost ratio has no meaning: the present value of costs is not above £0.")
    return present_value(benefits, factors) / cost


def payback_year(net: Series) -> Text:
    """The first year by whose end the net flow so far, having been negative, no longer is.

    Returns:
        the year; "not within the period"; or "nothing to pay back" when the flow so far is never negative.
    """
    return chosen(PAYBACK, net)
