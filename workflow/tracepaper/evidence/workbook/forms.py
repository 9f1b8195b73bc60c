"""Number formats: by unit, negatives in brackets and never by colour alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tracepaper.figures import units

POUNDS = "£#,##0.00"
WHOLE = "#,##0"
FRACTION = "#,##0.0000"
TINY = "0.0E+00"
PER_CENT = re.compile(r"[0-9](?:\.([0-9]+))?%")


def form(unit: str, value: Decimal, printed: Sequence[str] = ()) -> str:
    """The number format of a value: pounds and pence, a percentage where it is printed as one, else digits enough."""
    if found := next(filter(None, map(PER_CENT.search, printed)), None):
        return both("0." + "0" * max(1, len(found[1] or "")) + "%")
    if dict(units.parse(unit).powers).get("GBP", 0) > 0:
        return both(POUNDS)
    return both(WHOLE if value == value.to_integral_value() else FRACTION)


def both(positive: str) -> str:
    """For either sign: a negative number in brackets."""
    return f"{positive}_);({positive})"
