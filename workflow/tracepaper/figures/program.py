"""The operations between some drivers and some outcomes as a list that runs on arrays, one value a draw.

They are taken from the nodes of a derivation graph, so that a paper and whoever holds only its evidence run the same.
All is done in double precision, in the order of the inputs, by operations that every machine rounds alike.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracepaper.errors import FigureError
from tracepaper.figures import graph
from tracepaper.figures.inexact import NARROW, OPERATIONS, REFUSED, Inexact
from tracepaper.figures.operations import COUNT, POINTS, number
from tracepaper.figures.restating import chosen_points
from tracepaper.figures.sameness import kinds
from tracepaper.figures.spans import Span, refuse_hidden

if TYPE_CHECKING:
    from tracepaper.figures.draws import Draws

LEAVES = tuple(graph.KINDS)
Node = Mapping[str, Any]
Nodes = Mapping[str, Node]
Values = Mapping[str, Decimal | str]


class Program:
    """The operations between some drivers and some outcomes, in order, to be run on arrays.

    Args:
        nodes: of a derivation graph.
        values: of figures, by id, that count instead of those in `nodes`.
        wanted: ids of outcomes.
        drivers: ids of the figures that vary; wherever the same quantity stands under another name it varies too.

    Raises:
        FigureError: no outcome rests on a driver; one does by an operation that is not done on draws, or through a sum
            of many cells as well; or a step is computed from itself, as no paper writes it.
    """

    def __init__(self, nodes: Nodes, values: Values, wanted: Sequence[str], drivers: Sequence[str]) -> None:
        self._nodes, self._values, self._wanted = nodes, values, wanted
        self._refuse_circle([*wanted, *drivers])
        self._varying = self._found(drivers)
        self._refuse_hidden_cells(drivers)
        self._steps = list(self._moving())
        used = {self._varying[id] for id in self._reached()}
        for place, driver in enumerate(drivers):
            if place not in used:
                label = nodes[driver]["label"] or driver
                raise FigureError(f'No outcome rests on "{label}", but perhaps through another driver: leave it out.')

    def exact(self, id: str) -> Decimal:
        """The value of a figure that does not vary."""
        value = self._values[id] if id in self._values else Decimal(self._nodes[id]["value"])
        return number(value)

    def run(self, drawn: Sequence[Draws]) -> list[Inexact]:
        """The outcomes, for draws of the drivers in their order; a draw is exactly what it is.

        Raises:
            FigureError: a step cannot be computed in every draw, or only with a power that machines compute otherwise.
        """
        import numpy as np

        found = {id: Inexact(drawn[place], np.zeros(len(drawn[0]))) for id, place in self._varying.items()}
        with np.errstate(all="ignore"):
            for id in self._steps:
                inputs = [found[one] if one in found else self._constant(one) for one in self._used(id)]
                found[id] = self._computed(id, inputs)
        return [(found[id] if id in found else self._constant(id)).of(len(drawn[0])) for id in self._wanted]

    def _constant(self, id: str) -> Inexact:
        return Inexact.constant(float(self.exact(id)))

    def _refuse_circle(self, starts: Sequence[str]) -> None:
        above: set[str] = set()
        done: set[str] = set()
        waiting = [(start, False) for start in starts]
        while waiting:
            id, leaving = waiting.pop()
            if leaving:
                above.remove(id)
                done.add(id)
            elif id in above:
                raise FigureError("what it rests on is computed from itself")
            elif id not in done:
                above.add(id)
                waiting += [(id, True), *((one, False) for one in self._inputs(id))]

    def _found(self, drivers: Sequence[str]) -> dict[str, int]:
        """Every node that is a driver, under whatever name, with the driver's place."""
        all_kinds = kinds([*self._wanted, *drivers], key=str, inputs=self._inputs, content=self._content)
        places = {all_kinds[id]: place for place, id in enumerate(drivers)}
        return {str(id): places[kind] for id, kind in all_kinds.items() if kind in places}

    def _refuse_hidden_cells(self, drivers: Sequence[str]) -> None:
        spans = [(Span.of_node(self._nodes[id]), f'"{self._nodes[id]["label"] or id}"') for id in drivers]
        for step in self._every_step():
            if step not in self._varying:
                for span, called in spans:
                    refuse_hidden(span, called, Span.of_node(self._nodes[step]))

    def _inputs(self, id: str) -> list[str]:
        node = self._nodes[id]
        return [] if node["operation"] in LEAVES else list(node["inputs"])

    def _content(self, id: str) -> Hashable:
        node = self._nodes[id]
        if node["operation"] == "literal":
            return id
        parts = ("operation", "unit", "keys", "cells", *LEAVES)
        return json.dumps({part: node[part] for part in parts if part in node}, sort_keys=True)

    def _used(self, id: str) -> list[str]:
        """The inputs that a value hangs on: a count has none, and points are those of one code."""
        node = self._nodes[id]
        if id in self._varying or node["operation"] == COUNT:
            return []
        if node["operation"] == POINTS:
            values = [self._nodes[one]["value"] for one in node["inputs"]]
            return [node["inputs"][chosen_points(node["keys"], values, node["value"], node["cells"][0]["raw"])]]
        return self._inputs(id)

    def _reached(self) -> Iterator[str]:
        return (id for id in self._every_step() if id in self._varying)

    def _every_step(self) -> list[str]:
        done: dict[str, None] = {}
        for start in self._wanted:
            for id in graph.inputs_first(start, inputs=self._used, done=done.__contains__):
                done[id] = None
        return list(done)

    def _moving(self) -> Iterator[str]:
        """The steps that rest on a driver, inputs first."""
        moving = set(self._varying)
        for id in self._every_step():
            if id not in moving and moving.intersection(self._used(id)):
                moving.add(id)
                self._refuse_other(id)
                yield id

    def _refuse_other(self, id: str) -> None:
        operation = self._nodes[id]["operation"]
        if operation not in OPERATIONS:
            called = self._nodes[id]["label"] or "A step"
            can = ", ".join(OPERATIONS)
            raise FigureError(
                f'"{called}" varies with a driver, and is not simulated: {operation}. What can be simulated: {can}.'
            )

    def _computed(self, id: str, inputs: list[Inexact]) -> Inexact:
        operation = self._nodes[id]["operation"]
        called = self._nodes[id]["label"] or "a step"
        for refuses, reason, remedy in REFUSED.get(operation, ()):
            if refuses(inputs):
                raise FigureError(f'"{called}" cannot be computed in every draw: {reason}. {remedy}')
        computed = OPERATIONS[operation](inputs)
        if not computed.finite():
            raise FigureError(f'"{called}" cannot be computed in every draw: it is beyond any number. {NARROW}')
        return computed
