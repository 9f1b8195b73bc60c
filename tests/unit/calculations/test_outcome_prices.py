"""Price of an outcome: what is refused, in which words, and on which side of its bounds a price lies."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tracepaper.calculations.outcome_prices import (
    price_ceiling,
    price_floor,
    price_outside,
    tariff_for_rate_of_return,
    tariff_for_return_on_investment,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def figure(value: str | int, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def pounds(*values: int) -> dict[str, Figure]:
    return {str(2020 + number): figure(value, "GBP") for number, value in enumerate(values)}


def children(*values: int) -> dict[str, Figure]:
    return {str(2020 + number): figure(value, "child") for number, value in enumerate(values)}


TARIFF, CAP = figure(100, "GBP/child"), figure(1000, "GBP")

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: tariff_for_rate_of_return(pounds(1), children(0), figure(0)), "The number of outcomes verified is 0"),
    (lambda: tariff_for_return_on_investment(pounds(1), children(1), figure(-1)), "The return is -1, which is below"),
    (lambda: price_floor(pounds(1), children(0)), "The number of outcomes is 0; it must be above nought"),
    (lambda: price_floor(pounds(-1), children(1)), 'The cost of "2020" is -1'),
    (lambda: price_ceiling(pounds(-1), children(1)), 'The value of "2020" is -1'),
    (lambda: price_ceiling(pounds(1), children(-1)), 'The number of outcomes of "2020" is -1'),
    (lambda: tariff_for_return_on_investment(pounds(-1), children(1), figure(0)), 'The investment of "2020" is -1'),
    (
        lambda: tariff_for_rate_of_return(pounds(1, 1), children(2, -1), figure(0)),
        'The number verified of "2021" is -1',
    ),
    (lambda: price_outside(TARIFF, CAP, TARIFF), "Cannot compare"),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_in_words(asked: Callable[[], object], message: str):
    with pytest.raises(FigureError, match=rf"(?i){message}"):
        asked()


@pytest.mark.parametrize(
    "asked",
    [
        lambda gap: tariff_for_rate_of_return(gap("GBP"), gap("child"), figure(0)),
    ],
)
@pytest.mark.parametrize("years", [("2019/20", "2021/22"), ("2020/21", "2019/20")])
def test_what_counts_years_refuses_a_gap_and_another_order(asked: Callable[..., object], years: tuple[str, str]):
    with pytest.raises(FigureError, match=f"{years[0]} is followed by {years[1]}"):
        asked(lambda unit: {year: figure(1, unit) for year in years})


def test_a_price_outside_its_bounds_says_on_which_side():
    cheap = price_outside(figure(90, "GBP/child"), TARIFF, figure(200, "GBP/child"))
    dear = price_outside(figure(201, "GBP/child"), TARIFF, figure(200, "GBP/child"))
    assert (cheap["below the cost"], cheap["above the value"]) == ("yes", "no")
    assert (dear["below the cost"], dear["above the value"]) == ("no", "yes")
