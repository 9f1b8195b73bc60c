"""Capacity: places by beds and cycles, how full they are, and how a cohort flows through a service and out of it.

Nothing is rounded but cycles, since part of a cycle does not fit into a year: a flow of children is what is expected of
many, and half a child in it is no mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, comparable, judged, literal, rounded_down
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

TIMES = ("hour", "day", "week", "month", "year")
RETURNED, STEPPED_DOWN, BACK = "returned home", "stepped down", "back in a placement"
NOBODY = "Nobody is at home before the first period."
BROKEN_DOWN, AGED_OUT, AT_HOME = "broken down", "aged out", "at home at the end"


def cycles_a_year(weeks: Figure, cycle: Figure) -> Figure:
    """Whole cycles of a programme that fit into a year.

    Formula:
        cycles = floor(weeks / cycle)

    Convention:
        Each cycle starts and ends within the year: 52 weeks hold 4 cycles of 12 weeks, and 4 weeks are left.

    Args:
        weeks: weeks of a year, in weeks a year.
        cycle: length of a cycle, in weeks a cycle.

    Raises:
        FigureError: a length is not above nought.

    Source:
        Arithmetic.
    """
    refuse_not_above_nought("The length of the cycle", cycle)
    refuse_not_above_nought("The number of weeks", weeks)
    return rounded_down(weeks / cycle)


def places_by_cycles(beds: Figure, *, weeks: Figure, cycle: Figure) -> Figure:
    """Places a year of beds that are filled once a cycle, in whole cycles.

    Formula:
        places = beds x floor(weeks / cycle)

    Convention:
        As `cycles_a_year`. In the units of beds times cycles a year: give beds as places a cycle to get places a year.

    Args:
        beds: how many are filled each cycle.
        weeks: weeks of a year, in weeks a year.
        cycle: length of a cycle, in weeks a cycle.

    Raises:
        FigureError: a length is not above nought, or beds are below nought.

    Source:
        Arithmetic. Rotherham MBC, report to Cabinet on MST-FIT, 6 August 2018, paragraph 3.4, has 12 for 3 beds.
    """
    refuse_below_nought("The number of beds", beds)
    return beds * cycles_a_year(weeks, cycle)


def places_back_to_back(beds: Figure, *, weeks: Figure, cycle: Figure) -> Figure:
    """Places a year of beds that are filled again the day they are free: the most that there can be.

    Formula:
        places = beds x weeks / cycle

    Convention:
        Cycles run on from one year into the next, with no day between them. Exact, and not rounded.

    Args:
        beds: how many are filled each cycle.
        weeks: weeks of a year, in weeks a year.
        cycle: length of a cycle, in weeks a cycle.

    Raises:
        FigureError: a length is not above nought, or beds are below nought.

    Source:
        Arithmetic.
    """
    refuse_below_nought("The number of beds", beds)
    refuse_not_above_nought("The length of the cycle", cycle)
    refuse_not_above_nought("The number of weeks", weeks)
    return beds * weeks / cycle


def utilisation(used: Figure, available: Figure) -> Figure:
    """How much of what is available is used.

    Formula:
        utilisation = used / available

    Convention:
        A share from 0 to 1. Say what "available" is: whole cycles, or places back to back.

    Args:
        used: places, beds or days that are used.
        available: all there are, in the same unit and for the same time.

    Raises:
        FigureError: more is used than there is, nothing is available, units differ, or less than nothing is used.

    Source:
        Arithmetic.
    """
    refuse_not_above_nought("What is available", available)
    refuse_below_nought("What is used", used)
    some, every = comparable([used, available])
    if some > every:
        remedy = "Check that both are for the same time and the same beds."
        raise FigureError(f"{shown(used)} are used of {shown(available)} available. {remedy}")
    return used / available


def caseload(arrivals: Figure, stay: Figure) -> Figure:
    """How many are in a service at a time, on average: Little's law.

    Formula:
        L = lambda W

    Convention:
        A steady state: as many leave as arrive. Rate and stay are in one unit of time: children a week, and weeks.

    Args:
        arrivals: how many arrive in a unit of time.
        stay: how long each stays, on average.

    Raises:
        FigureError: the units of time differ, so that time is left over; or a figure is below nought.

    Source:
        J. D. C. Little, A proof for the queuing formula L = lambda W, Operations Research 9 (1961).
    """
    refuse_below_nought("The rate of arrivals", arrivals)
    refuse_below_nought("The stay", stay)
    number = arrivals * stay
    left = [name for name, _ in number.unit.powers if name in TIMES]
    if left:
        remedy = "Bring both to one unit of time, such as children a week and weeks."
        raise FigureError(f"Arrivals times stay is in {number.unit.words()}, so time is left over. {remedy}")
    return number


def stay_for_caseload(number: Figure, arrivals: Figure) -> Figure:
    """How long each stays, on average, by Little's law: from how many are there and how many arrive.

    Formula:
        W = L / lambda

    Convention:
        A steady state, as for `caseload`; in the unit of time of the arrivals.

    Args:
        number: how many are in the service at a time, on average.
        arrivals: how many arrive in a unit of time.

    Raises:
        FigureError: nobody arrives, or the number is below nought.

    Source:
        J. D. C. Little, A proof for the queuing formula L = lambda W, Operations Research 9 (1961).
    """
    refuse_below_nought("The number in the service", number)
    refuse_not_above_nought("The rate of arrivals", arrivals)
    return number / arrivals


def arrivals_for_caseload(number: Figure, stay: Figure) -> Figure:
    """How many can arrive in a unit of time, by Little's law: from how many there is room for and how long they stay.

    Formula:
        lambda = L / W

    Convention:
        A steady state, as for `caseload`; a unit of time of the stay.

    Args:
        number: how many there is room for at a time.
        stay: how long each stays, on average.

    Raises:
        FigureError: the stay is not above nought, or the number is below nought.

    Source:
        J. D. C. Little, A proof for the queuing formula L = lambda W, Operations Research 9 (1961).
    """
    refuse_below_nought("The number in the service", number)
    refuse_not_above_nought("The stay", stay)
    return number / stay


def own_places(places: Figure, *, of_partners: Figure) -> Figure:
    """Places that are left for the council's own children once partners have had theirs.

    Formula:
        own = places - places of partners

    Convention:
        A place that a partner buys saves nothing for this council: its price is income, its saving the partner's.

    Args:
        places: all there are.
        of_partners: those that partners use, in the same unit.

    Raises:
        FigureError: partners use more than there are, a number is below nought, or units differ.

    Source:
        Arithmetic.
    """
    refuse_below_nought("The number of places of partners", of_partners)
    left = places - of_partners
    refuse_below_nought("The number of places less those of partners", left)
    return left


def cohort_flow(
    entrants: Series, *, success: Figure, step_down: Figure, disruption: Figure, ageing_out: Figure
) -> dict[str, dict[str, Figure]]:
    """How those who enter a service flow out of it, period by period: home, to a cheaper placement, back, or grown up.

    Formula:
        returned_t = success x entrants_t; stepped down_t = step-down x entrants_t; back_t = entrants_t less both
        broken down_t = disruption x home_(t-1); aged out_t = ageing out x home_(t-1)
        home_t = home_(t-1) - broken down_t - aged out_t + returned_t

    Convention:
        Nobody is at home before the first period. Those who return home in a period can break down or age out from the
        next one on. Who ages out would have left care anyway, and counts no longer. Exact: no child is rounded.

    Args:
        entrants: period to how many enter.
        success: share of the entrants who return home.
        step_down: share of the entrants who move to a cheaper placement.
        disruption: share of those at home at the start of a period who come back into a placement in it.
        ageing_out: share of those at home at the start of a period who come of age in it.

    Returns:
        "entrants", "returned home", "stepped down", "back in a placement", "broken down", "aged out" and
        "at home at the end", each by period.

    Raises:
        FigureError: a share is none, success and step-down together or disruption and ageing out together are above
            one, entrants are below nought, or periods are missing or out of order.

    Source:
        Arithmetic: a stock and its flows.
    """
    _refuse_shares({"success": success, "step-down": step_down})
    _refuse_shares({"disruption": disruption, "ageing out": ageing_out})
    refuse_any_below_nought("The number of entrants", entrants)
    returned = {period: number * success for period, number in without_gaps(entrants).items()}
    stepped = {period: number * step_down for period, number in entrants.items()}
    back = {period: number - returned[period] - stepped[period] for period, number in entrants.items()}
    left = {RETURNED: returned, STEPPED_DOWN: stepped, BACK: back}
    return {"entrants": dict(entrants)} | left | _stock(returned, disruption=disruption, ageing_out=ageing_out)


def step_down_costs(stepped_down: Series, unit_cost: Figure) -> dict[str, Figure]:
    """What the cheaper placements cost of those who step down in each period.

    Formula:
        cost_t = stepped down_t x unit cost

    Convention:
        For the period in which they step down. Set it against the saving: a step-down is cheaper, not free.

    Args:
        stepped_down: period to how many step down.
        unit_cost: of one of them, for the period.

    Raises:
        FigureError: a number or the unit cost is below nought.

    Source:
        Arithmetic.
    """
    refuse_below_nought("The unit cost", unit_cost)
    refuse_any_below_nought("The number stepping down", stepped_down)
    return {period: number * unit_cost for period, number in stepped_down.items()}


def average_at_home(at_end: Series) -> dict[str, Figure]:
    """How many are at home in each period on average: who returns halfway through counts for half of it.

    Formula:
        average_t = (home_(t-1) + home_t) / 2

    Convention:
        Mid-period: moves come evenly through a period. Nobody is at home before the first one.

    Args:
        at_end: period to how many are at home at its end, as `cohort_flow` gives it.

    Raises:
        FigureError: a number is below nought, or periods are missing or out of order.

    Source:
        Arithmetic.
    """
    refuse_any_below_nought("The number at home", at_end)
    halves = literal(Decimal(2), ONE, "The average of two, the start and the end of a period.")
    averages: dict[str, Figure] = {}
    before: Figure | None = None
    for period, number in without_gaps(at_end).items():
        averages[period] = (number if before is None else before + number) / halves
        before = number
    return averages


def more_saved_than_left(saved: Series, left: Series) -> dict[str, Text]:
    """Whether a plan counts savings for more children than have left successfully, period by period.

    Formula:
        saved_t > left_t

    Convention:
        Saved: the saving of a period divided by the cost of a placement for that period. "yes" is a fault of the plan.

    Args:
        saved: period to how many full placements a saving stands for.
        left: period to how many are out of placements, having left successfully.

    Returns:
        Period to "yes" or "no".

    Raises:
        FigureError: the periods or the units differ.

    Source:
        Arithmetic.
    """
    refuse_other_members('"saved"', saved, '"left"', left)
    return {period: judged(IS_ABOVE, [number, left[period]]) for period, number in saved.items()}


def savings_of_leavers(saved: Series, left: Series, unit_cost: Figure) -> dict[str, Figure]:
    """What is not spent on placements, never for more children than have successfully left.

    Formula:
        saving_t = saved_t x unit cost, saved_t <= left_t

    Convention:
        Avoided cost before the cost of the service, and before any step-down.

    Args:
        saved: period to how many children are counted.
        left: period to how many are out of placements, having left successfully.
        unit_cost: of a placement for the period.

    Raises:
        FigureError: more children are counted in a period than have left; the periods or the units differ.

    Source:
        Arithmetic.
    """
    for period, more in more_saved_than_left(saved, left).items():
        if more == "yes":
            found = f"A saving is counted for {shown(saved[period])} children in {period}"
            raise FigureError(f"{found}; only {shown(left[period])} have left successfully. Count no more than these.")
    refuse_below_nought("The unit cost", unit_cost)
    return {period: number * unit_cost for period, number in saved.items()}


def _stock(returned: Series, *, disruption: Figure, ageing_out: Figure) -> dict[str, dict[str, Figure]]:
    """Those at home by period, and who leaves them."""
    broken: dict[str, Figure] = {}
    aged: dict[str, Figure] = {}
    home: dict[str, Figure] = {}
    at_home: Figure | None = None
    for period, number in returned.items():
        before = literal(Decimal(0), number.unit, NOBODY) if at_home is None else at_home
        broken[period], aged[period] = before * disruption, before * ageing_out
        at_home = home[period] = before - broken[period] - aged[period] + number
    return {BROKEN_DOWN: broken, AGED_OUT: aged, AT_HOME: home}


def _refuse_shares(shares: Series) -> None:
    """Refuse shares of one whole that are none, or that are more than the whole together."""
    for name, share in shares.items():
        refuse_other_than_share(f'The share "{name}"', share)
    (one, first), (other, second) = shares.items()
    if comparable([first + second])[0] > 1:
        found = f'The shares "{one}" and "{other}" come to {shown(first + second)} together'
        raise FigureError(f"{found}, which is more than the whole. Each child leaves one way.")
