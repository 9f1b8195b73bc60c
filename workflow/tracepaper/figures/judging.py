"""Verdicts on progress from plain values: milestones, movements, targets, and the rules of run charts."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from tracepaper.errors import FigureError

MILESTONE = "status of a milestone"
# What the dates of a milestone are called; one that is not done has no date of that.
DUE, DONE_ON, AS_OF, MEETING = "due", "done", "as of", "meeting"
DONE, LATE, AFTER, ON_TRACK = "done", "late", "due after the meeting", "on track"
MOVEMENT, TARGET, RUN = "movement", "whether the target is met", "signal of the run chart"
HIGHER, LOWER = "higher", "lower"
DIRECTED = re.compile(rf"({MOVEMENT}|{TARGET}|{RUN}), ({HIGHER}|{LOWER}) is better")
IMPROVED, WORSE, UNCHANGED = "improved", "worse", "unchanged"
MET, NOT_MET = "met", "not met"
TOO_FEW, NO_SIGNAL = "too few points", "no signal"
# Points that a run chart needs; points of a shift; points of a trend, which are one more than its steps.
LEAST_POINTS, SHIFT, TREND = 10, 6, 5

Values = Sequence[Decimal]


def directed(kind: str, better: str) -> str:
    """The name of an operation that goes by a direction: "movement, higher is better".

    Raises:
        FigureError: the text names no direction.
    """
    return f"{kind}, {direction(better)} is better"


def direction(better: str) -> str:
    """Which way is better, HIGHER or LOWER, as a text says it.

    Raises:
        FigureError: the text names no direction.
    """
    said = better.strip().lower()
    if said not in (HIGHER, LOWER):
        raise FigureError(f'Which way is better is said by "{HIGHER}" or "{LOWER}"; found "{better}".')
    return said


def milestone(dates: Mapping[str, Decimal]) -> str:
    """Where a milestone stands: done first, then late, then due after the meeting."""
    if DONE_ON in dates and dates[DONE_ON] <= dates[AS_OF]:
        return DONE
    if dates[DUE] < dates[AS_OF]:
        return LATE
    return AFTER if dates[DUE] > dates[MEETING] else ON_TRACK


def judged(name: str, values: Values, code: str) -> str:
    """The verdict of an operation that goes by a direction.

    Args:
        name: as `directed` gives it.
        code: the text of the cell that says the direction; empty where no cell does.

    Raises:
        FigureError: the cell says another direction than the name.
    """
    found = DIRECTED.fullmatch(name)
    assert found
    if code and directed(found[1], code) != name:
        raise FigureError(f'the cell says that "{code}" is better, not {found[2]}')
    return RULES[found[1]](values, 1 if found[2] == HIGHER else -1)


def _movement(values: Values, better: int) -> str:
    change = better * _sign(values[1] - values[0])
    return (UNCHANGED, IMPROVED, WORSE)[change]


def _target(values: Values, better: int) -> str:
    return MET if better * _sign(values[0] - values[1]) >= 0 else NOT_MET


def _run(values: Values, better: int) -> str:
    """A signal of a run chart: a shift before a trend, the latest of its kind."""
    if len(values) < LEAST_POINTS:
        return TOO_FEW
    exact = list(map(Fraction, values))
    middle = statistics.median(exact)
    sides = [_sign(value - middle) for value in exact]
    steps = [_sign(after - before) for before, after in itertools.pairwise(exact)]
    for kind, side in (("shift", _latest(sides, SHIFT)), ("trend", _latest(steps, TREND - 1))):
        if side:
            return f"{kind} for the {'better' if side == better else 'worse'}"
    return NO_SIGNAL


def _latest(signs: Iterable[int], least: int) -> int:
    """The sign of the latest run of so many; nought neither makes nor breaks a run, and stands for none found."""
    found = side = length = 0
    for sign in filter(None, signs):
        length = length + 1 if sign == side else 1
        side = sign
        found = side if length >= least else found
    return found


def _sign(value: Decimal | Fraction) -> int:
    return (value > 0) - (value < 0)


RULES: Mapping[str, Callable[[Values, int], str]] = {MOVEMENT: _movement, TARGET: _target, RUN: _run}
