"""The internal rate of return of a flow: how many there are, exactly, and the one where there is just one.

With v = 1 / (1 + r) the present value of a flow is a polynomial in v, and a rate above -100% is a root above nought.
Sturm's theorem counts these without error, so "none" and "several" are certain and not a search that gave up.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from tracepaper.errors import FigureError
from tracepaper.figures.display import half_up

NONE, SEVERAL = "no rate of return", "several rates of return"
# Digits enough to halve an interval until the places that are kept are settled.
FINE = Context(prec=70)
KEPT_PLACES, HALVINGS = 30, 220
Polynomial = list[Fraction]


def number_of_rates(flow: Sequence[Decimal]) -> int:
    """How many rates above -100% bring a flow to nought; a rate that several roots share counts once."""
    lowest_first = _polynomial(flow)
    if not _sign_changes(lowest_first):
        return 0
    return _sign_changes(lowest_first) if _sign_changes(lowest_first) == 1 else _roots(lowest_first)


def single_rate(flow: Sequence[Decimal]) -> Decimal:
    """The one rate above -100% at which a flow comes to nought, to thirty places.

    Args:
        flow: amounts at time 0, 1, 2 and so on.

    Raises:
        FigureError: there is none, or there are several.
    """
    found = number_of_rates(flow)
    if found != 1:
        raise FigureError(f"A flow has {NONE if not found else SEVERAL}; one was expected.")
    root = _root(_square_free(_polynomial(flow)))
    rate = FINE.subtract(FINE.divide(Decimal(1), root), Decimal(1))
    return FINE.normalize(half_up(rate, KEPT_PLACES))


def why_not_single(flow: Sequence[Decimal]) -> str:
    """What is said of a flow that has not just one rate."""
    found = number_of_rates(flow)
    if found == 1:
        raise FigureError("A flow has just one rate of return.")
    return SEVERAL if found else NONE


def _polynomial(flow: Sequence[Decimal]) -> Polynomial:
    """Coefficients, the lowest power first, without noughts at either end: a late start changes no rate."""
    coefficients = list(map(Fraction, flow))
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return list(itertools.dropwhile(lambda one: not one, coefficients))


def _sign_changes(values: Sequence[Fraction]) -> int:
    signs = [value > 0 for value in values if value]
    return sum(one != other for one, other in itertools.pairwise(signs))


def _roots(polynomial: Polynomial) -> int:
    """Distinct roots above nought, by Sturm's theorem: changes of sign at nought less those at infinity."""
    chain = _chain(polynomial)
    at_nought = [one[0] if one else Fraction(0) for one in chain]
    at_infinity = [one[-1] for one in chain if one]
    return _sign_changes(at_nought) - _sign_changes(at_infinity)


def _chain(polynomial: Polynomial) -> list[Polynomial]:
    chain = [polynomial, _derivative(polynomial)]
    while rest := _remainder(chain[-2], chain[-1]):
        chain.append([-one for one in rest])
    return chain


def _square_free(polynomial: Polynomial) -> Polynomial:
    """The polynomial with each of its roots once, so that its sign changes there."""
    if len(polynomial) < 2:
        return polynomial
    common = _chain(polynomial)[-1]
    return _quotient(polynomial, common)


def _derivative(polynomial: Polynomial) -> Polynomial:
    return [power * one for power, one in enumerate(polynomial)][1:]


def _remainder(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    return _divided(dividend, divisor)[1]


def _quotient(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    return _divided(dividend, divisor)[0]


def _divided(dividend: Polynomial, divisor: Polynomial) -> tuple[Polynomial, Polynomial]:
    rest = list(dividend)
    quotient = [Fraction(0)] * max(len(rest) - len(divisor) + 1, 0)
    for shift in range(len(quotient) - 1, -1, -1):
        factor = quotient[shift] = rest[shift + len(divisor) - 1] / divisor[-1]
        for place, one in enumerate(divisor, shift):
            rest[place] -= factor * one
    while rest and not rest[-1]:
        rest.pop()
    return quotient, rest


def _root(polynomial: Polynomial) -> Decimal:
    """The only root above nought, by halving an interval that holds it."""
    coefficients = [FINE.divide(Decimal(one.numerator), Decimal(one.denominator)) for one in polynomial]
    leading = abs(coefficients[-1])
    low, high = Decimal(0), 1 + FINE.divide(max(map(abs, coefficients)), leading)
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
