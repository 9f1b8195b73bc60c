"""Outcome contracts: what is paid for verified outcomes, and what investor, grant and commissioner make of it.

A social impact bond is such a contract: an investor pays for the service, and is paid for outcomes. Series are by
financial year, in the order of time and without a gap; amounts are above nought whichever way the money goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, comparable, greatest, judged, least, literal, rate_of_return, total
from tracepaper.figures.limits import (
    refuse_any_below_nought,
    refuse_below_nought,
    refuse_not_above_nought,
    refuse_other_members,
    refuse_other_than_share,
    shown,
)
from tracepaper.figures.operations import IS_ABOVE

Series = Mapping[str, Figure]
Grid = Mapping[str, Series]

WHOLE = "The whole: a share is a part of one, and a return comes on top of one."


def expected_outcomes(starts: Series, success: Figure) -> dict[str, Figure]:
    """Outcomes that are expected of those who start, by year.

    Formula:
        outcomes_t = starts_t x success

    Convention:
        An outcome stands in the year of the start. Exact: two thirds of 8 are 5.333..., not 5.

    Args:
        starts: year to how many start, for instance children.
        success: the share of them for whom the outcome is achieved; 0 to 1.

    Raises:
        FigureError: the success is no share, or a start is below nought.

    Source:
        Arithmetic.
    """
    refuse_other_than_share("The success", success)
    refuse_any_below_nought("The number of starts", starts)
    return {year: number * success for year, number in starts.items()}


def outcomes_verified(delivered: Series, verification: Series) -> dict[str, Figure]:
    """Outcomes that are verified in each year, some time after they were delivered.

    Formula:
        verified_t = sum_k delivered_(t-k) x share_k

    Convention:
        The lag is in whole years. Outcomes that would be verified after the last year are not among them.

    Args:
        delivered: year to outcomes delivered.
        verification: years later ("0", "1", "2", without a gap) to the share that is verified then; together one.

    Raises:
        FigureError: the shares do not sum to one, one of them is no share, or a year later is left out; years are
            missing or out of order.

    Source:
        Arithmetic. The testing of outcomes over two years is that of Rotherham MBC, report to Cabinet on MST-FIT,
        6 August 2018, paragraph 7.2.
    """
    _refuse_lags(verification)
    refuse_any_below_nought("The number delivered", delivered)
    amounts, shares = list(without_gaps(delivered).values()), list(verification.values())
    return {
        year: total(amounts[place - lag] * share for lag, share in enumerate(shares) if lag <= place)
        for place, year in enumerate(delivered)
    }


def outcomes_awaiting(delivered: Series, *decided: Series) -> dict[str, Figure]:
    """Outcomes delivered by the end of each year on which nothing is decided yet.

    Formula:
        awaiting_t = sum_(s<=t) delivered_s - sum_(s<=t) decided_s

    Convention:
        At the end of the year. What was found to have failed is decided, as what was verified is.

    Args:
        delivered: year to outcomes delivered.
        decided: one or more series by the same years: those verified, those that failed.

    Raises:
        FigureError: the years differ, are missing or out of order, or by some year more was decided than delivered.

    Source:
        Arithmetic.
    """
    _refuse_undecided(decided)
    for series in decided:
        refuse_other_members('"delivered"', delivered, "what is decided", series)
    left: dict[str, Figure] = {}
    for place, year in enumerate(without_gaps(delivered)):
        so_far = list(delivered)[: place + 1]
        done = total(series[one] for series in decided for one in so_far)
        left[year] = total(delivered[one] for one in so_far) - done
        refuse_below_nought(f"The number delivered less the number decided by the end of {year}", left[year])
    return left


def outcome_payments(tariff: Figure, verified: Series) -> dict[str, Figure]:
    """What is due for verified outcomes in each year, before any cap.

    Formula:
        due_t = tariff x verified_t

    Convention:
        A payment falls in the year of the verification. The tariff is for one outcome: pounds per child.

    Args:
        tariff: price of one outcome.
        verified: year to outcomes verified.

    Raises:
        FigureError: the tariff or a number of outcomes is below nought.

    Source:
        Government Outcomes Lab, University of Oxford, An introductory guide to pricing outcomes.
    """
    refuse_below_nought("The tariff", tariff)
    refuse_any_below_nought("The number verified", verified)
    return {year: tariff * number for year, number in verified.items()}


def capped_payments(due: Series, cap: Figure) -> dict[str, Figure]:
    """What is paid in each year under a cap on all years together.

    Formula:
        paid_t = min(due_t, cap - paid to date), where paid to date = min(sum_(s<t) due_s, cap)

    Convention:
        The cap runs over the years: what one year leaves of it is there for the next. Years are in order.

    Args:
        due: year to payment due.
        cap: the most that is paid in all, in the unit of the payments.

    Raises:
        FigureError: the cap or a payment is below nought, years are missing or out of order, or units differ.

    Source:
        Arithmetic.
    """
    refuse_below_nought("The cap", cap)
    refuse_any_below_nought("The payment due", due)
    amounts = list(without_gaps(due).values())
    return {year: _paid(amounts[: place + 1], cap) for place, year in enumerate(due)}


def cap_left(cap: Figure, paid: Series) -> dict[str, Figure]:
    """What is left of the cap at the end of each year.

    Formula:
        left_t = cap - sum_(s<=t) paid_s

    Convention:
        At the end of the year, after its payment.

    Args:
        cap: the most that is paid in all.
        paid: year to payment made.

    Raises:
        FigureError: by some year more was paid than the cap allows, a payment is below nought, or years are missing or
            out of order.

    Source:
        Arithmetic.
    """
    refuse_any_below_nought("The payment", paid)
    amounts = list(without_gaps(paid).values())
    left = {year: cap - total(amounts[: place + 1]) for place, year in enumerate(paid)}
    for year, amount in left.items():
        refuse_below_nought(f"The cap less what is paid by the end of {year}", amount)
    return left


def provisions(tariff: Figure, awaiting: Series, left: Series) -> dict[str, Figure]:
    """The provision at the end of each year for outcomes delivered and not verified yet.

    Formula:
        provision_t = min(tariff x awaiting_t, left of the cap_t)

    Convention:
        A balance, not a flow: the year's charge is its change. Undiscounted; never more than can still be paid.

    Args:
        tariff: price of one outcome.
        awaiting: year to outcomes awaiting verification.
        left: year to what is left of the cap.

    Raises:
        FigureError: the years differ, or the tariff, a number of outcomes or what is left is below nought.

    Source:
        Arithmetic. The provision until outcomes are known is that of Rotherham MBC, report to Cabinet on MST-FIT,
        6 August 2018, paragraph 7.2.
    """
    refuse_other_members('"awaiting"', awaiting, '"left"', left)
    refuse_any_below_nought("What is left of the cap", left)
    return {year: least([amount, left[year]]) for year, amount in outcome_payments(tariff, awaiting).items()}


def grant_contributions(paid: Series, offered: Series) -> dict[str, Figure]:
    """What a grant contributes to the outcome payments of each year.

    Formula:
        grant_t = min(offered_t, paid_t)

    Convention:
        A grant towards outcome payments follows them: no payment, no grant. What a year does not use is lost.

    Args:
        paid: year to payment made.
        offered: year to the most that the grant gives.

    Raises:
        FigureError: the years differ, or an amount is below nought.

    Source:
        Arithmetic. That the grant follows the payments: Life Chances Fund, which contributes to outcome payments.
    """
    refuse_other_members('"paid"', paid, '"offered"', offered)
    refuse_any_below_nought("The payment", paid)
    refuse_any_below_nought("The grant offered", offered)
    return {year: least([offered[year], amount]) for year, amount in paid.items()}


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


def outcome_contract(
    delivered: Series, *, verification: Series, tariff: Figure, cap: Figure, offered: Series
) -> dict[str, dict[str, Figure]]:
    """An outcome contract by year: from outcomes delivered to what is paid, provided for and granted.

    Formula:
        verified -> due = tariff x verified -> paid = min(due, left of the cap) -> grant = min(offered, paid)

    Convention:
        As `outcomes_verified`, `capped_payments`, `provisions` and `grant_contributions`, one after the other.

    Args:
        delivered: year to outcomes delivered.
        verification: years later ("0", "1", ...) to the share that is verified then.
        tariff: price of one outcome.
        cap: the most that is paid in all.
        offered: year to the most that a grant gives.

    Returns:
        "verified", "due", "paid", "provision" and "grant", each by year.

    Raises:
        FigureError: as those calculations.

    Source:
        Arithmetic.
    """
    verified = outcomes_verified(delivered, verification)
    due = outcome_payments(tariff, verified)
    paid = capped_payments(due, cap)
    provision = provisions(tariff, outcomes_awaiting(delivered, verified), cap_left(cap, paid))
    grant = grant_contributions(paid, offered)
    return {"verified": verified, "due": due, "paid": paid, "provision": provision, "grant": grant}


def contract_position(contract: Grid, *, invested: Series, avoided: Series) -> dict[str, Figure | Text]:
    """What an outcome contract comes to over all years, for the investor and for the commissioner.

    Formula:
        profit = paid - invested; ROI = profit / invested; net = avoided cost - paid + grant

    Convention:
        Undiscounted totals; the provision is what the last year leaves unverified, and is not in the net position.

    Args:
        contract: as `outcome_contract` gives it.
        invested: year to the cost of the service that the investor meets.
        avoided: year to cost that the commissioner avoids.

    Returns:
        "paid", "grant", "provision", "profit", "simple return", "internal rate of return", "commissioner net".

    Raises:
        FigureError: the years differ, or nothing is invested.

    Source:
        Arithmetic.
    """
    paid, grant = contract["paid"], contract["grant"]
    return {
        "paid": total(paid.values()),
        "grant": total(grant.values()),
        "provision": list(contract["provision"].values())[-1],
        "profit": investor_profit(paid, invested),
        "simple return": return_on_investment(paid, invested),
        "internal rate of return": investor_rate_of_return(paid, invested),
        "commissioner net": total(commissioner_net(avoided, paid, grant).values()),
    }


def _paid(due: Sequence[Figure], cap: Figure) -> Figure:
    """The last of the payments due, as far as the cap has room for it after those before."""
    *before, latest = due
    return least([latest, cap - least([total(before), cap])]) if before else least([latest, cap])


def _per_outcome(what: str, amounts: Series, outcomes: Series) -> Figure:
    refuse_any_below_nought(what, amounts)
    refuse_any_below_nought("The number of outcomes", outcomes)
    refuse_not_above_nought("The number of outcomes", total(outcomes.values()))
    return total(amounts.values()) / total(outcomes.values())


def _refuse_other_flows(paid: Series, invested: Series) -> None:
    """Refuse flows of different years, and an amount whose sign says which way it goes: its name does."""
    refuse_other_members('"paid"', paid, '"invested"', invested)
    refuse_any_below_nought("The payment", paid)
    refuse_any_below_nought("The investment", invested)


def _refuse_unpriced(invested: Series, verified: Series) -> None:
    """Refuse what no price of an outcome follows from."""
    refuse_other_members('"invested"', invested, '"verified"', verified)
    refuse_any_below_nought("The investment", invested)
    refuse_any_below_nought("The number verified", verified)
    refuse_not_above_nought("The number of outcomes verified", total(verified.values()))


def _pure(what: str, rate: Figure) -> Figure:
    if rate.unit != ONE:
        raise FigureError(f"{what} is a fraction, a pure number such as 0.05; it was given in {rate.unit.words()}.")
    return rate


def _one_and(rate: Figure) -> Figure:
    """One and a return."""
    refuse_below_nought("The return", rate)
    return literal(Decimal(1), ONE, WHOLE) + _pure("The return", rate)


def _present(amounts: Sequence[Figure], growth: Figure) -> Figure:
    """Present value at time 0, the first amount being there already: by Horner's rule, from the last to the first."""
    *before, value = amounts
    for amount in reversed(before):
        value = amount + value / growth
    return value


