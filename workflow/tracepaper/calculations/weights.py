"""Weights of criteria: as agreed, equal, from points or from swings; pure numbers that sum to one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracepaper.calculations.series import without
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, count, literal, total

Weights = Mapping[str, Figure]
WHOLE = literal(1, ONE, "All weights together: they sum to one.")
FULL_SWING = Decimal(100)


def stated_weights(weights: Weights) -> dict[str, Figure]:
    """Weights as they were agreed, refused unless they sum to one.

    Formula:
        w_j as stated; sum_j w_j = 1.

    Convention:
        Pure numbers: 0.25, not 25 (for points out of a hundred see `weights_from_points`). Nothing is scaled in
        silence: weights rounded to 0.33, 0.33 and 0.33 are refused.

    Args:
        weights: criterion to its weight.

    Raises:
        FigureError: no weights, one that is negative or not a pure number, or a sum that is not one: it is named.

    Source:
        Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 4.7.
    """
    _refuse_negative(weights, "weight")
    for criterion, weight in weights.items():
        if weight.unit != ONE:
            remedy = "weights_from_points makes weights of points."
            raise FigureError(
                f'The weight of "{criterion}" is in {weight.unit.words()}; a weight is a pure number. {remedy}'
            )
    whole = _sum_of(weights)
    if whole != 1:
        remedy = "Mend the weights, or give points and let weights_from_points scale them."
        raise FigureError(f"The weights of {', '.join(weights)} sum to {_plain(whole)}; they must sum to 1. {remedy}")
    return dict(weights)


def equal_weights(criteria: Mapping[str, Figure]) -> dict[str, Figure]:
    """The same weight for every criterion.

    Formula:
        w_j = 1 / n

    Convention:
        A choice like any other: equal weights say that the swing from worst to best matters alike on every criterion.

    Args:
        criteria: a series whose members are the criteria: the scores of any one option.

    Returns:
        criterion to its weight, a pure number.

    Raises:
        FigureError: there are no criteria.

    Source:
        Arithmetic.
    """
    if not criteria:
        raise FigureError("Equal weights were asked for; there are no criteria to weigh.")
    each = WHOLE / count(criteria.values())
    return dict.fromkeys(criteria, each)


def weights_from_points(points: Weights) -> dict[str, Figure]:
    """Points shared out over the criteria, as weights.

    Formula:
        w_j = p_j / sum_j p_j

    Convention:
        The points may have any sum, a hundred or not, and any one unit; the weights are pure numbers.

    Args:
        points: criterion to its points.

    Raises:
        FigureError: no points, negative ones, mixed units, or nothing but noughts.

    Source:
        Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), chapter 6.
    """
    _refuse_negative(points, "number of points")
    if not _sum_of(points):
        raise FigureError(f"The points of {', '.join(points)} sum to 0: at least one criterion needs some.")
    together = total(points.values())
    return {criterion: one / together for criterion, one in points.items()}


def swing_weights(swings: Weights) -> dict[str, Figure]:
    """Weights from swings: how much the step from worst to best on a criterion matters beside the largest such step.

    Formula:
        w_j = s_j / sum_j s_j; max_j s_j = 100

    Convention:
        The swing that matters most is 100 and every other is judged against it. A swing is that of the scale used: from
        the worst to the best option on a local scale, between the reference points on a global one.

    Args:
        swings: criterion to its swing, from 0 to 100, of any one unit.

    Raises:
        FigureError: no swings, negative ones, mixed units, or the largest is not 100: it is named.

    Source:
        HM Treasury, Use of multi-criteria decision analysis in options appraisal of economic cases (2024); Department
        for Communities and Local Government, Multi-criteria analysis: a manual (2009), chapter 6.
    """
    _refuse_negative(swings, "swing")
    settled = dict(zip(swings, comparable(swings.values()), strict=True))
    largest = max(settled, key=settled.__getitem__)
    if settled[largest] != FULL_SWING:
        remedy = "Give the swing that matters most 100, and judge the others against it."
        raise FigureError(f'The largest swing is that of "{largest}", {_plain(settled[largest])}. {remedy}')
    return weights_from_points(swings)


def weights_without(weights: Weights, *criteria: str) -> dict[str, Figure]:
    """The weights that are left when some criteria are left out, scaled up to sum to one again.

    Formula:
        w'_j = w_j / sum_(k left) w_k

    Convention:
        The criteria that are left keep their proportions.

    Args:
        weights: criterion to its weight; they sum to one.
        criteria: those to leave out.

    Raises:
        FigureError: as for `stated_weights`; a criterion that is not there; or what is left has no weight.

    Source:
        Arithmetic.
    """
    left = without(stated_weights(weights), *criteria)
    if not left or not _sum_of(left):
        out = ", ".join(f'"{one}"' for one in criteria)
        raise FigureError(f"Without {out} no weight is left: the whole weight is on what is left out.")
    together = total(left.values())
    return {criterion: weight / together for criterion, weight in left.items()}


def _refuse_negative(series: Weights, what: str) -> None:
    if not series:
        raise FigureError(f"Weights were asked for; not one {what} was given.")
    for (criterion, one), value in zip(series.items(), comparable(series.values()), strict=True):
        if value < 0:
            raise FigureError(f'The {what} of "{criterion}" is {_plain(one.value)}: it cannot be below 0.')


def _sum_of(series: Weights) -> Decimal:
    return comparable([total(series.values())])[0]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
