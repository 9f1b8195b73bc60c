"""Options scored on several criteria: value scales from 0 to 100, and weighted totals.

Codes in words (Yes, Partially, No) become points through `points` of a table; dominance, ranking and ties are in
options.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracepaper.calculations.series import Series, only, transposed
from tracepaper.calculations.weights import stated_weights
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, comparable, greatest, judged, least, literal, total
from tracepaper.figures.operations import RANK_HIGHEST_FIRST, RANK_LOWEST_FIRST

Grid = Mapping[str, Mapping[str, Figure]]
HUNDRED = literal(100, ONE, "Value scales run from 0 to 100 by convention.")


def local_scale(scores: Grid, *, less_is_better: Iterable[str] = ()) -> dict[str, dict[str, Figure]]:
    """Scores as values from 0 to 100 between the worst and the best of the options, criterion by criterion.

    Formula:
        v_ij = 100 (x_ij - worst_j) / (best_j - worst_j)

    Convention:
        The worst option on a criterion has 0 and the best 100, so the values depend on which options are compared. A
        straight line lies between. Values are pure numbers. A criterion on which all options are equal has no such
        scale and is refused.

    Args:
        scores: option to criterion to score; the scores on one criterion are of one unit.
        less_is_better: the criteria, such as cost, on which the lowest score is the best.

    Raises:
        FigureError: options were put to different criteria; all options are equal on one; or an unknown criterion.

    Source:
        Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 5.6.
    """
    by_criterion, less = _by_criterion(scores), tuple(less_is_better)
    _refuse_unknown(less, by_criterion)
    scaled = {}
    for criterion, column in by_criterion.items():
        _refuse_all_equal(criterion, column)
        low, high = least(column.values()), greatest(column.values())
        worst, best = (high, low) if criterion in less else (low, high)
        scaled[criterion] = {option: _value(score, worst, best) for option, score in column.items()}
    return transposed(scaled)


def global_scale(scores: Grid, *, worst: Series, best: Series) -> dict[str, dict[str, Figure]]:
    """Scores as values from 0 to 100 between reference points that were set before the options were known.

    Formula:
        v_ij = 100 (x_ij - worst_j) / (best_j - worst_j)

    Convention:
        `worst` has 0 and `best` 100, whichever of the two is the higher number; a straight line lies between. Values
        are pure numbers, and stay the same when an option is added or removed. A score beyond a reference point is
        refused, not cut off.

    Args:
        scores: option to criterion to score; the scores on one criterion are of one unit.
        worst: criterion to the score that is worth 0.
        best: criterion to the score that is worth 100.

    Raises:
        FigureError: options were put to different criteria; a criterion lacks a reference point, or has the same one
            twice; or an option lies beyond one.

    Source:
        Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 5.6.
    """
    scaled = {}
    for criterion, column in _by_criterion(scores).items():
        for name, points in (("worst", worst), ("best", best)):
            if criterion not in points:
                raise FigureError(f'The criterion "{criterion}" has no {name} reference point.')
        low, high = worst[criterion], best[criterion]
        _refuse_beyond(criterion, column, low, high)
        scaled[criterion] = {option: _value(score, low, high) for option, score in column.items()}
    return transposed(scaled)


def weighted_values(scores: Grid, weights: Series) -> dict[str, dict[str, Figure]]:
    """What each criterion adds to the weighted total of each option: option to criterion to weight times score.

    Formula:
        w_j v_ij

    Convention:
        All scores are of one unit and on one scale (points of one key, or values from 0 to 100); weights sum to one.

    Args:
        scores: option to criterion to score.
        weights: criterion to its weight.

    Raises:
        FigureError: options were put to different criteria, which are those of the weights; weights that do not sum to
            one; or scores in different units.

    Source:
        Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 4.7.
    """
    stated_weights(weights)
    by_criterion = _by_criterion(scores)
    if by_criterion.keys() != weights.keys():
        raise FigureError(f"There are scores on {', '.join(by_criterion)}, but weights of {', '.join(weights)}.")
    _refuse_mixed_units(by_criterion)
    return {option: {one: weights[one] * row[one] for one in weights} for option, row in scores.items()}


def weighted_totals(scores: Grid, weights: Series) -> dict[str, Figure]:
    """The weighted total of each option, in the unit of the scores.

    Formula:
        V_i = sum_j w_j v_ij

    Convention:
        As for `weighted_values`. With equal weights it is the mean score. Criteria must not overlap in meaning, and
        a good score on one makes up for a poor one on another.

    Args:
        scores: option to criterion to score.
        weights: criterion to its weight.

    Raises:
        FigureError: as for `weighted_values`.

    Source:
        Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 4.7.
    """
    return {option: total(row.values()) for option, row in weighted_values(scores, weights).items()}


def ranks(series: Series, *, lowest_first: bool = False) -> dict[str, Text]:
    """The rank of each member of a series, in words that say where two are equal: "1", "2 equal", "2 equal", "4".

    Formula:
        rank_i = 1 + number of k with x_k > x_i; with lowest_first, x_k < x_i

    Convention:
        Equals share the better rank, and as many ranks after it stay empty. Exact values are compared, not what is
        printed. For the names in order of rank see `ranking`.

    Args:
        series: member to figure: weighted totals, scores, costs.
        lowest_first: whether the lowest has rank 1.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    name = RANK_LOWEST_FIRST if lowest_first else RANK_HIGHEST_FIRST
    return {
        key: judged(name, [figure, *(other for one, other in series.items() if one != key)])
        for key, figure in series.items()
    }