def _refuse_lags(verification: Series) -> None:
    """Refuse a plan of verification that leaves a year out, or in which something is lost or verified twice."""
    if list(verification) != [str(lag) for lag in range(len(verification))] or not verification:
        remedy = (
            'Name them "0", "1", "2" in this order, with a share of nought for a year in which nothing is verified.'
        )
        raise FigureError(f"The years until verification are {', '.join(verification) or 'not given'}. {remedy}")
    for lag, share in verification.items():
        refuse_other_than_share(f"The share verified {lag} years later", share)
    given, whole = comparable([total(verification.values()), literal(Decimal(1), ONE, WHOLE)])
    if given != whole:
        found = f"The shares verified in the years after delivery sum to {shown(total(verification.values()))}"
        raise FigureError(f"{found}, not to one. What fails is no share of it: leave it out of what is delivered.")


def _refuse_undecided(decided: Sequence[Series]) -> None:
    if not decided:
        raise FigureError(
            "Nothing is given as decided. Give the series of outcomes verified, and of those that failed."
        )


def _refuse_other_scenarios(first: Grid, second: Grid, name: str) -> None:
    if first.keys() != second.keys():
        ours, theirs = ", ".join(first), ", ".join(second)
        raise FigureError(f"The avoided cost is given for the scenarios {ours}; {name} for {theirs}. Give the same.")
