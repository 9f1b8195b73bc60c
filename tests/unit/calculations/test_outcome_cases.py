"""The two cases of a programme: what may be added to what, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.outcome_cases import (
    benefits_by,
    cashable_benefits,
    economic_case,
    financial_case,
    present_values,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units

YEARS = ("2025/26", "2026/27")


def figure(value: int | str, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def flow(*amounts: int) -> dict[str, Figure]:
    return {year: figure(amount, "GBP") for year, amount in zip(YEARS, amounts, strict=True)}


BENEFITS = {"Work found": flow(0, 300), "Wellbeing": flow(50, 0)}
NUMBERS = {"Work found": {"cashability": figure("0.5")}, "Wellbeing": {}}
REGISTER = [
    {"outcome": "Work found", "kind": "fiscal", "agency": "Council"},
    {"outcome": "Wellbeing", "kind": "social", "agency": "Residents"},
]
COSTS = flow(100, 20)
FACTORS = dict(zip(YEARS, (figure(1), figure("0.5")), strict=True))


def financial(**changed):
    given = {"costs": COSTS, "factors": FACTORS, **changed}
    return financial_case(BENEFITS, NUMBERS, REGISTER, **given)


class TestTheFinancialCase:
    def test_counts_fiscal_benefits_only(self):
        # 300 × 0.5 = 150; costs 100 + 20 × 0.5 = 110; 150 - 110 = 40; cashable 75 - 110 = -35
        found = financial()
        assert found["net present budget impact, all fiscal"].value == 40
        assert found["net present budget impact, cashable only"].value == -35
        assert found["year of payback"] == "2026/27"

    def test_pays_back_later_at_present_value(self):
        # -100 + (300 - 20) × 0.25 = -30
        found = financial(factors={"2025/26": figure(1), "2026/27": figure("0.25")})
        assert found["year of payback"] == "2026/27"
        assert found["year of payback at present value"] == "not within the period"

    def test_of_costs_of_other_years_is_refused(self):
        with pytest.raises(FigureError, match="different members"):
            financial(costs={"2025/26": figure(100, "GBP")})

    @pytest.mark.parametrize("case", [financial, lambda costs: economic_case(BENEFITS, costs=costs, factors=FACTORS)])
    def test_of_a_cost_below_nought_is_refused_as_is_the_economic_case(self, case):
        with pytest.raises(FigureError, match='The cost of "2026/27" is -20, which is below nought'):
            case(costs=flow(100, -20))

    def test_without_a_discount_factor_for_a_year_is_refused(self):
        with pytest.raises(FigureError, match="no discount factor for 2026/27"):
            financial(factors={"2025/26": figure(1)})


class TestTheEconomicCase:
    def test_counts_benefits_of_every_kind(self):
        # 50 + 300 × 0.5 = 200; 200 - 110 = 90; 200 / 110
        found = economic_case(BENEFITS, costs=COSTS, factors=FACTORS)
        assert found["net present public value"].value == 90
        assert round(found["benefit-cost ratio"].value, 4) == Decimal("1.8182")

    def test_of_no_outcome_is_refused(self):
        with pytest.raises(FigureError, match="There is no outcome"):
            economic_case({}, costs=COSTS, factors=FACTORS)


class TestCashability:
    def test_of_a_fiscal_outcome_is_stated(self):
        with pytest.raises(FigureError, match='The fiscal outcome "Work found" has no cashability'):
            cashable_benefits(BENEFITS, {"Work found": {}, "Wellbeing": {}}, REGISTER)

    def test_is_a_share(self):
        with pytest.raises(FigureError, match='The cashability of the outcome "Work found" is 50'):
            cashable_benefits(BENEFITS, {**NUMBERS, "Work found": {"cashability": figure(50)}}, REGISTER)

    def test_of_a_social_outcome_is_refused(self):
        with pytest.raises(FigureError, match=r'"Wellbeing" is 0\.5, but its benefit is social'):
            cashable_benefits(BENEFITS, {**NUMBERS, "Wellbeing": {"cashability": figure("0.5")}}, REGISTER)

    def test_of_a_social_outcome_may_be_nought(self):
        found = cashable_benefits(BENEFITS, {**NUMBERS, "Wellbeing": {"cashability": figure(0)}}, REGISTER)
        assert list(found) == ["Work found"]


class TestTotals:
    def test_by_kind_know_the_kinds(self):
        rows = [{**row, "kind": "financial"} for row in REGISTER]
        with pytest.raises(FigureError, match='is "financial"; the known ones are fiscal, economic, social'):
            benefits_by(BENEFITS, rows, "kind")

    def test_by_agency_take_any_name(self):
        assert list(benefits_by(BENEFITS, REGISTER, "agency")) == ["Council", "Residents"]

    def test_of_an_agency_that_is_not_stated_are_refused(self):
        rows = [{**row, "agency": ""} for row in REGISTER]
        with pytest.raises(FigureError, match='The agency of the outcome "Work found" is not stated'):
            benefits_by(BENEFITS, rows, "agency")

    def test_at_present_value_are_by_flow(self):
        assert {name: one.value for name, one in present_values(BENEFITS, FACTORS).items()} == {
            "Work found": 150,
            "Wellbeing": 50,
        }
