"""Price of an outcome: the tariff that gives a return, what an outcome costs, and what it is worth.

Series are by financial year; amounts are above nought, and undiscounted unless a calculation says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tracepaper.calculations.years import without_gaps
from tracepaper.figures import ONE, Figure, Text, judged, literal, total
from tracepaper.figures.limits import (
    refuse_any_below_nought,
    refuse_below_nought,
    refuse_not_above_nought,
    refuse_other_members,
)
from tracepaper.figures.operations import IS_ABOVE

Series = Mapping[str, Figure]

WHOLE = "The whole: a return comes on top of one."


def tariff_for_return_on_investment(invested: Series, verified: Series, rate: Figure) -> Figure:
    """The price of an outcome that gives a chosen simple return.

    Formula:
        tariff = sum_t invested_t x (1 + ROI) / sum_t verified_t

    Convention:
        Before any cap; over the whole period, so that the time of the payments does not count.

    Args:
        invested: year to the cost of the service that the investor meets.
        verified: year to outcomes verified.
        rate: the return, a fraction: 0.05.

    Raises:
        FigureError: the years differ, the return is no pure number, an amount or the return is below nought, or no
            outcome is verified.

    Source:
        Arithmetic.
    """
    _refuse_unpriced(invested, verified)
    return total(invested.values()) * _one_and(rate) / total(verified.values())


def tariff_for_rate_of_return(invested: Series, verified: Series, rate: Figure) -> Figure:
    """The price of an outcome that gives a chosen internal rate of return a year.

    Formula:
        tariff = [sum_t invested_t / (1 + IRR)^t] / [sum_t verified_t / (1 + IRR)^t]

    Convention:
        Before any cap; cost and payment move at the same time of a year, and the first year is time 0.

    Args:
        invested: year to the cost of the service that the investor meets.
        verified: year to outcomes verified.
        rate: the rate a year, a fraction: 0.05.

    Raises:
        FigureError: the years differ, are missing or out of order, the rate is no pure number, an amount or the rate is
            below nought, or no outcome is verified.

    Source:
        Arithmetic: the internal rate of return solved for the tariff.
    """
    _refuse_unpriced(invested, verified)
    without_gaps(invested)
    growth = _one_and(rate)
    return _present(list(invested.values()), growth) / _present([verified[year] for year in invested], growth)


def price_floor(costs: Series, outcomes: Series) -> Figure:
    """The lowest price of an outcome at which the cost of the service is covered.

    Formula:
        floor = sum_t cost_t / sum_t outcomes_t

    Convention:
        Cost of all who start over the outcomes that are expected to be verified; undiscounted; no return.

    Args:
        costs: year to cost of the service.
        outcomes: year to outcomes; they may fall in other years than the cost.

    Raises:
        FigureError: there are no outcomes, or an amount or a number is below nought.

    Source:
        Government Outcomes Lab, University of Oxford, An introductory guide to pricing outcomes.
    """
    return _per_outcome("The cost", costs, outcomes)


def price_ceiling(value: Series, outcomes: Series) -> Figure:
    """The highest price of an outcome at which the commissioner does not lose: what an outcome is worth.

    Formula:
        ceiling = sum_t value_t / sum_t outcomes_t

    Convention:
        Say what the value holds: costs avoided by this council alone, or by all bodies; undiscounted.

    Args:
        value: year to value of the outcomes.
        outcomes: year to outcomes; they may fall in other years than the value.

    Raises:
        FigureError: there are no outcomes, or an amount or a number is below nought.

    Source:
        Government Outcomes Lab, University of Oxford, An introductory guide to pricing outcomes.
    """
    return _per_outcome("The value", value, outcomes)


def price_outside(tariff: Figure, floor: Figure, ceiling: Figure) -> dict[str, Text]:
    """Whether a price of an outcome lies below what it costs, and whether above what it is worth.

    Formula:
        tariff < floor; tariff > ceiling

    Convention:
        "no" and "no": the price lies between both, or on one of them.

    Args:
        tariff: price of one outcome.
        floor: what an outcome costs.
        ceiling: what an outcome is worth.

    Returns:
        "below the cost" and "above the value", each to "yes" or "no".

    Raises:
        FigureError: units differ.

    Source:
        Government Outcomes Lab, University of Oxford, An introductory guide to pricing outcomes.
    """
    return {"below the cost": judged(IS_ABOVE, [floor, tariff]), "above the value": judged(IS_ABOVE, [tariff, ceiling])}


def _per_outcome(what: str, amounts: Series, outcomes: Series) -> Figure:
    refuse_any_below_nought(what, amounts)
    refuse_any_below_nought("The number of outcomes", outcomes)
    refuse_not_above_nought("The number of outcomes", total(outcomes.values()))
    return total(amounts.values()) / total(outcomes.values())


def _refuse_unpriced(invested: Series, verified: Series) -> None:
    """Refuse what no price of an outcome follows from."""
    refuse_other_members('"invested"', invested, '"verified"', verified)
    refuse_any_below_nought("The investment", invested)
    refuse_any_below_nought("The number verified", verified)
    refuse_not_above_nought("The number of outcomes verified", total(verified.values()))


def _one_and(rate: Figure) -> Figure:
    """One and a return."""
    refuse_below_nought("The return", rate)
    return literal(Decimal(1), ONE, WHOLE) + rate


def _present(amounts: Sequence[Figure], growth: Figure) -> Figure:
    """Present value at time 0, the first amount being there already: by Horner's rule, from the last to the first."""
    *before, value = amounts
    for amount in reversed(before):
        value = amount + value / growth
    return value
