"""Laws of a commissioner's position, whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.commissioner_position import commissioner_net
from tracepaper.calculations.investor_returns import investor_profit
from tracepaper.calculations.outcome_contracts import grant_contributions
from tracepaper.figures import Figure, comparable, literal, units

quick = settings(max_examples=40, deadline=None)
POUNDS = st.integers(0, 10**9)


def figure(value: int | Decimal, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def series(values: list[int], unit: str) -> dict[str, Figure]:
    return {f"year {number}": figure(value, unit) for number, value in enumerate(values)}


def values(some: dict[str, Figure]) -> list[Decimal]:
    return comparable(some.values())


def rows(*elements: st.SearchStrategy[int]) -> st.SearchStrategy[list[list[int]]]:
    """Several lists of one length."""
    return st.lists(st.tuples(*elements), min_size=1, max_size=8).map(
        lambda found: list(map(list, zip(*found, strict=True)))
    )


class TestCommissionerAndInvestor:
    @quick
    @given(rows(POUNDS, POUNDS, POUNDS))
    def test_what_the_commissioner_and_the_investor_have_is_what_is_avoided_and_granted_less_the_cost(self, lists):
        avoided, paid, invested = (series(one, "GBP") for one in lists)
        grant = grant_contributions(paid, series([85000] * len(paid), "GBP"))
        both = sum(values(commissioner_net(avoided, paid, grant))) + investor_profit(paid, invested).value
        assert both == sum(lists[0]) + sum(values(grant)) - sum(lists[2])
