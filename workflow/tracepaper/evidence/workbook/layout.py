"""The layout of the workbook: in which cell each figure, parameter, literal and list stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import column_index_from_string

from tracepaper.errors import CallError
from tracepaper.evidence.workbook import choices, names, order
from tracepaper.evidence.workbook.model import first_row
from tracepaper.evidence.workbook.order import Node, Nodes
from tracepaper.evidence.workbook.references import Place, Run
from tracepaper.evidence.workbook.sources import SourceTable, Value

# The column of the value on each sheet that lists figures.
VALUE = {names.FIGURES: 3, names.STEPS: 2, names.QUOTATIONS: 2, names.READINGS: 3, names.PARAMETERS: 2, names.LITERALS: 2}
NOTES: Mapping[str, tuple[str, ...]] = {
    names.FIGURES: ("Each value is a live formula: select it and follow its references down to the source cells.",),
    names.STEPS: ("What the figures are computed from on the way; none of these has a name in the paper.",),
    names.QUOTATIONS: ("Texts and numbers of source cells that the paper prints as they stand.",),
    names.READINGS: (
        "Where a source has a number in words or with words around it (c£720K, two-thirds), its cell holds a text.",
        "Here is the number that was read from it; formulas use that.",
    ),
    names.PARAMETERS: ("Dated, cited constants that the formulas use.",),
    names.LITERALS: ("Numbers that somebody declared, each with its reason.",),
}


@dataclass(frozen=True)
class Layout:
    """Where everything stands.

    Attributes:
        nodes: the figures of the evidence, by id.
        tables: by their sheet in the workbook.
        sources: path and sheet of a source to its sheet in the workbook.
        named, quotations, steps: ids on those sheets, in order.
        readings: ids of numbers that were read from a cell that holds a text.
        parameters, literals: of each row of those sheets, the ids that have its value.
        rows: where the value of each figure that has a row stands, by id.
        places: where formulas find the value of each figure, by id: a cell without a name is its own place.
        origins: where a leaf's value is from, by id: a source cell, a reading of one, a parameter or a literal.
    """

    nodes: Nodes
    tables: Mapping[str, SourceTable]
    sources: Mapping[tuple[str, str], str]
    named: Sequence[str]
    quotations: Sequence[str]
    steps: Sequence[str]
    readings: Sequence[str]
    parameters: Sequence[Sequence[str]]
    literals: Sequence[Sequence[str]]
    rows: Mapping[str, Place]
    places: Mapping[str, Place]
    origins: Mapping[str, Place]
    lists: Mapping[choices.Key, choices.List]

    def origin(self, cell: Node) -> Place:
        """Where a source cell stands.

        Raises:
            CallError: the workbook was not given its table.
        """
        return _origin(cell, self.sources)

    def selected(self, node: Node) -> list[Run]:
        """The runs of cells that a selection adds."""
        selection = node["selection"]
        sheet, column = _sheet(selection, self.sources), column_index_from_string(selection["column"])
        ends = (one.split("-") for one in selection["rows"].split(","))
        return [(Place(sheet, column, int(one[0])), Place(sheet, column, int(one[-1]))) for one in ends]

    def values_of(self, node: Node) -> Callable[[Place], Decimal]:
        """What stands in the cells that a sum or a selection adds."""
        if node["operation"] == "selection":
            return lambda place: _decimal(self.tables[place.sheet].value(place.address))
        standing = {self.places[one]: Decimal(self.nodes[one]["value"]) for one in node["inputs"]}
        return standing.__getitem__

    def quoted(self, node: Node) -> Value:
        """What stands in the source cell of a leaf."""
        return _standing(node, self.sources, self.tables)


def layout(nodes: Nodes, tables: Iterable[SourceTable]) -> Layout:
    """Give everything its cell.

    Raises:
        CallError: a figure rests on a table that is not among `tables`.
    """
    by_place = {(one.path, one.sheet): one for one in tables}
    sources = names.of_sources(by_place.values())
    named, quotations, steps = order.named(nodes), order.quotations(nodes), order.steps(nodes)
    by_sheet = {sources[key]: table for key, table in by_place.items()}
    cells = {id: node for id, node in nodes.items() if node["operation"] in order.CELLS}
    readings = [id for id in sorted(cells, key=order.natural) if _is_reading(cells[id], sources, by_sheet)]
    parameters = _alike(nodes, "parameter")
    literals = _alike(nodes, "literal")
    origins = {
        **{id: _origin(node["cells"][0], sources) for id, node in cells.items()},
        **_places(names.READINGS, [[id] for id in readings]),
        **_places(names.PARAMETERS, parameters),
        **_places(names.LITERALS, literals),
    }
    listed = ((names.FIGURES, named), (names.QUOTATIONS, quotations), (names.STEPS, steps))
    rows = {id: place for sheet, ids in listed for id, place in _places(sheet, [[id] for id in ids]).items()}
    return Layout(
        nodes=nodes,
        tables=by_sheet,
        sources=sources,
        named=named,
        quotations=quotations,
        steps=steps,
        readings=readings,
        parameters=parameters,
        literals=literals,
        rows=rows,
        places={**rows, **origins, **{id: rows[id] for id in named}},
        origins=origins,
        lists=choices.lists(nodes, [*named, *steps]),
    )


def _is_reading(node: Node, sources: Mapping[tuple[str, str], str], tables: Mapping[str, SourceTable]) -> bool:
    return node["operation"] == "cell" and _standing(node, sources, tables) != Decimal(node["value"])


def _standing(node: Node, sources: Mapping[tuple[str, str], str], tables: Mapping[str, SourceTable]) -> Value:
    place = _origin(node["cells"][0], sources)
    return tables[place.sheet].value(place.address)


def _places(sheet: str, rows: Iterable[Sequence[str]]) -> dict[str, Place]:
    first = first_row(NOTES[sheet])
    return {id: Place(sheet, VALUE[sheet], row) for row, ids in enumerate(rows, first) for id in ids}


def _alike(nodes: Nodes, operation: str) -> list[list[str]]:
    """Ids of the leaves of one kind, those together that say the same."""
    together: dict[tuple[str, ...], list[str]] = {}
    for id, node in nodes.items():
        if node["operation"] == operation:
            together.setdefault((*map(str, _said(node[operation])), node["value"], node["unit"]), []).append(id)
    return [together[said] for said in sorted(together)]


def _said(content: Node) -> Iterator[object]:
    return (content[key] for key in sorted(content))


def _origin(cell: Node, sources: Mapping[tuple[str, str], str]) -> Place:
    return Place(_sheet(cell, sources), int(cell["column"]), int(cell["row"]))


def _sheet(cell: Node, sources: Mapping[tuple[str, str], str]) -> str:
    if (cell["path"], cell["sheet"]) not in sources:
        table = f"{cell['path']} {cell['sheet']}".strip()
        raise CallError(f"The audit workbook of this paper was not given the table {table}, on which a figure rests.")
    return sources[cell["path"], cell["sheet"]]


def _decimal(value: Value) -> Decimal:
    assert isinstance(value, Decimal), "a selection holds numbers only"
    return value
