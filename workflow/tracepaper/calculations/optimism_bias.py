"""Optimism bias: estimates of cost and time raised by what such estimates turned out to be short of.

The upper bounds of each type of project are in the parameter table optimism_bias_2002. Optimism bias comes before risk:
see `with_risk`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracepaper.calculations.series import sum_of
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, literal, total
from tracepaper.figures.limits import refuse_below_nought, refuse_other_members, refuse_other_than_share, shown

Series = Mapping[str, Figure]


def resultant_bias(bias: Figure, *, mitigation: Figure) -> Figure:
    """What is left of an optimism bias once part of its causes is managed.

    Formula:
        resultant bias = bias x (1 - mitigation)

    Convention:
        Mitigation is the share of the bias that is managed: 0 leaves the upper bound, 1 leaves nothing.

    Args:
        bias: the upper bound for the type of project, a fraction of the estimate; it may be above 1.
        mitigation: a share from 0 to 1.

    Returns:
        A fraction of the estimate; a pure number.

    Raises:
        FigureError: the bias is negative or has a unit, or the mitigation is no share.

    Source:
        Mott MacDonald, Review of Large Public Procurement in the UK (for HM Treasury, July 2002), section 4, example 1.
    """
    _refuse_no_bias("The optimism bias", bias)
    refuse_other_than_share("The mitigation of the optimism bias", mitigation)
    one = literal(Decimal(1), ONE, "The whole of the optimism bias, of which a part is managed.")
    return bias * (one - mitigation)


def adjusted_for_optimism(estimate: Figure, *, bias: Figure, mitigation: Figure) -> Figure:
    """An estimate of cost, or of the duration of works, raised by the optimism bias that is not managed.

    Formula:
        adjusted = estimate x (1 + bias x (1 - mitigation))

    Convention:
        The bias is that of the same thing: capital expenditure, operating expenditure and works duration each have
        their own. It is applied before the expected value of risks is added. Not rounded between the steps.

    Args:
        estimate: a cost or a duration, not negative.
        bias: the upper bound, a fraction of the estimate.
        mitigation: the share of the bias that is managed, from 0 to 1.

    Returns:
        The adjusted estimate, in its unit.

    Raises:
        FigureError: the estimate is negative, or as for `resultant_bias`.

    Source:
        Mott MacDonald, Review of Large Public Procurement in the UK (for HM Treasury, July 2002), section 4, examples.
    """
    refuse_below_nought("The estimate", estimate)
    return estimate * _uplift(bias, mitigation)


def costs_adjusted_for_optimism(costs: Series, *, bias: Figure, mitigation: Figure) -> dict[str, Figure]:
    """Costs by year, each raised by the optimism bias that is not managed.

    Formula:
        adjusted_t = cost_t x (1 + bias x (1 - mitigation))

    Convention:
        One bias for all years: the costs are of one kind, and the works take as long as planned.

    Args:
        costs: year to cost, none negative.
        bias: the upper bound, a fraction of the cost.
        mitigation: the share of the bias that is managed, from 0 to 1.

    Returns:
        Year to adjusted cost, in the unit of the costs.

    Raises:
        FigureError: a cost is negative, with its year, or as for `resultant_bias`.

    Source:
        Mott MacDonald, Review of Large Public Procurement in the UK (for HM Treasury, July 2002), section 4, example 1.
    """
    for year, cost in costs.items():
        refuse_below_nought(f"The cost of {year}", cost)
    uplift = _uplift(bias, mitigation)
    return {year: cost * uplift for year, cost in costs.items()}


def managed_share(contributions: Series, *, managed: Series) -> Figure:
    """How much of an optimism bias is managed, from the areas of risk that cause it.

    Formula:
        mitigation = sum over areas of (contribution x degree to which the area is managed)

    Convention:
        Contributions are shares of the bias; an area that is left out is not managed.

    Args:
        contributions: area of risk to its share of the bias; together at most 1.
        managed: the same areas, each to how far it is managed: 0 not at all, 1 wholly.

    Returns:
        A share from 0 to 1: the mitigation of `adjusted_for_optimism`.

    Raises:
        FigureError: the areas differ; a number is no share; contributions add up to more than 1.

    Source:
        Mott MacDonald, Review of Large Public Procurement in the UK (for HM Treasury, July 2002), section 4, examples;
        the contributions of each area are in its table 15 (buildings) and table 16 (civil engineering).
    """
    refuse_other_members('"contributions"', contributions, '"managed"', managed)
    for area, contribution in contributions.items():
        refuse_other_than_share(f'The contribution of the area "{area}" to the optimism bias', contribution)
        refuse_other_than_share(f'How far the area "{area}" is managed', managed[area])
    whole = sum_of(contributions)
    if comparable([whole])[0] > 1:
        raise FigureError(
            f"The contributions of {', '.join(contributions)} to the optimism bias add up to {shown(whole)}, "
            "which is more than the whole bias. They are shares of it: 23 per cent is written 0.23."
        )
    return total(contribution * managed[area] for area, contribution in contributions.items())


def combined_bias(biases: Series, *, parts: Series) -> Figure:
    """The optimism bias of a project that is part of one type and part of another.

    Formula:
        bias = sum over types of (share of the project x bias of the type)

    Convention:
        Shares are of the same thing as the bias: of the capital expenditure, or of the duration of works.

    Args:
        biases: type of project to its upper bound; types of which the project has no part may be there too.
        parts: type of project to its share of the project; together 1.

    Returns:
        The bias of the whole; a pure number.

    Raises:
        FigureError: the shares do not add up to 1 exactly or one is no share; a type has no bias; a bias is negative.

    Source:
        Mott MacDonald, Review of Large Public Procurement in the UK (for HM Treasury, July 2002), on
        combined projects.
    """
    for type, part in parts.items():
        if type not in biases:
            raise FigureError(f'There is no optimism bias for "{type}". There are: {", ".join(biases)}.')
        refuse_other_than_share(f'The part of the project that is "{type}"', part)
        _refuse_no_bias(f'The optimism bias of "{type}"', biases[type])
    whole = sum_of(parts)
    if comparable([whole])[0] != 1:
        raise FigureError(f"The parts {', '.join(parts)} add up to {shown(whole)} of the project, not to 1.")
    return total(part * biases[type] for type, part in parts.items())


def _uplift(bias: Figure, mitigation: Figure) -> Figure:
    one = literal(Decimal(1), ONE, "The estimate itself, to which the optimism bias is added.")
    return one + resultant_bias(bias, mitigation=mitigation)


def _refuse_no_bias(what: str, bias: Figure) -> None:
    if bias.unit != ONE:
        raise FigureError(f"{what} is in {bias.unit.words()}; it is a fraction of the estimate, a pure number.")
    refuse_below_nought(what, bias)
