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
        display: the figure as printed; its form is used where it shows the difference at all.
    """
    if unit == str(units.DATE):
        return f"{_signed(change, f'{abs(change):,f}')}{SPACE}{DAY}{'' if abs(change) == 1 else 's'}"
    form = PRINTED.fullmatch(display)
    pounds, places, after = (form[1], len(form[2] or ""), form[3]) if form else ("", 0, "")
    rounded = half_up(change / SCALES.get(after, Decimal(1)), places)
    if not form or not rounded:
        return _signed(change, explain.exact({"value": f"{abs(change):f}", "unit": unit}))
    return _signed(change, f"{pounds}{abs(rounded):,f}{POINTS if after == '%' else after}")


def shown_per_cent(value: Decimal) -> str:
    """A percentage with its sign, to one place: "+5.2%"; less than half of that is "less than 0.05%"."""
    rounded = half_up(value, 1)
    if not rounded:
        return "less than 0.05%" if value else "0.0%"
    return _signed(value, f"{abs(rounded):,f}%")


def _signed(change: Decimal, text: str) -> str:
    return f"{MINUS if change < 0 else '+'}{text}"
