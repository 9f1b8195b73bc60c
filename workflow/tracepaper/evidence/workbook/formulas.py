"""Formulas: each figure's operation as a live spreadsheet formula over the cells that its inputs stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from tracepaper.evidence.workbook import choices, names, verdicts
from tracepaper.evidence.workbook.layout import Layout
from tracepaper.evidence.workbook.model import Formula, Sheet, first_row, listed
from tracepaper.evidence.workbook.order import LEAVES, Node
from tracepaper.evidence.workbook.references import Place, Run, cells, runs, span
from tracepaper.figures.operations import COUNT, GREATEST, LEAST, POWER

# Spreadsheets take 255 arguments and 8,192 characters; a hundred references with a sheet's name each stay below both.
MOST_ARGUMENTS = 100
# Two or three scattered cells read better with a sign between them than inside SUM().
FEW = 3
SIGNS = {"difference": "-", "product": "*", "quotient": "/"}
FUNCTIONS = {LEAST: "MIN", GREATEST: "MAX", POWER: "POWER"}
PART_NOTES = ("Sums of so many cells that one formula cannot name them; each row is a part of the sum that names it.",)


@dataclass
class Parts:
    """Rows for the parts of sums that are too long for one formula; filled while formulas are written."""

    rows: list[tuple[str, Formula]] = field(default_factory=list)

    def keep(self, id: str, formulas: Iterable[Formula]) -> Run:
        """Keep the parts of one sum: their first and last place."""
        start = first_row(PART_NOTES)
        first = start + len(self.rows)
        self.rows += [(id, one) for one in formulas]
        return Place(names.PARTS, 2, first), Place(names.PARTS, 2, start + len(self.rows) - 1)

    def sheet(self) -> Sheet:
        """The sheet that holds them."""
        return listed(
            names.PARTS,
            title="Parts of long sums",
            notes=PART_NOTES,
            columns=(("Part of", 50), ("Value", 20)),
            rows=self.rows,
        )


@dataclass(frozen=True)
class Formulas:
    """Writes the formulas of a layout; sums that are too long leave their parts in `parts`."""

    layout: Layout
    parts: Parts = field(default_factory=Parts)

    def of(self, id: str, *, seen_from: str) -> str:
        """The formula of a figure, without its "=", as a cell of the sheet `seen_from` holds it."""
        node = self.layout.nodes[id]
        operation = node["operation"]
        if operation in LEAVES:
            return self.layout.origins[id].seen_from(seen_from)
        if operation in ("selection", "sum", COUNT):
            return self._added(id, node, seen_from)
        if choices.is_choice(node):
            return self._chosen(node, seen_from)
        inputs = [self.layout.places[one].seen_from(seen_from) for one in node["inputs"]]
        if operation == "negative":
            return f"-{inputs[0]}"
        if operation in FUNCTIONS:
            return f"{FUNCTIONS[operation]}({','.join(inputs)})"
        return SIGNS[operation].join(inputs) if operation in SIGNS else self._compared(node, inputs, seen_from)

    def _compared(self, node: Node, inputs: list[str], seen_from: str) -> str:
        values = [Decimal(self.layout.nodes[one]["value"]) for one in node["inputs"]]
        return verdicts.formula(node, inputs, values, code=self._code(node, seen_from))

    def _added(self, id: str, node: Node, seen_from: str) -> str:
        function = self._function(node)
        added = self._runs(node)
        if not added:
            return "0"
        if len(added) > MOST_ARGUMENTS:
            return f"SUM({span(*self._in_parts(id, function, added), seen_from=seen_from)})"
        arguments = [span(*run, seen_from=seen_from) for run in added]
        if function == "SUM" and len(arguments) <= FEW and not any(":" in one for one in arguments):
            return "+".join(arguments)
        return f"{function}({','.join(arguments)})"

    def _function(self, node: Node) -> str:
        if node["operation"] != COUNT:
            return "SUM"
        return "COUNTA" if any(self.layout.nodes[one]["unit"] == "text" for one in node["inputs"]) else "COUNT"

    def _runs(self, node: Node) -> list[Run]:
        if node["operation"] == "selection":
            return self.layout.originals.runs(node["selection"])
        return runs(self.layout.places[one] for one in node["inputs"])

    def _in_parts(self, id: str, function: str, added: list[Run]) -> Run:
        numbers = self._numbers(self.layout.nodes[id])
        groups = [added[n : n + MOST_ARGUMENTS] for n in range(0, len(added), MOST_ARGUMENTS)]
        return self.parts.keep(id, [_part(function, group, numbers) for group in groups])

    def _numbers(self, node: Node) -> Callable[[Run], list[Decimal]]:
        """What the cells of a run hold that a sum or a selection adds."""
        if node["operation"] == "selection":
            return self.layout.originals.numbers
        if node["operation"] == COUNT:
            return lambda run: [Decimal(1)] * len(list(cells(run)))
        standing = {self.layout.places[one]: Decimal(self.layout.nodes[one]["value"]) for one in node["inputs"]}
        return lambda run: [standing[place] for place in cells(run)]

    def _chosen(self, node: Node, seen_from: str) -> str:
        one = self.layout.lists[choices.key(node)]
        return choices.formula(node, one, code=self._code(node, seen_from), seen_from=seen_from)

    def _code(self, node: Node, seen_from: str) -> str:
        return self.layout.originals.place(node["cells"][0]).seen_from(seen_from) if node["cells"] else ""


def _part(function: str, group: list[Run], numbers: Callable[[Run], list[Decimal]]) -> Formula:
    text = ",".join(span(*run, seen_from=names.PARTS) for run in group)
    values = [number for run in group for number in numbers(run)]
    return Formula(f"{function}({text})", sum(values, Decimal(0)))
