"""Financial years and parts of them: what is refused, and what is traced."""

from decimal import Decimal

import pytest

from tracepaper.calculations.years import (
    by_financial_year,
    each_year,
    financial_year_of,
    financial_years,
    over_parts,
    without_gaps,
    year_shares,
    year_shares_by_days,
)
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, days, literal, units
from tracepaper.figures.operations import FINANCIAL_YEAR
from tracepaper.figures.units import DATE


def figure(value: str, unit: str = "GBP") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def month(value: str) -> Figure:
    return figure(value, "month")


def day(iso: str) -> Figure:
    return literal(days.value(days.date.fromisoformat(iso)), DATE, "written in this test")


class TestNames:
    def test_a_century_is_passed(self):
        assert financial_years("1998/99", "2000/01") == ["1998/99", "1999/00", "2000/01"]

    def test_one_year_is_a_period(self):
        assert financial_years("2018/19", "2018/19") == ["2018/19"]

    @pytest.mark.parametrize("name", ["2018/20", "2018-19", "2018", "18/19", "", "2018/19 "])
    def test_what_is_no_financial_year_is_said(self, name):
        with pytest.raises(FigureError, match=f'"{name}" is not a financial year. Name it by its two calendar years'):
            by_financial_year({"a": figure("1")}, first=name)

    def test_years_that_run_backwards_are_refused(self):
        with pytest.raises(FigureError, match=r"from 2020/21 to 2018/19, which is before it"):
            each_year(figure("1"), first="2020/21", last="2018/19")


class TestTheYearOfADay:
    @pytest.mark.parametrize(
        ("iso", "year"),
        [
            ("2019-03-31", "2018/19"),
            ("2019-04-01", "2019/20"),
            ("2019-12-31", "2019/20"),
            ("2020-02-29", "2019/20"),
            ("2000-01-01", "1999/00"),
        ],
    )
    def test_it_changes_on_the_first_of_april(self, iso, year):
        assert financial_year_of(day(iso)) == year

    def test_it_is_traced_to_the_day(self):
        decided = day("2018-03-19")
        found = financial_year_of(decided)
        assert isinstance(found, Text)
        assert found.derivation.name == FINANCIAL_YEAR
        assert found.derivation.inputs == (decided,)

    def test_pounds_have_no_year(self):
        with pytest.raises(FigureError, match=r"is in pounds; a date was expected"):
            financial_year_of(figure("5"))


class TestShares:
    def test_a_service_within_one_year(self):
        found = year_shares("2019/20", "2019/20", months_in_first=figure("3", "month"))
        assert {year: one.value for year, one in found.items()} == {"2019/20": Decimal("0.25")}

    def test_two_counts_for_one_year_are_refused(self):
        three = figure("3", "month")
        with pytest.raises(FigureError, match=r"2019/20 is the only year, and has two counts of months"):
            year_shares("2019/20", "2019/20", months_in_first=three, months_in_last=three)

    @pytest.mark.parametrize("months", [*map(month, ("0", "-1", "13")), figure("6")])
    def test_months_are_above_nought_and_at_most_twelve(self, months):
        with pytest.raises(FigureError, match=r"The service of 2020/21 is .* Give months, above 0 and at most 12"):
            year_shares("2019/20", "2020/21", months_in_last=months)

    def test_shares_are_pure_numbers(self):
        found = year_shares("2019/20", "2020/21", months_in_last=figure("6", "month"))
        assert {one.unit for one in found.values()} == {ONE}

    def test_by_days_whole_years_are_one(self):
        found = year_shares_by_days(day("2018-04-01"), day("2021-03-31"))
        assert {year: one.value for year, one in found.items()} == {"2018/19": 1, "2019/20": 1, "2020/21": 1}

    def test_by_days_one_day_of_a_leap_year(self):
        (share,) = year_shares_by_days(day("2020-02-29"), day("2020-02-29")).values()
        assert share.value == Decimal(1) / 366 or abs(share.value * 366 - 1) < Decimal("1e-40")
        assert share.unit == ONE

    def test_by_days_the_last_day_cannot_be_before_the_first(self):
        with pytest.raises(FigureError, match=r"The last day, 1 May 2019, is before the first, 2 May 2019"):
            year_shares_by_days(day("2019-05-02"), day("2019-05-01"))

    @pytest.mark.parametrize("share", [figure("1.5", "1"), figure("-0.1", "1"), figure("0.5", "year")])
    def test_what_is_no_share_of_a_year_is_refused_with_its_year(self, share):
        with pytest.raises(FigureError, match=r"The share of 2019/20 is .* from 0 to 1"):
            over_parts(figure("1200"), {"2019/20": share})

    def test_a_part_leads_back_to_the_yearly_amount(self):
        yearly = figure("1200")
        part = over_parts(yearly, year_shares("2019/20", "2019/20", months_in_first=figure("3", "month")))["2019/20"]
        assert (part.value, part.unit.words()) == (300, "pounds")
        assert part.derivation.inputs[0] is yearly


class TestGaps:
    @pytest.mark.parametrize(
        ("years", "said"),
        [
            (["2018/19", "2020/21"], "2018/19 is followed by 2020/21. Give every year once and in order"),
            (["2019/20", "2018/19"], "2019/20 is followed by 2018/19"),
            (["0", "2"], "0 is followed by 2"),
            (["2018/19", "2019"], 'The years "2018/19" and "2019" are named in different ways'),
            (["2018/19", "later"], 'The years "2018/19" and "later" are named in different ways'),
        ],
    )
    def test_are_refused(self, years, said):
        with pytest.raises(FigureError) as refused:
            without_gaps(dict.fromkeys(years, figure("1")))
        assert said in str(refused.value)

    @pytest.mark.parametrize("years", [[], ["2018/19"], ["0", "1", "2"], ["Year 1", "Year 2"], ["2018", "2019"]])
    def test_what_has_none_is_left_as_it_is(self, years):
        series = dict.fromkeys(years, figure("1"))
        assert list(without_gaps(series)) == years
