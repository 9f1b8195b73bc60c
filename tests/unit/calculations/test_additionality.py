"""What is refused on the way from gross to net, and which of the two cases is at fault."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.additionality import net_additional_impact, net_impact_steps
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def figure(value: str, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def option(gross: str = "100", unit: str = "FTE", **changed: Figure) -> dict[str, Figure]:
    shares = {"leakage": figure("0.1"), "displacement": figure("0.2"), "substitution": figure("0")}
    return {"gross": figure(gross, unit), **shares, "multiplier": figure("1"), **changed}


NOTHING = option("0")


def test_steps_are_in_the_unit_of_the_gross_impact_whatever_it_is():
    assert {str(step.unit) for step in net_impact_steps(option(unit="GBP")).values()} == {"GBP"}


def test_a_programme_may_do_less_than_would_happen_anyway():
    # 10 × 0.72 - 100 × 0.72 = -64.8
    assert net_additional_impact(option("10"), reference=option()).value == Decimal("-64.8")


def test_other_columns_of_the_row_play_no_part():
    assert net_impact_steps(option(cost=figure("5", "GBP")))["net"].value == 72


@pytest.mark.parametrize("factor", ["leakage", "displacement", "substitution"])
@pytest.mark.parametrize("value", ["-0.1", "1.5", "25"])
def test_a_share_that_is_none_names_the_factor_and_the_case(factor, value):
    with pytest.raises(FigureError, match=f"In the reference case: The {factor} is {value}"):
        net_additional_impact(option(), reference=option(**{factor: figure(value)}))


@pytest.mark.parametrize("factor", ["gross", "leakage", "displacement", "substitution", "multiplier"])
def test_a_factor_that_is_not_stated(factor):
    with pytest.raises(FigureError, match=f"In the intervention: There is no {factor}"):
        net_additional_impact({k: v for k, v in option().items() if k != factor}, reference=NOTHING)


@pytest.mark.parametrize("multiplier", [figure("0.2"), figure("2", "GBP")])
def test_a_multiplier_without_the_impact_itself_or_with_a_unit(multiplier):
    with pytest.raises(FigureError, match="it is a pure number from 1 up"):
        net_impact_steps(option(multiplier=multiplier))


def test_an_impact_below_nought():
    with pytest.raises(FigureError, match="The gross impact is -5"):
        net_impact_steps(option("-5"))


def test_cases_in_different_units():
    with pytest.raises(FigureError, match=r"in full-time equivalents and .* in people"):
        net_additional_impact(option(), reference=option(unit="person"))
