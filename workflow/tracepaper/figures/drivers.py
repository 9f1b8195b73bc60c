"""A driver: a figure that nobody knows for certain, with the range in which it may lie."""

from __future__ import annotations

from dataclasses import dataclass

from tracepaper.errors import FigureError
from tracepaper.figures.figure import Figure, comparable
from tracepaper.figures.limits import shown
from tracepaper.figures.units import DATE

TRIANGULAR, UNIFORM = "triangular", "uniform"
DISTRIBUTIONS = (TRIANGULAR, UNIFORM)


@dataclass(frozen=True)
class Driver:
    """What an outcome hangs on.

    Attributes:
        name: in words, as tables and charts print it.
        base: the figure on which outcomes rest; it has an id.
        low, high: the ends of its range, in its unit.
        distribution: how it is drawn between them: "triangular", most often near `base`, or "uniform".

    Raises:
        FigureError: units differ, base is not between low and high, or these are the same; the driver is named.
    """

    name: str
    base: Figure
    low: Figure
    high: Figure
    distribution: str

    def __post_init__(self) -> None:
        _refuse_units(self)
        low, base, high = comparable([self.low, self.base, self.high])
        if not low <= base <= high or low == high:
            says = f"its low is {shown(self.low)}, its base {shown(self.base)}, its high {shown(self.high)}"
            remedy = "Low is at most base, base at most high, and low is below high."
            raise FigureError(f'The driver "{self.name}" has no range about its base: {says}. {remedy}')
        if self.distribution not in DISTRIBUTIONS:
            known = " or ".join(DISTRIBUTIONS)
            raise FigureError(f'The driver "{self.name}" is drawn "{self.distribution}"; it can be {known}.')


def _refuse_units(driver: Driver) -> None:
    if driver.base.unit == DATE:
        raise FigureError(f'The driver "{driver.name}" is a date. Let a number of days vary, and add it to a date.')
    for end, figure in (("low", driver.low), ("high", driver.high)):
        if figure.unit != driver.base.unit:
            base, other = driver.base.unit.words(), figure.unit.words()
            raise FigureError(f'The driver "{driver.name}" is in {base}, but its {end} is in {other}.')
