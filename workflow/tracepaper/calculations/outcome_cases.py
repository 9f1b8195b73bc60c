"""The financial and the economic case of a programme, from its benefits by outcome."""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.calculations.discounting import present_value
from tracepaper.calculations.series import added, subtracted
from tracepaper.calculations.value import benefit_cost_ratio, discounted_payback_year, payback_year
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, comparable
from tracepaper.figures.limits import refuse_any_below_nought, refuse_other_than_share, shown
from tracepaper.figures.registers import Register, said_of

Series = Mapping[str, Figure]
Grid = Mapping[str, Series]

FISCAL = "fiscal"
KINDS = (FISCAL, "economic", "social")


def benefits_by(benefits: Grid, register: Register, column: str) -> dict[str, dict[str, Figure]]:
    """Benefits by year added up by kind, by agency, or by whatever a column of the register says.

    Formula:
        benefit of an agency(t) = sum of benefit(t) over the agency's outcomes

    Convention:
        Each outcome has one kind and one agency: a benefit that falls to two agencies is two outcomes. The order is
        that of the outcomes.

    Args:
        benefits: outcome to year to pounds.
        register: rows of texts with the column `outcome` and the column asked for.
        column: which column: "kind" (fiscal, economic, social), "agency".

    Returns:
        Each text of the column to year to pounds; together they are the total of all.

    Raises:
        FigureError: an outcome has no row or two, the column is not there or blank, a kind is not known, or the
            outcomes are of different years.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 7.
    """
    said = _said(benefits, register, column)
    names = dict.fromkeys(said[outcome] for outcome in benefits)
    return {name: added(*(flow for outcome, flow in benefits.items() if said[outcome] == name)) for name in names}


def cashable_benefits(benefits: Grid, numbers: Grid, register: Register) -> dict[str, dict[str, Figure]]:
    """The part of each fiscal benefit by which a budget can be reduced.

    Formula:
        cashable(t) = fiscal benefit(t) x cashability

    Convention:
        Only fiscal benefits release budget; what economic and social ones are worth is nobody's money to take out.

    Args:
        benefits: outcome to year to pounds.
        numbers: outcome to factor to figure, with `cashability` as a share for every fiscal outcome.
        register: rows of texts with the columns `outcome` and `kind`.

    Returns:
        Fiscal outcome to year to pounds.

    Raises:
        FigureError: a fiscal outcome has no cashability or one that is no share; another one has some.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 7.
    """
    kinds = _said(benefits, register, "kind")
    fiscal = [outcome for outcome in benefits if kinds[outcome] == FISCAL]
    for outcome in benefits:
        if outcome not in fiscal:
            _refuse_cashable(numbers, outcome, kinds[outcome])
    shares = {outcome: _cashability(numbers, outcome) for outcome in fiscal}
    return {outcome: {y: one * shares[outcome] for y, one in benefits[outcome].items()} for outcome in fiscal}


def present_values(flows: Grid, factors: Series) -> dict[str, Figure]:
    """The present value of each of several flows: of each outcome, each kind, each agency.

    Formula:
        PV = sum over years of (amount(t) x discount factor(t))

    Convention:
        That of the factors.

    Args:
        flows: what each is called to year to amount.
        factors: year to discount factor.

    Returns:
        What each is called to its present value.

    Raises:
        FigureError: a year has no factor.

    Source:
        HM Treasury, The Green Book (2026), chapter 6.
    """
    return {name: present_value(flow, factors) for name, flow in flows.items()}


