"""The derivation graph as JSON and back: every figure of a paper with all that it was computed from.

A figure's node is named by its id, a cell by where it stands, and an intermediate step by a digest of what it says, so
that the same step is written once and the file is the same whenever its content is.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from tracepaper.errors import FigureError
from tracepaper.figures import units
from tracepaper.figures.display import Display
from tracepaper.figures.figure import Cell, Derivation, Figure, Literal, Operation, Parameter, Selection, Text

QUOTATION = "quotation"
KINDS = {"cell": Cell, "selection": Selection, "parameter": Parameter, "literal": Literal, QUOTATION: Cell}
# The unit of a node whose value is a text.
TEXT = "text"
Book = Mapping[str, Any]
Traced = Figure | Text
Step = TypeVar("Step")


def dump(book: Book) -> dict[str, Any]:
    """A book of figures as plain JSON values.

    Args:
        book: names to figures, texts, truth values, and mappings and lists of them.

    Returns:
        {"figures": {id: node}, "book": the same shape with {"figure": id} for each figure}; a text quoted from a cell
        stands in the shape, with its cell, and is a node only where it is counted.

    Raises:
        FigureError: two different figures have one id.
    """
    writer = _Writer()
    shape = {name: writer.shape(value) for name, value in book.items()}
    return {"figures": dict(sorted(writer.nodes.items())), "book": shape}


def load(content: Mapping[str, Any]) -> dict[str, Any]:
    """The book that `dump` wrote, with figures that share their inputs as before."""
    reader = _Reader(content["figures"])
    return {name: reader.shape(value) for name, value in content["book"].items()}


def cell_id(cell: Cell) -> str:
    """The name of a cell in the graph and in a paper: "cell-staffordshire-provider-spend-b6"."""
    *_, source, file = cell.path.split("/") if "/" in cell.path else ("", cell.path)
    table = _slug(file.rpartition(".")[0])
    sheet = _slug(cell.sheet)
    parts = ("cell", source, table, sheet if sheet != table else "", cell.address.lower())
    return "-".join(part for part in parts if part)


def quotation(text: str, cell: Cell, *, classification: str = "public") -> Text:
    """A text quoted from a cell, under the name of the cell."""
    return Text(text, cell, id=cell_id(cell), classification=classification)


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


class _Writer:
    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self._ids: dict[int, str] = {}
        self._kept: list[Traced] = []

    def shape(self, value: object) -> Any:
        if isinstance(value, Text) and isinstance(value.derivation, Cell):
            return {QUOTATION: dataclasses.asdict(value.derivation), "text": str(value), "class": value.classification}
        if isinstance(value, Traced):
            return {"figure": self.id(value)}
        if isinstance(value, Mapping):
            return {"mapping": [[key, self.shape(item)] for key, item in value.items()]}
        if isinstance(value, list | tuple):
            return [self.shape(item) for item in value]
        if isinstance(value, str | bool):
            return value
        raise TypeError(f"{value!r} is neither a figure nor text")

    def id(self, figure: Traced) -> str:
        for step in inputs_first(figure, inputs=_inputs, done=lambda one: id(one) in self._ids):
            self._write(step)
        return self._ids[id(figure)]

    def _write(self, figure: Traced) -> None:
        node = self._node(figure)
        self._ids[id(figure)] = name = _name(figure, node)
        self._kept.append(figure)
        written = self.nodes.setdefault(name, node)
        if written == node or node["operation"] == QUOTATION:
            return
        if written["operation"] == QUOTATION:
            # The text of a cell was counted, and now its number is used: that says more.
            self.nodes[name] = node
            return
        both = " and ".join(f'"{one["label"]}" ({one["value"]})' for one in (written, node))
        remedy = "Rename one of them; keys of a family that differ only in punctuation give one id."
        raise FigureError(f'Two different figures have the id "{name}": {both}. {remedy}')

    def _node(self, figure: Traced) -> dict[str, Any]:
        shown = figure.display if isinstance(figure, Figure) else None
        return {
            "label": figure.label,
            "value": str(figure) if isinstance(figure, Text) else f"{figure.value:f}",
            "unit": TEXT if isinstance(figure, Text) else str(figure.unit),
            "display": dataclasses.asdict(shown) if shown else None,
            "classification": figure.classification,
            **self._derivation(figure.derivation, quoted=isinstance(figure, Text)),
        }

    def _derivation(self, derivation: Derivation, *, quoted: bool) -> dict[str, Any]:
        if isinstance(derivation, Operation):
            inputs = [self._ids[id(figure)] for figure in derivation.inputs]
            cells = [dataclasses.asdict(cell) for cell in derivation.cells]
            return {"operation": derivation.name, "inputs": inputs, "keys": list(derivation.keys), "cells": cells}
        kind = QUOTATION if quoted else next(name for name, known in KINDS.items() if isinstance(derivation, known))
        return {"operation": kind, kind: dataclasses.asdict(derivation)}


class _Reader:
    def __init__(self, nodes: Mapping[str, Mapping[str, Any]]) -> None:
        self._nodes = nodes
        self._figures: dict[str, Traced] = {}

    def shape(self, value: Any) -> Any:
        if isinstance(value, dict) and "figure" in value:
            return self.figure(value["figure"])
        if isinstance(value, dict) and QUOTATION in value:
            return quotation(value["text"], Cell(**value[QUOTATION]), classification=value["class"])
        if isinstance(value, dict):
            return {key: self.shape(item) for key, item in value["mapping"]}
        if isinstance(value, list):
            return [self.shape(item) for item in value]
        return value

    def figure(self, id: str) -> Traced:
        for step in inputs_first(id, inputs=self._inputs, done=self._figures.__contains__):
            self._figures[step] = self._read(step, self._nodes[step])
        return self._figures[id]

    def _inputs(self, id: str) -> Iterable[str]:
        inputs: list[str] = self._nodes[id].get("inputs", [])
        return inputs

    def _read(self, id: str, node: Mapping[str, Any]) -> Traced:
        derivation = self._derivation(node)
        if node["unit"] == TEXT:
            assert isinstance(derivation, Cell | Operation)
            return Text(node["value"], derivation, id=id, label=node["label"], classification=node["classification"])
        figure = Figure(
            value=Decimal(node["value"]),
            unit=units.parse(node["unit"]),
            derivation=derivation,
            label=node["label"],
            display=Display(**node["display"]) if node["display"] else None,
            classification=node["classification"],
        )
        return figure if _name(figure, node) == id else dataclasses.replace(figure, id=id)

    def _derivation(self, node: Mapping[str, Any]) -> Derivation:
        operation = node["operation"]
        if operation == "selection":
            content = node[operation]
            return Selection(**{**content, "corrections": tuple(Cell(**cell) for cell in content["corrections"])})
        if operation in KINDS:
            return KINDS[operation](**node[operation])  # type: ignore[no-any-return]
        cells = tuple(Cell(**cell) for cell in node["cells"])
        inputs = tuple(self._figures[id] for id in node["inputs"])
        return Operation(operation, inputs, tuple(node["keys"]), cells)


def _name(figure: Traced, node: Mapping[str, Any]) -> str:
    if isinstance(figure.derivation, Cell) and not figure.id:
        return cell_id(figure.derivation)
    return figure.id or _digest(node)


def _inputs(figure: Traced) -> tuple[Traced, ...]:
    return figure.derivation.inputs if isinstance(figure.derivation, Operation) else ()


def inputs_first(
    start: Step, *, inputs: Callable[[Step], Iterable[Step]], done: Callable[[Step], bool]
) -> Iterator[Step]:
    """Every step that `start` rests on, then `start`: a running total of years of months is too deep to recurse."""
    waiting = [start]
    while waiting:
        missing = [step for step in inputs(waiting[-1]) if not done(step)]
        if missing:
            waiting.extend(missing)
        elif not done(step := waiting.pop()):
            yield step


def _digest(node: Mapping[str, Any]) -> str:
    text = json.dumps(node, sort_keys=True, ensure_ascii=False)
    return "step-" + hashlib.sha256(text.encode()).hexdigest()[:16]
