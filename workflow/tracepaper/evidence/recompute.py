"""Recompute every figure of a paper's evidence, from the raw texts of its cells upwards."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.errors import FigureError
from tracepaper.figures import days, explain, operations, simulation, units
from tracepaper.figures.graph import QUOTATION, TEXT
from tracepaper.papers import claims
from tracepaper.papers.assertions import ORDERS
from tracepaper.papers.stated import Days, read
from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood
from tracepaper.sources.periods import is_period

GIVEN = ("parameter", "literal")
DATE = str(units.DATE)
Value = Decimal | str
Nodes = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Recomputed:
    """What recomputing found.

    Attributes:
        cells: how many figures were read again from the raw text of their cell.
        computed: how many were computed again from others.
        given: how many are parameters and literals, with nothing below them.
        unlisted: ids of sums over so many cells that the evidence does not list them.
        faults: figures whose value is not what they rest on gives, texts that do not tell their figure, and claims
            whose verdict is not that of their figures, in words.
    """

    cells: int
    computed: int
    given: int
    unlisted: tuple[str, ...]
    faults: tuple[str, ...]


def recomputed(evidence: Mapping[str, Any]) -> Recomputed:
    """Recompute all figures of a paper's evidence, using nothing else."""
    return _Recomputing(evidence["figures"], evidence.get("claims", ())).result()


class _Recomputing:
    def __init__(self, nodes: Mapping[str, Any], claimed: Sequence[Mapping[str, Any]]) -> None:
        self._nodes, self._claimed = nodes, claimed
        self._values: dict[str, Value] = {}
        self._faults: dict[str, str] = {}
        self._counts = {"cells": 0, "computed": 0, "given": 0}
        self._unlisted: list[str] = []

    def result(self) -> Recomputed:
        for id in self._nodes:
            for one in self._inputs_first(id):
                self._count(one)
                self._values[one] = self._checked(one)
        faults = [*self._faults.values(), *self._mistold(), *self._misjudged()]
        return Recomputed(**self._counts, unlisted=tuple(self._unlisted), faults=tuple(faults))

    def _mistold(self) -> Iterator[str]:
        """Texts that do not tell their figure, for figures that are not at fault themselves."""
        found = {id: {**node, "value": _written(self._values[id])} for id, node in self._nodes.items()}
        books = [self._nodes, found] if self._faults else [self._nodes]
        for id in (one for one in self._nodes if one not in self._faults):
            faults = [*_misprinted([book[id] for book in books]), *_misformulated(id, books)]
            if faults and not self._faulty_step(id):
                yield f"{self._called(id)}: {'; '.join(faults)}"

    def _misjudged(self) -> Iterator[str]:
        """Claims whose verdict is not what their figures say."""
        held = {id: _held(node) for id, node in self._nodes.items()}
        for claim in self._claimed:
            verdicts = [_verdict(claim, values) for values in (self._values, held)]
            if claim["status"] not in verdicts:
                says = f"the evidence says that it {claim['status']}, its figures say that it {verdicts[0]}"
                yield f"the claim {claim['id']}: {says}"

    def _faulty_step(self, id: str) -> bool:
        """Whether a step without a name, which the formula writes out, is at fault: then it was named."""
        waiting = self._inputs(id)
        while waiting:
            one = waiting.pop()
            if not self._nodes[one]["label"]:
                if one in self._faults and self._nodes[one]["operation"] not in ("cell", QUOTATION):
                    return True
                waiting += self._inputs(one)
        return False

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
        """The value that the figure's own inputs and cells give.

        Where something below it is at fault, a figure is not: it may follow from what its inputs give or from what the
        evidence says of them, so that one alteration is named once.
        """
        held = _held(self._nodes[id])
        try:
            found = self._computed(id, self._values)
            if found == held or self._follows(id, held):
                return found
        except (NotUnderstood, FigureError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            self._faults[id] = f"{self._called(id)} cannot be recomputed: {error}"
            return held
        node = self._nodes[id]
        says = "its cell reads" if node["operation"] == "cell" else "what it rests on gives"
        self._faults[id] = f"{self._called(id)}: the evidence says {_shown(node, held)}, {says} {_shown(node, found)}"
        return found

    def _follows(self, id: str, held: Value) -> bool:
        """Whether a figure is what the evidence's own values of its inputs give."""
        inputs = {one: _held(self._nodes[one]) for one in self._inputs(id)}
        return bool(inputs) and self._computed(id, inputs) == held

    def _computed(self, id: str, values: Mapping[str, Value]) -> Value:
        node = self._nodes[id]
        operation = node["operation"]
        if operation in GIVEN or (operation == "selection" and not node["inputs"]):
            return _held(node)
        if operation in ("cell", QUOTATION):
            return _read(node, _held(node))
        if missing := [one for one in node["inputs"] if one not in values]:
            raise FigureError(f"the evidence does not hold {', '.join(missing)}")
        if operation == "selection":
            _refuse_other_cells(node, [self._nodes[one] for one in node["inputs"] if one not in self._faults])
        if node["keys"] and len(node["keys"]) != len(node["inputs"]):
            raise FigureError(f"it has {len(node['inputs'])} inputs for {len(node['keys'])} names")
        if simulation.knows(operation):
            return simulation.recomputed(self._nodes, id, values)
        name = "sum" if operation == "selection" else operation
        inputs = [values[one] for one in node["inputs"]]
        return operations.computed(name, inputs, keys=node["keys"], code=_code(node))

    def _count(self, id: str) -> None:
        operation = self._nodes[id]["operation"]
        if operation == "selection" and not self._nodes[id]["inputs"]:
            self._unlisted.append(id)
            return
        kind = "given" if operation in GIVEN else "cells" if operation in ("cell", QUOTATION) else "computed"
        self._counts[kind] += 1

    def _called(self, id: str) -> str:
        return f"{explain.name(self._nodes[id]) or self._nodes[id]['operation']} ({id})"


def _held(node: Mapping[str, Any]) -> Value:
    """The value in the evidence; a text, where it should be a number and is none."""
    try:
        return str(node["value"]) if node["unit"] == TEXT else Decimal(node["value"])
    except ArithmeticError:
        return str(node["value"])


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:f}"


