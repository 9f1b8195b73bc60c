"""A driver: a figure that nobody knows for certain, with the range in which it may lie."""

from __future__ import annotations

from dataclasses import dataclass

from tracepaper.errors import FigureError
from tracepaper.figures.figure import Figure, comparable
from tracepaper.figures.limits import refuse_below_nought, refuse_other_than_share, shown
from tracepaper.figures.units import DATE

TRIANGULAR, UNIFORM = "triangular", "uniform"
DISTRIBUTIONS = (TRIANGULAR, UNIFORM)
# A calculation checks what it is given; a driver puts other values in its place later, so it has limits of its own.
SHARE, NOT_BELOW_NOUGHT, NO_LIMITS = "share", "not below nought", "none"
LIMITS = (SHARE, NOT_BELOW_NOUGHT, NO_LIMITS)


@dataclass(frozen=True)
class Driver:
    """What an outcome hangs on.

    Attributes:
        name: in words, as tables and charts print it.
        base: the figure on which outcomes rest; it has an id.
        low, high: the ends of its range, in its unit.
        distribution: how it is drawn between them: "triangular", most often near `base`, or "uniform".
        limits: what it can never leave: "share" (a pure number from 0 to 1), "not below nought", or "none".

    Raises:
        FigureError: units differ, base is not between low and high, these are the same, or an end is beyond the limits;
            the driver is named.
    """

    name: str
    base: Figure
    low: Figure
    high: Figure
    distribution: str
    limits: str

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
        _refuse_beyond_limits(self)


def _refuse_beyond_limits(driver: Driver) -> None:
    if driver.limits not in LIMITS:
        known = ", ".join(LIMITS)
        raise FigureError(f'The limits of the driver "{driver.name}" are "{driver.limits}"; known: {known}.')
    for end, figure in (("low", driver.low), ("high", driver.high)):
        what = f'The {end} of the driver "{driver.name}"'
        if driver.limits == SHARE:
            refuse_other_than_share(what, figure)
        elif driver.limits == NOT_BELOW_NOUGHT:
            refuse_below_nought(what, figure)


def _refuse_units(driver: Driver) -> None:
    if driver.base.unit == DATE:
        raise FigureError(f'The driver "{driver.name}" is a date. Let a number of days vary, and add it to a date.')
    for end, figure in (("low", driver.low), ("high", driver.high)):
        if figure.unit != driver.base.unit:
            base, other = driver.base.unit.words(), figure.unit.words()
            raise FigureError(f'The driver "{driver.name}" is in {base}, but its {end} is in {other}.')
