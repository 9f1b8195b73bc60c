"""What a paper may say about its figures: true or false, so that words which compare are held to the numbers."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from tracepaper.figures import Figure, comparable


def exceeds(first: Figure, second: Figure) -> bool:
    """Whether the first is larger than the second.

    Raises:
        FigureError: their units differ.
    """
    larger, smaller = comparable([first, second])
    return larger > smaller


def equals(first: Figure, second: Figure) -> bool:
    """Whether two figures of one unit have exactly the same value."""
    one, other = comparable([first, second])
    return one == other


def rises(series: Mapping[str, Figure]) -> bool:
    """Whether each member of a series is larger than the one before it."""
    values = comparable(series.values())
    return all(after > before for before, after in itertools.pairwise(values))


def falls(series: Mapping[str, Figure]) -> bool:
    """Whether each member of a series is smaller than the one before it."""
    values = comparable(series.values())
    return all(after < before for before, after in itertools.pairwise(values))


def same_series(first: Mapping[str, Figure], second: Mapping[str, Figure]) -> bool:
    """Whether two series have the same members with exactly the same values: a table that repeats another one."""
    return list(first) == list(second) and all(equals(first[key], second[key]) for key in first)
