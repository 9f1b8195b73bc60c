"""The layout of the workbook: in which cell each figure, parameter, literal and list stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracepaper.evidence.workbook import choices, names, order
from tracepaper.evidence.workbook.model import first_row
from tracepaper.evidence.workbook.order import Node, Nodes
from tracepaper.evidence.workbook.originals import Originals
from tracepaper.evidence.workbook.references import Place

# The column of the value on each sheet that lists figures.
VALUE = {
    names.FIGURES: 3,
    names.STEPS: 2,
    names.QUOTATIONS: 2,
    names.READINGS: 3,
    names.PARAMETERS: 2,
    names.LITERALS: 2,
}
NOTES: Mapping[str, tuple[str, ...]] = {
    names.FIGURES: (
        "Each value is a live formula down to the source cells, unless simulated or telling that there is no one rate.",
    ),
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
        listed: by sheet, the ids on each of its rows; those of parameters and literals that say the same share one.
        rows: where the value of each figure, quotation and step stands, by id.
        origins: where a leaf's value is from, by id: a source cell, a reading of one, a parameter or a literal.
        places: where formulas find the value of each figure, by id: a leaf without a name is its own origin.
    """

    nodes: Nodes
    originals: Originals
    listed: Mapping[str, Sequence[Sequence[str]]]
    rows: Mapping[str, Place]
    origins: Mapping[str, Place]
    places: Mapping[str, Place]
    lists: Mapping[choices.Key, choices.List]

    def ids(self, sheet: str) -> list[str]:
        """The first id of each row of a sheet."""
        return [ids[0] for ids in self.listed[sheet]]


def layout(nodes: Nodes, originals: Originals) -> Layout:
    """Give everything its cell.

    Raises:
        CallError: a figure rests on a table that the workbook was not given.
    """
    listed = _listed(nodes, originals)
    placed = {sheet: _placed(sheet, rows) for sheet, rows in listed.items()}
    cells = {id: originals.place(node["cells"][0]) for id, node in nodes.items() if node["operation"] in order.CELLS}
    rows = {**placed[names.FIGURES], **placed[names.QUOTATIONS], **placed[names.STEPS]}
    origins = {**cells, **placed[names.READINGS], **placed[names.PARAMETERS], **placed[names.LITERALS]}
    places = {**rows, **origins, **placed[names.FIGURES]}
    lists = choices.lists(nodes, [id for sheet in (names.FIGURES, names.STEPS) for id in placed[sheet]])
    return Layout(nodes, originals, listed, rows, origins, places, lists)


def _listed(nodes: Nodes, originals: Originals) -> dict[str, Sequence[Sequence[str]]]:
    readings = [id for id in sorted(nodes, key=order.natural) if _is_reading(nodes[id], originals)]
    single = {
        names.FIGURES: order.named(nodes),
        names.QUOTATIONS: order.quotations(nodes),
        names.STEPS: order.steps(nodes),
        names.READINGS: readings,
    }
    alike = {names.PARAMETERS: _alike(nodes, "parameter"), names.LITERALS: _alike(nodes, "literal")}
    return {**{sheet: [[id] for id in ids] for sheet, ids in single.items()}, **alike}


def _is_reading(node: Node, originals: Originals) -> bool:
    return node["operation"] == "cell" and originals.value(node["cells"][0]) != Decimal(node["value"])


def _placed(sheet: str, rows: Iterable[Sequence[str]]) -> dict[str, Place]:
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
