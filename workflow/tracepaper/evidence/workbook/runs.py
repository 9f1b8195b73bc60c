"""Run charts as live formulas: point by point the side of the median, the step, and the latest run of each."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from tracepaper.evidence.workbook.forms import form
from tracepaper.evidence.workbook.model import Content, Formula
from tracepaper.evidence.workbook.rounding import sure_places
from tracepaper.evidence.workbook.texts import quoted
from tracepaper.figures import judging
from tracepaper.figures.display import half_up

# Columns of the sheet, from 1: D to J.
COMPARED, SIDE, ON_SIDE, SHIFT, STEP, STEPS, TREND = range(4, 11)
COLUMNS = (
    *(("Compared as", 20), ("Side of the median", 12), ("Points in a row on it", 12), ("Latest shift", 10)),
    *(("Step", 8), ("Steps in a row", 10), ("Latest trend", 10)),
)


def rows(first: int, values: Sequence[Decimal], units: Sequence[str]) -> Iterator[tuple[Content, ...]]:
    """The further columns of each point; `first` is the row of the first."""
    places = sure_places(values)
    settled = [half_up(value, places) for value in values]
    middle = f"MEDIAN(D${first}:D${first + len(values) - 1})"
    counted = _counted(settled)
    for n, (value, unit) in enumerate(zip(settled, units, strict=True)):
        row, cached = first + n, [Decimal(one) for one in counted[n]]
        formulas = [f"SIGN(D{row}-{middle})", *_formulas(row, first=n == 0)]
        yield (
            Formula(f"ROUND(C{row},{places})", value, form(unit, value)),
            *(Formula(text, number) for text, number in zip(formulas, cached, strict=True)),
        )


def formula(points: str, shift: str, trend: str, *, higher: str) -> str:
    """The formula of a signal.

    Args:
        points: the range of the points; shift, trend: the cells of the latest of each.
        higher: a formula that is true where higher is better.
    """

    def verdict(kind: str, cell: str, otherwise: str) -> str:
        better, worse = (quoted(f"{kind} for the {word}") for word in ("better", "worse"))
        return f"IF({cell}<>0,IF(({cell}>0)=({higher}),{better},{worse}),{otherwise})"

    signal = verdict("shift", shift, verdict("trend", trend, quoted(judging.NO_SIGNAL)))
    return f"IF(ROWS({points})<{judging.LEAST_POINTS},{quoted(judging.TOO_FEW)},{signal})"


def _formulas(row: int, *, first: bool) -> list[str]:
    before = row - 1
    if first:
        return [f"E{row}", _latest("F", row, judging.SHIFT, "0"), "0", "0", "0"]
    return [
        _in_a_row("E", "F", row),
        _latest("F", row, judging.SHIFT, f"G{before}"),
        f"SIGN(D{row}-D{before})",
        _in_a_row("H", "I", row),
        _latest("I", row, judging.TREND - 1, f"J{before}"),
    ]


def _in_a_row(sign: str, length: str, row: int) -> str:
    """How many have this sign, with that sign; what has none passes on how many there were."""
    before = f"{length}{row - 1}"
    return f"IF({sign}{row}=0,{before},IF({sign}{row}*{before}>0,{before}+{sign}{row},{sign}{row}))"


def _latest(length: str, row: int, least: int, before: str) -> str:
    return f"IF(ABS({length}{row})>={least},SIGN({length}{row}),{before})"


def _counted(values: Sequence[Decimal]) -> list[tuple[int, ...]]:
    """What the formulas give: side, points on it, latest shift; step, steps in a row, latest trend."""
    middle = statistics.median(values)
    sides = [_sign(value - middle) for value in values]
    steps = [0, *(_sign(after - before) for before, after in itertools.pairwise(values))]
    return [
        (side, *on_side, step, *in_a_row)
        for side, on_side, step, in_a_row in zip(
            *(sides, _runs(sides, judging.SHIFT), steps, _runs(steps, judging.TREND - 1)), strict=True
        )
    ]


def _runs(signs: Iterable[int], least: int) -> Iterator[tuple[int, int]]:
    """The signed length of the run at each point, and the sign of the latest that is long enough."""
    length = latest = 0
    for sign in signs:
        length = length if sign == 0 else length + sign if sign * length > 0 else sign
        latest = _sign(length) if abs(length) >= least else latest
        yield length, latest


def _sign(value: Decimal | int) -> int:
    return (value > 0) - (value < 0)
