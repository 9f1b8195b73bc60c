"""Value for money: net present values, ratios, pay-back and rates of return, of flows that say what they are.

Every flow is stated as an amount at or above nought where it is what its kind says, and its kind decides whether it
counts for or against: a cost of £100 is 100, not -100.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracepaper.calculations.discounting import discounted, present_value
from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, chosen, comparable, literal, rate_of_return, total
from tracepaper.figures.limits import refuse_any_below_nought
from tracepaper.figures.operations import LARGEST, PAYBACK
from tracepaper.figures.registers import Register, said_of

Series = Mapping[str, Figure]
Flows = Mapping[str, Series]
Kinds = Mapping[str, str] | Register


@dataclass(frozen=True)
class _Kind:
    meaning: str
    counts_for: bool
    social: bool
    fiscal: bool


KINDS: Mapping[str, _Kind] = {
    "public cost": _Kind("what public bodies spend", counts_for=False, social=True, fiscal=True),
    "cashable saving": _Kind("what a public budget no longer spends", counts_for=True, social=True, fiscal=True),
    "non-cashable saving": _Kind("public means set free for other uses", counts_for=True, social=True, fiscal=False),
    "social benefit": _Kind("what people and the economy gain", counts_for=True, social=True, fiscal=False),
    "social cost": _Kind("what people and the economy lose", counts_for=False, social=True, fiscal=False),
    "transfer received": _Kind("money from another body, such as a grant", counts_for=True, social=False, fiscal=True),
    "transfer paid": _Kind("money to another body, such as tax", counts_for=False, social=False, fiscal=True),
}
GROSS, NET = "gross public cost", "public cost net of cashable savings"
UNDEFINED = "n/a"


def social_flows(flows: Flows, kinds: Kinds) -> dict[str, Series]:
    """The flows that count for society: all but transfers, which move money and make none.

    Formula:
        those of the kinds public cost, cashable saving, non-cashable saving, social benefit, social cost
    Convention:
        Transfers (grants, tax) are left out.

    Args:
        flows: flow to its amounts by year.
        kinds: flow to its kind, one of public cost, cashable saving, non-cashable saving, social benefit, social cost,
            transfer received, transfer paid; or rows of a table with the columns `flow` and `kind`.

    Raises:
        FigureError: a flow has no kind, or one that is not known.

    Source:
        HM Treasury, The Green Book (2026).
    """
    of = _kinds(flows, kinds)
    return {flow: series for flow, series in flows.items() if KINDS[of[flow]].social}


def fiscal_flows(flows: Flows, kinds: Kinds) -> dict[str, Series]:
    """The flows that reach a public budget.

    Formula:
        those of the kinds public cost, cashable saving, transfer received, transfer paid
    Convention:
        A saving that is not cashable lowers no budget, and is left out with social benefits and costs.

    Args:
        flows, kinds: as for `social_flows`.

    Raises:
        FigureError: as for `social_flows`.

    Source:
        HM Treasury, Supporting public service transformation: cost benefit analysis guidance for local partnerships
        (2014): the financial case.
    """
    of = _kinds(flows, kinds)
    return {flow: series for flow, series in flows.items() if KINDS[of[flow]].fiscal}


def net_flow(flows: Flows, kinds: Kinds) -> dict[str, Figure]:
    """What flows come to in each year: those that count for, less those that count against.

    Formula:
        net_t = sum of savings, benefits and transfers received, less sum of costs and transfers paid
    Convention:
        Positive is better. Flows are either all social or all fiscal: choose them by `social_flows` or `fiscal_flows`.

    Args:
        flows, kinds: as for `social_flows`; all flows with the same years.

    Raises:
        FigureError: as for `social_flows`; or the flows mix what counts for society only with what counts for a budget
            only; or they have different years; or an amount is below nought: what is received is a flow of its own.

    Source:
        HM Treasury, The Green Book (2026).
    """
    of = _kinds(flows, kinds)
    _refuse_mixture(of)
    for flow, series in flows.items():
        refuse_any_below_nought(f'The {of[flow]} "{flow}"', series)
    gains = [series for flow, series in flows.items() if KINDS[of[flow]].counts_for]
    losses = [series for flow, series in flows.items() if not KINDS[of[flow]].counts_for]
    return _by_year(gains, losses, _years(flows))


def net_present_social_value(flows: Flows, kinds: Kinds, factors: Series) -> Figure:
    """Net present social value: all benefits to society less all costs, at present value.

    Formula:
        NPSV = sum_t net_t × D_t, of social flows
    Convention:
        Positive is better. Transfers are refused, never left out in silence.

    Args:
        flows, kinds: as for `net_flow`.
        factors: year to discount factor.

    Raises:
        FigureError: as for `net_flow`; or a flow is a transfer, which is nothing to society.

    Source:
        HM Treasury, The Green Book (2026).
    """
    of = _kinds(flows, kinds)
    _refuse_others(of, social_flows(flows, kinds), "the net present social value", "social_flows")
    return present_value(net_flow(flows, kinds), factors)


def net_present_budget_impact(flows: Flows, kinds: Kinds, factors: Series) -> Figure:
    """Net present budget impact: what public budgets gain less what they spend, at present value.

    Formula:
        NPBI = sum_t net_t × D_t, of fiscal flows
    Convention:
        Positive is a gain to the budget of the bodies whose flows are given: between two of them a grant is received by
        one and paid by the other. Social benefits and savings that are not cashable are refused; the financial case of
        `outcome_cases` shows both views, all fiscal benefits and the cashable ones alone.

    Args:
        flows, kinds, factors: as for `net_present_social_value`.

    Raises:
        FigureError: as for `net_flow`; or a flow reaches no public budget.

    Source:
        HM Treasury, Supporting public service transformation: cost benefit analysis guidance for local partnerships
        (2014): the financial case.
    """
    of = _kinds(flows, kinds)
    _refuse_others(of, fiscal_flows(flows, kinds), "the net present budget impact", "fiscal_flows")
    return present_value(net_flow(flows, kinds), factors)


def net_present_value(benefits: Series, costs: Series, factors: Series) -> Figure:
    """Present value of benefits less present value of costs.

    Formula:
        NPV = sum_t B_t × D_t - sum_t C_t × D_t
    Convention:
        Whose value it is, the paper says: of whose benefits and costs these are. Costs are stated at or above nought; a
        benefit below nought is a disbenefit.

    Raises:
        FigureError: a year has no factor, or a cost is below nought.

    Source:
        HM Treasury, The Green Book (2026).
    """
    refuse_any_below_nought("The cost", costs)
    return present_value(benefits, factors) - present_value(costs, factors)


def benefit_cost_ratio(
    benefits: Series, costs: Series, factors: Series, *, savings: Series | None = None, denominator: str = GROSS
) -> Figure | Text:
    """Present value of benefits for each £1 of public cost; a pure number, or "n/a".

    Formula:
        "gross public cost": (PV(benefits) + PV(savings)) / PV(costs)
        "public cost net of cashable savings": PV(benefits) / (PV(costs) - PV(savings))
    Convention:
        What stands in the denominator is one of these two, and a paper states which, beside the net present value and
        what has no price. Costs are at or above nought. "n/a", never a sign, where the denominator is not above nought.

    Args:
        benefits: year to all benefits but the cashable savings that `savings` holds.
        costs: year to public cost, gross.
        factors: year to discount factor.
        savings: year to cashable savings; needed for the second denominator.
        denominator: "gross public cost" or "public cost net of cashable savings".

    Returns:
        A pure number; or the text "n/a", with the cost that explains it.

    Raises:
        FigureError: the denominator is not one of these, savings for it are missing, a year has no factor, or a cost is
            below nought.

    Source:
        HM Treasury, The Green Book (2026).
    """
    parts = benefit_cost_parts(benefits, costs, factors, savings=savings, denominator=denominator)
    value, cost = parts.values()
    nought = literal(Decimal(0), cost.unit, "A ratio has a meaning where what it divides by is above nought.")
    divides = chosen(LARGEST, {UNDEFINED: nought, denominator: cost})
    return divides if divides == UNDEFINED else value / cost


def benefit_cost_parts(
    benefits: Series, costs: Series, factors: Series, *, savings: Series | None = None, denominator: str = GROSS
) -> dict[str, Figure]:
    """What a benefit-cost ratio divides, and by what, at present value: for the table that states them.

    Formula:
        the two parts of `benefit_cost_ratio`
    Convention:
        As for `benefit_cost_ratio`. Savings are in one of the parts, never in both.

    Args:
        benefits, costs, factors, savings, denominator: as for `benefit_cost_ratio`.

    Returns:
        "benefits", and the denominator by its name, to their present values.

    Raises:
        FigureError: as for `benefit_cost_ratio`.

    Source:
        HM Treasury, The Green Book (2026).
    """
    if denominator not in (GROSS, NET):
        raise FigureError(f'"{denominator}" is no denominator of a ratio. Known: {GROSS}; {NET}.')
    if denominator == NET and savings is None:
        raise FigureError(f"The denominator is {NET}, but no savings are given. Give them as savings=.")
    refuse_any_below_nought("The cost", costs)
    value, cost = present_value(benefits, factors), present_value(costs, factors)
    saved = None if savings is None else present_value(savings, factors)
    if saved is None:
        return {"benefits": value, denominator: cost}
    return {"benefits": value + saved, GROSS: cost} if denominator == GROSS else {"benefits": value, NET: cost - saved}


def equivalent_annual_cost(cost: Figure, factors: Series) -> Figure:
    """The equal yearly payment that is worth as much as a cost: for comparing what lasts differently long.

    Formula:
        EAC = PV / sum_t D_t
    Convention:
        One payment in each year that `factors` has, at the end of it. Where the first is a year from now, leave out
        year 0: without(factors, '2019/20').

    Args:
        cost: at present value, such as `present_value` gives it.
        factors: the years of payment to their discount factors.

    Returns:
        A yearly amount, in the unit of the cost.

    Raises:
        FigureError: no years.

    Source:
        HM Treasury, Appraisal and Evaluation in Central Government (1991, revised 1997), paragraph 4.56.
    """
    return cost / total(factors.values())


def internal_rate_of_return(net: Series) -> Figure | Text:
    """The discount rate at which a net flow comes to nought at present value.

    Formula:
        the r above -100% with sum_t net_t / (1 + r)^t = 0
    Convention:
        A fraction a year; the first year is not discounted. Where no rate or more than one does it, that is said, and
        no rate is chosen: compare present values instead.

    Args:
        net: year to what comes in less what goes out, in order and without gaps.

    Returns:
        A pure number; or the text "no rate of return" or "several rates of return".

    Raises:
        FigureError: a year is missing or out of order.

    Source:
        NumPy 1.3 reference, numpy.irr, after Gitman, Principles of Managerial Finance.
    """
    return rate_of_return(without_gaps(net))


def payback_year(net: Series) -> Text:
    """The first year by whose end the net flow so far, having been negative, no longer is.

    Formula:
        the first T with net_0 + … + net_T at or above 0, after some T' with the sum below 0
    Convention:
        Simple pay-back: not discounted; for the discounted one see `discounted_payback_year`. A flow so far that turns
        negative again later is still paid back in its first such year: print its total beside it.

    Args:
        net: year to what comes in less what goes out, in order and without gaps.

    Returns:
        The year; "not within the period"; or "nothing to pay back" when the flow so far is never negative.

    Raises:
        FigureError: a year is missing or out of order.

    Source:
        Arithmetic.
    """
    return chosen(PAYBACK, without_gaps(net))


def discounted_payback_year(net: Series, factors: Series) -> Text:
    """The first year by whose end the net flow so far at present value, having been negative, no longer is.

    Formula:
        as `payback_year`, of net_t × D_t
    Convention:
        Never sooner than simple pay-back where money goes out first and comes in later.

    Args:
        net: as for `payback_year`.
        factors: year to discount factor.

    Returns:
        As `payback_year`.

    Raises:
        FigureError: as `payback_year`, or a year has no factor.

    Source:
        Arithmetic.
    """
    return payback_year(discounted(net, factors))


def unit_cost_per_outcome(cost: Figure, outcomes: Figure) -> Figure:
    """What one outcome costs: pounds per child who returns home.

    Formula:
        cost / outcomes
    Convention:
        The average over all outcomes, not the cost of one more. Cost and outcomes are of the same years, and both are
        discounted or neither is. Its unit is that of the cost for each outcome.

    Raises:
        FigureError: the outcomes are not above nought.

    Source:
        HM Treasury, The Green Book (2026).
    """
    if comparable([outcomes])[0] <= 0:
        raise FigureError(
            f"There are {outcomes.value:f} outcomes, so one of them has no cost. State how many there are."
        )
    return cost / outcomes


def _kinds(flows: Flows, kinds: Kinds) -> dict[str, str]:
    """Flow to its kind, for each flow."""
    given = kinds if isinstance(kinds, Mapping) else said_of(flows, kinds, thing="flow", column="kind")
    for flow in flows:
        if flow not in given:
            raise FigureError(f'The kind of the flow "{flow}" is not stated. Known kinds: {", ".join(KINDS)}.')
        if given[flow].strip() not in KINDS:
            raise FigureError(
                f'"{given[flow]}", the kind of the flow "{flow}", is not known. Known: {", ".join(KINDS)}.'
            )
    return {flow: given[flow].strip() for flow in flows}


def _refuse_mixture(of: Mapping[str, str]) -> None:
    """Refuse flows of which no view holds all: what only society gains, with what only a budget sees."""
    society = next((flow for flow, kind in of.items() if not KINDS[kind].fiscal), None)
    budget = next((flow for flow, kind in of.items() if not KINDS[kind].social), None)
    if society is not None and budget is not None:
        told = " and ".join(f'"{flow}" ({of[flow]}: {KINDS[of[flow]].meaning})' for flow in (society, budget))
        raise FigureError(f"{told} do not add up: choose by social_flows or by fiscal_flows what is added.")


def _refuse_others(of: Mapping[str, str], taken: Iterable[str], measure: str, chooser: str) -> None:
    odd = next((flow for flow in of if flow not in taken), None)
    if odd is not None:
        told = f'"{odd}" is a {of[odd]}: {KINDS[of[odd]].meaning}'
        raise FigureError(f"{told}. It has no place in {measure}. Choose the flows by {chooser}.")


def _years(flows: Flows) -> list[str]:
    if not flows:
        raise FigureError("There are no flows: nothing was selected, so there is nothing to value.")
    first, *others = flows
    for other in others:
        if flows[other].keys() != flows[first].keys():
            ours, theirs = ", ".join(flows[first]), ", ".join(flows[other])
            raise FigureError(
                f'"{first}" has the years {ours}; "{other}" has {theirs}. Give nought where there is none.'
            )
    return list(without_gaps(flows[first]))


def _by_year(gains: Sequence[Series], losses: Sequence[Series], years: Iterable[str]) -> dict[str, Figure]:
    return {year: _net([one[year] for one in gains], [one[year] for one in losses]) for year in years}


def _net(gains: Sequence[Figure], losses: Sequence[Figure]) -> Figure:
    if not losses:
        return _together(gains)
    return _together(gains) - _together(losses) if gains else -_together(losses)


def _together(figures: Sequence[Figure]) -> Figure:
    return figures[0] if len(figures) == 1 else total(figures)
