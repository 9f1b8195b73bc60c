"""Statements: what a paper may say about its figures, true or false, so that its words are held to the numbers."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from tracepaper.figures import Figure, comparable


def exceeds(first: Figure, second: Figure) -> bool:
    """Whether the first is larger than the second.

    Formula:
        first > second

    Convention:
        False for equals. Exact values are compared, to twenty places, not what is printed.

    Raises:
        FigureError: their units differ.

    Source:
        Arithmetic.
    """
    larger, smaller = comparable([first, second])
    return larger > smaller


def equals(first: Figure, second: Figure) -> bool:
    """Whether two figures of one unit have exactly the same value.

    Formula:
        first = second

    Convention:
        Exact values are compared, to twenty places, not what is printed.

    Raises:
        FigureError: their units differ.

    Source:
        Arithmetic.
    """
    one, other = comparable([first, second])
    return one == other


def rises(series: Mapping[str, Figure]) -> bool:
    """Whether each member of a series is larger than the one before it.

    Formula:
        x_1 < x_2 < ... < x_n

    Convention:
        False as soon as two neighbours are equal. A series with fewer than two members rises, and falls as well.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    values = comparable(series.values())
    return all(after > before for before, after in itertools.pairwise(values))


def falls(series: Mapping[str, Figure]) -> bool:
    """Whether each member of a series is smaller than the one before it.

    Formula:
        x_1 > x_2 > ... > x_n

    Convention:
        False as soon as two neighbours are equal. A series with fewer than two members falls, and rises as well.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    values = comparable(series.values())
    return all(after < before for before, after in itertools.pairwise(values))


def same_series(first: Mapping[str, Figure], second: Mapping[str, Figure]) -> bool:
    """Whether two series have the same members with exactly the same values: a table that repeats another one.

    Formula:
        first_i = second_i for every i

    Convention:
        The same keys in the same order. Exact values are compared, to twenty places, not what is printed.

    Raises:
        FigureError: the units of two members differ.

    Source:
        Arithmetic.
    """
    return list(first) == list(second) and all(equals(first[key], second[key]) for key in first)
