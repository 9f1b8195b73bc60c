"""Budget monitoring: what was budgeted and spent so far in a year, where the year is heading, and what to call that.

The actual to date is what the months of a ledger come to (`by` of a monthly table, or `sum_of` its months). Everything
here goes by heads, such as providers, with their totals among them where a paper shows totals.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.calculations.series import average, only
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, chosen, comparable, count, greatest, units
from tracepaper.figures.limits import (
    refuse_any_below_nought,
    refuse_not_above_nought,
    refuse_other_members,
    refuse_other_than_share,
    shown,
)
from tracepaper.figures.operations import LARGEST

Series = Mapping[str, Figure]

MONTH = units.parse("month")
REMAINING_BUDGET, RUN_RATE = "remaining budget", "run rate"
METHODS = (REMAINING_BUDGET, RUN_RATE)
OVERSPEND, UNDERSPEND, ON_BUDGET = "overspend", "underspend", "on budget"
RISING, FALLING, STEADY = "rising", "falling", "steady"
TOO_FEW, ENOUGH = "too few months", "enough months"
LAST, BEFORE = "last", "before"


def budgets_to_date(budgets: Series, *, months: Figure, of: Figure) -> dict[str, Figure]:
    """The part of each yearly budget that falls to the months gone by: the profiled budget.

    Formula:
        budget to date_h = budget_h x months / of

    Convention:
        An even profile, equal twelfths, which is ours: councils profile by season where they know it. Exact; nothing
        is rounded to the pound.

    Args:
        budgets: head to budget for the year.
        months: gone by, in months.
        of: months of the year: 12.

    Raises:
        FigureError: no month is gone by, more are than the year has, or either is not in months.

    Source:
        Arithmetic.
    """
    _refuse_no_part(months, of)
    return {head: budget * months / of for head, budget in budgets.items()}


def variances(spent: Series, budgets: Series) -> dict[str, Figure]:
    """What was spent, or is forecast to be, less the budget.

    Formula:
        variance_h = spent_h - budget_h

    Convention:
        Positive is an overspend, negative an underspend, as in most reports to councils; some print the other sign.
        Spending to date goes against the budget to date, a forecast outturn against the budget for the year.

    Args:
        spent: head to actual to date, or to forecast outturn.
        budgets: the same heads to the budget for the same time.

    Raises:
        FigureError: the heads, or the units, differ.

    Source:
        The usual difference: Bath and North East Somerset Council, Cabinet, 7 September 2005, overall revenue budget
        monitor, prints it so.
    """
    refuse_other_members("Spending", spent, "the budget", budgets)
    return {head: spent[head] - budgets[head] for head in spent}


def budget_shares(spent: Series, budgets: Series) -> dict[str, Figure]:
    """What was spent as a share of the budget: the per cent of the budget that is used.

    Formula:
        share_h = spent_h / budget_h

    Convention:
        The denominator is the budget: 1 is all of it, and more than 1 an overspend.

    Args:
        spent: head to actual to date, or to forecast outturn.
        budgets: the same heads to their budgets.

    Raises:
        FigureError: the heads differ, or a budget is not above nought.

    Source:
        Arithmetic.
    """
    refuse_other_members("Spending", spent, "the budget", budgets)
    for head, budget in budgets.items():
        refuse_not_above_nought(f'The budget of "{head}"', budget)
    return {head: spent[head] / budgets[head] for head in spent}


def forecast_outturns(
    actuals: Series, budgets: Series, *, months: Figure, of: Figure, method: str
) -> dict[str, Figure]:
    """What each head is forecast to have spent by the end of the year.

    Formula:
        remaining budget: outturn_h = actual_h + budget_h x (of - months) / of
        run rate: outturn_h = actual_h + actual_h / months x (of - months)

    Convention:
        "remaining budget": the rest of the year goes as budgeted, and what was over or under so far stays. "run rate":
        it goes on at the average month so far, a straight line. The words are ours; which suits a budget is for those
        who know it. Commitments and seasons are in neither. When the year is over, both are the actual.

    Args:
        actuals: head to actual to date, the total of all the months gone by.
        budgets: the same heads to budget for the year.
        months: gone by, in months.
        of: months of the year: 12.
        method: "remaining budget" or "run rate".

    Raises:
        FigureError: another method, other heads, or months as for `budgets_to_date`.

    Source:
        Arithmetic. With the budget to date as earned value they are two estimates at completion of earned value
        management: actual cost + (budget - earned value), and budget / (earned value / actual cost).
    """
    _refuse_unknown(method)
    _refuse_no_part(months, of)
    refuse_other_members("Spending", actuals, "the budget", budgets)
    left = of - months
    if method == RUN_RATE:
        return {head: actual + actual * left / months for head, actual in actuals.items()}
    return {head: actual + budgets[head] * left / of for head, actual in actuals.items()}


def budget_verdicts(outturns: Series, budgets: Series, *, tolerance: Figure) -> dict[str, Text]:
    """The word for each forecast: "overspend", "underspend" or "on budget".

    Formula:
        the largest of: tolerance x budget_h, on budget; outturn_h - budget_h, overspend; budget_h - outturn_h,
        underspend

    Convention:
        "on budget" up to the tolerance, itself included, on either side; how much is near enough is the paper's choice.
        With a tolerance of 0 only what meets its budget to the penny is on budget.

    Args:
        outturns: head to forecast outturn, or to the outturn when the year is over.
        budgets: the same heads to budget for the year, nought or above.
        tolerance: share of the budget, from 0 to 1.

    Raises:
        FigureError: other heads, a budget below nought, or a tolerance that is no share.

    Source:
        Our convention. That budgets are watched in the year, and overspends acted on, is a duty of councils under
        section 28 of the Local Government Act 2003.
    """
    refuse_other_than_share("The tolerance", tolerance)
    refuse_any_below_nought("The budget", budgets)
    return {
        head: _largest({ON_BUDGET: budgets[head] * tolerance, OVERSPEND: over, UNDERSPEND: -over})
        for head, over in variances(outturns, budgets).items()
    }


def recent_averages(by_month: Series, *, length: Figure) -> dict[str, Figure]:
    """The average month of the last months and of as many before them; nothing where there are too few months.

    Formula:
        last = (x_n + ... + x_(n-k+1)) / k, before = (x_(n-k) + ... + x_(n-2k+1)) / k

    Convention:
        Two stretches of one length that do not overlap: with a length of 3, from the sixth month on.

    Args:
        by_month: month to amount, in the order of time.
        length: of each stretch, in whole months: 3.

    Returns:
        "last" and "before" to their averages; no members where the months do not fill both.

    Raises:
        FigureError: the length is no whole number of months, or mixed units.

    Source:
        Arithmetic.
    """
    number = _whole(length)
    if _enough(by_month, length) == TOO_FEW:
        return {}
    months = list(by_month)
    last, before = months[-number:], months[-2 * number : -number]
    return {LAST: average(only(by_month, *last)), BEFORE: average(only(by_month, *before))}


def spending_trend(by_month: Series, *, length: Figure, tolerance: Figure) -> Text:
    """Which way spending goes: the last months against as many before them.

    Formula:
        the largest of: tolerance x |before|, steady; last - before, rising; before - last, falling

    Convention:
        Ours. last and before are those of `recent_averages`; "steady" up to the tolerance, itself included. No test of
        chance, for which `run_signal` is: two stretches can differ by the season alone.

    Args:
        by_month: month to amount, in the order of time.
        length: of each stretch, in whole months: 3.
        tolerance: share of the average before, from 0 to 1.

    Returns:
        "rising", "falling" or "steady"; "too few months" where the months do not fill both stretches.

    Raises:
        FigureError: the length is no whole number of months, the tolerance is no share, or mixed units.

    Source:
        Arithmetic.
    """
    refuse_other_than_share("The tolerance", tolerance)
    found = recent_averages(by_month, length=length)
    if not found:
        return _enough(by_month, length)
    more = found[LAST] - found[BEFORE]
    return _largest({STEADY: greatest([found[BEFORE], -found[BEFORE]]) * tolerance, RISING: more, FALLING: -more})


def _largest(words: Series) -> Text:
    """The word of the largest; of equals the first."""
    return chosen(LARGEST, words)


def _enough(by_month: Series, length: Figure) -> Text:
    """Whether the months fill two stretches: there are at least as many as both need."""
    return _largest({ENOUGH: count(by_month.values(), length.unit), TOO_FEW: length + length})


def _whole(length: Figure) -> int:
    """A length as a number of months.

    Raises:
        FigureError: it is not one month or several, whole.
    """
    (number,) = comparable([length])
    if length.unit != MONTH or number < 1 or number != number.to_integral_value():
        found = f"{shown(length)} in {length.unit.words()}"
        raise FigureError(f"A trend goes by whole months, at least one; its length is {found}. Declare it as 3 months.")
    return int(number)


def _refuse_no_part(months: Figure, of: Figure) -> None:
    """Refuse months that are no part of a year: none, more than it has, or not in months."""
    for what, figure in (("The months gone by are", months), ("The year is", of)):
        if figure.unit != MONTH:
            raise FigureError(f"{what} given in {figure.unit.words()}. Give both in months: 7 months, of 12 months.")
    gone, year = comparable([months, of])
    if not 0 < gone <= year:
        raise FigureError(
            f"{shown(months)} months are no part of a year of {shown(of)}: from the first month to the last."
        )


def _refuse_unknown(method: str) -> None:
    if method not in METHODS:
        raise FigureError(f'"{method}" is no method of forecasting an outturn. There are: {", ".join(METHODS)}.')
