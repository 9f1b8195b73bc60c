"""Laws of outcome contracts, whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.outcome_contracts import (
    cap_left,
    capped_payments,
    commissioner_net,
    council_adds_to_return,
    grant_contributions,
    investor_profit,
    most_outstanding,
    outcome_contract,
    outcome_payments,
    outcomes_awaiting,
    outcomes_verified,
    provisions,
    return_covered_by_grant,
    return_on_investment,
    returns_to_pay,
    tariff_for_rate_of_return,
    tariff_for_return_on_investment,
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


class TestInvestorAndCommissioner:
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

    @quick
    @given(rows(POUNDS, POUNDS, POUNDS))
    def test_what_the_commissioner_and_the_investor_have_is_what_is_avoided_and_granted_less_the_cost(self, lists):
        avoided, paid, invested = (series(one, "GBP") for one in lists)
        grant = grant_contributions(paid, series([85000] * len(paid), "GBP"))
        both = sum(values(commissioner_net(avoided, paid, grant))) + investor_profit(paid, invested).value
        assert both == sum(lists[0]) + sum(values(grant)) - sum(lists[2])

    @quick
    @given(rows(POUNDS, POUNDS))
    def test_a_grant_is_never_more_than_is_offered_or_paid(self, lists):
        found = grant_contributions(*(series(one, "GBP") for one in lists))
        assert values(found) == [min(pair) for pair in zip(*lists, strict=True)]


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
