"""Words that compare are held to the figures that they compare."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations import statements
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def pounds(value: str) -> Figure:
    return literal(Decimal(value), units.parse("GBP"), "a test")


def test_a_larger_figure_exceeds_a_smaller_one_and_an_equal_one_does_not() -> None:
    assert statements.exceeds(pounds("2"), pounds("1"))
    assert not statements.exceeds(pounds("1"), pounds("2"))
    assert not statements.exceeds(pounds("1"), pounds("1"))


def test_a_third_of_three_equals_one() -> None:
    third = pounds("1") / literal(Decimal(3), units.parse("1"), "a test")
    assert statements.equals(third * literal(Decimal(3), units.parse("1"), "a test"), pounds("1"))


def test_pounds_and_children_cannot_be_compared() -> None:
    with pytest.raises(FigureError, match=r"pounds .* children"):
        statements.exceeds(pounds("1"), literal(Decimal(1), units.parse("child"), "a test"))


def test_a_series_rises_only_if_every_year_is_above_the_one_before() -> None:
    assert statements.rises({"a": pounds("1"), "b": pounds("2"), "c": pounds("3")})
    assert not statements.rises({"a": pounds("1"), "b": pounds("2"), "c": pounds("2")})
    assert statements.falls({"a": pounds("3"), "b": pounds("2")})
    assert not statements.falls({"a": pounds("3"), "b": pounds("3")})


def test_a_table_repeats_another_only_with_every_member_in_order() -> None:
    first = {"2018/19": pounds("1"), "2019/20": pounds("2")}
    assert statements.same_series(first, dict(first))
    assert not statements.same_series(first, {"2018/19": pounds("1")})
    assert not statements.same_series(first, {"2018/19": pounds("1"), "2019/20": pounds("2.01")})
