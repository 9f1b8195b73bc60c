"""Axes: round tick values in exact decimals, and their labels in house style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

MOST_INTERVALS = 6
MULTIPLES = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
CLEARANCE = Decimal("0.12")
Value = Decimal | float


@dataclass(frozen=True)
class Scale:
    """An axis: its ends in the data's unit, and the values that carry a label."""

    low: float
    high: float
    ticks: tuple[Decimal, ...] = ()
    labels: tuple[str, ...] = ()

    def share(self, value: Value) -> float:
        """Where a value stands: 0 at the low end, 1 at the high end."""
        return (float(value) - self.low) / (self.high - self.low)

    def padded(self, *, below: float, above: float, length: float) -> Scale:
        """The same ticks, with points of clear space at either end of an axis `length` points long."""
        one_point = (self.high - self.low) / (length - below - above)
        return replace(self, low=self.low - below * one_point, high=self.high + above * one_point)


def from_zero(values: Iterable[Decimal], texts: Sequence[str]) -> Scale:
    """A scale that holds zero and every value; £ or % in `texts` (printed forms, unit) marks its labels."""
    known = (Decimal(0), *values)
    low, high = min(known), max(known)
    return _scale(low, high if high > low else low + 1, whole=_whole(known), texts=texts)


def around(values: Iterable[Decimal], texts: Sequence[str]) -> Scale:
    """A scale that holds every value with room at both ends, and need not hold zero."""
    known = tuple(values)
    spare = (max(known) - min(known)) * CLEARANCE or abs(known[0]) * CLEARANCE or Decimal(1)
    return _scale(min(known) - spare, max(known) + spare, whole=_whole(known), texts=texts)


def slots(count: int) -> Scale:
    """A scale of `count` equal slots whose middles are 0, 1, 2 …"""
    return Scale(-0.5, count - 0.5)


def label(value: Decimal, *, unit: str, places: int = 0) -> str:
    """A tick value in house style: "£200,000", "−£500,000", "2.5%", "1,200"."""
    sign = "−" if value < 0 else ""
    pounds, percent = ("£" if unit == "£" else ""), ("%" if unit == "%" else "")
    return f"{sign}{pounds}{abs(value):,.{places}f}{percent}"


def _scale(low: Decimal, high: Decimal, *, whole: bool, texts: Sequence[str]) -> Scale:
    step = _step(high - low, whole=whole)
    first = (low / step).to_integral_value(rounding=ROUND_CEILING) * step
    count = int((high - first) // step) + 1
    ticks = tuple(first + step * number for number in range(count))
    unit, places = _symbol(texts), max(0, -int(step.normalize().as_tuple().exponent))
    return Scale(float(low), float(high), ticks, tuple(label(tick, unit=unit, places=places) for tick in ticks))


def _step(span: Decimal, *, whole: bool) -> Decimal:
    """The smallest round step that cuts `span` into few parts; whole numbers get whole steps."""
    least = span / MOST_INTERVALS
    power = Decimal(1).scaleb(least.adjusted())
    steps = (multiple * power for multiple in MULTIPLES)
    return next(step for step in steps if step >= least and not (whole and step % 1))


def _whole(values: Iterable[Decimal]) -> bool:
    return all(value % 1 == 0 for value in values)


def _symbol(texts: Sequence[str]) -> str:
    return next((symbol for symbol in ("£", "%") if any(symbol in text for text in texts)), "")
