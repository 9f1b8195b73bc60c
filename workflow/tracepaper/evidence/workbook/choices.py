"""Choices: the lists that formulas work on: points of a code, a ranking, the year of payback, a flow with its rate."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from tracepaper.evidence.workbook import names, runs, verdicts
from tracepaper.evidence.workbook.forms import form
from tracepaper.evidence.workbook.model import Content, Formula, Row, Sheet, first_row, listed
from tracepaper.evidence.workbook.order import Node, Nodes
from tracepaper.evidence.workbook.references import Place, span
from tracepaper.evidence.workbook.rounding import sure_places
from tracepaper.evidence.workbook.texts import quoted, safe
from tracepaper.figures import judging, operations
from tracepaper.figures.display import half_up

RANKED = (operations.LARGEST, operations.SMALLEST)
# MATCH overlooks capitals and takes these signs for any letters.
WILD = re.compile(r"[*?~]")
KEY, VALUE, SETTLED, HIGHEST, LOWEST = 2, 3, 4, 5, 6
SO_FAR, REACHED = SETTLED, HIGHEST
# A search for a rate of return that starts this near ends at it, however near to losing all the rate is.
GUESSED = Context(prec=13)
Key = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class List:
    """Named inputs that formulas choose among, on rows of their own of one of three sheets."""

    sheet: str
    name: str
    keys: tuple[str, ...]
    inputs: tuple[str, ...]
    first: int

    @property
    def last(self) -> int:
        """Its last row."""
        return self.first + len(self.keys) - 1

    def column(self, column: int, *, seen_from: str) -> str:
        """The range of one of its columns."""
        ends = (Place(self.sheet, column, row) for row in (self.first, self.last))
        return span(*ends, seen_from=seen_from, fixed=True)


NOTES: Mapping[str, tuple[str, ...]] = {
    names.CODES: ("Each scale gives points to the codes of a source table; formulas look the code up here.",),
    names.RANKINGS: (
        "Values that the paper compares, each with its place. Equals keep the order of the list.",
        "They are compared at so many digits that only the noise of a spreadsheet's arithmetic is lost.",
    ),
    names.PAYBACK: (
        "Net flows by year. Paid back (1) is a year by whose end the flow so far, having been negative, no longer is.",
    ),
    names.FLOWS: ("Flows by period, the first of them now, and whose rate of return is looked for.",),
    names.RUNS: (
        "Points of run charts: 1 is above the median or higher than the point before, -1 below or lower. What is equal",
        f"neither makes nor breaks a run. A shift takes {judging.SHIFT} points on one side, a trend"
        f" {judging.TREND - 1} steps one way.",
    ),
}
TITLES = {
    names.CODES: "Codes and the points that they are given",
    names.RANKINGS: "Rankings: values that are compared",
    names.PAYBACK: "Payback: the flow so far, year by year",
    names.FLOWS: "Flows with a rate of return",
    names.RUNS: "Run charts: shifts and trends, point by point",
}
COLUMNS = {
    names.CODES: (("First used for", 50), ("Code", 20), ("Points", 14)),
    names.RANKINGS: (
        ("First used for", 50),
        ("Name", 30),
        ("Value", 20),
        ("Compared as", 20),
        ("Place, highest first", 14),
        ("Place, lowest first", 14),
    ),
    names.PAYBACK: (("First used for", 50), ("Year", 20), ("Net flow", 20), ("Flow so far", 20), ("Paid back", 12)),
    names.FLOWS: (("First used for", 50), ("Period", 20), ("Amount", 20)),
    names.RUNS: (("First used for", 50), ("Point", 20), ("Value", 20), *runs.COLUMNS),
}


def lists(nodes: Nodes, order: Iterable[str]) -> dict[Key, List]:
    """The lists that the figures need, each once, by sheet, keys and inputs."""
    users: dict[Key, list[str]] = {}
    for id in order:
        if is_choice(nodes[id]):
            users.setdefault(key(nodes[id]), []).append(nodes[id]["label"])
    rows = {sheet: first_row(notes) for sheet, notes in NOTES.items()}
    found: dict[Key, List] = {}
    for number, ((sheet, keys, inputs), labels) in enumerate(users.items(), 1):
        name = f"{number}: {next(filter(None, labels), 'steps')}"
        found[sheet, keys, inputs] = List(sheet, name, keys, inputs, rows[sheet])
        rows[sheet] += len(keys)
    return found


def is_choice(node: Node) -> bool:
    """Whether its formula looks something up in a list."""
    return bool(node["keys"]) and is_live(node) and not verdicts.handles(node)


def is_live(node: Node) -> bool:
    """Whether a spreadsheet can compute it: not what was drawn at random, nor how many rates of return there are."""
    operation = str(node["operation"])
    return not operation.startswith(operations.SIMULATED) and operation != operations.NO_SINGLE_RATE


def key(node: Node) -> Key:
    """Which list a figure chooses from."""
    return _sheet(node["operation"]), tuple(node["keys"]), tuple(node["inputs"])


def _sheet(operation: str) -> str:
    if operation == operations.POINTS:
        return names.CODES
    if judging.DIRECTED.fullmatch(operation):
        return names.RUNS
    if operation == operations.RATE_OF_RETURN:
        return names.FLOWS
    return names.PAYBACK if operation == operations.PAYBACK else names.RANKINGS


def formula(node: Node, one: List, *, code: str, seen_from: str) -> str:
    """The formula of a choice; `code` is the reference to the cell that holds the code."""
    keys = one.column(KEY, seen_from=seen_from)
    if one.sheet == names.CODES:
        return _points(one, code, keys, one.column(VALUE, seen_from=seen_from))
    if one.sheet == names.PAYBACK:
        return _payback(one, keys, seen_from)
    if one.sheet == names.FLOWS:
        guess = GUESSED.plus(1 + Decimal(node["value"])) - 1
        return f"IRR({one.column(VALUE, seen_from=seen_from)},{guess:f})"
    if one.sheet == names.RUNS:
        shift, trend = (Place(one.sheet, column, one.last).seen_from(seen_from) for column in (runs.SHIFT, runs.TREND))
        return runs.formula(keys, shift, trend, higher=verdicts.higher(node, code))
    found = operations.RANKING.fullmatch(node["operation"])
    order, place = (found[1], found[2]) if found else _extreme(node["operation"])
    places = one.column(HIGHEST if order == "highest" else LOWEST, seen_from=seen_from)
    return f"INDEX({keys},MATCH({place},{places},0))"


def _extreme(operation: str) -> tuple[str, str]:
    return "highest" if operation == operations.LARGEST else "lowest", "1"


def _points(one: List, code: str, keys: str, values: str) -> str:
    alike = len({key.casefold() for key in one.keys}) < len(one.keys)
    if alike or any(map(WILD.search, one.keys)):
        return f"SUMPRODUCT(EXACT({code},{keys})*{values})"
    return f"INDEX({values},MATCH({code},{keys},0))"


def _payback(one: List, keys: str, seen_from: str) -> str:
    reached, so_far = (one.column(column, seen_from=seen_from) for column in (REACHED, SO_FAR))
    never, nothing = quoted(operations.NEVER_PAID_BACK), quoted(operations.NOTHING_TO_PAY_BACK)
    return f"IF(MIN({so_far})>=0,{nothing},IF(SUM({reached})=0,{never},INDEX({keys},MATCH(1,{reached},0))))"


def sheets(found: Iterable[List], nodes: Nodes, places: Mapping[str, Place]) -> list[Sheet]:
    """The sheets that hold the lists, those that there are."""
    by_sheet: dict[str, list[List]] = {}
    for one in found:
        by_sheet.setdefault(one.sheet, []).append(one)
    return [
        listed(
            sheet,
            title=TITLES[sheet],
            notes=NOTES[sheet],
            columns=COLUMNS[sheet],
            rows=itertools.chain.from_iterable(_rows(one, nodes, places) for one in of_sheet),
        )
        for sheet, of_sheet in by_sheet.items()
    ]


def _rows(one: List, nodes: Nodes, places: Mapping[str, Place]) -> Iterable[Row]:
    values = [Decimal(nodes[id]["value"]) for id in one.inputs]
    compared = {names.RANKINGS: _ranked, names.PAYBACK: _flows, names.RUNS: _points_in_time}.get(one.sheet)
    units = [nodes[id]["unit"] for id in one.inputs]
    further = compared(one, values, units) if compared else [()] * len(values)
    for name, id, value, unit, more in zip(one.keys, one.inputs, values, units, further, strict=True):
        reference = Formula(places[id].seen_from(one.sheet), value, form(unit, value))
        yield (safe(one.name), safe(name), reference, *more)


def _ranked(one: List, values: Sequence[Decimal], units: Sequence[str]) -> Iterable[tuple[Content, ...]]:
    digits = sure_places(values)
    settled = [half_up(value, digits) for value in values]
    among = one.column(SETTLED, seen_from=one.sheet)
    for n, (value, unit) in enumerate(zip(settled, units, strict=True)):
        row, before = one.first + n, f"COUNTIF(D${one.first}:D{one.first + n},D{one.first + n})-1"
        equals = settled[:n].count(value)
        yield (
            Formula(f"ROUND(C{row},{digits})", value, form(unit, value)),
            Formula(f"RANK(D{row},{among},0)+{before}", Decimal(sum(v > value for v in settled) + equals + 1)),
            Formula(f"RANK(D{row},{among},1)+{before}", Decimal(sum(v < value for v in settled) + equals + 1)),
        )


def _points_in_time(one: List, values: Sequence[Decimal], units: Sequence[str]) -> Iterable[tuple[Content, ...]]:
    return runs.rows(one.first, values, units)


def _flows(one: List, values: Sequence[Decimal], units: Sequence[str]) -> Iterable[tuple[Content, ...]]:
    so_far = list(itertools.accumulate(values, operations.EXACT.add))
    digits = sure_places([*values, *so_far])
    settled = [half_up(value, digits) for value in so_far]
    for n, (value, unit) in enumerate(zip(settled, units, strict=True)):
        row = one.first + n
        back = Decimal(int(value >= 0 > min(settled[: n + 1])))
        yield (
            Formula(f"ROUND(SUM(C${one.first}:C{row}),{digits})", value, form(unit, value)),
            Formula(f"IF(AND(D{row}>=0,MIN(D${one.first}:D{row})<0),1,0)", back),
        )
