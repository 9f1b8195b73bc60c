"""A financial plan's identities, on the plan that one borough printed as an appendix in August 2018."""

from decimal import Decimal

import pytest

from tracepaper.calculations.plan import (
    annual_reduction,
    cash_saved_to_date,
    combined_budget,
    gross_cost,
    in_year_movement,
)
from tracepaper.calculations.series import changes_on_year_before, only, sum_of, without
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units

YEARS = ("2018/19", "2019/20", "2020/21", "2021/22", "2022/23", "2023/24")


def row(*amounts: int) -> dict[str, Figure]:
    pounds = units.parse("GBP")
    figures = [literal(Decimal(amount), pounds, "as the appendix prints it") for amount in amounts]
    return dict(zip(YEARS, figures, strict=True))


def values(series) -> list[int]:
    return [int(one.value) for one in series.values()]


RESIDENTIAL = row(142500, 570000, 570000, 570000, 570000, 427500)
TEAM = row(100000, 400000, 400000, 400000, 400000, 300000)
OTHER = row(37500, 150000, 150000, 150000, 150000, 150000)
SET_UP = row(66125, 0, 0, 0, 0, 0)
ORIGINAL = row(5743750, 22975000, 22975000, 22975000, 22975000, 22975000)
REVISED = row(5612500, 21531250, 20053750, 18966250, 18567500, 18376250)
BUDGET_RESIDENTIAL = row(178125, 570000, 570000, 570000, 570000, 427500)
BUDGET_TEAM = row(125000, 400000, 400000, 400000, 400000, 300000)
BUDGET_OTHER = row(43000, 150000, 150000, 150000, 150000, 150000)
INCOME = row(0, 0, 0, 0, 0, 0)
COMBINED = combined_budget(REVISED, BUDGET_RESIDENTIAL, BUDGET_TEAM, BUDGET_OTHER, INCOME)
REDUCTION = annual_reduction(ORIGINAL, COMBINED)
PRINTED_COMBINED = [5958625, 22651250, 21173750, 20086250, 19687500, 19253750]
PRINTED_IN_YEAR = [214875, -323750, -1477500, -1087500, -398750, -433750]
PRINTED_CUMULATIVE = [-323750, -1801250, -2888750, -3287500, -3721250]


class TestTheRowsThatThePlanPrints:
    def test_gross_cost_is_its_four_lines(self):
        # 142,500 + 100,000 + 37,500 + 66,125 = 346,125; 570,000 + 400,000 + 150,000 = 1,120,000;
        # 427,500 + 300,000 + 150,000 = 877,500
        gross = gross_cost(RESIDENTIAL, TEAM, OTHER, SET_UP)
        assert values(gross) == [346125, 1120000, 1120000, 1120000, 1120000, 877500]
        assert sum_of(gross).value == 5703625  # 346,125 + 4 x 1,120,000 + 877,500, which the plan does not print

    def test_the_combined_budget_is_placements_and_service(self):
        # 5,612,500 + 178,125 + 125,000 + 43,000 = 5,958,625; 21,531,250 + 1,120,000 = 22,651,250 and so on
        assert values(COMBINED) == PRINTED_COMBINED

    def test_the_in_year_movement_is_the_printed_row(self):
        # 5,958,625 - 5,743,750 = 214,875 and 22,651,250 - 22,975,000 = -323,750, against the original forecast;
        # then against the year before: 21,173,750 - 22,651,250 = -1,477,500, 20,086,250 - 21,173,750 = -1,087,500,
        # 19,687,500 - 20,086,250 = -398,750, 19,253,750 - 19,687,500 = -433,750
        assert values(in_year_movement(ORIGINAL, COMBINED)) == PRINTED_IN_YEAR

    def test_the_cumulative_row_is_each_years_reduction_and_not_a_sum_of_money(self):
        # 22,975,000 - 22,651,250 = 323,750 … 22,975,000 - 19,253,750 = 3,721,250
        assert [-amount for amount in values(without(REDUCTION, "2018/19"))] == PRINTED_CUMULATIVE

    def test_in_the_first_quarter_the_reduction_is_an_investment(self):
        assert REDUCTION["2018/19"].value == -214875  # 5,743,750 - 5,958,625


class TestTheTwoMeaningsOfCumulativeSaving:
    def test_the_level_of_the_last_year(self):
        assert REDUCTION["2023/24"].value == 3721250

    def test_the_money_not_spent_from_the_first_full_year(self):
        # 323,750; + 1,801,250 = 2,125,000; + 2,888,750 = 5,013,750; + 3,287,500 = 8,301,250;
        # + 3,721,250 = 12,022,500
        cash = cash_saved_to_date(without(REDUCTION, "2018/19"))
        assert values(cash) == [323750, 2125000, 5013750, 8301250, 12022500]

    def test_the_money_not_spent_less_the_first_investment(self):
        assert values(cash_saved_to_date(REDUCTION))[-1] == 11807625  # 12,022,500 - 214,875

    def test_movements_from_the_first_full_year_add_up_to_the_level_of_the_last(self):
        movements = without(in_year_movement(ORIGINAL, COMBINED), "2018/19")
        # 323,750 + 1,477,500 + 1,087,500 + 398,750 + 433,750 = 3,721,250
        assert sum_of(movements).value == -3721250

    def test_from_the_second_full_year_a_movement_is_the_growth_of_the_reduction(self):
        growth = changes_on_year_before(without(REDUCTION, "2018/19"))
        later = only(in_year_movement(ORIGINAL, COMBINED), *YEARS[2:])
        assert values(growth) == [-amount for amount in values(later)]


class TestPlansThatDoNotFit:
    def test_a_plan_of_one_year_has_no_movement(self):
        one = only(COMBINED, "2018/19")
        with pytest.raises(FigureError, match="needs a part year and at least one full year"):
            in_year_movement(one, one)

    def test_a_plan_of_two_years_has_two_movements(self):
        two = only(COMBINED, "2018/19", "2019/20")
        assert values(in_year_movement(only(ORIGINAL, *two), two)) == [214875, -323750]

    @pytest.mark.parametrize("identity", [annual_reduction, in_year_movement, combined_budget, gross_cost])
    def test_a_year_that_one_row_lacks_is_not_taken_as_nought(self, identity):
        with pytest.raises(FigureError, match="Two series have different members"):
            identity(without(ORIGINAL, "2023/24"), COMBINED)
