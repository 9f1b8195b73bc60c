"""Comparisons that can be traced: yes or no, with what was compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracepaper.calculations import comparisons
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, days, literal, units


def pounds(value: str, classification: str = "public") -> Figure:
    cell = Cell("data/raw/county/spend.csv", "", "B2", 2, 2, value, "Alder, 2017/18")
    return Figure(Decimal(value), units.parse("GBP"), cell, classification=classification)


def number(value: str) -> Figure:
    return literal(Decimal(value), units.ONE, "a test")


def on(*day: int) -> Figure:
    return literal(days.value(date(*day)), units.DATE, "a test")


@pytest.mark.parametrize(
    ("first", "second", "above", "equal"),
    [("2", "1", "yes", "no"), ("1", "2", "no", "no"), ("1", "1.00", "no", "yes"), ("-2", "-1", "no", "no")],
)
def test_figures_are_compared(first: str, second: str, above: str, equal: str) -> None:
    assert comparisons.is_above(pounds(first), pounds(second)) == above
    assert comparisons.is_equal(pounds(first), pounds(second)) == equal


def test_noise_of_a_quotient_makes_no_difference() -> None:
    third = pounds("1") / number("3")
    noisy = third + third + third
    assert noisy.value != 1, "the sum is not exact: the case is worth testing"
    assert comparisons.is_equal(noisy, pounds("1")) == "yes"
    assert comparisons.is_above(pounds("1"), noisy) == "no"


def test_of_two_dates_the_earlier_is_before() -> None:
    assert comparisons.is_before(on(2018, 6, 4), on(2018, 6, 15)) == "yes"
    assert comparisons.is_before(on(2018, 6, 15), on(2018, 6, 4)) == "no"
    assert comparisons.is_before(on(2018, 6, 4), on(2018, 6, 4)) == "no"
    assert comparisons.is_above(on(2018, 6, 15), on(2018, 6, 4)) == "yes"


def test_the_result_keeps_both_figures_in_their_order() -> None:
    first, second = pounds("2"), pounds("1")
    verdict = comparisons.is_above(first, second)
    assert verdict.derivation.name == "whether the first is above the second"
    assert [id(one) for one in verdict.derivation.inputs] == [id(first), id(second)]


def test_what_rests_on_an_exempt_cell_is_exempt() -> None:
    assert comparisons.is_above(pounds("2"), pounds("1")).classification == "public"
    assert comparisons.is_above(pounds("2"), pounds("1", "exempt")).classification == "exempt"


def test_pounds_are_not_compared_with_dates_nor_set_before_each_other() -> None:
    for compare in (comparisons.is_above, comparisons.is_equal):
        with pytest.raises(FigureError, match=r"in pounds and 4 June 2018 in dates"):
            compare(pounds("2"), on(2018, 6, 4))
    with pytest.raises(FigureError, match=r"Before and after are for dates; .* is in pounds\. Use is_above\."):
        comparisons.is_before(on(2018, 6, 4), pounds("2"))
