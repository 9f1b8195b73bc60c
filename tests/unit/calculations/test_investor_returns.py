"""Investor's return: what is refused, in which words, and where no rate is to be had."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tracepaper.calculations.investor_returns import (
    council_adds_to_return,
    investor_profit,
    investor_rate_of_return,
    most_outstanding,
    return_on_investment,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, literal, units


def figure(value: str | int, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def pounds(*values: int) -> dict[str, Figure]:
    return {str(2020 + number): figure(value, "GBP") for number, value in enumerate(values)}


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: return_on_investment(pounds(1), pounds(0)), "The investment over all years is 0; it must be above nought"),
    (lambda: council_adds_to_return(pounds(1), {"a": figure("-0.1")}, pounds(1)), 'The return of "a" is -0.1'),
    (lambda: council_adds_to_return(pounds(1), {"a": figure(5, "GBP")}, pounds(1)), "The return is a fraction"),
    (lambda: investor_profit(pounds(-1), pounds(1)), 'The payment of "2020" is -1'),
    (lambda: return_on_investment(pounds(1, 1), pounds(9, -1)), 'The investment of "2021" is -1'),
    (lambda: investor_rate_of_return(pounds(0, 2), pounds(-1, 1)), 'The investment of "2020" is -1'),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_in_words(asked: Callable[[], object], message: str):
    with pytest.raises(FigureError, match=rf"(?i){message}"):
        asked()


@pytest.mark.parametrize(
    "asked",
    [
        lambda gap: investor_rate_of_return(gap("GBP"), gap("GBP")),
        lambda gap: most_outstanding(gap("GBP"), gap("GBP")),
    ],
)
@pytest.mark.parametrize("years", [("2019/20", "2021/22"), ("2020/21", "2019/20")])
def test_what_counts_years_refuses_a_gap_and_another_order(asked: Callable[..., object], years: tuple[str, str]):
    with pytest.raises(FigureError, match=f"{years[0]} is followed by {years[1]}"):
        asked(lambda unit: {year: figure(1, unit) for year in years})


def test_an_investor_without_a_single_rate_is_told_so_in_a_traced_text():
    found = investor_rate_of_return(pounds(0, 0), pounds(5, 5))
    assert isinstance(found, Text)
    assert found == "no rate of return"
