"""Comparing options: costs on one scope, scores, totals by outcome, rank and dominance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracepaper.calculations.series import only, sum_of
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, chosen, comparable, total

Grid = Mapping[str, Mapping[str, Figure]]


def like_for_like(stated: Mapping[str, Figure], *, missing: Mapping[str, Sequence[Figure]]) -> dict[str, Figure]:
    """Option costs on one scope: what an option's stated cost leaves out is added to it.

    Formula:
        cost_i = stated_i + sum_k missing_ik

    Convention:
        The scope is that of the widest option. An option without an entry under `missing` keeps its stated cost.

    Args:
        stated: option to its cost as stated.
        missing: option to the costs of the services that its stated cost does not cover.

    Raises:
        FigureError: `missing` names an option that has no stated cost, or units differ.

    Source:
        Arithmetic.
    """
    unknown = [option for option in missing if option not in stated]
    if unknown:
        raise FigureError(f'There is no stated cost for the option "{unknown[0]}".')
    return {option: total([cost, *missing.get(option, ())]) for option, cost in stated.items()}


def scores(points: Grid) -> dict[str, Figure]:
    """Total points of each option over all tests.

    Formula:
        S_i = sum_j p_ij

    Convention:
        Every test has the same weight. Points are what the scale in the settings gives each answer.

    Args:
        points: option to test to points.

    Raises:
        FigureError: an option has no tests, or units are mixed.

    Source:
        DCLG, Multi-criteria analysis: a manual (2009): the linear additive model, here with equal weights.
    """
    return {option: total(row.values()) for option, row in points.items()}


def scores_by_outcome(points: Grid, outcomes: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Figure]]:
    """Total points of each option on the tests of each outcome.

    Formula:
        S_io = sum of p_ij over the tests j of outcome o

    Convention:
        Every test has the same weight, so an outcome with more tests weighs more.

    Args:
        points: option to test to points.
        outcomes: outcome to the tests that show it.

    Returns:
        option to outcome to points.

    Raises:
        FigureError: an option has no points for a test.

    Source:
        DCLG, Multi-criteria analysis: a manual (2009): criteria in a tree, here with equal weights.
    """
    tests = {outcome: tuple(names) for outcome, names in outcomes.items()}
    return {
        option: {outcome: sum_of(only(row, *names)) for outcome, names in tests.items()}
        for option, row in points.items()
    }


def groups(texts: Iterable[Mapping[str, str]], *, by: str, member: str) -> dict[str, list[str]]:
    """The texts of one column gathered by the texts of another: tests by outcome.

    Formula:
        {g: the members of the rows whose `by` is g}

    Convention:
        Groups, and the members of each, stand in the order of the rows.

    Args:
        texts: rows, as `texts()` of a table gives them.
        by: the column whose texts name the groups.
        member: the column whose texts are gathered.

    Source:
        Arithmetic.
    """
    gathered: dict[str, list[str]] = {}
    for row in texts:
        gathered.setdefault(row[by], []).append(row[member])
    return gathered


def ranking(series: Mapping[str, Figure], *, lowest_first: bool = False) -> list[Text]:
    """Keys of a series from best to worst.

    Formula:
        place 1 to argmax_i x_i, or to argmin_i x_i with lowest_first, and so on

    Convention:
        The highest is best; with `lowest_first` the lowest. Equals keep the order of the series and get places of their
        own: whether there are any, `tied` says.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    first = "lowest" if lowest_first else "highest"
    return [chosen(f"ranking, {first} first, place {place}", series) for place in range(1, len(series) + 1)]


def tied(series: Mapping[str, Figure]) -> list[list[str]]:
    """Groups of keys with exactly the same value.

    Formula:
        {i, j, ...} with x_i = x_j = ..., two or more

    Convention:
        Exact values are compared, not what is printed: 10.4 and 9.6 are no tie, though both print as 10.

    Returns:
        the groups, each with its keys, in the order of the series; none when all values differ.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    together: dict[object, list[str]] = {}
    for key, value in zip(series, comparable(series.values()), strict=True):
        together.setdefault(value, []).append(key)
    return [keys for keys in together.values() if len(keys) > 1]


def dominated(points: Grid, *, costs: Mapping[str, Figure] | None = None) -> dict[str, list[str]]:
    """Options that another one dominates: no worse on any test (nor in cost, where costs are given), better on one.

    Formula:
        a dominates b: p_aj >= p_bj for all j (and c_a <= c_b), with > (or <) at least once

    Convention:
        More points are better, and a lower cost. Two options that are equal on everything do not dominate each other.

    Args:
        points: option to test to points.
        costs: option to its cost, on one scope.

    Returns:
        dominated option to those that dominate it; options that nothing dominates are left out.

    Raises:
        FigureError: options were not put to the same tests, or one has no cost.

    Source:
        DCLG, Multi-criteria analysis: a manual (2009): dominance in a performance matrix.
    """
    found = {
        option: [other for other in points if other != option and _dominates(other, option, points, costs or {})]
        for option in points
    }
    return {option: by for option, by in found.items() if by}


def _dominates(better: str, worse: str, points: Grid, costs: Mapping[str, Figure]) -> bool:
    better_points, worse_points = only(points[better], *points[worse]), points[worse]
    pairs = [comparable([better_points[test], worse_points[test]]) for test in worse_points]
    if costs:
        pairs.append(comparable(only(costs, worse, better).values()))
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)
