"""Rates of return: how many a flow has is counted, not searched for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, literal, rate_of_return, rates, units

POUNDS = units.parse("GBP")
quick = settings(max_examples=40, deadline=None)


def flow(*amounts: int | str) -> dict[str, Figure]:
    return {str(2019 + n): literal(Decimal(amount), POUNDS, "made up") for n, amount in enumerate(amounts)}


class TestHowMany:
    @pytest.mark.parametrize(
        ("amounts", "number"),
        [
            ((-100, 110), 1),
            ((100, 110), 0),  # nothing is ever paid
            ((0, 0, 0), 0),
            ((-100, 230, -132), 2),  # 10% and 20%: (1.1 v - 1)(1.2 v - 1) has v = 1 / 1.1 and 1 / 1.2
            ((-100, 200, -110), 0),  # v = (200 +- sqrt(40000 - 44000)) / 220: no real root, though signs change twice
            ((-1, 4, -4), 2),  # -(1 - 2 v)^2: 100% twice over, where the present value touches nought and turns back
            ((0, 0, -100, 105), 1),  # it starts late
            # 0%, 10% and 20%: 1 x (v - 1)(1.1 v - 1)(1.2 v - 1), whose signs change three times
            (("-1", "3.3", "-3.62", "1.32"), 3),
        ],
    )
    def test_is_counted_exactly(self, amounts, number):
        assert rates.number_of_rates([Decimal(one) for one in amounts]) == number

    def test_is_counted_soon_in_a_flow_of_sixty_years(self):
        """Quotients, and a cost at either end: above nought at 0%, below it at rates far from that."""
        third = Decimal(1) / 3
        assert rates.number_of_rates([-1000 * third, *([100 * third] * 59), -3000 * third]) == 2
        level = [Decimal(-1000), *([Decimal(100) / 7] * 100)]
        # A thousand now for 100 / 7 a year: a hundred payments come to 1,428.57, so the rate is above nought.
        assert 0 < rates.single_rate(level) < Decimal("0.014")

    def test_none_and_several_are_said_in_words(self):
        assert rate_of_return(flow(100, 110)) == "no rate of return"
        several = rate_of_return(flow(-100, 230, -132))
        assert isinstance(several, Text)
        assert several == "several rates of return"
        assert [one.value for one in several.derivation.inputs] == [-100, 230, -132]

    def test_a_single_rate_is_not_asked_of_others(self):
        with pytest.raises(FigureError, match="several rates of return; one was expected"):
            rates.single_rate([Decimal(-100), Decimal(230), Decimal(-132)])


class TestTheRate:
    def test_is_a_pure_number_that_keeps_its_flow(self):
        found = rate_of_return(flow(-100, 110))
        assert isinstance(found, Figure)
        assert (found.value, found.unit) == (Decimal("0.1"), ONE)
        assert found.derivation.keys == ("2019", "2020")

    @quick
    @given(st.integers(-90, 300), st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
    def test_is_the_one_that_the_flow_was_made_with(self, per_cent, later):
        """What later amounts are worth at a rate, paid now, earns that rate."""
        rate = Decimal(per_cent) / 100
        worth = sum((amount / (1 + rate) ** n for n, amount in enumerate(map(Decimal, later), 1)), Decimal(0))
        found = rate_of_return({"now": literal(-worth, POUNDS, "made up"), **flow(*later)})
        assert abs(found.value - rate) < Decimal("1e-20")

    @quick
    @given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=7), st.integers(2, 9))
    def test_does_not_hang_on_the_size_of_the_money(self, amounts, times):
        assume(rates.number_of_rates(list(map(Decimal, amounts))) == 1)
        found = rate_of_return(flow(*amounts))
        assert rate_of_return(flow(*(times * one for one in amounts))).value == found.value

    def test_money_of_another_unit_is_refused(self):
        with pytest.raises(FigureError, match="pounds"):
            rate_of_return({**flow(-100), "2020": literal(110, units.parse("children"), "made up")})
