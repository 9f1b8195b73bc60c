"""Uncertainty: what outcomes are when their drivers are at the ends of their ranges, and how often they are what.

Drivers are the uncertain figures that the settings of a paper name under `drivers:`, each with a low and a high.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Text, comparable, greatest, least, simulation
from tracepaper.figures.drivers import Driver
from tracepaper.figures.restating import restated, rests_on
from tracepaper.figures.straightness import straight_in

Drivers = Mapping[str, Driver]
LOW, BASE, HIGH = "low", "base", "high"
LEVELS = (LOW, BASE, HIGH)
NONE = "none"
PERCENTS = (10, 50, 90)
HIGHEST, LOWEST = "highest", "lowest"


def one_way(outcome: Figure, drivers: Drivers) -> dict[str, dict[str, Figure]]:
    """An outcome with each driver in turn at its low and at its high, all others at their base.

    Formula:
        y(x_d = low), y(x_d = high) for each driver d
    Convention:
        Low and high are those of the driver, not of the outcome. What formulas chose by comparing (a best option, a
        year of payback) before the outcome was computed stays chosen.

    Args:
        outcome: a figure that rests on every driver.
        drivers: words to driver.

    Returns:
        driver to "low" and "high" to the outcome, in its unit.

    Raises:
        FigureError: the outcome does not rest on a driver, rests on it through the total of a table as well, or cannot
            be computed at an end of its range.

    Source:
        HM Treasury, The Green Book (2026), on sensitivity analysis.
    """
    return {
        name: {LOW: _at(outcome, driver, driver.low), HIGH: _at(outcome, driver, driver.high)}
        for name, driver in drivers.items()
    }


def swings(ends: Mapping[str, Mapping[str, Figure]]) -> dict[str, Figure]:
    """How far apart the outcomes at the two ends of each driver are: `ranking` of it is the order of a tornado.

    Formula:
        max(y_low, y_high) - min(y_low, y_high)
    Convention:
        Between the two ends, whatever lies at the base; never below nought, in the unit of the outcome.

    Args:
        ends: as `one_way` gives them.

    Raises:
        FigureError: a driver has not both ends.

    Source:
        Arithmetic.
    """
    for name, both in ends.items():
        if set(both) != {LOW, HIGH}:
            raise FigureError(
                f'The driver "{name}" has {", ".join(both) or "no ends"} here; swings takes low and high.'
            )
    return {name: greatest(both.values()) - least(both.values()) for name, both in ends.items()}


def switching_values(outcome: Figure, drivers: Drivers) -> dict[str, Figure | str]:
    """What each driver would have to be for the outcome to be nought, all others at their base.

    Formula:
        x* = x_low - y_low (x_high - x_low) / (y_high - y_low)
    Convention:
        Exact, and for outcomes that are a straight line in the driver only. It may lie outside the driver's range: then
        no value within the range switches the sign.

    Returns:
        driver to a figure in the driver's own unit; the text "none" where the outcome is the same at both ends.

    Raises:
        FigureError: the outcome does not rest on a driver, or is no straight line in it.

    Source:
        HM Treasury, The Green Book (2026), on switching values.
    """
    return {name: _switching(outcome, driver) for name, driver in drivers.items()}


def scenarios(
    outcomes: Mapping[str, Figure], levels: Mapping[str, Mapping[str, str]], drivers: Drivers
) -> dict[str, dict[str, Figure]]:
    """Several outcomes with several drivers at once at an end of their range.

    Formula:
        y(x_1 = level_1, x_2 = level_2, ...)
    Convention:
        A driver that a scenario does not name is at its base. An outcome that does not rest on a driver stays as it is.

    Args:
        outcomes: name to figure.
        levels: scenario to driver to "low", "base" or "high".

    Returns:
        scenario to outcome to figure.

    Raises:
        FigureError: a scenario names an unknown driver or level, or one on which no outcome rests.

    Source:
        HM Treasury, The Green Book (2026), on scenarios.
    """
    for scenario, chosen in levels.items():
        _refuse_levels(scenario, chosen, outcomes, drivers)
    return {
        scenario: {name: _in_scenario(outcome, chosen, drivers) for name, outcome in outcomes.items()}
        for scenario, chosen in levels.items()
    }


def simulated(outcome: Figure, drivers: Drivers, *, draws: Figure, seed: Figure) -> dict[str, Figure]:
    """The tenth, fiftieth and ninetieth percentile of an outcome when all its drivers vary at once.

    Formula:
        P10 = the smallest draw of y(x_1, ..., x_n) that at least 10% of the draws do not exceed
    Convention:
        Drivers vary independently: triangular with its mode at base, or uniform. Percentiles are nearest ranks: one of
        the draws, never between two. P10 is the low end whether low is good or bad. Twelve significant digits. What is
        nought but for the noise of double precision is nought. Powers are multiples of a half: others are refused, as
        machines differ in their last digits.

    Args:
        outcome: a figure that rests on every driver.
        draws: how many, a whole pure number from 1,000 to 1,000,000.
        seed: a whole pure number from 0; the same seed gives the same result.

    Returns:
        "P10", "P50" and "P90" to the outcome, in its unit.

    Raises:
        FigureError: the outcome does not rest on a driver, does so through the total of a table as well, or by what
            cannot be simulated; draws or seed are not such numbers.

    Source:
        Nearest rank: Hyndman and Fan, Sample quantiles in statistical packages (1996), definition 1. Triangular by
        inverse: low + sqrt(u (high - low)(base - low)) below the mode, high - sqrt((1 - u)(high - low)(high - base)).
    """
    _refuse_settings(draws, seed)
    found = simulation.percentiles(outcome, drivers, PERCENTS, draws=draws, seed=seed)
    return {percentile: _shown_as(outcome, figure) for percentile, figure in found.items()}


def chance_above_nought(outcome: Figure, drivers: Drivers, *, draws: Figure, seed: Figure) -> Figure:
    """How likely an outcome is to be above nought when all its drivers vary at once.

    Formula:
        (number of draws with y > 0) / draws
    Convention:
        As for `simulated`, with which it agrees for the same draws and seed. Nought itself is not above it, nor is what
        is nought but for noise.

    Returns:
        a pure number from 0 to 1.

    Raises:
        FigureError: as for `simulated`.

    Source:
        Arithmetic.
    """
    _refuse_settings(draws, seed)
    return simulation.chance_above_nought(outcome, drivers, draws=draws, seed=seed)


def chances_of_best(
    options: Mapping[str, Figure], drivers: Drivers, *, draws: Figure, seed: Figure, best: str = HIGHEST
) -> dict[str, Figure]:
    """How likely each option is to be the best when the drivers of all vary at once.

    Formula:
        (number of draws in which the option is best) / draws
    Convention:
        One draw of the drivers serves all options, so what they share cancels out. Options that tie share the draw
        equally, so the chances sum to one. `best` is "highest" or "lowest".

    Args:
        options: option to the outcome by which it is judged, in one unit.

    Returns:
        option to a pure number from 0 to 1.

    Raises:
        FigureError: no options, mixed units, another word for `best`; else as for `simulated`.

    Source:
        Arithmetic.
    """
    _refuse_settings(draws, seed)
    if best not in (HIGHEST, LOWEST):
        raise FigureError(f'The best option is the "{HIGHEST}" or the "{LOWEST}"; found "{best}".')
    if not options:
        raise FigureError("The best of no options was asked for: nothing was selected.")
    comparable(options.values())
    return simulation.chances_of_best(options, drivers, best=best, draws=draws, seed=seed)


def _at(outcome: Figure, driver: Driver, value: Figure) -> Figure:
    if not rests_on(outcome, driver.base):
        called = f'"{outcome.label}"' if outcome.label else "The outcome"
        raise FigureError(
            f'{called} does not rest on the driver "{driver.name}". Leave it out: without(drivers, "{driver.name}").'
        )
    return _shown_as(outcome, _number(restated(outcome, [(driver.base, value)]), driver.name))


def _shown_as(other: Figure, figure: Figure) -> Figure:
    """A figure that is printed as another is, unless it has a name, or a paper says how."""
    same = figure.id or figure.display == other.display
    return figure if same else dataclasses.replace(figure, display=other.display)


def _number(found: Figure | Text, driver: str) -> Figure:
    if isinstance(found, Text):
        raise FigureError(f'With another value of the driver "{driver}" the outcome is no number: {found}.')
    return found


def _switching(outcome: Figure, driver: Driver) -> Figure | str:
    low, high = _at(outcome, driver, driver.low), _at(outcome, driver, driver.high)
    if not straight_in(outcome, driver.base):
        raise FigureError(
            f'The outcome is no straight line in the driver "{driver.name}", so there is no exact formula for its '
            "switching value. That of a discount rate is the internal rate of return. Leave this driver out: "
            f'without(drivers, "{driver.name}").'
        )
    first, last = comparable([low, high])
    if first == last:
        return NONE
    return _shown_as(driver.base, driver.low - low * (driver.high - driver.low) / (high - low))


def _in_scenario(outcome: Figure, levels: Mapping[str, str], drivers: Drivers) -> Figure:
    moved = {name: level for name, level in levels.items() if level != BASE and rests_on(outcome, drivers[name].base)}
    ends = [(drivers[name].base, getattr(drivers[name], level)) for name, level in moved.items()]
    return _shown_as(outcome, _number(restated(outcome, ends), " and ".join(moved)))


def _refuse_levels(scenario: str, levels: Mapping[str, str], outcomes: Mapping[str, Figure], drivers: Drivers) -> None:
    for name, level in levels.items():
        if name not in drivers:
            known = ", ".join(drivers)
            raise FigureError(f'The scenario "{scenario}" moves "{name}", which is no driver. There are: {known}.')
        if level not in LEVELS:
            known = ", ".join(LEVELS)
            raise FigureError(f'The scenario "{scenario}" puts "{name}" at "{level}". It can be: {known}.')
        if not any(rests_on(outcome, drivers[name].base) for outcome in outcomes.values()):
            raise FigureError(f'The scenario "{scenario}" moves "{name}", on which none of its outcomes rests.')


def _refuse_settings(draws: Figure, seed: Figure) -> None:
    for what, figure in (("draws", draws), ("seed", seed)):
        if figure.unit.powers:
            raise FigureError(f"The {what} of a simulation are in {figure.unit.words()}; they are a pure number.")
