"""Dates are figures: days between them, days on from them, and nothing that makes no sense of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Cell, Display, Figure, chosen, comparable, days, explain, literal, printed, total
from tracepaper.figures.display import FORMS, wanted
from tracepaper.figures.units import DATE, DAY, parse

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def on(year: int, month: int, day: int) -> Figure:
    return literal(days.value(date(year, month, day)), DATE, "written in this test")


def number(value: str | int, unit: str = "day") -> Figure:
    return literal(Decimal(value), parse(unit), "written in this test")


class TestTheValueOfADay:
    @pytest.mark.parametrize(
        ("day", "value"),
        [
            # ECMA-376 part 1, 18.17.4.1: the serial value 1 is 1 January 1900, which counts a 29 February that was not.
            (date(1900, 3, 1), 61),
            # 100 years of 365 days, 24 leap days (1904 to 1996), and the 2 days that 1 January 1900 is after the start.
            (date(2000, 1, 1), 100 * 365 + 24 + 2),
            # 20 years on, 5 leap days (2000 to 2016), then January 31, February 29 and 5 days.
            (date(2020, 3, 6), 36_526 + 20 * 365 + 5 + 31 + 29 + 5),
        ],
    )
    def test_is_that_of_a_spreadsheet(self, day: date, value: int) -> None:
        assert days.value(day) == value
        assert days.day(Decimal(value)) == day

    @pytest.mark.parametrize("value", ["60", "0", "-1", "2958466"])
    def test_outside_the_calendar_of_spreadsheets_is_refused(self, value: str) -> None:
        with pytest.raises(FigureError, match="outside the calendar of spreadsheets"):
            days.day(Decimal(value))

    def test_half_a_day_is_no_day(self) -> None:
        with pytest.raises(FigureError, match=r"43896\.5 is no day: dates move by whole days only"):
            days.day(Decimal("43896.5"))


class TestArithmetic:
    def test_two_dates_give_the_days_between_them(self) -> None:
        # 29 days from 1 February of a leap year to 1 March, and 5 more.
        gap = on(2020, 3, 6) - on(2020, 2, 1)
        assert (gap.value, gap.unit) == (34, DAY)

    @given(DAYS, DAYS)
    def test_as_the_calendar_of_the_standard_library_counts_them(self, first: date, last: date) -> None:
        gap = on(last.year, last.month, last.day) - on(first.year, first.month, first.day)
        assert first + timedelta(int(gap.value)) == last

    def test_days_later_and_earlier_is_a_date(self) -> None:
        start, fortnight = on(2020, 2, 20), number(14)
        for later in (start + fortnight, fortnight + start):
            assert (days.day(later.value), later.unit) == (date(2020, 3, 5), DATE)
        earlier = start - fortnight
        assert (days.day(earlier.value), earlier.unit) == (date(2020, 2, 6), DATE)

    @given(DAYS, st.integers(-3000, 3000))
    def test_there_and_back_again(self, day: date, moved: int) -> None:
        start = on(day.year, day.month, day.day)
        assert ((start + number(moved)) - start).value == moved
        assert ((start + number(moved)) - number(moved)).value == start.value

    @pytest.mark.parametrize(
        ("compute", "done"),
        [
            (lambda a, b: a + b, "added up"),
            (lambda a, b: total([a, b]), "added up"),
            (lambda a, b: total([a]), "added up"),
            (lambda a, b: a * b, "multiplied"),
            (lambda a, b: number(2, "1") * b, "multiplied"),
            (lambda a, b: a / b, "divided"),
            (lambda a, b: a / number(2, "1"), "divided"),
            (lambda a, b: -a, "given a minus sign"),
        ],
    )
    def test_that_makes_no_sense_is_refused_with_what_does(self, compute, done: str) -> None:
        with pytest.raises(FigureError) as refused:
            compute(on(2020, 3, 6).named("start", "Start"), on(2020, 3, 7).named("start", "Start"))
        remedy = "A date less a date gives days; a date plus or less days gives a date."
        assert refused.value.heading == f'"Start" is a date, which cannot be {done}. {remedy}'

    @pytest.mark.parametrize("compute", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: b - a])
    def test_with_weeks_or_pounds_is_refused(self, compute) -> None:
        with pytest.raises(FigureError, match=r"weeks.*dates|dates.*weeks"):
            compute(on(2020, 3, 6), number(2, "week"))

    def test_days_less_a_date_is_refused(self) -> None:
        with pytest.raises(FigureError, match=r"in days and 6 March 2020 in dates"):
            number(14) - on(2020, 3, 6)

    def test_a_date_moves_by_whole_days_only(self) -> None:
        with pytest.raises(FigureError, match="dates move by whole days only"):
            on(2020, 3, 6) + number("0.5")

    def test_dates_are_compared_with_dates(self) -> None:
        assert comparable([on(2020, 3, 6), on(2020, 3, 6)]) == [43_896, 43_896]
        assert chosen("largest", {"first": on(2019, 12, 31), "last": on(2020, 1, 1)}) == "last"
        with pytest.raises(FigureError, match=r"dates and .* in days"):
            comparable([on(2020, 3, 6), number(1)])


class TestPrinting:
    def test_is_in_the_house_style(self) -> None:
        assert printed(on(2020, 3, 6).value, Display("date")).text == "6 March 2020"
        assert printed(on(2018, 11, 30).value, Display("date")).text == "30 November 2018"

    def test_a_date_takes_its_own_form_and_no_other_unit_does(self) -> None:
        assert [form for form in FORMS if not wanted(form, DATE)] == ["date"]
        assert {wanted(form, DATE) for form in FORMS} == {"", "a number"}
        for unit in (ONE, DAY, parse("GBP"), parse("GBP/date")):
            assert wanted("date", unit) == "a date"

    def test_its_exact_value_is_the_day_in_words(self) -> None:
        assert explain.exact({"value": "43896", "unit": "date"}) == "6 March 2020"

    def test_a_fault_calls_it_by_its_cell_or_its_day(self) -> None:
        cell = Cell("data/raw/pilot/dates.csv", "", "B2", 2, 2, "06/03/2020", "Launch, Due")
        for figure, name in ((Figure(Decimal(43_896), DATE, cell), "Launch, Due"), (on(2020, 3, 6), "6 March 2020")):
            with pytest.raises(FigureError, match=f"^{name}"):
                figure.__neg__()
