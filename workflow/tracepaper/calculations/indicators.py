"""Indicators of a logic model: how far each is from its target, and how much of the way lies behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, judging

Series = Mapping[str, Figure]


def distances_to_target(indicators: Sequence[Mapping[str, Text]], latest: Series, target: Series) -> dict[str, Figure]:
    """How far each indicator still has to go, in its unit.

    Formula:
        target_i - latest_i where higher is better; latest_i - target_i where lower is better

    Convention:
        Positive while the target is not reached, 0 at the target, negative beyond it.

    Args:
        indicators: rows with id and direction ("higher" or "lower": which way is better).
        latest: indicator to its latest figure.
        target: indicator to what is to be reached; an indicator that lacks either is left out.

    Raises:
        FigureError: a direction is neither, or the two figures of an indicator are in different units.

    Source:
        Arithmetic.
    """
    measured = [row for row in indicators if row["id"] in latest and row["id"] in target]
    return {row["id"]: _still_to_go(row, latest[row["id"]], target[row["id"]]) for row in measured}


def _still_to_go(row: Mapping[str, Text], latest: Figure, target: Figure) -> Figure:
    try:
        direction = judging.direction(row["direction"])
    except FigureError as error:
        raise FigureError(f"Indicator {row['id']}: {error}") from None
    return target - latest if direction == judging.HIGHER else latest - target


def ways_covered(baseline: Series, latest: Series, target: Series) -> dict[str, Figure]:
    """The share of the way from baseline to target that each indicator has covered.

    Formula:
        (latest_i - baseline_i) / (target_i - baseline_i)

    Convention:
        The denominator is the whole way. 0 at the baseline, 1 at the target, negative where the indicator has moved
        away; pure numbers, whichever direction is better. An indicator that lacks one of the three is left out.

    Args:
        baseline: indicator to its figure at the start.
        latest: indicator to its latest figure.
        target: indicator to what is to be reached.

    Raises:
        FigureError: a target is its baseline, so that there is no way to cover; or units differ.

    Source:
        Arithmetic.
    """
    measured = [id for id in baseline if id in latest and id in target]
    return {id: (latest[id] - baseline[id]) / (target[id] - baseline[id]) for id in measured}
