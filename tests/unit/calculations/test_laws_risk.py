"""Laws of expected values, sought out by random examples."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.risk import expected_outcome, expected_value, expected_values, expected_values_by
from tracepaper.figures import Figure, comparable, literal, units

quick = settings(max_examples=40, deadline=None)


def figure(value: Decimal | int, unit: str = "1") -> Figure:
    return literal(value, units.parse(unit), "made up")


def register(risks: list[tuple[int, int]]) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Probabilities and impacts of risks that are given as (per cent, pounds)."""
    probabilities = {str(n): figure(Decimal(chance).scaleb(-2)) for n, (chance, _) in enumerate(risks)}
    return probabilities, {str(n): figure(impact, "GBP") for n, (_, impact) in enumerate(risks)}


RISKS = st.lists(st.tuples(st.integers(0, 100), st.integers(-(10**6), 10**6)), min_size=1, max_size=8)
COSTS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 10**6)), min_size=1, max_size=8)
WEIGHED = st.lists(st.tuples(st.integers(1, 50), st.integers(-(10**6), 10**6)), min_size=1, max_size=6)


@quick
@given(RISKS, RISKS)
def test_two_registers_are_worth_the_sum_of_both(first, second):
    apart = expected_value(*register(first)).value + expected_value(*register(second)).value
    assert expected_value(*register(first + second)).value == apart


@quick
@given(COSTS)
def test_risks_that_cost_are_worth_between_nothing_and_all_of_them(risks):
    assert 0 <= expected_value(*register(risks)).value <= sum(impact for _, impact in risks)


@quick
@given(RISKS, st.integers(0, 9))
def test_impacts_so_many_times_as_large_are_worth_as_many_times(risks, times):
    larger = [(chance, impact * times) for chance, impact in risks]
    assert expected_value(*register(larger)).value == expected_value(*register(risks)).value * times


@quick
@given(RISKS, st.data())
def test_owners_together_bear_the_whole_register(risks, data):
    values = expected_values(*register(risks))
    rows = [{"risk": risk, "owner": data.draw(st.sampled_from(["Council", "Provider"]))} for risk in values]
    shares = expected_values_by(values, rows, "owner")
    assert sum(one.value for one in shares.values()) == expected_value(*register(risks)).value


@quick
@given(WEIGHED)
def test_an_expected_outcome_lies_between_the_worst_and_the_best(outcomes):
    whole = figure(sum(weight for weight, _ in outcomes))
    probabilities = {str(n): figure(weight) / whole for n, (weight, _) in enumerate(outcomes)}
    values = {str(n): figure(value, "GBP") for n, (_, value) in enumerate(outcomes)}
    (average,) = comparable([expected_outcome(probabilities, values)])
    assert min(value for _, value in outcomes) <= average <= max(value for _, value in outcomes)
