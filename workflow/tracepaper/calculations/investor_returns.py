"""Investor's return: what an outcome contract pays an investor, and who pays for a return.

An investor pays for the service and is paid for outcomes. Series are by financial year, in the order of time and
without a gap; amounts are above nought whichever way the money goes.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, greatest, least, rate_of_return, total
from tracepaper.figures.limits import refuse_any_below_nought, refuse_not_above_nought, refuse_other_members

Series = Mapping[str, Figure]


def investor_profit(paid: Series, invested: Series) -> Figure:
    """What an investor is paid over all years, less what was invested.

    Formula:
        profit = sum_t paid_t - sum_t invested_t

    Convention:
        Not discounted; a loss is below nought. Payments to the investor are those that pass through the contract.

    Args:
        paid: year to payment to the investor.
        invested: year to the cost of the service that the investor meets.

    Raises:
        FigureError: the years differ, or an amount is below nought.

    Source:
        Arithmetic.
    """
    _refuse_other_flows(paid, invested)
    return total(paid.values()) - total(invested.values())


def return_on_investment(paid: Series, invested: Series) -> Figure:
    """An investor's profit as a share of all that was invested: the simple return.

    Formula:
        ROI = (sum_t paid_t - sum_t invested_t) / sum_t invested_t

    Convention:
        Over the whole period, not a year; time does not count. State it beside the internal rate of return.

    Args:
        paid: year to payment to the investor.
        invested: year to the cost of the service that the investor meets.

    Raises:
        FigureError: the years differ, an amount is below nought, or nothing was invested.

    Source:
        Arithmetic.
    """
    refuse_not_above_nought("The investment over all years", total(invested.values()))
    return investor_profit(paid, invested) / total(invested.values())


def investor_rate_of_return(paid: Series, invested: Series) -> Figure | Text:
    """An investor's internal rate of return a year.

    Formula:
        0 = sum_t (paid_t - invested_t) / (1 + IRR)^t

    Convention:
        Both move at the same time of a year; the first year is time 0. A text says where no rate, or several, solve it.

    Args:
        paid: year to payment to the investor.
        invested: year to the cost of the service that the investor meets.

    Raises:
        FigureError: the years differ, are missing or out of order, or an amount is below nought.

    Source:
        The usual definition of the internal rate of return; as numpy-financial's `irr`.
    """
    _refuse_other_flows(paid, invested)
    return rate_of_return({year: paid[year] - amount for year, amount in without_gaps(invested).items()})


def most_outstanding(paid: Series, invested: Series) -> Figure:
    """The most that an investor has out at any time: less than all costs where payments pay for later years.

    Formula:
        most = max_t (sum_(s<=t) invested_s - sum_(s<t) paid_s)

    Convention:
        Within a year the cost comes before the payment. A return "on investment" may mean this sum: say which.

    Args:
        paid: year to payment to the investor.
        invested: year to the cost of the service that the investor meets.

    Raises:
        FigureError: the years differ, are missing or out of order, or an amount is below nought.

    Source:
        Arithmetic.
    """
    _refuse_other_flows(paid, invested)
    years = list(without_gaps(invested))
    out = [total([invested[years[0]]])]
    for place in range(1, len(years)):
        spent = total(invested[year] for year in years[: place + 1])
        out.append(spent - total(paid[year] for year in years[:place]))
    return greatest(out)


def return_covered_by_grant(grant: Series, invested: Series) -> Figure:
    """The return on investment up to which a grant pays the whole of it.

    Formula:
        ROI at which profit = grant: sum_t grant_t / sum_t invested_t

    Convention:
        Simple return over the whole period, on all that is invested. Above it the commissioner pays the rest.

    Args:
        grant: year to grant.
        invested: year to the cost of the service that the investor meets.

    Raises:
        FigureError: the grant is below nought, or nothing is invested.

    Source:
        Arithmetic.
    """
    refuse_any_below_nought("The grant", grant)
    refuse_not_above_nought("The investment over all years", total(invested.values()))
    return total(grant.values()) / total(invested.values())


def returns_to_pay(invested: Series, returns: Series) -> dict[str, Figure]:
    """What each rate of return on the investment comes to in money.

    Formula:
        profit_r = r x sum_t invested_t

    Convention:
        Simple return over the whole period, on all that is invested.

    Args:
        invested: year to the cost of the service that the investor meets.
        returns: name of a case to its return, a fraction.

    Raises:
        FigureError: a return is below nought, or no pure number.

    Source:
        Arithmetic.
    """
    refuse_any_below_nought("The return", returns)
    return {name: _pure("The return", rate) * total(invested.values()) for name, rate in returns.items()}


def council_adds_to_return(invested: Series, returns: Series, grant: Series) -> dict[str, Figure]:
    """What the council itself must add where a grant does not cover an investor's return.

    Formula:
        added_r = P - min(P, sum_t grant_t), where P = r x sum_t invested_t

    Convention:
        Nought where the grant covers the return. Simple return over the whole period, on all that is invested.

    Args:
        invested: year to the cost of the service that the investor meets.
        returns: name of a case to its return, a fraction.
        grant: year to grant.

    Raises:
        FigureError: a return or the grant is below nought, or a return is no pure number.

    Source:
        Arithmetic.
    """
    refuse_any_below_nought("The grant", grant)
    given = total(grant.values())
    return {name: profit - least([profit, given]) for name, profit in returns_to_pay(invested, returns).items()}


def _refuse_other_flows(paid: Series, invested: Series) -> None:
    """Refuse flows of different years, and an amount whose sign says which way it goes: its name does."""
    refuse_other_members('"paid"', paid, '"invested"', invested)
    refuse_any_below_nought("The payment", paid)
    refuse_any_below_nought("The investment", invested)


def _pure(what: str, rate: Figure) -> Figure:
    if rate.unit != ONE:
        raise FigureError(f"{what} is a fraction, a pure number such as 0.05; it was given in {rate.unit.words()}.")
    return rate
