"""Discounting: the arithmetic written out, and what is refused. Published tables are in tests/published."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracepaper.calculations.discounting import discount_factors, discounted, present_value
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, literal, units


def figure(value: str | int, unit: str = "GBP") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def flow(*amounts: str | int) -> dict[str, Figure]:
    return {str(year): figure(amount) for year, amount in enumerate(amounts)}


def bands(rates: dict[str, str]) -> dict[str, Figure]:
    return {name: figure(rate, "1") for name, rate in rates.items()}


QUARTER = bands({"1-": "0.25"})  # 1 / 1.25 = 0.8, so every factor ends


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
        factors = discount_factors(flow(0, 0, 0, 0), bands=bands({"1-2": "0.25", "3-": "0.6"}))
        assert factors["3"].value == Decimal("0.4")

    def test_bands_may_be_in_any_order(self):
        backwards = bands({"3-": "0.6", "1-2": "0.25"})
        assert discount_factors(flow(0, 0, 0, 0), bands=backwards)["3"].value == Decimal("0.4")

    def test_years_keep_their_own_names(self):
        years = {"2026/27": figure(1), "2027/28": figure(1)}
        assert list(discount_factors(years, bands=QUARTER)) == ["2026/27", "2027/28"]

    def test_factors_are_pure_numbers(self):
        assert {one.unit for one in discount_factors(flow(0, 0), bands=QUARTER).values()} == {ONE}

    def test_a_factor_leads_back_to_its_rates(self):
        last = discount_factors(flow(0, 0), bands=QUARTER)["1"]
        assert last.derivation.inputs[1].derivation.inputs[1] is QUARTER["1-"]

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({}, "No band of discount rates covers year 1 of the appraisal: there are none."),
            ({"1-2": "0.1"}, "No band of discount rates covers year 3 of the appraisal: they end with 1-2."),
            ({"2-": "0.1"}, 'No band of discount rates covers year 1; the next is "2-".'),
            ({"1-30": "0.1", "32-": "0.1"}, 'No band of discount rates covers year 31; the next is "32-".'),
            ({"1-30": "0.1", "30-": "0.1"}, 'Two bands of discount rates cover year 30; one is "30-".'),
            ({"1-": "0.1", "31-": "0.1"}, 'Two bands of discount rates cover year 31; one is "31-".'),
            ({"0-30": "0.1"}, 'Year 0 is not discounted, so the band "0-30" starts with year 1: call it "1-30".'),
            ({"1": "0.1"}, '"1" is no band of discount rates. Name bands by their first and last year: "1-30"'),
            ({"30-1": "0.1"}, '"30-1" is no band of discount rates.'),
            ({"standard": "0.1"}, '"standard" is no band of discount rates.'),
            ({"1-": "3.5"}, 'The discount rate of the band "1-" is 3.5 in a pure number; it is a fraction a year'),
            ({"1-": "-0.01"}, 'The discount rate of the band "1-" is -0.01'),
        ],
        ids=str,
    )
    def test_bands_that_are_wrong_are_told(self, given, said):
        with pytest.raises(FigureError) as refused:
            discount_factors(flow(0, 0, 0, 0), bands=bands(given))
        assert said in str(refused.value)

    def test_the_year_beyond_the_bands_is_named(self):
        years = ["2019/20", "2020/21", "2021/22"]
        with pytest.raises(FigureError, match=r"year 2 of the appraisal \(2021/22\): they end with 1-1. Shorten"):
            discount_factors(years, bands=bands({"1-1": "0.1"}))

    def test_a_rate_in_pounds_is_refused(self):
        with pytest.raises(FigureError, match=r"is 0.1 in pounds; it is a fraction a year"):
            discount_factors(flow(0, 0), bands={"1-": figure("0.1")})

    def test_a_whole_table_in_place_of_one_series_of_rates_is_explained(self):
        with pytest.raises(FigureError, match=r'"standard" is no band of discount rates'):
            discount_factors(flow(0, 0), bands={"standard": QUARTER})

    def test_a_year_that_is_missing_is_named(self):
        with pytest.raises(FigureError, match=r"2019/20 is followed by 2021/22"):
            discount_factors(["2019/20", "2021/22"], bands=QUARTER)

    @pytest.mark.parametrize(("years", "refused"), [(2, True), (3, True), (4, False)])
    def test_rates_for_long_horizons_serve_above_their_horizon_only(self, years, refused):
        rates = {"horizon above": figure(3, "1"), **QUARTER}
        if refused:
            with pytest.raises(FigureError, match=f"more than 3 years.*; this appraisal has {years}. Use the standard"):
                discount_factors(flow(*[0] * (years + 1)), bands=rates)
        else:
            assert discount_factors(flow(*[0] * (years + 1)), bands=rates)["4"].value == Decimal("0.4096")

    def test_in_mid_year_each_later_year_comes_half_a_year_sooner(self):
        # at 44%, 1.44 to the power of a half is 1.2: 1 / 1.44 × 1.2 = 1 / 1.2; 1 / 1.44² × 1.2 = 1 / 1.728
        factors = discount_factors(flow(0, 0, 0), bands=bands({"1-": "0.44"}), timing="mid-year")
        assert [round(one.value, 20) for one in factors.values()] == [
            1,
            round(1 / Decimal("1.2"), 20),
            round(1 / Decimal("1.728"), 20),
        ]

    def test_in_mid_year_half_a_year_is_at_the_rate_of_its_own_band(self):
        # 1 / 1.44 / 1.21 × 1.1, not × 1.2
        rates = bands({"1-1": "0.44", "2-": "0.21"})
        last = discount_factors(flow(0, 0, 0), bands=rates, timing="mid-year")["2"]
        assert round(last.value, 20) == round(1 / Decimal("1.44") / Decimal("1.1"), 20)

    def test_another_timing_is_refused(self):
        with pytest.raises(FigureError, match=r'"start-year" is no timing. Known: end-year, mid-year'):
            discount_factors(flow(0, 0), bands=QUARTER, timing="start-year")

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
        factors = discount_factors(payments, bands=bands({"1-30": "0.035"}))
        assert round(present_value(payments, factors).value, 6) == Decimal("4.515052")

    def test_a_long_sum_of_quotients_is_right_to_forty_places(self):
        amounts = [123, -456, 789, -1011, 1213]
        factors = discount_factors(flow(*amounts), bands=bands({"1-30": "0.035"}))
        exact = sum(Fraction(amount) / Fraction("1.035") ** year for year, amount in enumerate(amounts))
        assert abs(Fraction(present_value(flow(*amounts), factors).value) - exact) < Fraction(1, 10**40)

    def test_a_year_beyond_the_factors_is_named(self):
        with pytest.raises(FigureError, match=r"no discount factor for 2"):
            discounted(flow(1, 1, 1), discount_factors(flow(0, 0), bands=QUARTER))
