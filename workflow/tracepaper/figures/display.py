"""How a figure is printed: rounded once, half up, from the exact value, in the house style of UK councils."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from tracepaper.figures import days
from tracepaper.figures.units import DATE, Unit

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"
# A quotient carries 50 digits, the last of them inexact; at 40 the noise is gone, so that an exact half is a half.
SETTLED = Context(prec=40)
ROOM = Context(prec=200)


@dataclass(frozen=True)
class Display:
    """A printed form.

    Attributes:
        form: "pounds" (£569,385), "millions" (£3.72 million), "amount" (569,385, where the header says £),
            "brackets" (569,385 and (323,750), where the header says £ and what brackets mean), "number", "per cent",
            "date" (6 March 2020); `wanted` says which units each takes.
        places: decimal places.
        negative: words for a negative in brackets, as a screen reader says them: "saving of".
        suffix: words after the number: "children".
    """

    form: str = "number"
    places: int = 0
    negative: str = "minus"
    suffix: str = ""


FORMS = ("pounds", "millions", "amount", "brackets", "number", "per cent", "date")
RATES = ("pounds", "amount")


@dataclass(frozen=True)
class Printed:
    """The text as printed, and the text to be spoken where the printed one is not enough."""

    text: str
    spoken: str = ""


def wanted(form: str, unit: Unit) -> str:
    """The units that a printed form takes, in words; empty when `unit` is among them."""
    if (form == "date") != (unit == DATE):
        return "a date" if form == "date" else "a number"
    if form in ("number", "date"):
        return ""
    if form == "per cent":
        return "a pure number" if unit.powers else ""
    if form in RATES:
        over = [name for name, power in unit.powers for _ in range(power)]
        return "" if over == ["GBP"] else "pounds, or pounds per something"
    return "" if str(unit) == "GBP" else "pounds"


def printed(value: Decimal, display: Display) -> Printed:
    """Print an exact value.

    Returns:
        text with thousands separators, a true minus sign or brackets; `spoken` only for brackets.
    """
    if display.form == "date":
        return Printed(days.written(days.day(value)))
    scale = {"millions": Decimal(1_000_000), "per cent": Decimal("0.01")}.get(display.form, Decimal(1))
    rounded = half_up(SETTLED.divide(value, scale), display.places)
    digits = f"{rounded.copy_abs():,.{display.places}f}"
    if display.form == "brackets" and rounded < 0:
        return Printed(f"({digits})", f"{display.negative} £{digits}")
    sign = MINUS if rounded < 0 else ""
    return Printed(sign + _decorated(digits, display))


def half_up(value: Decimal, places: int) -> Decimal:
    """Round half away from zero to `places` decimal places."""
    settled = SETTLED.plus(value)
    return settled.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=ROOM)


def _decorated(digits: str, display: Display) -> str:
    form = {"pounds": "£{}", "millions": "£{}" + SPACE + "million", "per cent": "{}%"}.get(display.form, "{}")
    text = form.format(digits)
    return f"{text}{SPACE}{display.suffix}" if display.suffix else text
