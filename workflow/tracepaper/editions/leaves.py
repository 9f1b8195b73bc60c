"""What a changed figure rests on: the cells, sums of cells, parameters and declared numbers that may differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from tracepaper.figures.display import half_up
from tracepaper.figures.graph import QUOTATION, TEXT, inputs_first
from tracepaper.figures.operations import COMPARED_PLACES
from tracepaper.sources import periods

Node = Mapping[str, Any]
Nodes = Mapping[str, Node]
READ = ("cell", QUOTATION)
DIGITS = "0123456789"
LEAVES = (*READ, "parameter", "literal", "selection")
Leaf = TypeVar("Leaf")


@dataclass(frozen=True)
class Read:
    """A cell that a figure was read from, or whose code chose among figures."""

    path: str
    sheet: str
    address: str
    names: str
    raw: str
    correction: str
    value: str
    unit: str

    def place(self) -> tuple[str, str, str]:
        """Where it stands."""
        return self.path, self.sheet, self.address

    def position(self) -> tuple[str, str, int, int, str]:
        """For sorting, row by row."""
        letters = self.address.rstrip(DIGITS)
        return self.path, self.sheet, int(self.address.removeprefix(letters)), len(letters), letters

    def meaning(self) -> tuple[str, str, str]:
        """What its row and its column are called: the same when rows are inserted above it."""
        return self.path, self.sheet, self.names

    def month_meaning(self) -> tuple[str, str, str]:
        """The same of every month of a table that comes as one file a month."""
        return series(self.path), self.sheet, self.names


@dataclass(frozen=True)
class Summed:
    """A selection of cells of one column.

    Attributes:
        corrections: those of its cells that were corrected, where `cells` does not have them.
        cells: empty where the evidence does not list them.
    """

    path: str
    sheet: str
    column: str
    rows: str
    count: int
    digest: str
    value: str
    unit: str
    corrections: tuple[Read, ...]
    cells: tuple[Read, ...]

    def place(self) -> tuple[str, str, str, str]:
        """Which cells are added."""
        return (*self.of_column(), self.rows)

    def of_column(self) -> tuple[str, str, str]:
        """The column whose cells are added, whatever the rows."""
        return self.path, self.sheet, self.column


@dataclass(frozen=True)
class Cited:
    """A parameter."""

    name: str
    edition: str
    value: str
    unit: str


@dataclass(frozen=True)
class Declared:
    """A declared number: one of the settings has a name, one of a calculation only its reason."""

    label: str
    reason: str
    value: str
    unit: str


@dataclass
class Below:
    """All that one figure rests on, in one edition, as far as it may differ from the other."""

    read: dict[tuple[str, str, str], Read] = field(default_factory=dict)
    summed: dict[tuple[str, str, str, str], Summed] = field(default_factory=dict)
    cited: dict[str, Cited] = field(default_factory=dict)
    declared: dict[tuple[str, ...], Declared] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)

    def paths(self) -> set[str]:
        """The files that it is read from."""
        return {one.path for one in self.read.values()} | {one.path for one in self.summed.values()}


def series(path: str) -> str:
    """The files of every month of a monthly table have one series: "spend_{period}.csv"."""
    folder, slash, file = path.rpartition("/")
    return f"{folder}{slash}{re.sub(periods.PERIOD, periods.GAP, file)}"


def period(path: str) -> str:
    """The month in the name of a file: "2020-11" of "spend_2020-11.csv"; empty where it has none."""
    found = re.search(periods.PERIOD, path.rpartition("/")[2])
    return found[0] if found else ""


def month(path: str) -> str:
    """The month of a monthly file in words: "November 2020"; empty where its name has none."""
    named = period(path)
    return periods.words(named) if named else ""


def same_value(old: Node | Read | Summed, new: Node | Read | Summed) -> bool:
    """Whether two nodes or leaves hold one value in one unit; noise far below print does not count."""
    (value, unit), (other, other_unit) = _held(old), _held(new)
    if unit != other_unit or unit == TEXT:
        return (value, unit) == (other, other_unit)
    return half_up(Decimal(value), COMPARED_PLACES) == half_up(Decimal(other), COMPARED_PLACES)


def same_reading(old: Read, new: Read) -> bool:
    """Whether two cells say the same; a number in one edition may be quoted as a text in the other."""
    if TEXT in (old.unit, new.unit) and old.unit != new.unit:
        return (old.raw, old.correction) == (new.raw, new.correction)
    return same_value(old, new)


def _held(one: Node | Read | Summed) -> tuple[str, str]:
    return (one["value"], one["unit"]) if isinstance(one, Mapping) else (one.value, one.unit)


def below(id: str, nodes: Nodes, unchanged: Container[str]) -> Below:
    """All that a figure rests on through steps that are not `unchanged`."""
    found, seen, waiting = Below(), {id}, [id]
    while waiting:
        one = waiting.pop()
        node = nodes[one]
        if node["label"]:
            found.named.append(one)
        _note(found, node, nodes)
        further = [] if node["operation"] == "selection" else node["inputs"]
        fresh = [kid for kid in dict.fromkeys(further) if kid in nodes and kid not in seen and kid not in unchanged]
        seen.update(fresh)
        waiting += fresh
    return found


def everything(nodes: Nodes) -> Below:
    """All the cells and sums that the evidence of an edition holds, whichever figure reads them."""
    found = Below()
    for node in nodes.values():
        _note(found, node, nodes)
    return found


def _note(found: Below, node: Node, nodes: Nodes) -> None:
    operation = node["operation"]
    if operation == "selection":
        summed = _summed(node, nodes)
        found.summed[summed.place()] = summed
    elif operation == "parameter":
        own = node["parameter"]
        found.cited[own["name"]] = Cited(own["name"], own["edition"], node["value"], node["unit"])
    elif operation == "literal":
        declared = Declared(node["label"], node["literal"]["reason"], node["value"], node["unit"])
        found.declared[_declared_key(declared)] = declared
    for cell in node["cells"]:
        one = read(cell, node if operation in READ else nodes.get(cell.get("id", "")))
        found.read[one.place()] = one


def _declared_key(one: Declared) -> tuple[str, ...]:
    return ("named", one.label) if one.label else ("in a calculation", one.reason, one.value)


def _summed(node: Node, nodes: Nodes) -> Summed:
    own = node["selection"]
    cells = tuple(read(nodes[id]["cells"][0], nodes[id]) for id in node["inputs"] if id in nodes)
    kept = {key: own[key] for key in ("path", "sheet", "column", "rows", "count", "digest")}
    corrections = tuple(read(cell, None) for cell in own.get("corrections", ()))
    return Summed(**kept, value=node["value"], unit=node["unit"], corrections=corrections, cells=cells)


def read(cell: Node, node: Node | None) -> Read:
    """A cell as a leaf; where it has no node of its own, its text is its value."""
    value, unit = (node["value"], node["unit"]) if node else (cell["correction"] or cell["raw"], TEXT)
    kept = {key: cell[key] for key in ("path", "sheet", "names", "raw", "correction")}
    return Read(address=cell["cell"], value=value, unit=unit, **kept)


@dataclass(frozen=True)
class Paired:
    """The leaves of two editions: those that are one another's, and those that only one has."""

    pairs: tuple[tuple[Any, Any], ...]
    gone: tuple[Any, ...]
    added: tuple[Any, ...]


