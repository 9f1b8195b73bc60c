"""What is lost on the way: exact fractions lie within the bound, whatever is computed in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.figures.inexact import OPERATIONS, Inexact

Exact = Fraction
NUMBERS = st.decimals(Decimal("-1e9"), Decimal("1e9"), places=3, allow_nan=False)
FRACTIONS: dict[str, Callable[[Exact, Exact], Exact]] = {
    "sum": lambda one, other: one + other,
    "difference": lambda one, other: one - other,
    "product": lambda one, other: one * other,
    "quotient": lambda one, other: one / other,
    "least": min,
    "greatest": max,
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(FRACTIONS)), NUMBERS, st.booleans()), min_size=1, max_size=12)


def constant(number: Decimal) -> Inexact:
    return Inexact.constant(float(number))


@settings(max_examples=300, deadline=None)
@given(NUMBERS, STEPS)
def test_the_exact_fraction_lies_within_what_may_be_lost(
    drawn: Decimal, steps: list[tuple[str, Decimal, bool]]
) -> None:
    value = float(drawn)
    exact, found = Fraction(value), Inexact(np.array([value]), np.array([0.0]))
    for name, number, turned in steps:
        pair = [(exact, found), (Fraction(number), constant(number))]
        (one, first), (other, second) = pair[::-1] if turned else pair
        if name == "quotient" and np.any(second.near_nought()):
            continue
        exact, found = FRACTIONS[name](one, other), OPERATIONS[name]([first, second])
        if not found.finite():
            return
    found = found.of(1)
    assert abs(Fraction(float(found.value[0])) - exact) <= Fraction(float(found.lost[0]))


@settings(max_examples=200, deadline=None)
@given(
    st.decimals(Decimal("0.001"), Decimal("100"), places=3),
    st.decimals(Decimal("0.001"), Decimal("100"), places=3),
    st.integers(-40, 40),
)
def test_so_do_powers_of_halves(drawn: Decimal, factor: Decimal, halves: int) -> None:
    value, wide = float(drawn), Context(prec=120)
    base = OPERATIONS["product"]([Inexact(np.array([value]), np.array([0.0])), constant(factor)])
    found = OPERATIONS["power"]([base, constant(Decimal(halves) / 2)]).of(1)
    root = wide.sqrt(wide.multiply(Decimal(value), factor))
    exact = wide.power(root, halves)
    missed = abs(wide.subtract(Decimal(float(found.value[0])), exact))
    assert missed <= wide.add(Decimal(float(found.lost[0])), wide.multiply(exact, Decimal("1e-100")))
    assert found.lost[0] < 1e-12 * found.value[0]


@settings(max_examples=100, deadline=None)
@given(st.floats(0.01, 1e6), st.floats(1e-9, 0.5), st.sampled_from([-1, 1]), st.integers(-5, 5))
def test_a_power_of_what_may_lie_elsewhere_may_lie_as_far(value: float, share: float, way: int, halves: int) -> None:
    wide, lost = Context(prec=120), value * share
    found = OPERATIONS["power"]([Inexact(np.array([value]), np.array([lost])), constant(Decimal(halves) / 2)]).of(1)
    end = wide.add(Decimal(value), way * Decimal(lost))
    missed = abs(wide.subtract(Decimal(float(found.value[0])), wide.power(wide.sqrt(end), halves)))
    assert not found.finite() or missed <= Decimal(float(found.lost[0])) * Decimal("1.000000000001")
