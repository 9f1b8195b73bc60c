"""Which steps of a derivation are one quantity, under whatever name: one cell, or one operation on the same inputs.

A paper may give a cell a name and read the same cell again elsewhere without it. Whoever lets the named figure vary
means both. Declared numbers alone are told apart by their ids: two may have one value and one reason by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from tracepaper.errors import FigureError
from tracepaper.figures.figure import Figure, Literal, Operation, Text
from tracepaper.figures.graph import inputs_first
from tracepaper.figures.spans import Span, refuse_hidden

Step = TypeVar("Step")
Traced = Figure | Text


def kinds(
    starts: Iterable[Step],
    *,
    key: Callable[[Step], Hashable],
    inputs: Callable[[Step], Sequence[Step]],
    content: Callable[[Step], Hashable],
) -> dict[Hashable, int]:
    """A number for every step that some steps rest on, one and the same for steps that are the same quantity.

    Args:
        key: what a step is known by in the result.
        content: all that a step says of itself, but its inputs and its name.
    """
    found: dict[Hashable, int] = {}
    seen: dict[Hashable, int] = {}
    for start in starts:
        for step in inputs_first(start, inputs=inputs, done=lambda one: key(one) in found):
            says = (content(step), *(found[key(one)] for one in inputs(step)))
            found[key(step)] = seen.setdefault(says, len(seen))
    return found


def occurrences(outcome: Traced, wanted: Sequence[Figure]) -> dict[int, int]:
    """Where some figures stand in a derivation: id() of a step to the place in `wanted` of the figure that it is.

    Raises:
        FigureError: a declared number stands there under a second id, or a cell within a sum of many.
    """
    found = kinds([outcome, *wanted], key=id, inputs=inputs_of, content=_content)
    places = {found[id(figure)]: place for place, figure in enumerate(wanted)}
    steps = _every_step(outcome, inputs_of)
    for step in steps:
        _refuse_second_name(step, wanted)
    standing = {id(step): places[found[id(step)]] for step in steps if found[id(step)] in places}
    _refuse_hidden_cells(outcome, wanted, standing)
    return standing


def _every_step(outcome: Traced, inputs: Callable[[Traced], Sequence[Traced]]) -> list[Traced]:
    """A figure and all that it rests on, inputs first."""
    done: set[int] = set()
    steps: list[Traced] = []
    for step in inputs_first(outcome, inputs=inputs, done=lambda one: id(one) in done):
        done.add(id(step))
        steps.append(step)
    return steps


def _refuse_hidden_cells(outcome: Traced, wanted: Sequence[Figure], standing: dict[int, int]) -> None:
    """Refuse a cell that is replaced alone, and stays as it is within a sum."""
    spans = [(Span.of(figure.derivation), f'"{figure.label}"') for figure in wanted]
    for step in _every_step(outcome, lambda one: () if id(one) in standing else inputs_of(one)):
        if isinstance(step, Figure) and id(step) not in standing:
            for span, called in spans:
                refuse_hidden(span, called, Span.of(step.derivation))


def inputs_of(figure: Traced) -> tuple[Traced, ...]:
    """What a figure is computed from; nothing for one that is read or declared."""
    return figure.derivation.inputs if isinstance(figure.derivation, Operation) else ()


def _content(figure: Traced) -> Hashable:
    derivation = figure.derivation
    says: Hashable = derivation
    if isinstance(derivation, Operation):
        says = (derivation.name, derivation.keys, derivation.cells)
    elif isinstance(derivation, Literal):
        says = (derivation, figure.id, str(figure.value) if isinstance(figure, Figure) else "")
    return type(figure), figure.unit if isinstance(figure, Figure) else str(figure), says


def _refuse_second_name(step: Traced, wanted: Sequence[Figure]) -> None:
    for figure in wanted:
        if isinstance(step.derivation, Literal) and step.derivation is figure.derivation and step.id != figure.id:
            raise FigureError(
                f'The number "{figure.label}" ({figure.id}) has a second name, "{step.label}" ({step.id}), so '
                "it cannot be said which of them varies. Use one name in every formula."
            )