def paired(old: Iterable[Leaf], new: Iterable[Leaf], *keys: Callable[[Leaf], Hashable]) -> Paired:
    """Pair the leaves of two editions by the first of `keys` that names just one of each."""
    gone, added, pairs = list(dict.fromkeys(old)), list(dict.fromkeys(new)), list[tuple[Leaf, Leaf]]()
    for key in keys:
        found = list(_matches(gone, added, key))
        pairs += found
        taken_old, taken_new = {id(one) for one, _ in found}, {id(one) for _, one in found}
        gone = [one for one in gone if id(one) not in taken_old]
        added = [one for one in added if id(one) not in taken_new]
    return Paired(tuple(pairs), tuple(gone), tuple(added))


def _matches(old: list[Leaf], new: list[Leaf], key: Callable[[Leaf], Hashable]) -> Iterator[tuple[Leaf, Leaf]]:
    wanted = _alone(new, key)
    for name, one in _alone(old, key).items():
        if name in wanted:
            yield one, wanted[name]


def _alone(leaves: list[Leaf], key: Callable[[Leaf], Hashable]) -> dict[Hashable, Leaf]:
    times = Counter(map(key, leaves))
    return {key(one): one for one in leaves if times[key(one)] == 1}


def paired_cells(old: Iterable[Read], new: Iterable[Read]) -> Paired:
    """Pair cells: by place and names, then by names (rows were inserted), then by place (a row was renamed)."""
    return paired(old, new, lambda one: (one.place(), one.names), Read.meaning, Read.place)


def paired_sums(old: Iterable[Summed], new: Iterable[Summed]) -> Paired:
    """Pair sums: by the cells that they add, then by the column (rows came or went)."""
    return paired(old, new, Summed.place, Summed.of_column)


def shapes(nodes: Nodes, numbers: dict[Hashable, int]) -> dict[str, int]:
    """A number for how each figure is computed, whatever from and however many of a kind are taken together.

    A sum over one month more has the number of the sum before; so has a column that is added cell by cell.

    Args:
        numbers: shared by the editions that are compared.
    """
    found: dict[str, int] = {}
    flat: dict[str, frozenset[int]] = {}
    for start in nodes:
        for id in inputs_first(start, inputs=lambda one: inputs(nodes, one), done=found.__contains__):
            says = _shape(id, nodes, found, flat, numbers)
            found[id] = numbers.setdefault(says, len(numbers))
    return found


def inputs(nodes: Nodes, id: str) -> list[str]:
    """What a figure is computed from; a sum of cells counts as one thing that is read."""
    node = nodes[id]
    return [] if node["operation"] == "selection" else [one for one in node["inputs"] if one in nodes]


def _shape(
    id: str, nodes: Nodes, found: Mapping[str, int], flat: dict[str, frozenset[int]], numbers: dict[Hashable, int]
) -> Hashable:
    node = nodes[id]
    operation = str(node["operation"])
    if operation in READ:
        return "read"
    if operation == "parameter":
        return "parameter", table(node["parameter"]["name"])
    if operation == "literal":
        return "literal"
    if operation in ("sum", "product", "selection"):
        flat[id] = _taken_together(id, nodes, found, flat, numbers)
        return "product" if operation == "product" else "sum", flat[id]
    kids = [found[one] for one in inputs(nodes, id)]
    return operation, tuple(kids) if operation in ("difference", "quotient", "power") else frozenset(kids)


def _taken_together(
    id: str, nodes: Nodes, found: Mapping[str, int], flat: Mapping[str, frozenset[int]], numbers: dict[Hashable, int]
) -> frozenset[int]:
    """What is added, or multiplied: a sum within a sum is part of it."""
    operation = nodes[id]["operation"]
    if operation == "selection":
        return frozenset({numbers.setdefault("read", len(numbers))})
    alike = ("product",) if operation == "product" else ("sum", "selection")
    kids = inputs(nodes, id)
    return frozenset().union(*(flat[k] if nodes[k]["operation"] in alike else {found[k]} for k in kids))


def table(parameter: str) -> str:
    """The table that a parameter is from: its name up to the first comma."""
    return parameter.partition(",")[0]
