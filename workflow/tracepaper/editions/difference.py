"""The difference of two figures: exact, in per cent, and as a paper would print it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from tracepaper.figures import explain, units
from tracepaper.figures.display import MINUS, SPACE, half_up
from tracepaper.figures.graph import TEXT
from tracepaper.figures.operations import EXACT

# What stands before and after the digits of a printed figure: "£3.72 million", "12.5%", "64 children".
PRINTED = re.compile(rf"\(?{MINUS}?(£?)[0-9][0-9,]*(?:\.([0-9]+))?\)?(%|[^0-9]*)")
SCALES = {"%": Decimal("0.01"), f"{SPACE}million": Decimal(1_000_000)}
# A change so small that even these do not show it is told exactly.
MORE_PLACES = 6
POINTS = f"{SPACE}percentage points"
DAY = "day"


def difference(old: Any, new: Any) -> Decimal | None:
    """New less old, exactly; None for texts, and where the units are not the same."""
    if old["unit"] != new["unit"] or new["unit"] == TEXT:
        return None
    return trimmed(EXACT.subtract(Decimal(new["value"]), Decimal(old["value"])))


def per_cent(old: Any, new: Any) -> Decimal | None:
    """The difference as a percentage of the size of the old value; None from nought, for texts and for dates."""
    change = difference(old, new)
    if change is None or not Decimal(old["value"]) or new["unit"] == str(units.DATE):
        return None
    return trimmed(EXACT.divide(EXACT.multiply(change, Decimal(100)), abs(Decimal(old["value"]))))


def trimmed(value: Decimal) -> Decimal:
    """The same value without noughts at its end, and never in powers of ten."""
    plain = f"{value:f}"
    return Decimal((plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0")


def shown(change: Decimal, unit: str, display: str) -> str:
    """A difference with its sign, in the form in which the figure is printed: "+£1,250", "−0.5 percentage points".

    Args:
        display: the figure as printed; the difference has more places where it needs them.
    """
    if unit == str(units.DATE):
        return f"{_signed(change, f'{abs(change):,f}')}{SPACE}{DAY}{'' if abs(change) == 1 else 's'}"
    if form := PRINTED.fullmatch(display):
        scaled = change / SCALES.get(form[3], Decimal(1))
        rounded = _rounded(scaled, places=len(form[2] or ""), pence=form[1] + form[3] == "£")
        if rounded:
            return _signed(change, f"{form[1]}{abs(rounded):,f}{POINTS if form[3] == '%' else form[3]}")
    return _signed(change, explain.exact({"value": f"{abs(change):f}", "unit": unit}))


def _rounded(change: Decimal, *, places: int, pence: bool) -> Decimal:
    """Rounded to some places, or to as many more as show that it is not nought: of pounds to pence, if to any."""
    finer = range(max(places + 1, 2) if pence else places + 1, places + MORE_PLACES)
    shown = (half_up(change, more) for more in (places, *finer))
    return next((one for one in shown if one), Decimal(0))


def shown_per_cent(value: Decimal) -> str:
    """A percentage with its sign, to one place: "+5.2%"; less than half of that is "less than 0.05%"."""
    rounded = half_up(value, 1)
    if not rounded:
        return "less than 0.05%" if value else "0.0%"
    return _signed(value, f"{abs(rounded):,f}%")


def _signed(change: Decimal, text: str) -> str:
    return f"{MINUS if change < 0 else '+'}{text}"
