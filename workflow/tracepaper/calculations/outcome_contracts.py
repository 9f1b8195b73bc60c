"""Outcome contracts: outcomes delivered and verified, what is paid for them, and what a whole contract comes to.

A social impact bond is such a contract: an investor pays for the service, and is paid for outcomes. Series are by
financial year, in the order of time and without a gap; amounts are above nought whichever way the money goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tracepaper.calculations.commissioner_position import commissioner_net
from tracepaper.calculations.investor_returns import investor_profit, investor_rate_of_return, return_on_investment
from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, comparable, least, literal, total
from tracepaper.figures.limits import (
    refuse_any_below_nought,
    refuse_below_nought,
    refuse_other_members,
    refuse_other_than_share,
    shown,
)

Series = Mapping[str, Figure]
Grid = Mapping[str, Series]

WHOLE = "The whole: a share is a part of one."


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
