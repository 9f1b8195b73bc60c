"""Laws of outcome contracts, whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.outcome_contracts import (
    cap_left,
    capped_payments,
    grant_contributions,
    outcome_contract,
    outcome_payments,
    outcomes_awaiting,
    outcomes_verified,
    provisions,
)
from tracepaper.figures import Figure, comparable, literal, units

quick = settings(max_examples=40, deadline=None)
POUNDS = st.integers(0, 10**9)
COUNTS = st.integers(0, 200)
PLANS = st.lists(st.integers(0, 10), min_size=1, max_size=4).filter(any)


def figure(value: int | Decimal, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def series(values: list[int], unit: str) -> dict[str, Figure]:
    return {f"year {number}": figure(value, unit) for number, value in enumerate(values)}


def values(some: dict[str, Figure]) -> list[Decimal]:
    return comparable(some.values())


def plan(parts: list[int]) -> dict[str, Figure]:
    """Shares that sum to one, from parts of it."""
    return {str(lag): figure(part) / figure(sum(parts)) for lag, part in enumerate(parts)}


def rows(*elements: st.SearchStrategy[int]) -> st.SearchStrategy[list[list[int]]]:
    """Several lists of one length."""
    return st.lists(st.tuples(*elements), min_size=1, max_size=8).map(
        lambda found: list(map(list, zip(*found, strict=True)))
    )


class TestVerification:
    @quick
    @given(st.lists(COUNTS, min_size=1, max_size=8), PLANS)
    def test_what_is_delivered_is_verified_or_awaited_and_no_more(self, delivered, parts):
        given_ = series(delivered, "child")
        verified = outcomes_verified(given_, plan(parts))
        awaiting = outcomes_awaiting(given_, verified)
        last = comparable([list(awaiting.values())[-1]])[0]
        assert abs(sum(values(verified)) + last - sum(delivered)) < Decimal("1e-15")
        assert all(number >= 0 for number in values(awaiting))

    @quick
    @given(st.lists(COUNTS, min_size=1, max_size=8))
    def test_without_a_lag_all_is_verified_in_its_year(self, delivered):
        assert values(outcomes_verified(series(delivered, "child"), {"0": figure(1)})) == delivered

    @quick
    @given(st.lists(COUNTS, min_size=1, max_size=8), PLANS, st.integers(0, 20))
    def test_twice_the_outcomes_are_twice_the_payment(self, delivered, parts, tariff):
        price = figure(tariff, "GBP/child")
        once = outcome_payments(price, outcomes_verified(series(delivered, "child"), plan(parts)))
        twice = outcome_payments(price, outcomes_verified(series([2 * n for n in delivered], "child"), plan(parts)))
        doubled = [2 * one for one in values(once)]
        assert all(abs(one - other) < Decimal("1e-15") for one, other in zip(values(twice), doubled, strict=True))


class TestTheCap:
    @quick
    @given(st.lists(POUNDS, min_size=1, max_size=10), POUNDS)
    def test_payments_are_the_least_of_what_is_due_and_what_is_left_year_by_year(self, due, cap):
        expected, left = [], cap
        for amount in due:
            expected.append(min(amount, left))
            left -= expected[-1]
        assert values(capped_payments(series(due, "GBP"), figure(cap, "GBP"))) == expected

    @quick
    @given(st.lists(POUNDS, min_size=1, max_size=10), POUNDS)
    def test_in_all_the_least_of_the_cap_and_what_is_due_is_paid(self, due, cap):
        paid = capped_payments(series(due, "GBP"), figure(cap, "GBP"))
        assert sum(values(paid)) == min(cap, sum(due))
        assert values(cap_left(figure(cap, "GBP"), paid))[-1] == cap - min(cap, sum(due))

    @quick
    @given(st.lists(POUNDS, min_size=1, max_size=10), POUNDS, POUNDS)
    def test_a_higher_cap_pays_no_less_in_any_year_so_far(self, due, cap, more):
        low = values(capped_payments(series(due, "GBP"), figure(cap, "GBP")))
        high = values(capped_payments(series(due, "GBP"), figure(cap + more, "GBP")))
        assert all(sum(low[:n]) <= sum(high[:n]) for n in range(1, len(due) + 1))

    @quick
    @given(rows(COUNTS, POUNDS), POUNDS)
    def test_a_provision_is_never_more_than_can_still_be_paid(self, lists, tariff):
        awaiting, left = lists
        found = provisions(figure(tariff, "GBP/child"), series(awaiting, "child"), series(left, "GBP"))
        assert values(found) == [min(tariff * n, most) for n, most in zip(awaiting, left, strict=True)]


class TestTheGrant:
    @quick
    @given(rows(POUNDS, POUNDS))
    def test_a_grant_is_never_more_than_is_offered_or_paid(self, lists):
        found = grant_contributions(*(series(one, "GBP") for one in lists))
        assert values(found) == [min(pair) for pair in zip(*lists, strict=True)]


class TestAWholeContract:
    @quick
    @given(rows(COUNTS, POUNDS), PLANS, st.integers(0, 10**5), POUNDS)
    def test_lines_of_a_contract_hold_together(self, lists, parts, tariff, cap):
        delivered, offered = lists
        found = outcome_contract(
            series(delivered, "child"),
            verification=plan(parts),
            tariff=figure(tariff, "GBP/child"),
            cap=figure(cap, "GBP"),
            offered=series(offered, "GBP"),
        )
        lines = {name: values(line) for name, line in found.items()}
        assert all(paid <= due for paid, due in zip(lines["paid"], lines["due"], strict=True))
        assert all(grant <= paid for grant, paid in zip(lines["grant"], lines["paid"], strict=True))
        assert sum(lines["paid"]) + lines["provision"][-1] <= cap + Decimal("1e-15")
