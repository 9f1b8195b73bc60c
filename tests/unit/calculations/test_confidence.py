"""Corrections for optimism: the worst grade counts, and none goes the wrong way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.confidence import benefit_corrections, corrected_costs, cost_corrections
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, literal, points, units


def figure(value: str, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


SCALE = {"1": figure("0"), "4": figure("-0.15"), "6": figure("-0.40")}
COST = {"Staff": {"2025/26": figure("100", "GBP")}}


def graded(code: str, address: str) -> Figure:
    cell = Cell("data/raw/programme/outcomes.csv", "", address, 2, 5, code, "Work found, evidence")
    return points(cell, code, SCALE, classification="public")


def test_the_worst_grade_counts_and_both_cells_are_kept():
    grades = {"population_grade": graded("4", "E2"), "evidence_grade": graded("6", "F2")}
    found = benefit_corrections({"Work found": grades})["Work found"]
    assert found.value == Decimal("-0.40")
    assert [one.derivation.cells[0].address for one in found.derivation.inputs] == ["E2", "F2"]


def test_one_grade_is_enough():
    assert benefit_corrections({"Work found": {"grade": graded("4", "E2")}})["Work found"].value == Decimal("-0.15")


@pytest.mark.parametrize("calculation", [benefit_corrections, cost_corrections])
def test_no_grade_is_not_enough(calculation):
    with pytest.raises(FigureError, match='"Work found" has no grade'):
        calculation({"Work found": {}})


@pytest.mark.parametrize("value", ["0.05", "-1.5"])
def test_a_benefit_is_not_raised_nor_lowered_by_more_than_all(value):
    with pytest.raises(FigureError, match=f'by the age of the outcome "Work found" is {value}.*from -1 to 0'):
        benefit_corrections({"Work found": {"age": figure(value), "error": figure("0")}})


@pytest.mark.parametrize("value", ["-0.05", "1.5"])
def test_a_cost_is_not_lowered_nor_more_than_doubled(value):
    with pytest.raises(FigureError, match=f'by the age of the cost "Staff" is {value}.*from 0 to 1'):
        cost_corrections({"Staff": {"age": figure(value), "error": figure("0")}})
    with pytest.raises(FigureError, match=f'The correction of the cost "Staff" is {value}'):
        corrected_costs(COST, {"Staff": figure(value)})


def test_a_correction_has_no_unit():
    with pytest.raises(FigureError, match=r"is 0\.1, pounds; it is a pure number"):
        corrected_costs(COST, {"Staff": figure("0.1", "GBP")})


def test_a_cost_that_is_an_income_is_refused():
    with pytest.raises(FigureError, match='The cost "Staff" of "2025/26" is -100'):
        corrected_costs({"Staff": {"2025/26": figure("-100", "GBP")}}, {"Staff": figure("0.1")})


def test_every_cost_has_a_correction():
    with pytest.raises(FigureError, match='"costs" has "Staff", which "corrections" lacks'):
        corrected_costs(COST, {})
