"""What a register of risks must hold, and what an uncertain event must."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.risk import (
    expected_outcome,
    expected_value,
    expected_values,
    expected_values_by,
    with_risk,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def figure(value: str, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


PROBABILITIES = {"Flood": figure("0.1"), "Vacancies": figure("0.5")}
IMPACTS = {"Flood": figure("1000", "GBP"), "Vacancies": figure("200", "GBP")}
OWNERS = [{"risk": "Flood", "owner": "Council"}, {"risk": "Vacancies", "owner": "Provider"}]


def test_probabilities_of_a_register_need_not_add_up_to_one():
    # 0.1 × 1,000 + 0.5 × 200 = 200
    assert expected_value(PROBABILITIES, IMPACTS).value == 200


def test_a_gain_lowers_the_expected_cost():
    # 100 + 0.5 × -300 = -50
    assert expected_value(PROBABILITIES, {**IMPACTS, "Vacancies": figure("-300", "GBP")}).value == -50


def test_delays_are_expected_values_too():
    found = expected_values({"Flood": figure("0.25")}, {"Flood": figure("8", "month")})["Flood"]
    assert (found.value, str(found.unit)) == (2, "month")


@pytest.mark.parametrize("value", ["-0.1", "1.1", "50"])
def test_a_probability_that_is_none_names_the_risk(value):
    with pytest.raises(FigureError, match=f'The probability of the risk "Flood" is {value}'):
        expected_value({**PROBABILITIES, "Flood": figure(value)}, IMPACTS)


def test_a_risk_without_an_impact_is_refused():
    with pytest.raises(FigureError, match='has "Vacancies", which "impacts" of each risk lacks'):
        expected_value(PROBABILITIES, {"Flood": IMPACTS["Flood"]})


def test_a_risk_without_a_probability_is_refused():
    with pytest.raises(FigureError, match='has "Vacancies", which "probabilities" of each risk lacks'):
        expected_value({"Flood": PROBABILITIES["Flood"]}, IMPACTS)


def test_pounds_and_months_are_not_added():
    with pytest.raises(FigureError, match=r"in pounds and .* in months"):
        expected_values(PROBABILITIES, {**IMPACTS, "Vacancies": figure("2", "month")})


def test_a_register_without_risks_is_refused():
    with pytest.raises(FigureError, match="has no members"):
        expected_value({}, {})


@pytest.mark.parametrize(
    ("register", "message"),
    [
        (OWNERS[:1], 'The risk "Vacancies" has no row. There are: Flood'),
        (OWNERS + OWNERS[:1], 'The risk "Flood" has two rows'),
        ([{"risk": "Flood", "owner": ""}, OWNERS[1]], 'The owner of the risk "Flood" is not stated'),
        ([{"risk": "Flood"}], 'no column "owner"'),
    ],
)
def test_owners_that_are_not_clear_are_refused(register, message):
    with pytest.raises(FigureError, match=message):
        expected_values_by(expected_values(PROBABILITIES, IMPACTS), register, "owner")


def test_outcomes_of_one_event_add_up_to_one():
    with pytest.raises(FigureError, match=r"Flood, Vacancies add up to 0\.6; just one"):
        expected_outcome(PROBABILITIES, IMPACTS)


def test_thirds_add_up_to_one():
    third = figure("1") / figure("3")
    three = dict.fromkeys("abc", third)
    assert round(expected_outcome(three, {name: figure("3", "GBP") for name in three}).value, 20) == 3


def test_risk_is_added_in_the_unit_of_the_estimate():
    with pytest.raises(FigureError, match=r"in pounds and .* in months"):
        with_risk(figure("100", "GBP"), figure("2", "month"))
