"""Uncertainty: ends of ranges, switching values, and simulations that closed forms bear out."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from scipy import stats

from published.worked import Example, amount, amounts, examples_test
from tracepaper.calculations.uncertainty import chance_above_nought, chances_of_best, simulated
from tracepaper.figures import Figure, total
from tracepaper.figures.drivers import Driver
from tracepaper.figures.simulation import triangular

GREEN_BOOK = "HM Treasury, The Green Book (2026)"


def driver(name: str, id: str, low: str, base: str, high: str, unit: str = "1", *, drawn: str = "triangular") -> Driver:
    ends = {end: amount(text, unit) for end, text in (("low", low), ("base", base), ("high", high))}
    return Driver(name, ends["base"].named(id, id), ends["low"], ends["high"], drawn, "none")


SHARE = driver("Share of the fall achieved", "share", "0.6", "0.8", "1")
COST = driver("Cost of the service", "cost", "60", "70", "75", "GBP", drawn="uniform")
PLAN = {
    "fall": amount("100", "GBP"),
    "share": amount("0.8"),
    "cost": amount("70", "GBP"),
    "drivers": {driver.name: driver for driver in (SHARE, COST)},
}
DRAWN = {"draws": amount("100000"), "seed": amount("2026")}

EXAMPLES = [
    Example(
        calculation="one_way",
        title="Fall in spending less the cost of a service",
        given=PLAN,
        formula="one_way(fall * share - cost, drivers)",
        gives={
            "Share of the fall achieved": {"low": "-10.00", "high": "30.00"},
            "Cost of the service": {"low": "20.00", "high": "5.00"},
        },
        working="100 x 0.6 - 70 = -10; 100 x 1 - 70 = 30; 100 x 0.8 - 60 = 20; 100 x 0.8 - 75 = 5",
        source="Arithmetic",
    ),
    Example(
        calculation="one_way",
        title="An outcome that does not rest on a driver",
        given=PLAN,
        formula="one_way(fall * share, drivers)",
        refuses='does not rest on the driver "Cost of the service". Leave it out',
        working="100 x 0.8 holds no cost.",
        source="Arithmetic",
    ),
    Example(
        calculation="swings",
        title="The widest driver comes first",
        given=PLAN,
        formula="swings(one_way(fall * share - cost, drivers))",
        gives={"Share of the fall achieved": "40.00", "Cost of the service": "15.00"},
        working="30 - -10 = 40; 20 - 5 = 15",
        source="Arithmetic",
    ),
    Example(
        calculation="switching_values",
        title="Where the service pays for itself",
        given=PLAN,
        formula="switching_values(fall * share - cost, drivers)",
        gives={"Share of the fall achieved": "0.700", "Cost of the service": "80.000"},
        working="0.6 - -10 x (1 - 0.6) / (30 - -10) = 0.7; 60 - 20 x (75 - 60) / (5 - 20) = 80, above the range",
        source=f"Arithmetic; the idea is that of {GREEN_BOOK}",
    ),
    Example(
        calculation="switching_values",
        title="A discount rate has no straight line",
        given={
            "flow": amount("110", "GBP"),
            "one": amount("1"),
            "rate": amount("0.035"),
            "paid": amount("100", "GBP"),
            "drivers": {"Discount rate": driver("Discount rate", "rate", "0.015", "0.035", "0.05")},
        },
        formula="switching_values(flow / (one + rate) - paid, drivers)",
        refuses='no straight line in the driver "Discount rate"',
        working="110 / (1 + r) - 100 is nought at r = 0.1, which a straight line through two rates misses.",
        source="Arithmetic",
    ),
    Example(
        calculation="scenarios",
        title="Everything bad at once",
        given={**PLAN, "plan": {"Worst": {SHARE.name: "low", COST.name: "high"}, "Plan": {}}},
        formula='scenarios({"net": fall * share - cost, "saved": fall * share}, plan, drivers)',
        gives={"Worst": {"net": "-15.00", "saved": "60.00"}, "Plan": {"net": "10.00", "saved": "80.00"}},
        working="100 x 0.6 - 75 = -15; 100 x 0.6 = 60; 100 x 0.8 - 70 = 10; 100 x 0.8 = 80",
        source="Arithmetic",
    ),
    Example(
        calculation="simulated",
        title="A triangular share, whose percentiles have a closed form",
        given={"share": PLAN["share"], "drivers": {SHARE.name: SHARE}, **DRAWN},
        formula="simulated(share, drivers, draws=draws, seed=seed)",
        gives={"P10": "0.69", "P50": "0.80", "P90": "0.91"},
        working="0.6 + sqrt(0.1 x 0.4 x 0.2) = 0.689; the middle is the mode, 0.8; 1 - sqrt(0.1 x 0.4 x 0.2) = 0.911",
        source="Arithmetic: the inverse of the triangular distribution",
    ),
    Example(
        calculation="simulated",
        title="Too few draws to have a tenth percentile",
        given={"share": PLAN["share"], "drivers": {SHARE.name: SHARE}, **DRAWN, "draws": amount("10")},
        formula="simulated(share, drivers, draws=draws, seed=seed)",
        refuses="The number of draws is 10; it must be a whole number from 1,000 to 1,000,000.",
        working="A tenth of ten draws is one draw.",
        source="Arithmetic",
    ),
    Example(
        calculation="chance_above_nought",
        title="A uniform cost against a fixed saving",
        given={"cost": PLAN["cost"], "saved": amount("66", "GBP"), "drivers": {COST.name: COST}, **DRAWN},
        formula="chance_above_nought(saved - cost, drivers, draws=draws, seed=seed)",
        gives="0.40",
        working="(66 - 60) / (75 - 60) = 0.4",
        source="Arithmetic: the uniform distribution",
    ),
    Example(
        calculation="chances_of_best",
        title="The cheaper of two costs, one of which is certain",
        given={"cost": PLAN["cost"], "fixed": amount("72", "GBP"), "drivers": {COST.name: COST}, **DRAWN},
        formula='chances_of_best({"Own": cost, "Bought": fixed}, drivers, draws=draws, seed=seed, best="lowest")',
        gives={"Own": "0.80", "Bought": "0.20"},
        working="(72 - 60) / (75 - 60) = 0.8; the rest is 0.2",
        source="Arithmetic: the uniform distribution",
    ),
]

test_examples = examples_test(EXAMPLES)

DRAWS, SEED = amount("100000"), amount("20260401")


def test_the_triangular_distribution_is_that_of_scipy() -> None:
    shares = np.linspace(0, 1, 1001)
    for low, mode, high in ((0.6, 0.8, 1.0), (-5.0, 20.0, 21.0), (0.0, 0.0, 3.0), (1.0, 4.0, 4.0)):
        ours = triangular(shares, low, mode, high)
        theirs = stats.triang.ppf(shares, (mode - low) / (high - low), loc=low, scale=high - low)
        assert np.allclose(ours, theirs, rtol=1e-12, atol=1e-12)


def test_its_mean_and_its_variance_are_those_of_the_closed_form() -> None:
    low, mode, high, many = 2.0, 3.0, 7.0, 1_000_000
    drawn = triangular(np.random.Generator(np.random.PCG64(1)).random(many), low, mode, high)
    # (2 + 3 + 7) / 3 = 4; (4 + 9 + 49 - 6 - 14 - 21) / 18 = 7 / 6
    mean, variance = (low + mode + high) / 3, 7 / 6
    assert abs(drawn.mean() - mean) < 4 * math.sqrt(variance / many)
    assert drawn.var() == pytest.approx(variance, rel=0.01)


def test_the_sum_of_twelve_uniform_drivers_is_nearly_normal() -> None:
    """Twelve uniform numbers from 0 to 1 have the mean 6 and the variance 1: the old recipe for a normal draw."""
    drivers = {f"Driver {n}": driver(f"Driver {n}", f"part-{n}", "0", "0.5", "1", drawn="uniform") for n in range(12)}
    outcome = total(one.base for one in drivers.values())
    found = simulated(outcome, drivers, draws=DRAWS, seed=SEED)
    for key, normal in (("P10", -1.2816), ("P50", 0.0), ("P90", 1.2816)):
        assert float(found[key].value) == pytest.approx(6 + normal, abs=0.02)
    six = amount("6")
    assert float(chance_above_nought(outcome - six, drivers, draws=DRAWS, seed=SEED).value) == pytest.approx(
        0.5, abs=0.007
    )


def test_percentiles_are_draws_at_their_nearest_rank() -> None:
    uniform = driver("Whole", "whole", "0", "0.5", "1", drawn="uniform")
    found = simulated(uniform.base, {"Whole": uniform}, draws=amount("1000"), seed=amount("5"))
    drawn = np.random.Generator(np.random.PCG64(5)).random(1000)
    for percent in (10, 50, 90):
        theirs = np.percentile(drawn, percent, method="inverted_cdf")
        assert f"{found[f'P{percent}'].value:.11f}" == f"{theirs:.11f}"


def test_three_equal_options_have_equal_chances_and_two_that_never_differ_share_theirs() -> None:
    drivers = {f"Driver {n}": driver(f"Driver {n}", f"part-{n}", "0", "0.5", "1") for n in range(3)}
    options: dict[str, Figure] = {name: one.base for name, one in drivers.items()}
    chances = chances_of_best(options, drivers, draws=DRAWS, seed=SEED)
    assert all(float(one.value) == pytest.approx(1 / 3, abs=0.006) for one in chances.values())
    two = amounts({"a": "2", "b": "2"})
    same = {name: drivers["Driver 0"].base * factor for name, factor in two.items()}
    only = {"Driver 0": drivers["Driver 0"]}
    shared = chances_of_best(same, only, draws=DRAWS, seed=SEED)
    assert [one.value for one in shared.values()] == [Decimal("0.5"), Decimal("0.5")]