def _shown(node: Mapping[str, Any], value: Value) -> str:
    """A value in words of its unit: a day as a day, and whatever else as it is."""
    if isinstance(value, str) or node["unit"] != DATE:
        return _written(value)
    try:
        return days.written(days.day(value))
    except FigureError:
        return _written(value)


def _refuse_other_cells(node: Mapping[str, Any], sound: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a sum whose cells are not those of its selection; a cell that is itself at fault was named already."""
    count, listed = node["selection"]["count"], len(node["inputs"])
    if listed != count:
        raise FigureError(f"it sums {count} cells, of which {listed} are listed")
    raws = "".join(f"{one['cells'][0]['raw']}\n" for one in sound)
    if len(sound) == count and hashlib.sha256(raws.encode()).hexdigest() != node["selection"]["digest"]:
        raise FigureError("the cells that are listed are not those that it sums: their digest is another")


def _read(node: Mapping[str, Any], held: Value) -> Value:
    """The raw text of a cell, or its correction, read again."""
    cell = node["cells"][0]
    text = _corrected(cell)
    if node["unit"] == TEXT:
        if cell["correction"].startswith(f"{held}: "):
            return held
        return held if str(held).split() in [one.split() for one in _readings(text)] else text
    if node["unit"] == DATE:
        return _day(text)
    try:
        value = cells.number(text).value
    except NotUnderstood:
        value = read(text).value
    if not isinstance(value, Decimal):
        raise NotUnderstood(f'"{text}" is not a number')
    return value


def _readings(text: str) -> Iterator[str]:
    """What the text of a cell may be read as, by the type of its column."""
    yield from (text, _latin(text))
    academic = functools.partial(cells.year, kind="academic")
    for reader in (cells.calendar, cells.year, academic, cells.identifier):
        with contextlib.suppress(NotUnderstood):
            yield str(reader(text).value)


def _day(text: str) -> Decimal:
    """A day as a source or a document writes it; of a month, also as monthly files have it, its first."""
    stated = read(f"{text}-01" if is_period(text) else text)
    if not isinstance(stated, Days):
        raise NotUnderstood(f'"{text}" is not a day')
    return stated.value


def _corrected(cell: Mapping[str, Any]) -> str:
    """The text that counts: "490276.86: the second comma ... (Transcriber)" starts with the value."""
    return str(cell["correction"]).partition(": ")[0] if cell["correction"] else str(cell["raw"])


def _latin(text: str) -> str:
    return "".join(cells.LOOKALIKES.get(letter, letter) for letter in text)


def _code(node: Mapping[str, Any]) -> str:
    """The text of the cell that chose, or that says which way is better."""
    return _latin(_corrected(node["cells"][0])).strip() if node["cells"] else ""


def _misprinted(books: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Printed texts that are neither the text of its cell nor, for a number, a rounding of the value.

    Args:
        books: the node as the evidence has it, and as it was recomputed.
    """
    node, values = books[0], [_held(book) for book in books]
    texts = [*(cell["raw"] for cell in node["cells"]), *map(_corrected, node["cells"])]
    known = {" ".join(text.split()) for text in (*texts, *(_shown(node, value) for value in values))}
    for text in dict.fromkeys([*node["printed"], node["display"]]):
        says = any(isinstance(value, Decimal) and _says(node, text, value) for value in values)
        if text and " ".join(text.split()) not in known and not says:
            yield f'"{text}" is printed for {_shown(node, values[0])}'


def _says(node: Mapping[str, Any], text: str, value: Decimal) -> bool:
    """Whether a printed text is the value: the same day, or the number as it is rounded."""
    if node["unit"] != DATE:
        return _rounds_to(text, value)
    try:
        return _day(text) == value
    except NotUnderstood:
        return False


def _misformulated(id: str, books: Sequence[Nodes]) -> Iterator[str]:
    """A formula with other numbers than the figure's own: a reader follows it, not the operation.

    Its words may be those of another version of this program; of a simulated figure they are data, and compared too.
    """
    has = (books[0][id]["formula"], books[0][id]["with_numbers"])
    told = [_told(id, book) for book in books]
    compared = str if books[0][id]["operation"].startswith(operations.SIMULATED) else _digits
    if tuple(map(compared, has)) not in [tuple(map(compared, one)) for one in told]:
        number = 0 if compared(has[0]) not in [compared(words) for words, _ in told] else 1
        yield f'the evidence tells it as "{has[number]}", what it rests on as "{told[0][number]}"'


def _digits(text: str) -> str:
    return " ".join(re.findall(r"\d+", text))


def _told(id: str, nodes: Nodes) -> tuple[str, str]:
    try:
        parts = explain.formula(id, nodes)
        return explain.in_words(parts, nodes), explain.with_numbers(parts, nodes) if explain.mentioned(parts) else ""
    except (ArithmeticError, LookupError, RuntimeError, ValueError):
        return "nothing that can be told", ""


def _verdict(claim: Mapping[str, Any], values: Mapping[str, Value]) -> str:
    if not claim["recomputed"]:
        return claims.UNKNOWN
    try:
        recomputed = values[claim["recomputed"]]
        if claim["asserts"] in ORDERS:
            return claims.verdict_on_order(str(recomputed))
        shown = operations.number(values[claim["shown"]]) if claim["shown"] else None
        return claims.verdict(read(claim["stated"]), operations.number(recomputed), shown)
    except (NotUnderstood, FigureError, LookupError):
        return claims.UNKNOWN


def _rounds_to(text: str, value: Decimal) -> bool:
    """Whether a printed text is the value, rounded half up to the places that it shows."""
    bare = text.rstrip("…")
    number = bare[next((n for n, letter in enumerate(bare) if letter in "£(−-" or letter.isdecimal()), 0) :]
    try:
        stated = read(number)
    except NotUnderstood:
        return False
    worded = number != bare
    return stated.covers(-value if worded and value < 0 else value)
