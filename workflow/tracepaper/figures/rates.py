"""The internal rate of return of a flow: how many there are, and the one where there is just one.

With v = 1 / (1 + r) the present value of a flow is a polynomial in v, and a rate above -100% is a root above nought.
Sturm's theorem counts these without error, so "none" and "several" do not mean that a search gave up. A root that comes
twice counts as two: the present value touches nought there and does not change its sign, so no rate decides anything.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from tracepaper.errors import FigureError
from tracepaper.figures.display import half_up

NONE, SEVERAL = "no rate of return", "several rates of return"
# Digits enough to halve an interval until the places that are kept are settled.
FINE = Context(prec=70)
KEPT_PLACES, HALVINGS = 30, 220
Polynomial = list[int]


def number_of_rates(flow: Sequence[Decimal]) -> int:
    """How many rates above -100% bring a flow to nought: 0, 1, or more."""
    polynomial = _polynomial(flow)
    changes = _sign_changes(polynomial)
    # Descartes: as many roots above nought as changes of sign, or fewer by an even number.
    return changes if changes < 2 else _roots(polynomial)


def single_rate(flow: Sequence[Decimal]) -> Decimal:
    """The one rate above -100% at which a flow comes to nought, to thirty places.

    Args:
        flow: amounts at time 0, 1, 2 and so on.

    Raises:
        FigureError: there is none, or there are several.
    """
    found = number_of_rates(flow)
    if found != 1:
        raise FigureError(f"A flow has {SEVERAL if found else NONE}; one was expected.")
    rate = FINE.subtract(FINE.divide(Decimal(1), _root(_polynomial(flow))), Decimal(1))
    return FINE.normalize(half_up(rate, KEPT_PLACES))


def why_not_single(flow: Sequence[Decimal]) -> str:
    """What is said of a flow that has not just one rate."""
    found = number_of_rates(flow)
    if found == 1:
        raise FigureError("A flow has just one rate of return.")
    return SEVERAL if found else NONE


def _polynomial(flow: Sequence[Decimal]) -> Polynomial:
    """Whole coefficients, the lowest power first, without noughts at either end: a late start changes no rate."""
    exact = list(map(Fraction, flow))
    common = math.lcm(*(one.denominator for one in exact))
    return _primitive(list(itertools.dropwhile(lambda one: not one, [int(one * common) for one in exact])))


def _primitive(polynomial: Polynomial) -> Polynomial:
    """Divided by what divides all coefficients, without noughts at the end; signs stay."""
    while polynomial and not polynomial[-1]:
        polynomial.pop()
    divisor = math.gcd(*polynomial)
    return [one // divisor for one in polynomial]


def _sign_changes(values: Sequence[int]) -> int:
    signs = [value > 0 for value in values if value]
    return sum(one != other for one, other in itertools.pairwise(signs))


def _roots(polynomial: Polynomial) -> int:
    """Roots above nought, one that comes twice counted as two."""
    chain = _chain(polynomial)
    distinct = _sign_changes([one[0] for one in chain]) - _sign_changes([one[-1] for one in chain])
    repeated = chain[-1]
    return distinct + (_roots(repeated) if len(repeated) > 1 else 0)


def _chain(polynomial: Polynomial) -> list[Polynomial]:
    """Sturm's chain; its last member holds the roots that come more than once."""
    chain = [polynomial, _primitive([power * one for power, one in enumerate(polynomial)][1:])]
    while rest := _remainder(chain[-2], chain[-1]):
        chain.append([-one for one in rest])
    return chain


def _remainder(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    """A positive multiple of the remainder: only signs count."""
    rest, lead = list(dividend), divisor[-1]
    while len(rest) >= len(divisor):
        factor, shift = rest[-1] * (1 if lead > 0 else -1), len(rest) - len(divisor)
        rest = [one * abs(lead) for one in rest]
        for place, one in enumerate(divisor, shift):
            rest[place] -= factor * one
        rest = _primitive(rest[:-1])
    return rest


def _root(polynomial: Polynomial) -> Decimal:
    """The only root above nought, by halving an interval that holds it."""
    largest = max(map(abs, polynomial))
    coefficients = [FINE.divide(Decimal(one), Decimal(largest)) for one in polynomial]
    low, high = Decimal(0), 1 + FINE.divide(Decimal(1), abs(coefficients[-1]))
    above = _value(coefficients, high) > 0
    for _ in range(HALVINGS):
        middle = FINE.divide(FINE.add(low, high), Decimal(2))
        low, high = (low, middle) if (_value(coefficients, middle) > 0) == above else (middle, high)
    return high


def _value(coefficients: Sequence[Decimal], at: Decimal) -> Decimal:
    total = Decimal(0)
    for one in reversed(coefficients):
        total = FINE.fma(total, at, one)
    return total
