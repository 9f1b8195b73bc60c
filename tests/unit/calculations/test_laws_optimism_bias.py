"""Laws of optimism bias, sought out by random examples."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.optimism_bias import (
    adjusted_for_optimism,
    combined_bias,
    costs_adjusted_for_optimism,
    managed_share,
    resultant_bias,
)
from tracepaper.calculations.series import sum_of
from tracepaper.figures import Figure, comparable, literal, units

quick = settings(max_examples=40, deadline=None)


def figure(value: Decimal | int, unit: str = "1") -> Figure:
    return literal(value, units.parse(unit), "made up")


def per_cent(number: int) -> Figure:
    return figure(Decimal(number).scaleb(-2))


SHARE, BIAS = st.integers(0, 100).map(per_cent), st.integers(0, 200).map(per_cent)
COSTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=6).map(
    lambda amounts: {str(2025 + n): figure(amount, "GBP") for n, amount in enumerate(amounts)}
)


@quick
@given(st.integers(0, 10**6), BIAS, SHARE)
def test_an_adjusted_estimate_lies_between_the_estimate_and_its_upper_bound(amount, bias, mitigation):
    estimate = figure(amount, "GBP")
    adjusted = adjusted_for_optimism(estimate, bias=bias, mitigation=mitigation).value
    assert amount <= adjusted <= amount * (1 + bias.value)


@quick
@given(BIAS, SHARE, SHARE)
def test_more_mitigation_never_leaves_more_bias(bias, one, other):
    less, more = sorted([one, other], key=lambda share: share.value)
    assert resultant_bias(bias, mitigation=more).value <= resultant_bias(bias, mitigation=less).value


@quick
@given(BIAS)
def test_managed_wholly_nothing_is_left_and_not_at_all_everything(bias):
    left = [resultant_bias(bias, mitigation=figure(mitigation)).value for mitigation in (1, 0)]
    assert left == [0, bias.value]


@quick
@given(COSTS, BIAS, SHARE)
def test_adjusting_each_year_adjusts_the_total(costs, bias, mitigation):
    by_year = sum_of(costs_adjusted_for_optimism(costs, bias=bias, mitigation=mitigation))
    at_once = adjusted_for_optimism(sum_of(costs), bias=bias, mitigation=mitigation)
    assert by_year.value == at_once.value


@quick
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 100)), min_size=1, max_size=5))
def test_no_more_is_managed_than_is_contributed(areas):
    contributions = {str(n): per_cent(contribution) for n, (contribution, _) in enumerate(areas)}
    managed = {str(n): per_cent(degree) for n, (_, degree) in enumerate(areas)}
    assert 0 <= managed_share(contributions, managed=managed).value <= sum_of(contributions).value


@quick
@given(BIAS, BIAS, SHARE)
def test_a_combined_bias_lies_between_those_that_it_combines(one, other, part):
    parts = {"one": part, "other": figure(1) - part}
    found = combined_bias({"one": one, "other": other}, parts=parts)
    least, mean, most = comparable([min(one, other, key=value), found, max(one, other, key=value)])
    assert least <= mean <= most


def value(figure: Figure) -> Decimal:
    return figure.value
