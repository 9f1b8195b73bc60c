"""Laws of an investor's return, whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.investor_returns import (
    council_adds_to_return,
    investor_profit,
    most_outstanding,
    return_covered_by_grant,
    return_on_investment,
    returns_to_pay,
)
from tracepaper.figures import Figure, literal, units

quick = settings(max_examples=40, deadline=None)
POUNDS = st.integers(0, 10**9)


def figure(value: int | Decimal, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def series(values: list[int], unit: str) -> dict[str, Figure]:
    return {f"year {number}": figure(value, unit) for number, value in enumerate(values)}


def rows(*elements: st.SearchStrategy[int]) -> st.SearchStrategy[list[list[int]]]:
    """Several lists of one length."""
    return st.lists(st.tuples(*elements), min_size=1, max_size=8).map(
        lambda found: list(map(list, zip(*found, strict=True)))
    )


class TestTheInvestor:
    @quick
    @given(rows(POUNDS, st.integers(1, 10**9)))
    def test_profit_is_the_return_on_what_is_invested(self, lists):
        paid, invested = (series(one, "GBP") for one in lists)
        back = return_on_investment(paid, invested).value * sum(lists[1])
        assert abs(back - investor_profit(paid, invested).value) < Decimal("1e-30")

    @quick
    @given(rows(POUNDS, st.integers(1, 10**9)))
    def test_what_is_out_is_at_least_the_loss_and_at_most_all_that_is_invested(self, lists):
        paid, invested = (series(one, "GBP") for one in lists)
        most = most_outstanding(paid, invested).value
        assert max(lists[1][0], sum(lists[1]) - sum(lists[0])) <= most <= sum(lists[1])


class TestTheReturn:
    @quick
    @given(rows(st.integers(0, 10**6), st.integers(1, 10**9)), st.integers(0, 100))
    def test_the_council_adds_nothing_up_to_the_return_that_the_grant_covers(self, lists, percent):
        grant, invested = (series(one, "GBP") for one in lists)
        covered = return_covered_by_grant(grant, invested)
        cases = {"covered": covered, "more": covered + figure(Decimal(percent).scaleb(-2))}
        added = council_adds_to_return(invested, cases, grant)
        assert abs(added["covered"].value) < Decimal("1e-30")
        more = Decimal(percent).scaleb(-2) * sum(lists[1])
        assert abs(added["more"].value - more) < Decimal("1e-30")

    @quick
    @given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.integers(0, 50))
    def test_a_return_and_what_it_is_of_scale_together(self, invested, percent):
        case = {"case": figure(Decimal(percent).scaleb(-2))}
        once = returns_to_pay(series(invested, "GBP"), case)["case"].value
        assert returns_to_pay(series([3 * one for one in invested], "GBP"), case)["case"].value == 3 * once
