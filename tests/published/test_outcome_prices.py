"""Price of an outcome: tariffs that give a return, and numpy-financial on the flows that follow from them."""

from decimal import Decimal

import numpy_financial
import pytest

from published.worked import Example, amount, amounts, examples_test
from tracepaper.calculations.investor_returns import investor_rate_of_return
from tracepaper.calculations.outcome_contracts import outcome_payments
from tracepaper.calculations.outcome_prices import tariff_for_rate_of_return

INVESTED = amounts({"year 1": "100000", "year 2": "100000", "year 3": "0"}, "GBP")

EXAMPLES = [
    Example(
        calculation="tariff_for_return_on_investment",
        title="A profit of a tenth",
        given={
            "invested": INVESTED,
            "verified": amounts({"year 1": "0", "year 2": "2", "year 3": "3"}, "child"),
            "rate": amount("0.10"),
        },
        formula="tariff_for_return_on_investment(invested, verified, rate)",
        gives="44000",
        working="200,000 x 1.10 / 5 = 44,000",
        source="Arithmetic",
    ),
    Example(
        calculation="tariff_for_rate_of_return",
        title="A tenth a year",
        given={
            "invested": INVESTED,
            "verified": amounts({"year 1": "0", "year 2": "2", "year 3": "3"}, "child"),
            "rate": amount("0.10"),
        },
        formula="tariff_for_rate_of_return(invested, verified, rate)",
        gives="44423.08",
        working="(100,000 + 100,000 / 1.1) / (2 / 1.1 + 3 / 1.21) = 190,909.0909 / 4.29752066 = 44,423.08",
        source="Arithmetic",
    ),
    Example(
        calculation="price_floor",
        title="What it costs that a child stays at home",
        given={"cost": amounts({"a year": "1120000"}, "GBP"), "outcomes": amounts({"a year": "8"}, "child")},
        formula="price_floor(cost, outcomes)",
        gives="140000",
        working="1,120,000 / 8 = 140,000",
        source="Arithmetic",
    ),
    Example(
        calculation="price_ceiling",
        title="What it is worth that a child stays at home",
        given={"avoided": amounts({"a year": "1400000"}, "GBP"), "outcomes": amounts({"a year": "8"}, "child")},
        formula="price_ceiling(avoided, outcomes)",
        gives="175000",
        working="1,400,000 / 8 = 175,000",
        source="Arithmetic",
    ),
    Example(
        calculation="price_outside",
        title="A price between cost and value",
        given={
            "tariff": amount("150000", "GBP/child"),
            "cost": amount("140000", "GBP/child"),
            "value": amount("175000", "GBP/child"),
        },
        formula="price_outside(tariff, cost, value)",
        gives={"below the cost": "no", "above the value": "no"},
        working="140,000 is no more than 150,000, and 150,000 no more than 175,000.",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)


@pytest.mark.parametrize("rate", ["0", "0.05", "0.10", "0.25"])
def test_the_tariff_for_a_rate_of_return_gives_that_rate(rate):
    invested = amounts({"0": "346125", "1": "1120000", "2": "1120000", "3": "0"}, "GBP")
    verified = amounts({"0": "0", "1": "4", "2": "8", "3": "12"}, "child")
    tariff = tariff_for_rate_of_return(invested, verified, amount(rate))
    flow = [float(tariff.value) * float(verified[key].value) - float(invested[key].value) for key in invested]
    assert numpy_financial.npv(float(rate), flow) == pytest.approx(0, abs=1e-6)
    found = investor_rate_of_return(outcome_payments(tariff, verified), invested)
    assert abs(found.value - Decimal(rate)) < Decimal("1e-25")
