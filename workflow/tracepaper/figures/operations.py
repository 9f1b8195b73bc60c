"""The operations that derive a figure: how each is computed from the values of its inputs, here and nowhere else.

A derivation names its operation; whoever recomputes a figure, as `tracepaper verify` does, looks it up here by name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, InvalidOperation
from functools import reduce

from tracepaper.errors import FigureError
from tracepaper.figures import days, judging, random_weights, rates
from tracepaper.figures.display import half_up

# 50 digits carry any sum of pounds exactly and leave a quotient right far below the last printed digit.
EXACT = Context(prec=50, traps=[InvalidOperation, DivisionByZero])
# Quotients that cancel out leave noise in about the fiftieth place; at the twentieth a tie is a tie.
COMPARED_PLACES = 20
POINTS = "points of the code"
LARGEST, SMALLEST, PAYBACK = "largest", "smallest", "year of payback"
NEVER_PAID_BACK, NOTHING_TO_PAY_BACK = "not within the period", "nothing to pay back"
IS_ABOVE, IS_EQUAL, IS_BEFORE = (
    *("whether the first is above the second", "whether the two are equal"),
    "whether the first is before the second",
)
YES, NO = "yes", "no"
RANKING = re.compile(r"ranking, (highest|lowest) first, place ([0-9]+)")

COUNT, ROUNDED_UP, ROUNDED_DOWN = "count", "rounded up", "rounded down"
LEAST, GREATEST, POWER = "least", "greatest", "power"
RATE_OF_RETURN, NO_SINGLE_RATE = "internal rate of return", "why there is no single rate of return"
FINANCIAL_YEAR, MONTH_OF = "financial year of", "month of"
RANK_HIGHEST_FIRST, RANK_LOWEST_FIRST = (
    "rank of the first of these, highest first",
    "rank of the first of these, lowest first",
)
EQUAL_RANK = " equal"
NO_TIE, NO_WEIGHTS, ANY_WEIGHTS = "why no weights tie the two options", "none", "any"
# Draws at random: seeded, and computed again by whoever has the derivation, but by no spreadsheet.
SIMULATED = "simulated "

Values = Sequence[Decimal]
Keys = Sequence[str]

ARITHMETIC: Mapping[str, Callable[[Values], Decimal]] = {
    "sum": lambda values: reduce(EXACT.add, values, Decimal(0)),
    "difference": lambda values: EXACT.subtract(*values),
    "product": lambda values: EXACT.multiply(*values),
    "quotient": lambda values: EXACT.divide(*values),
    "negative": lambda values: EXACT.minus(*values),
    # What is one after fifty digits of thirds is one.
    ROUNDED_UP: lambda values: half_up(values[0], COMPARED_PLACES).to_integral_value(ROUND_CEILING),
    ROUNDED_DOWN: lambda values: half_up(values[0], COMPARED_PLACES).to_integral_value(ROUND_FLOOR),
    LEAST: min,
    GREATEST: max,
    POWER: lambda values: EXACT.power(*values),
    RATE_OF_RETURN: rates.single_rate,
}


def computed(name: str, values: Sequence[Decimal | str], *, keys: Keys = (), code: str = "") -> Decimal | str:
    """What an operation gives.

    Args:
        name: of the operation: "sum", "points of the code", "ranking, highest first, place 2".
        values: of the inputs, in order; texts can only be counted.
        keys: for a choice, the name of each input; for points, the code of each.
        code: for points, the code whose points are meant; for a verdict, the text of the cell that says what is better.

    Returns:
        A value; for a choice, one of `keys`; for a verdict, its words.

    Raises:
        FigureError: there is no such operation, or it cannot be done with a text.
    """
    if name == COUNT:
        return Decimal(len(values))
    numbers = list(map(number, values))
    if name in ARITHMETIC:
        # Nought has no sign: a sum of a debt and its repayment is 0, not -0.
        return EXACT.plus(ARITHMETIC[name](numbers))
    if name == POINTS:
        return numbers[list(keys).index(code)]
    if random_weights.SHARE.fullmatch(name):
        return random_weights.share(numbers, keys, name)
    if name in VERDICTS:
        return VERDICTS[name](_settled(numbers))
    if name == judging.MILESTONE:
        return judging.milestone(dict(zip(keys, _settled(numbers), strict=True)))
    if judging.DIRECTED.fullmatch(name):
        return judging.judged(name, _settled(numbers), code)
    return chosen(name, numbers, keys)


def chosen(name: str, values: Values, keys: Keys) -> str:
    """The key that comparing the values chooses; the first of equals."""
    if name == PAYBACK:
        return _payback(_settled(itertools.accumulate(values, EXACT.add)), keys)
    settled = _settled(values)
    if name in (LARGEST, SMALLEST):
        return keys[settled.index(max(settled) if name == LARGEST else min(settled))]
    if found := RANKING.fullmatch(name):
        order = sorted(range(len(keys)), key=settled.__getitem__, reverse=found[1] == "highest")
        return keys[order[int(found[2]) - 1]]
    raise FigureError(f'"{name}" is no operation on figures.')


def number(value: Decimal | str) -> Decimal:
    """A value that can be computed with.

    Raises:
        FigureError: it is a text.
    """
    if not isinstance(value, Decimal):
        raise FigureError(f'"{value}" is a text, which nothing can be computed from')
    return value


def _yes(holds: bool) -> str:
    return YES if holds else NO


VERDICTS: Mapping[str, Callable[[Values], str]] = {
    IS_ABOVE: lambda values: _yes(values[0] > values[1]),
    IS_EQUAL: lambda values: _yes(values[0] == values[1]),
    IS_BEFORE: lambda values: _yes(values[0] < values[1]),
    NO_SINGLE_RATE: rates.why_not_single,
    FINANCIAL_YEAR: lambda values: days.financial_year(days.day(values[0])),
    MONTH_OF: lambda values: days.month(days.day(values[0])),
    RANK_HIGHEST_FIRST: lambda values: _rank(values, above=1),
    RANK_LOWEST_FIRST: lambda values: _rank(values, above=-1),
    NO_TIE: lambda values: _why_no_tie(*values),
}


def _rank(values: Values, *, above: int) -> str:
    """The place of the first of the values among them all; equals have the same place, and it says so."""
    own, *others = values
    place = 1 + sum((other - own) * above > 0 for other in others)
    return f"{place}{EQUAL_RANK if own in others else ''}"


def _why_no_tie(one: Decimal, other: Decimal) -> str:
    """Why no weights of two differences bring them to nought: both have one sign, or both are nought already."""
    if one * other > 0:
        return NO_WEIGHTS
    if one or other:
        raise FigureError("Differences on either side of nought have weights that tie the two options.")
    return ANY_WEIGHTS


def _settled(values: Iterable[Decimal]) -> list[Decimal]:
    return [half_up(value, COMPARED_PLACES) for value in values]


def _payback(so_far: Values, keys: Keys) -> str:
    """The first year by whose end the flow so far, having been negative, no longer is."""
    debt = next((n for n, amount in enumerate(so_far) if amount < 0), None)
    if debt is None:
        return NOTHING_TO_PAY_BACK
    return next((keys[n] for n in range(debt, len(keys)) if so_far[n] >= 0), NEVER_PAID_BACK)
