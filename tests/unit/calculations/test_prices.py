"""Real and nominal terms: what is refused and what is traced. Published examples are in tests/published."""

from decimal import Decimal

import pytest

from tracepaper.calculations.prices import (
    carried_forward,
    nominal_terms,
    real_terms,
    rebased,
    uprated,
    with_forecasts_marked,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def series(unit: str = "1", **values: str) -> dict[str, Figure]:
    return {year.removeprefix("y").replace("_", "/"): figure(value, unit) for year, value in values.items()}


def figure(value: str, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


INDEX = series(y2018_19="80", y2019_20="100", y2020_21="125")


class TestRealTerms:
    def test_the_base_year_is_left_as_it_is(self):
        spend = series("GBP", y2018_19="8", y2019_20="10")
        assert real_terms(spend, INDEX, base="2019/20")["2019/20"] is spend["2019/20"]

    def test_earlier_prices_are_raised_and_later_ones_lowered(self):
        spend = series("GBP", y2018_19="8", y2020_21="10")
        found = real_terms(spend, INDEX, base="2019/20")  # 8 × 100 / 80 = 10; 10 × 100 / 125 = 8
        assert {year: one.value for year, one in found.items()} == {"2018/19": 10, "2020/21": 8}

    def test_a_unit_cost_stays_one(self):
        found = uprated(figure("646", "GBP/child/week"), INDEX, from_year="2018/19", to_year="2019/20")
        assert (found.value, str(found.unit)) == (Decimal("807.5"), "GBP/child/week")  # 646 × 1.25

    def test_it_leads_back_to_both_deflators(self):
        found = uprated(figure("8", "GBP"), INDEX, from_year="2018/19", to_year="2019/20")
        assert found.derivation.inputs[1].derivation.inputs == (INDEX["2019/20"], INDEX["2018/19"])

    @pytest.mark.parametrize("use", [real_terms, nominal_terms])
    def test_a_year_of_the_flow_without_deflator_is_named_with_the_remedy(self, use):
        spend = series("GBP", y2019_20="10", y2021_22="10")
        with pytest.raises(FigureError) as refused:
            use(spend, INDEX, base="2019/20")
        assert str(refused.value) == (
            "There is no deflator for the price year 2021/22: it has 2018/19 to 2020/21. "
            "Name an edition that covers it under parameters:, or carry the index on with carried_forward."
        )

    def test_a_base_year_without_deflator_is_refused_even_of_an_empty_flow(self):
        with pytest.raises(FigureError, match=r"no deflator for the price year 2024/25"):
            real_terms({}, INDEX, base="2024/25")

    @pytest.mark.parametrize("odd", [figure("0"), figure("-5"), figure("80", "GBP")])
    def test_a_deflator_is_a_pure_number_above_nought(self, odd):
        with pytest.raises(FigureError, match=r"The deflator of 2018/19 is .*; a price index is a pure number above"):
            uprated(figure("8", "GBP"), {**INDEX, "2018/19": odd}, from_year="2018/19", to_year="2019/20")

    def test_an_index_without_years(self):
        with pytest.raises(FigureError, match=r"it has no years"):
            rebased({}, base="2018/19")


class TestForecasts:
    def test_a_year_with_both_an_index_and_growth_is_refused(self):
        with pytest.raises(FigureError, match=r"2020/21 has an index and forecast growth. Leave out its growth"):
            carried_forward(INDEX, series(y2020_21="0.02"))

    def test_a_year_that_is_left_out_is_refused(self):
        with pytest.raises(FigureError, match=r"2020/21 is followed by 2022/23"):
            carried_forward(INDEX, series(y2022_23="0.02"))

    def test_nothing_can_be_carried_forward_from_nothing(self):
        with pytest.raises(FigureError, match=r"has no years, so nothing can be carried forward"):
            carried_forward({}, series(y2022_23="0.02"))

    def test_prices_may_fall(self):
        assert carried_forward(INDEX, series(y2021_22="-0.2"))["2021/22"].value == 100  # 125 × 0.8

    def test_a_forecast_leads_back_to_its_growth(self):
        growth = series(y2021_22="0.02")
        found = carried_forward(INDEX, growth)["2021/22"]
        assert found.derivation.inputs[1].derivation.inputs[1] is growth["2021/22"]

    def test_marks_change_names_only(self):
        growth = series(y2021_22="0.02")
        carried = carried_forward(INDEX, growth)
        marked = with_forecasts_marked(carried, growth)
        assert list(marked) == ["2018/19", "2019/20", "2020/21", "2021/22 (forecast)"]
        assert list(marked.values()) == list(carried.values())
