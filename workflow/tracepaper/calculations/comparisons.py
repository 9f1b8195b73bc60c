"""Comparisons that a reader can trace: "yes" or "no", with both figures as inputs.

For words of a paper that must hold, whatever they say, see the statements of its settings; these here are results.
"""

from __future__ import annotations

from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, judged
from tracepaper.figures.operations import IS_ABOVE, IS_BEFORE, IS_EQUAL
from tracepaper.figures.units import DATE


def is_above(first: Figure, second: Figure) -> Text:
    """Whether the first is larger than the second, or the later of two dates: "yes" or "no".

    Formula:
        first > second

    Convention:
        "no" for equals. Exact values are compared, to twenty places, not what is printed.

    Raises:
        FigureError: their units differ.

    Source:
        Arithmetic.
    """
    return judged(IS_ABOVE, [first, second])


def is_equal(first: Figure, second: Figure) -> Text:
    """Whether two figures of one unit have the same value: "yes" or "no".

    Formula:
        first = second

    Convention:
        Exact values are compared, to twenty places, not what is printed: 0.333 is not a third.

    Raises:
        FigureError: their units differ.

    Source:
        Arithmetic.
    """
    return judged(IS_EQUAL, [first, second])


def is_before(first: Figure, second: Figure) -> Text:
    """Whether the first of two dates is the earlier: "yes" or "no".

    Formula:
        first < second

    Convention:
        "no" for the same day.

    Raises:
        FigureError: one of them is no date.

    Source:
        Arithmetic.
    """
    for figure in (first, second):
        if figure.unit != DATE:
            name = figure.label or "a figure"
            raise FigureError(f'Before and after are for dates; "{name}" is in {figure.unit.words()}. Use is_above.')
    return judged(IS_BEFORE, [first, second])
