"""Discounting and value for money: the arithmetic written out. Published tables are in tests/published."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracepaper.calculations.discounting import (
    benefit_cost_ratio,
    discount_factors,
    discounted,
    net_present_value,
    payback_year,
    present_value,
)
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, literal, units


def figure(value: str | int, unit: str = "GBP") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def flow(*amounts: str | int) -> dict[str, Figure]:
    return {str(year): figure(amount) for year, amount in enumerate(amounts)}


def bands(**rates: str) -> dict[str, Figure]:
    return {first.removeprefix("from_"): figure(rate, "1") for first, rate in rates.items()}


QUARTER = bands(from_1="0.25")  # 1 / 1.25 = 0.8, so every factor ends


class TestDiscountFactors:
    def test_each_year_is_discounted_once_more_than_the_year_before(self):
        factors = discount_factors(flow(0, 0, 0, 0), bands=QUARTER)
        assert [one.value for one in factors.values()] == [
            1,
            Decimal("0.8"),
            Decimal("0.64"),
            Decimal("0.512"),
        ]

    def test_bands_are_chained(self):
        # 1 / 1.25 = 0.8; 0.8 / 1.25 = 0.64; then at a rate of 60%: 0.64 / 1.6 = 0.4; not 1 / 1.6³ = 0.2441…
        factors = discount_factors(flow(0, 0, 0, 0), bands=bands(from_1="0.25", from_3="0.6"))
        assert factors["3"].value == Decimal("0.4")

    def test_a_band_counts_from_the_year_that_names_it_however_they_are_ordered(self):
        backwards = bands(from_3="0.6", from_1="0.25")
        assert discount_factors(flow(0, 0, 0, 0), bands=backwards)["3"].value == Decimal("0.4")

    def test_years_keep_their_own_names(self):
        years = {"2026/27": figure(1), "2027/28": figure(1)}
        assert list(discount_factors(years, bands=QUARTER)) == ["2026/27", "2027/28"]

    def test_factors_are_pure_numbers(self):
        assert {one.unit for one in discount_factors(flow(0, 0), bands=QUARTER).values()} == {ONE}

    def test_a_factor_leads_back_to_its_rates(self):
        last = discount_factors(flow(0, 0), bands=QUARTER)["1"]
        assert last.derivation.inputs[1].derivation.inputs[1] is QUARTER["1"]

    @pytest.mark.parametrize("given", [{}, bands(from_2="0.25")])
    def test_a_year_without_a_band_is_named(self, given):
        with pytest.raises(FigureError, match="No band of discount rates covers year 1"):
            discount_factors(flow(0, 0), bands=given)

    def test_a_whole_table_in_place_of_one_series_of_rates_is_explained(self):
        with pytest.raises(FigureError, match='named by their first year, but one is "standard"'):
            discount_factors(flow(0, 0), bands={"standard": QUARTER})

    def test_one_year_alone_is_not_discounted(self):
        assert discount_factors(flow(5), bands={})["0"].value == 1


class TestPresentValue:
    def test_each_amount_is_multiplied_by_its_factor(self):
        flow_of_a_hundred = flow(100, 100, 100)
        factors = discount_factors(flow_of_a_hundred, bands=QUARTER)
        assert [one.value for one in discounted(flow_of_a_hundred, factors).values()] == [100, 80, 64]
        assert present_value(flow_of_a_hundred, factors).value == 244

    def test_a_present_value_is_in_pounds(self):
        factors = discount_factors(flow(1), bands=QUARTER)
        assert present_value(flow(1), factors).unit.words() == "pounds"

    def test_five_payments_at_the_standard_rate(self):
        # 1/1.035 + 1/1.035² + … + 1/1.035⁵ = 4.515052…
        payments = flow(0, 1, 1, 1, 1, 1)
        factors = discount_factors(payments, bands=bands(from_1="0.035"))
        assert round(present_value(payments, factors).value, 6) == Decimal("4.515052")

    def test_a_long_sum_of_quotients_is_right_to_forty_places(self):
        amounts = [123, -456, 789, -1011, 1213]
        factors = discount_factors(flow(*amounts), bands=bands(from_1="0.035"))
        exact = sum(Fraction(amount) / Fraction("1.035") ** year for year, amount in enumerate(amounts))
        assert abs(Fraction(present_value(flow(*amounts), factors).value) - exact) < Fraction(1, 10**40)

    def test_a_year_beyond_the_factors_is_named(self):
        with pytest.raises(FigureError, match="no discount factor for 2"):
            discounted(flow(1, 1, 1), discount_factors(flow(0, 0), bands=QUARTER))


class TestValueForMoney:
    COSTS, BENEFITS = flow(100, 0, 0), flow(0, 100, 100)
    FACTORS = discount_factors(COSTS, bands=QUARTER)

    def test_net_present_value_is_benefits_less_costs(self):
        assert net_present_value(self.BENEFITS, self.COSTS, self.FACTORS).value == 44  # 80 + 64 - 100

    def test_the_ratio_is_benefits_over_costs(self):
        ratio = benefit_cost_ratio(self.BENEFITS, self.COSTS, self.FACTORS)
        assert ratio.value == Decimal("1.44")  # 144 / 100
        assert ratio.unit == ONE

    @pytest.mark.parametrize("costs", [flow(0, 0, 0), flow(-100, 0, 0), flow(100, -125, 0)])
    def test_costs_of_nought_or_less_have_no_ratio(self, costs):
        with pytest.raises(FigureError, match="has no meaning: the present value of costs is not above £0"):
            benefit_cost_ratio(self.BENEFITS, costs, self.FACTORS)

    def test_costs_that_come_to_nought_but_for_noise_have_no_ratio(self):
        factors = discount_factors(flow(0, 0), bands=bands(from_1="2"))  # year 1 is worth a third
        costs = flow(1, -3)
        assert present_value(costs, factors).value > 0, "the sum is not exact: the case is worth testing"
        with pytest.raises(FigureError, match="not above £0"):
            benefit_cost_ratio(flow(1, 1), costs, factors)


class TestPayback:
    @pytest.mark.parametrize(
        ("net", "year"),
        [
            ((-100, 60, 60), "2"),  # -100, -40, 20
            ((-100, 60, 40), "2"),  # to the pound
            ((-100, 60, 39), "not within the period"),
            ((-100, 100), "1"),
            ((0, -100, 100), "2"),  # nothing is owed before the money is spent
            ((10, -100, 100), "2"),
            ((-100, 200, -300, 50), "1"),  # the first year, whatever follows
            ((0, 0, 5), "nothing to pay back"),
            ((10, -5, 1), "nothing to pay back"),  # never in the red
            ((-5,), "not within the period"),
        ],
    )
    def test_the_first_year_by_whose_end_nothing_is_owed(self, net, year):
        assert payback_year(flow(*net)) == year

    def test_three_thirds_pay_back_a_whole(self):
        third = figure(1) / figure(3, "1")
        assert payback_year({"0": figure(-1), "1": third, "2": third, "3": third}) == "3"

    def test_discounted_a_flow_pays_back_later(self):
        net = flow(-100, 50, 50, 50, 50)
        factors = discount_factors(net, bands=QUARTER)
        # undiscounted: -100, -50, 0; discounted: 40, 32, 25.60, 20.48 come to 72, 97.60 and 118.08
        assert payback_year(net) == "2"
        assert payback_year(discounted(net, factors)) == "4"