def financial_case(
    benefits: Grid, numbers: Grid, register: Register, *, costs: Series, factors: Series
) -> dict[str, Figure | Text]:
    """What a programme does to public budgets.

    Formula:
        net present budget impact = PV(fiscal benefits) - PV(costs)
        financial return on investment = PV(fiscal benefits) / PV(costs)

    Convention:
        Positive is a gain to budgets. The return is what comes back for each £1 spent: 1 is break-even. Fiscal benefits
        of all agencies; their cashable part alone is set against the same costs. The return and the years of payback
        are of all fiscal benefits, cashable or not. Costs are public money, capital and revenue, without what is given
        in kind, raised for optimism, with no benefit taken off them. `net_present_budget_impact` counts as the second
        impact here does: what is cashable only.

    Args:
        benefits: outcome to year to pounds.
        numbers: outcome to factor to figure, with `cashability`.
        register: rows of texts with the columns `outcome` and `kind`.
        costs: year to pounds, of the same years.
        factors: year to discount factor.

    Returns:
        "present value of fiscal benefits", "present value of cashable benefits", "present value of costs", "net present
        budget impact, all fiscal", "net present budget impact, cashable only", "financial return on investment" (or
        "n/a" where there is no cost), "year of payback" and "year of payback at present value".

    Raises:
        FigureError: no outcome is fiscal; a cost is below nought; years differ or have no factor; or as for
            `cashable_benefits`.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014): the financial case.
    """
    refuse_any_below_nought("The cost", costs)
    cashable = _summed(cashable_benefits(benefits, numbers, register), "No outcome is fiscal")
    fiscal = benefits_by(benefits, register, "kind")[FISCAL]
    net, of_cash = subtracted(fiscal, costs), subtracted(cashable, costs)
    return {
        "present value of fiscal benefits": present_value(fiscal, factors),
        "present value of cashable benefits": present_value(cashable, factors),
        "present value of costs": present_value(costs, factors),
        "net present budget impact, all fiscal": present_value(net, factors),
        "net present budget impact, cashable only": present_value(of_cash, factors),
        "financial return on investment": benefit_cost_ratio(fiscal, costs, factors),
        "year of payback": payback_year(net),
        "year of payback at present value": discounted_payback_year(net, factors),
    }


def economic_case(benefits: Grid, *, costs: Series, factors: Series) -> dict[str, Figure | Text]:
    """What a programme is worth to the public as a whole.

    Formula:
        net present public value = PV(all benefits) - PV(costs)
        benefit-cost ratio = PV(all benefits) / PV(costs)

    Convention:
        Fiscal, economic and social benefits together, cashable or not; none is counted under two kinds, and transfers
        are left out. The denominator is the gross cost: all resources, also those given in kind, raised for optimism,
        with no benefit taken off them.

    Args:
        benefits: outcome to year to pounds.
        costs: year to pounds, of the same years.
        factors: year to discount factor.

    Returns:
        "present value of benefits", "present value of costs", "net present public value" and "benefit-cost ratio" (or
        "n/a" where there is no cost).

    Raises:
        FigureError: there are no outcomes; a cost is below nought; years differ or have no factor.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014): the economic case.
    """
    refuse_any_below_nought("The cost", costs)
    everything = _summed(benefits, "There is no outcome")
    return {
        "present value of benefits": present_value(everything, factors),
        "present value of costs": present_value(costs, factors),
        "net present public value": present_value(subtracted(everything, costs), factors),
        "benefit-cost ratio": benefit_cost_ratio(everything, costs, factors),
    }


def _said(benefits: Grid, register: Register, column: str) -> dict[str, str]:
    said = said_of(benefits, register, thing="outcome", column=column)
    for outcome, kind in said.items():
        if column == "kind" and kind not in KINDS:
            raise FigureError(
                f'The kind of the outcome "{outcome}" is "{kind}"; the known ones are {", ".join(KINDS)}.'
            )
    return said


def _cashability(numbers: Grid, outcome: str) -> Figure:
    if "cashability" not in numbers.get(outcome, {}):
        remedy = "Say what share of its benefit a budget can be reduced by; 0 where none."
        raise FigureError(f'The fiscal outcome "{outcome}" has no cashability. {remedy}')
    refuse_other_than_share(f'The cashability of the outcome "{outcome}"', numbers[outcome]["cashability"])
    return numbers[outcome]["cashability"]


def _refuse_cashable(numbers: Grid, outcome: str, kind: str) -> None:
    stated = numbers.get(outcome, {}).get("cashability")
    if stated is not None and comparable([stated])[0] != 0:
        found = f'The cashability of the outcome "{outcome}" is {shown(stated)}, but its benefit is {kind}.'
        raise FigureError(f"{found} Only fiscal benefits release budget: leave it blank, or write 0.")


def _summed(flows: Grid, otherwise: str) -> dict[str, Figure]:
    if not flows:
        raise FigureError(f"{otherwise}, so there is no case to make.")
    return added(*flows.values())