def _value(score: Figure, worst: Figure, best: Figure) -> Figure:
    return HUNDRED * ((score - worst) / (best - worst))


def _by_criterion(scores: Grid) -> dict[str, dict[str, Figure]]:
    """The scores turned round, refused unless every option has one on every criterion."""
    if not scores or not all(scores.values()):
        raise FigureError("Scores of options on criteria are needed; there are none.")
    first, *others = scores
    for other in others:
        if scores[other].keys() != scores[first].keys():
            mine, theirs = ", ".join(scores[first]), ", ".join(scores[other])
            raise FigureError(f'"{first}" has scores on {mine}; "{other}" on {theirs}. Every option needs them all.')
    return transposed({option: only(row, *scores[first]) for option, row in scores.items()})


def _refuse_unknown(criteria: Iterable[str], known: Iterable[str]) -> None:
    names = list(known)
    for criterion in criteria:
        if criterion not in names:
            raise FigureError(f'There is no criterion "{criterion}". There are: {", ".join(names)}.')


def _refuse_all_equal(criterion: str, column: Series) -> None:
    if len(set(comparable(column.values()))) == 1:
        remedy = "It tells no option from another: leave it out, or use a global scale."
        raise FigureError(
            f'On the criterion "{criterion}" all options are equal, so none is the worst or the best. {remedy}'
        )


def _refuse_beyond(criterion: str, column: Series, worst: Figure, best: Figure) -> None:
    low, high, *values = comparable([worst, best, *column.values()])
    if low == high:
        raise FigureError(f'The worst and the best reference point of "{criterion}" are the same: {worst.value:f}.')
    for option, value in zip(column, values, strict=True):
        if not min(low, high) <= value <= max(low, high):
            found = f'"{option}" has {column[option].value:f} on "{criterion}"'
            between = f"beyond the reference points {worst.value:f} and {best.value:f}"
            raise FigureError(f"{found}, {between}. Set reference points that hold every option.")


def _refuse_mixed_units(by_criterion: Grid) -> None:
    first = next(iter(by_criterion))
    unit = next(iter(by_criterion[first].values())).unit
    for criterion, column in by_criterion.items():
        for score in column.values():
            if score.unit != unit:
                remedy = "Put all scores on one scale first: local_scale or global_scale."
                raise FigureError(
                    f'Scores on "{first}" are in {unit.words()}, on "{criterion}" in {score.unit.words()}. {remedy}'
                )
