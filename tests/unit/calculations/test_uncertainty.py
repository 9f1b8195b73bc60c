"""Uncertainty: what is refused, and in which words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tracepaper.calculations.uncertainty import (
    chance_above_nought,
    chances_of_best,
    one_way,
    scenarios,
    simulated,
    swings,
    switching_values,
)
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Unit, literal, rate_of_return, units
from tracepaper.figures.drivers import Driver

POUNDS = units.parse("GBP")


def number(value: str, id: str, unit: Unit = ONE) -> Figure:
    return literal(Decimal(value), unit, "made up").named(id, id.capitalize())


SHARE = Driver("Share", number("0.5", "share"), number("0.25", "low"), number("1", "high"), "triangular", "none")
RATE = Driver(
    "Rate", number("0.035", "rate"), number("0.01", "rate-low"), number("0.1", "rate-high"), "uniform", "none"
)
DRIVERS = {"Share": SHARE, "Rate": RATE}
COST, FALL, NOUGHT = number("40", "cost", POUNDS), number("100", "fall", POUNDS), number("0", "nought")
NET = FALL * SHARE.base / (number("1", "one") + RATE.base) - COST
RUN = {"draws": number("1000", "draws"), "seed": number("1", "seed")}


def refusal(function: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(FigureError) as refused:
        function(*args, **kwargs)
    return str(refused.value)


def test_a_driver_that_changes_nothing_has_no_switching_value() -> None:
    still = COST + FALL * SHARE.base * NOUGHT
    assert switching_values(still, {"Share": SHARE}) == {"Share": "none"}


def test_a_switching_value_has_the_unit_of_its_driver() -> None:
    driver = Driver("Cost", COST, number("30", "l", POUNDS), number("60", "h", POUNDS), "uniform", "none")
    found = switching_values(FALL * SHARE.base - COST, {"Cost": driver})["Cost"]
    assert isinstance(found, Figure) and (found.value, found.unit) == (50, POUNDS)  # 100 x 0.5


def test_a_driver_in_which_the_outcome_is_curved_is_named_with_the_way_out() -> None:
    said = refusal(switching_values, NET, DRIVERS)
    assert 'no straight line in the driver "Rate"' in said and 'without(drivers, "Rate")' in said


@pytest.mark.parametrize("function", [one_way, switching_values])
def test_an_outcome_that_does_not_rest_on_a_driver_is_refused(function: Any) -> None:
    said = refusal(function, (FALL * SHARE.base).named("saved", "Saved"), DRIVERS)
    assert '"Saved" does not rest on the driver "Rate"' in said


def test_a_rate_of_return_that_is_none_at_an_end_is_refused() -> None:
    driver = Driver("Fall", FALL, number("-10", "l", POUNDS), number("200", "h", POUNDS), "uniform", "none")
    rate = rate_of_return({"0": -COST, "1": FALL})
    assert isinstance(rate, Figure)
    assert 'the driver "Fall" the outcome is no number: no rate of return' in refusal(one_way, rate, {"Fall": driver})


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        (
            {"Worst": {"Shares": "low"}},
            'The scenario "Worst" moves "Shares", which is no driver. There are: Share, Rate.',
        ),
        ({"Worst": {"Share": "worst"}}, 'puts "Share" at "worst". It can be: low, base, high.'),
        ({"Worst": {"Rate": "low"}}, 'moves "Rate", on which none of its outcomes rests'),
    ],
)
def test_a_scenario_that_makes_no_sense_is_named(levels: dict[str, dict[str, str]], found: str) -> None:
    assert found in refusal(scenarios, {"saved": FALL * SHARE.base}, levels, DRIVERS)


def test_an_outcome_of_a_scenario_that_rests_on_none_of_its_drivers_stays_the_figure_that_it_is() -> None:
    found = scenarios({"net": NET, "cost": COST}, {"Low": {"Share": "low"}}, DRIVERS)
    assert found["Low"]["cost"] is COST and found["Low"]["net"].value < NET.value


def test_swings_take_both_ends() -> None:
    assert 'The driver "Share" has low here' in refusal(swings, {"Share": {"low": COST}})


@pytest.mark.parametrize("name", ["draws", "seed"])
def test_draws_and_seed_are_pure_numbers(name: str) -> None:
    run = {**RUN, name: number("1000", name, POUNDS)}
    for function in (simulated, chance_above_nought):
        assert f"The {name} of a simulation are in pounds" in refusal(function, NET, DRIVERS, **run)


@pytest.mark.parametrize(
    ("options", "best", "found"),
    [
        ({}, "highest", "The best of no options"),
        ({"a": NET, "b": SHARE.base}, "highest", "Cannot compare"),
        ({"a": NET}, "cheapest", 'The best option is the "highest" or the "lowest"; found "cheapest".'),
        ({str(n): NET for n in range(20)}, "highest", "20 options are compared; the most that can be are 19"),
    ],
)
def test_options_that_cannot_be_compared_are_refused(options: dict[str, Figure], best: str, found: str) -> None:
    assert found in refusal(chances_of_best, options, DRIVERS, best=best, **RUN)
