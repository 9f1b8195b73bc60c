"""Laws of the price of an outcome, whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.investor_returns import return_on_investment
from tracepaper.calculations.outcome_contracts import outcome_payments
from tracepaper.calculations.outcome_prices import tariff_for_rate_of_return, tariff_for_return_on_investment
from tracepaper.figures import Figure, comparable, literal, units

quick = settings(max_examples=40, deadline=None)


def figure(value: int | Decimal, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def series(values: list[int], unit: str) -> dict[str, Figure]:
    return {f"year {number}": figure(value, unit) for number, value in enumerate(values)}


def rows(*elements: st.SearchStrategy[int]) -> st.SearchStrategy[list[list[int]]]:
    """Several lists of one length."""
    return st.lists(st.tuples(*elements), min_size=1, max_size=8).map(
        lambda found: list(map(list, zip(*found, strict=True)))
    )


class TestTheTariff:
    @quick
    @given(rows(st.integers(1, 10**9), st.integers(1, 200)), st.integers(0, 50))
    def test_the_tariff_for_a_return_gives_that_return(self, lists, percent):
        invested, verified = series(lists[0], "GBP"), series(lists[1], "child")
        rate = figure(Decimal(percent).scaleb(-2))
        tariff = tariff_for_return_on_investment(invested, verified, rate)
        found = return_on_investment(outcome_payments(tariff, verified), invested)
        assert comparable([found]) == comparable([rate])

    @quick
    @given(rows(st.integers(1, 10**9), st.integers(1, 200)))
    def test_at_a_rate_of_nought_both_tariffs_are_the_cost_of_an_outcome(self, lists):
        invested, verified = series(lists[0], "GBP"), series(lists[1], "child")
        both = [
            rule(invested, verified, figure(0)) for rule in (tariff_for_rate_of_return, tariff_for_return_on_investment)
        ]
        assert comparable(both)[0] == comparable(both)[1]
