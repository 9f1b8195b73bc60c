"""Commissioner's position: what a commissioner of an outcome contract gains or loses, by year and by scenario.

Amounts are above nought whichever way the money goes; a result below nought is a loss.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.errors import FigureError
from tracepaper.figures import Figure, total
from tracepaper.figures.limits import refuse_any_below_nought, refuse_other_members

Series = Mapping[str, Figure]
Grid = Mapping[str, Series]


def commissioner_net(avoided: Series, paid: Series, grant: Series) -> dict[str, Figure]:
    """What a commissioner gains or loses in each year of an outcome contract.

    Formula:
        net_t = avoided cost_t - paid_t + grant_t

    Convention:
        Undiscounted; below nought where the payment exceeds what is avoided. Avoided cost lowers no budget by itself.

    Args:
        avoided: year to cost avoided.
        paid: year to outcome payment.
        grant: year to grant received.

    Raises:
        FigureError: the years differ, or a payment or a grant is below nought.

    Source:
        Arithmetic.
    """
    refuse_other_members('"avoided"', avoided, '"paid"', paid)
    refuse_other_members('"avoided"', avoided, '"grant"', grant)
    refuse_any_below_nought("The payment", paid)
    refuse_any_below_nought("The grant", grant)
    return {year: amount - paid[year] + grant[year] for year, amount in avoided.items()}


def commissioner_net_by_scenario(avoided: Grid, paid: Grid, grant: Grid) -> dict[str, dict[str, Figure]]:
    """A commissioner's gain or loss by scenario and year.

    Formula:
        net_(s,t) = avoided cost_(s,t) - paid_(s,t) + grant_(s,t)

    Convention:
        As `commissioner_net`; each scenario has its own payments and its own grant.

    Args:
        avoided, paid, grant: scenario to year to amount; the same scenarios in each.

    Raises:
        FigureError: the scenarios or their years differ, or a payment or a grant is below nought.

    Source:
        Arithmetic.
    """
    _refuse_other_scenarios(avoided, paid, "the payments")
    _refuse_other_scenarios(avoided, grant, "the grant")
    return {scenario: commissioner_net(series, paid[scenario], grant[scenario]) for scenario, series in avoided.items()}


def totals_by_scenario(by_scenario: Grid) -> dict[str, Figure]:
    """The total of each scenario over all its years.

    Formula:
        total_s = sum_t amount_(s,t)

    Convention:
        Undiscounted.

    Args:
        by_scenario: scenario to year to amount.

    Raises:
        FigureError: a scenario without years, or with mixed units.

    Source:
        Arithmetic.
    """
    return {scenario: total(series.values()) for scenario, series in by_scenario.items()}


def _refuse_other_scenarios(first: Grid, second: Grid, name: str) -> None:
    if first.keys() != second.keys():
        ours, theirs = ", ".join(first), ", ".join(second)
        raise FigureError(f"The avoided cost is given for the scenarios {ours}; {name} for {theirs}. Give the same.")
