"""Verdicts: comparisons of numbers as formulas, at so many digits that only the noise of doubles is lost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tracepaper.evidence.workbook.order import Node
from tracepaper.evidence.workbook.rounding import sure_places
from tracepaper.evidence.workbook.texts import quoted
from tracepaper.figures import days, judging, operations

RANKS = {operations.RANK_HIGHEST_FIRST: ">", operations.RANK_LOWEST_FIRST: "<"}
SIGNS = {operations.IS_ABOVE: ">", operations.IS_EQUAL: "=", operations.IS_BEFORE: "<"}


def handles(node: Node) -> bool:
    """Whether a figure whose inputs have names is a verdict on them, and looks nothing up in a list."""
    found = judging.DIRECTED.fullmatch(node["operation"])
    return bool(node["operation"] == judging.MILESTONE or (found and found[1] != judging.RUN))


def formula(node: Node, inputs: Sequence[str], values: Sequence[Decimal], *, code: str) -> str:
    """The formula of a verdict, or of a number that is rounded to a whole one.

    Args:
        inputs: references to what is compared; values: what stands there.
        code: the reference to the cell that says what is better; empty where none does.
    """
    places = sure_places(values)
    settled = [f"ROUND({one},{places})" for one in inputs]
    operation = node["operation"]
    if operation == judging.MILESTONE:
        return _milestone(dict(zip(node["keys"], inputs, strict=True)))
    if operation == operations.FINANCIAL_YEAR:
        return f'YEAR(EDATE({inputs[0]},-3))&"/"&RIGHT(YEAR(EDATE({inputs[0]},9)),2)'
    if operation == operations.MONTH_OF:
        return f'CHOOSE(MONTH({inputs[0]}),{",".join(map(quoted, days.MONTHS))})&" "&YEAR({inputs[0]})'
    if operation == operations.ROUNDED_UP:
        # INT goes down, below nought too, in every program; what it does to the other sign goes up.
        return f"-INT(-{settled[0]})"
    if operation == operations.ROUNDED_DOWN:
        return f"INT({settled[0]})"
    if operation in RANKS:
        return _rank(settled, RANKS[operation])
    first, second = settled
    if operation in SIGNS:
        return _if(f"{first}{SIGNS[operation]}{second}", quoted(operations.YES), quoted(operations.NO))
    if operation == operations.NO_TIE:
        return _if(f"{first}*{second}>0", quoted(operations.NO_WEIGHTS), quoted(operations.ANY_WEIGHTS))
    return _directed(operation, first, second, higher(node, code))


def higher(node: Node, code: str) -> str:
    """A formula that is true where higher is better."""
    found = judging.DIRECTED.fullmatch(node["operation"])
    assert found
    return f"TRIM({code})={quoted(judging.HIGHER)}" if code else str(found[2] == judging.HIGHER).upper()


def _directed(operation: str, first: str, second: str, better: str) -> str:
    if operation.startswith(judging.MOVEMENT):
        moved = _if(f"({second}>{first})=({better})", quoted(judging.IMPROVED), quoted(judging.WORSE))
        return _if(f"{first}={second}", quoted(judging.UNCHANGED), moved)
    reached = f"OR({first}={second},({first}>{second})=({better}))"
    return _if(reached, quoted(judging.MET), quoted(judging.NOT_MET))


def _milestone(dates: dict[str, str]) -> str:
    due, as_of, meeting = (dates[name] for name in (judging.DUE, judging.AS_OF, judging.MEETING))
    coming = _if(f"{due}>{meeting}", quoted(judging.AFTER), quoted(judging.ON_TRACK))
    undone = _if(f"{due}<{as_of}", quoted(judging.LATE), coming)
    done = dates.get(judging.DONE_ON)
    return _if(f"{done}<={as_of}", quoted(judging.DONE), undone) if done else undone


def _rank(settled: Sequence[str], sign: str) -> str:
    own, *others = settled
    place = "+".join(["1", *(f"({other}{sign}{own})" for other in others)])
    if not others:
        return quoted("1")
    shared = ",".join(f"{other}={own}" for other in others)
    return f"({place})&{_if(f'OR({shared})', quoted(operations.EQUAL_RANK), quoted(''))}"


def _if(condition: str, then: str, otherwise: str) -> str:
    return f"IF({condition},{then},{otherwise})"
