"""Whether a figure is a straight line in another: double the change of the one, and that of the other doubles."""

from __future__ import annotations

from tracepaper.figures.figure import Figure, Operation
from tracepaper.figures.graph import inputs_first
from tracepaper.figures.operations import COUNT, POINTS
from tracepaper.figures.restating import chosen_points
from tracepaper.figures.sameness import Traced, inputs_of, occurrences

CURVED = 2


def straight_in(figure: Traced, other: Figure) -> bool:
    """Whether a figure is a straight line in another that it rests on, by the form of its derivation.

    Sums and differences of straight lines are one, and so are their products and quotients with what does not rest on
    the other figure. Whatever else rests on it is taken to be no straight line, even where it happens to be one.
    """
    found = occurrences(figure, [other])
    powers: dict[int, int] = {}

    def inputs(step: Traced) -> tuple[Traced, ...]:
        return () if id(step) in found else inputs_of(step)

    for step in inputs_first(figure, inputs=inputs, done=lambda one: id(one) in powers):
        powers[id(step)] = 1 if id(step) in found else _power(step, [powers[id(one)] for one in inputs(step)])
    return powers[id(figure)] < CURVED


def _power(step: Traced, powers: list[int]) -> int:
    """The highest power of the other figure in a step: nought, one, or more, which is `CURVED`."""
    derivation = step.derivation
    if not isinstance(derivation, Operation) or derivation.name == COUNT or not any(powers):
        return 0
    if derivation.name in ("sum", "difference", "negative"):
        return max(powers)
    if derivation.name == "product":
        return min(sum(powers), CURVED)
    if derivation.name == "quotient":
        return CURVED if powers[1] else powers[0]
    if derivation.name == POINTS and isinstance(step, Figure):
        values = [one.value for one in derivation.inputs if isinstance(one, Figure)]
        return powers[chosen_points(derivation.keys, values, step.value, derivation.cells[0].raw)]
    return CURVED
