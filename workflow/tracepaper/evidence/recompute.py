"""Recompute every figure of a paper's evidence, from the raw texts of its cells upwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.errors import FigureError
from tracepaper.figures import explain, operations
from tracepaper.figures.graph import QUOTATION, TEXT
from tracepaper.papers import claims
from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood

GIVEN = ("parameter", "literal")
Value = Decimal | str


@dataclass(frozen=True)
class Recomputed:
    """What recomputing found.

    Attributes:
        cells: how many figures were read again from the raw text of their cell.
        computed: how many were computed again from others.
        given: how many are parameters and literals, with nothing below them.
        unlisted: ids of sums over so many cells that the evidence does not list them.
        faults: figures whose value is not what they rest on gives, in words.
    """

    cells: int
    computed: int
    given: int
    unlisted: tuple[str, ...]
    faults: tuple[str, ...]


def recomputed(evidence: Mapping[str, Any]) -> Recomputed:
    """Recompute all figures of a paper's evidence, using nothing else."""
    return _Recomputing(evidence["figures"]).result()


class _Recomputing:
    def __init__(self, nodes: Mapping[str, Any]) -> None:
        self._nodes = nodes
        self._values: dict[str, Value] = {}
        self._faults: list[str] = []
        self._counts = {"cells": 0, "computed": 0, "given": 0}
        self._unlisted: list[str] = []

    def result(self) -> Recomputed:
        for id in self._nodes:
            for one in self._inputs_first(id):
                self._values[one] = self._checked(one)
            self._faults += [f"{self._called(id)}: {fault}" for fault in _misprinted(self._nodes[id])]
        return Recomputed(**self._counts, unlisted=tuple(self._unlisted), faults=tuple(self._faults))

    def _inputs_first(self, id: str) -> Iterator[str]:
        waiting = [id]
        while waiting:
            missing = [one for one in self._inputs(waiting[-1]) if one not in self._values]
            if missing and len(waiting) <= len(self._nodes):
                waiting.append(missing[0])
            elif (one := waiting.pop()) not in self._values:
                yield one

    def _inputs(self, id: str) -> list[str]:
        return [one for one in self._nodes[id]["inputs"] if one in self._nodes]

    def _checked(self, id: str) -> Value:
        """The value that the figure's own inputs and cells give, so that one altered value is named once."""
        node = self._nodes[id]
        held: Value = node["value"] if node["unit"] == TEXT else Decimal(node["value"])
        try:
            found = self._computed(id, node, held)
        except (NotUnderstood, FigureError, ArithmeticError, LookupError, ValueError) as error:
            self._faults.append(f"{self._called(id)} cannot be recomputed: {error}")
            return held
        if found != held:
            says = "its cell reads" if node["operation"] == "cell" else "what it rests on gives"
            self._faults.append(f"{self._called(id)}: the evidence says {node['value']}, {says} {found}")
        return found

    def _computed(self, id: str, node: Mapping[str, Any], held: Value) -> Value:
        operation = node["operation"]
        if operation in GIVEN:
            self._counts["given"] += 1
            return held
        if operation in ("cell", QUOTATION):
            self._counts["cells"] += 1
            return _read(node, held)
        if operation == "selection" and not node["inputs"]:
            self._unlisted.append(id)
            return held
        self._counts["computed"] += 1
        if operation == "selection":
            _refuse_short(node)
        values = [_decimal(self._values[one]) for one in node["inputs"]]
        name = "sum" if operation == "selection" else operation
        return operations.computed(name, values, keys=node["keys"], code=_code(node))

    def _called(self, id: str) -> str:
        return f"{explain.name(self._nodes[id])} ({id})"


def _decimal(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise FigureError(f'"{value}" is a text, which nothing can be computed from')
    return value


def _refuse_short(node: Mapping[str, Any]) -> None:
    if len(node["inputs"]) != node["selection"]["count"]:
        raise FigureError(f"it sums {node['selection']['count']} cells, of which {len(node['inputs'])} are listed")


def _read(node: Mapping[str, Any], held: Value) -> Value:
    """The raw text of a cell, or its correction, read again."""
    cell = node["cells"][0]
    text = _corrected(cell)
    if node["unit"] == TEXT:
        return held if str(held).split() in (text.split(), _latin(text).split()) else text
    try:
        value = cells.number(text).value
    except NotUnderstood:
        value = claims.read(text).value
    if not isinstance(value, Decimal):
        raise NotUnderstood(f'"{text}" is not a number')
    return value


def _corrected(cell: Mapping[str, Any]) -> str:
    """The text that counts: "490276.86: the second comma ... (Transcriber)" starts with the value."""
    return str(cell["correction"]).partition(": ")[0] if cell["correction"] else str(cell["raw"])


def _latin(text: str) -> str:
    return "".join(cells.LOOKALIKES.get(letter, letter) for letter in text)


def _code(node: Mapping[str, Any]) -> str:
    return _latin(_corrected(node["cells"][0])).strip() if node["operation"] == operations.POINTS else ""


def _misprinted(node: Mapping[str, Any]) -> Iterator[str]:
    """Printed texts that are no rounding of the value."""
    if node["unit"] == TEXT:
        return
    value, raws = Decimal(node["value"]), {cell["raw"].strip() for cell in node["cells"]}
    for text in node["printed"]:
        if text not in raws and text not in map(_corrected, node["cells"]) and not _rounds_to(text, value):
            yield f'"{text}" is printed for {node["value"]}'


def _rounds_to(text: str, value: Decimal) -> bool:
    """Whether a printed text is the value, rounded half up to the places that it shows."""
    bare = text.rstrip("…")
    number = bare[next((n for n, letter in enumerate(bare) if letter in "£(−-" or letter.isdecimal()), 0) :]
    try:
        stated = claims.read(number)
    except NotUnderstood:
        return False
    worded = number != bare
    return stated.covers(-value if worded and value < 0 else value)
