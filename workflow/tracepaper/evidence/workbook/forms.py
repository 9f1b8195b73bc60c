"""Number formats: by unit, negatives in brackets and never by colour alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tracepaper.figures import units

POUNDS = "£#,##0.00"
WHOLE = "#,##0"
FRACTION = "#,##0.0000"
TINY = "0.0E+00"
DATE, DAY = str(units.DATE), "d mmmm yyyy"
# How sources write days, as formats that show them so; the separators of some programs depend on the country.
DAYS: Mapping[str, str] = {
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}": r"yyyy\-mm\-dd",
    r"[0-9]{2}/[0-9]{2}/[0-9]{4}": r"dd\/mm\/yyyy",
    r"[0-9]{2}/[0-9]{2}/[0-9]{2}": r"dd\/mm\/yy",
    r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}": r"dd\.mm\.yyyy",
    r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}": r"dd\.mm\.yy",
}
PER_CENT = re.compile(r"[0-9](?:\.([0-9]+))?%")


def form(unit: str, value: Decimal, printed: Sequence[str] = ()) -> str:
    """The number format of a value: pounds and pence, a percentage where it is printed as one, else digits enough."""
    if unit == DATE:
        return DAY
    if found := next(filter(None, map(PER_CENT.search, printed)), None):
        return both("0." + "0" * max(1, len(found[1] or "")) + "%")
    if dict(units.parse(unit).powers).get("GBP", 0) > 0:
        return both(POUNDS)
    return both(WHOLE if value == value.to_integral_value() else FRACTION)


def day_as(raw: str) -> str:
    """The format in which a day reads as its source writes it, or else in words."""
    return next((form for written, form in DAYS.items() if re.fullmatch(written, raw.strip())), DAY)


def both(positive: str) -> str:
    """For either sign: a negative number in brackets."""
    return f"{positive}_);({positive})"
