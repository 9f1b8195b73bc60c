"""A Monte Carlo of the discounted plan of a published report, against computing the same plan exactly, once."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.measure import measured, table
from project import Project
from tracepaper.calculations.discounting import discount_factors, present_value
from tracepaper.calculations.series import added, subtracted
from tracepaper.calculations.uncertainty import one_way, simulated
from tracepaper.figures import ONE, Figure, graph, literal, simulation
from tracepaper.figures.drivers import Driver
from tracepaper.sources import tables

DRAWS, MOST_SECONDS = 100_000, 2.0
ORIGINAL, REVISED = "Out of Authority Placement - Original 2018/19 Forecast", "OOA Revised Forecast"
COSTS = {
    "Cost of the residential home": "Residential (ITM)",
    "Cost of the community team": "MST-FIT Service",
    "Other costs": "Other programme costs",
    "Cost of setting up": "Set up cost",
}
ACHIEVED, RATE = "Share of the planned fall that is achieved", "Discount rate"
RANGES = {
    **dict.fromkeys(COSTS, ("0.9", "1", "1.25", "triangular")),
    ACHIEVED: ("0.3", "0.8", "1", "triangular"),
    RATE: ("0.015", "0.035", "0.05", "uniform"),
}
Series = Mapping[str, Figure]


def report() -> str:
    """Each step as seconds, and as a multiple of the time that the exact plan takes.

    Raises:
        RuntimeError: a simulation takes longer than it may.
    """
    rows, drivers = _rows(), {name: _driver(name) for name in RANGES}
    outcome = _net_present_value(rows, drivers)
    run = {"draws": _number(str(DRAWS), "draws"), "seed": _number("20180806", "seed")}
    again = graph.dump({"p": simulated(outcome, drivers, **run)["P50"].named("p", "P50")})["figures"]
    drawn = {
        f"P10, P50 and P90 of {DRAWS:,} draws": lambda: simulated(outcome, drivers, **run),
        "P50 again, from the evidence": lambda: simulation.recomputed(again, "p", {}),
    }
    exact = _seconds(lambda: _net_present_value(rows, drivers))
    ends = _seconds(lambda: one_way(outcome, drivers))
    times = {name: _seconds(step) for name, step in drawn.items()}
    if (slowest := max(times.values())) > MOST_SECONDS:
        raise RuntimeError(f"a simulation took {slowest:.1f} seconds; it may take {MOST_SECONDS}")
    size = len(graph.dump({"outcome": outcome})["figures"])
    steps = {f"plan of {size} figures, exactly": exact, f"both ends of {len(drivers)} drivers, exactly": ends, **times}
    return table(
        (f"simulation on {os.cpu_count()} processors", "seconds", "times the exact plan"),
        [(name, f"{seconds:.3f}", f"{seconds / exact:.0f}") for name, seconds in steps.items()],
    )


def _rows() -> dict[str, Series]:
    """The lines of the published plan that are used, from its validated table."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.copied(Path(folder))
        verb = [sys.executable, "-m", "tracepaper.cli", "ingest", "rotherham"]
        measured(verb, cwd=project.root, env=project.environment)
        plan = tables.load(project.root, "rotherham", "financial_plan")
        return {line: plan.row(line) for line in (ORIGINAL, REVISED, *COSTS.values())}


def _net_present_value(rows: Mapping[str, Series], drivers: Mapping[str, Driver]) -> Figure:
    """The fall in placement spending that is achieved, less what the service costs, at present value."""
    falls = _times(subtracted(rows[ORIGINAL], rows[REVISED]), drivers[ACHIEVED].base)
    costs = added(*(_times(rows[line], drivers[name].base) for name, line in COSTS.items()))
    factors = discount_factors(falls, bands={"1-": drivers[RATE].base})
    return present_value(subtracted(falls, costs), factors)


def _times(series: Series, factor: Figure) -> dict[str, Figure]:
    return {year: amount * factor for year, amount in series.items()}


def _driver(name: str) -> Driver:
    low, base, high, distribution = RANGES[name]
    id = name.lower().replace(" ", "-")
    return Driver(name, _number(base, id), _number(low, f"{id}-low"), _number(high, f"{id}-high"), distribution, "none")


def _number(value: str, id: str) -> Figure:
    return literal(Decimal(value), ONE, "Made up for a benchmark.").named(id, id)


def _seconds(step: Callable[[], Any]) -> float:
    """The better of two runs: the first one also imports."""
    times = []
    for _ in range(2):
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    return min(times)
