"""Confidence in data: benefits lowered and costs raised by how little is known about them.

The corrections by grade are in the parameter table confidence_grades_2014, which officers may edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, greatest, least, literal
from tracepaper.figures.limits import refuse_any_below_nought, refuse_other_members, shown

Series = Mapping[str, Figure]
Grid = Mapping[str, Series]

LOWERS = (-1, 0, "It lowers a benefit: -0.15 takes 15 per cent off. Costs have corrections of their own.")
RAISES = (0, 1, "It raises a cost: 0.15 adds 15 per cent. Benefits have corrections of their own.")


def benefit_corrections(points: Grid) -> dict[str, Figure]:
    """The correction for optimism of each outcome's benefit: that of the least sure of its data.

    Formula:
        correction = least of the corrections of the outcome's grades

    Convention:
        A benefit is a product of its data, so it is no surer than the worst graded of them: that is our reading, and
        the strictest. Corrections are negative: -0.15 takes 15 per cent off. An outcome that is graded as a whole has
        one grade. The corrections of the table confidence_grades_2014 are not confirmed: check them before use.

    Args:
        points: outcome to graded factor to correction, as a table's columns of codes give them with the parameters.

    Returns:
        Outcome to correction, a pure number from -1 to 0.

    Raises:
        FigureError: an outcome has no grade, or a correction raises its benefit or takes away more than all of it.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 7; the corrections are parameters.
    """
    for outcome, graded in points.items():
        for factor, correction in graded.items():
            _refuse_outside(f'The correction by the {factor} of the outcome "{outcome}"', correction, LOWERS)
    return {outcome: least(_graded(graded, outcome)) for outcome, graded in points.items()}


def cost_corrections(points: Grid) -> dict[str, Figure]:
    """The correction for optimism of each cost: that of the least sure of its data.

    Formula:
        correction = greatest of the corrections of the cost's grades

    Convention:
        As for `benefit_corrections`, but positive: 0.15 adds 15 per cent. Those of the table are not confirmed either.

    Args:
        points: cost to graded factor to correction.

    Returns:
        Cost to correction, a pure number from 0 to 1.

    Raises:
        FigureError: a cost has no grade, or a correction lowers it or more than doubles it.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 6; the corrections are parameters.
    """
    for cost, graded in points.items():
        for factor, correction in graded.items():
            _refuse_outside(f'The correction by the {factor} of the cost "{cost}"', correction, RAISES)
    return {cost: greatest(_graded(graded, cost)) for cost, graded in points.items()}


def corrected_costs(costs: Grid, corrections: Series) -> dict[str, dict[str, Figure]]:
    """Costs by year, each raised by its correction for optimism.

    Formula:
        corrected_t = cost_t x (1 + correction)

    Convention:
        One correction a cost, the same in every year. A cost that is adjusted for optimism bias by type of project is
        not corrected again here.

    Args:
        costs: cost to year to amount.
        corrections: cost to correction, as `cost_corrections` gives them.

    Returns:
        Cost to year to corrected amount, in the unit of the costs.

    Raises:
        FigureError: a cost has no correction, or there is a correction for no cost; a correction lowers its cost or
            more than doubles it; an amount is negative, so that it would be lowered.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 6.
    """
    refuse_other_members('"costs"', costs, '"corrections"', corrections)
    for cost, correction in corrections.items():
        _refuse_outside(f'The correction of the cost "{cost}"', correction, RAISES)
        refuse_any_below_nought(f'The cost "{cost}"', costs[cost])
    whole = literal(Decimal(1), ONE, "The cost as estimated.")
    return {
        cost: {year: amount * (whole + corrections[cost]) for year, amount in flow.items()}
        for cost, flow in costs.items()
    }


def _refuse_outside(what: str, correction: Figure, rule: tuple[int, int, str]) -> None:
    lowest, highest, remedy = rule
    if correction.unit != ONE or not lowest <= comparable([correction])[0] <= highest:
        bounds = f"it is a pure number from {lowest} to {highest}"
        raise FigureError(f"{what} is {shown(correction)}, {correction.unit.words()}; {bounds}. {remedy}")


def _graded(graded: Series, name: str) -> Iterable[Figure]:
    if not graded:
        raise FigureError(f'"{name}" has no grade. Grade at least one of its data in a column of codes.')
    return graded.values()
