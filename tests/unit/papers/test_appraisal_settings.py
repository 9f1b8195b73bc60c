"""A wrong choice in the settings of an appraisal stops the paper: file, line, what was found, and the remedy."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from unit.papers.desk import SETTINGS, Desk, write

ROOT = Path(__file__).parents[3]
PLACE = "config/papers/hours.yaml, line "
SHORT = """\
name: Rates of an older edition
edition: "1991"
citation: Somebody, A book (1991)
published: "1991-02-05"
unit: "1"
values: {standard: {"1-2": 0.06}}
"""


def number(value: str, unit: str = "1") -> dict[str, Any]:
    return {"value": float(value), "unit": unit, "label": f"The number {value}", "reason": "The offer says so."}


LITERALS = {
    "minus-tenth": number("-0.1"),
    "tenth": number("0.1"),
    "half": number("0.5"),
    "bed-cost": number("400", "GBP"),
    "child-value": number("900", "GBP/person"),
    "people": number("20", "person"),
    "two-and-a-half": number("2.5"),
    "draws": number("1000"),
    "seed": number("7"),
}


def refused(desk: Desk, formula: str, *words: str, **settings: Any) -> None:
    figures = [*SETTINGS["figures"], {"id": "value", "label": "Value", "formula": formula}]
    desk.settings(literals=LITERALS, figures=figures, **settings)
    done = desk.type("calculate", "hours")
    done.refused(PLACE, "(value)", *words, status=4)


@pytest.fixture(autouse=True)
def tables(desk: Desk) -> None:
    for name in ("gdp_deflator_2026_03", "discount_rates_2026"):
        place = desk.root / "config" / "parameters" / f"{name}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "config" / "parameters" / f"{name}.yaml", place)
    write(desk.root / "config" / "parameters" / "short.yaml", SHORT)


class TestChances:
    @pytest.mark.parametrize("chance", ["minus_tenth", "two_and_a_half"])
    def test_are_neither_negative_nor_above_one(self, chance: str, desk: Desk) -> None:
        formula = f"expected_values({{'A strike': {chance}}}, {{'A strike': bed_cost}})"
        refused(desk, formula, "A strike", "from 0 to 1")


class TestWeights:
    def test_sum_to_one(self, desk: Desk) -> None:
        refused(desk, "stated_weights({'Cost': half, 'Care': tenth})", "0.6", "1")

    def test_are_not_negative(self, desk: Desk) -> None:
        refused(desk, "stated_weights({'Cost': minus_tenth, 'Care': half, 'Access': half})", "Cost")


class TestDiscounting:
    def test_ends_where_the_bands_end(self, desk: Desk) -> None:
        formula = "discount_factors(financial_years('2019/20', '2022/23'), bands=rates.standard)"
        refused(desk, formula, "year 3", "1-2", parameters={"rates": "short"})

    def test_has_a_timing_that_is_known(self, desk: Desk) -> None:
        formula = "discount_factors(financial_years('2019/20', '2020/21'), bands=rates.standard, timing='monthly')"
        refused(desk, formula, '"monthly"', "end-year", "mid-year", parameters={"rates": "short"})

    def test_takes_the_lower_rate_for_long_horizons_only(self, desk: Desk) -> None:
        formula = "discount_factors(financial_years('2019/20', '2022/23'), bands=rates.lower_rate_sensitivity)"
        refused(desk, formula, "50", parameters={"rates": "discount_rates_2026"})


class TestPrices:
    def test_of_a_year_without_deflator_are_not_converted(self, desk: Desk) -> None:
        formula = "uprated(bed_cost, index.financial_years, from_year='1999/00', to_year='2020/21')"
        refused(desk, formula, "1999/00", parameters={"index": "gdp_deflator_2026_03"})


class TestDrivers:
    DRIVERS = {
        "Cost of a bed": {
            "figure": "bed-cost",
            "low": "low",
            "high": "high",
            "distribution": "triangular",
            "limits": "none",
        }
    }
    ENDS = {"low": number("500", "GBP"), "high": number("450", "GBP")}

    def test_have_their_low_below_their_high(self, desk: Desk) -> None:
        figures = [*SETTINGS["figures"], {"id": "value", "label": "Value", "formula": "one_way(double, drivers)"}]
        figures.insert(-1, {"id": "double", "label": "Twice", "formula": "bed_cost + bed_cost"})
        desk.settings(literals={**LITERALS, **self.ENDS}, figures=figures, drivers=self.DRIVERS)
        done = desk.type("calculate", "hours")
        done.refused("config/papers/hours.yaml, line ", "drivers.Cost of a bed", "500", "400", status=4)
