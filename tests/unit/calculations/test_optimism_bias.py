"""What is refused as optimism bias, and that estimates keep their unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.optimism_bias import (
    adjusted_for_optimism,
    combined_bias,
    costs_adjusted_for_optimism,
    managed_share,
    resultant_bias,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def figure(value: str, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


BIAS, HALF = figure("2"), figure("0.5")
TYPES = {"standard": figure("0.24"), "other": figure("0.51")}


def test_equipment_may_cost_three_times_its_estimate():
    found = adjusted_for_optimism(figure("10", "GBP"), bias=BIAS, mitigation=figure("0"))
    assert (found.value, str(found.unit)) == (30, "GBP")


def test_a_duration_stays_a_duration():
    found = adjusted_for_optimism(figure("10", "week"), bias=BIAS, mitigation=HALF)
    assert (found.value, str(found.unit)) == (20, "week")


@pytest.mark.parametrize("mitigation", ["-0.1", "1.1"])
def test_a_mitigation_that_is_no_share(mitigation):
    with pytest.raises(FigureError, match=f"The mitigation of the optimism bias is {mitigation}"):
        resultant_bias(BIAS, mitigation=figure(mitigation))


def test_a_bias_below_nought():
    with pytest.raises(FigureError, match=r"The optimism bias is -0\.2, which is below nought"):
        resultant_bias(figure("-0.2"), mitigation=HALF)


def test_a_bias_in_pounds():
    with pytest.raises(FigureError, match="The optimism bias is in pounds; it is a fraction"):
        resultant_bias(figure("20", "GBP"), mitigation=HALF)


def test_an_estimate_below_nought():
    with pytest.raises(FigureError, match="The estimate is -100"):
        adjusted_for_optimism(figure("-100", "GBP"), bias=BIAS, mitigation=HALF)


def test_a_cost_below_nought_names_its_year():
    with pytest.raises(FigureError, match="The cost of 2026/27 is -5"):
        costs_adjusted_for_optimism({"2026/27": figure("-5", "GBP")}, bias=BIAS, mitigation=HALF)


@pytest.mark.parametrize(
    ("contributions", "managed", "message"),
    [
        ({"Design": "5"}, {"Design": "1"}, 'The contribution of the area "Design" to the optimism bias is 5'),
        ({"Design": "0.5"}, {"Design": "2"}, 'How far the area "Design" is managed is 2'),
        ({"Design": "0.5"}, {"Site": "1"}, 'has "Design", which "managed" lacks'),
        ({"Design": "0.7", "Site": "0.4"}, {"Design": "1", "Site": "1"}, "add up to 1.1, which is more than the whole"),
    ],
)
def test_areas_that_do_not_fit(contributions, managed, message):
    given, factors = ({name: figure(one) for name, one in some.items()} for some in (contributions, managed))
    with pytest.raises(FigureError, match=message):
        managed_share(given, managed=factors)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"standard": "0.5", "other": "0.4"}, "The parts standard, other add up to 0.9 of the project, not to 1"),
        ({"standard": "1.5", "other": "-0.5"}, 'The part of the project that is "standard" is 1.5'),
        ({"bridge": "1"}, 'There is no optimism bias for "bridge". There are: standard, other'),
    ],
)
def test_parts_that_are_not_a_whole_project(parts, message):
    with pytest.raises(FigureError, match=message):
        combined_bias(TYPES, parts={name: figure(one) for name, one in parts.items()})


def test_types_of_which_the_project_has_no_part_play_none():
    assert combined_bias(TYPES, parts={"other": figure("1")}).value == Decimal("0.51")
