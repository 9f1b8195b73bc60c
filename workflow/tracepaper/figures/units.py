"""Units of figures: pounds, children, pounds per child per week; checked in every sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracepaper.errors import FigureError

NAMES: Mapping[str, tuple[str, str]] = {
    "GBP": ("pound", "pounds"),
    "child": ("child", "children"),
    "package": ("care package", "care packages"),
    "provider": ("provider", "providers"),
    "option": ("option", "options"),
    "authority": ("authority", "authorities"),
    "place": ("place", "places"),
    "placement": ("placement", "placements"),
    "bed": ("bed", "beds"),
    "cycle": ("cycle", "cycles"),
    "point": ("point", "points"),
    "test": ("test", "tests"),
    "person": ("person", "people"),
    "family": ("family", "families"),
    "FTE": ("full-time equivalent", "full-time equivalents"),
    "cluster": ("cluster", "clusters"),
    "referral": ("referral", "referrals"),
    "assessment": ("assessment", "assessments"),
    "hour": ("hour", "hours"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "day": ("day", "days"),
    "date": ("date", "dates"),
}
PLURALS = {name + "s": name for name in NAMES} | {plural: name for name, (_, plural) in NAMES.items()}


@dataclass(frozen=True)
class Unit:
    """A product of named units with integer powers; no powers at all is a pure number.

    Attributes:
        powers: sorted (name, power) pairs, no zero powers: pounds per child is (("GBP", 1), ("child", -1)).
    """

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        return _unit((*self.powers, *other.powers))

    def __truediv__(self, other: Unit) -> Unit:
        return _unit((*self.powers, *((name, -power) for name, power in other.powers)))

    def __str__(self) -> str:
        over = [name for name, power in self.powers for _ in range(power)]
        under = [name for name, power in self.powers for _ in range(-power)]
        return "/".join(["*".join(over) or "1", *under]) if self.powers else "1"

    def words(self) -> str:
        """The unit as a reader says it: "pounds per child"."""
        if not self.powers:
            return "a pure number"
        over = [NAMES[name][1] for name, power in self.powers for _ in range(power)]
        under = [NAMES[name][0] for name, power in self.powers for _ in range(-power)]
        return " per ".join([" times ".join(over) or "number", *under])


ONE = Unit()
DAY, DATE = Unit((("day", 1),)), Unit((("date", 1),))


def parse(text: str) -> Unit:
    """Read "GBP", "GBP/child/week", "children" or "1" (also "ratio").

    Raises:
        FigureError: a name that is not a known unit.
    """
    over, *under = text.split("/")
    numerator = [] if over in ("1", "ratio") else over.split("*")
    return _unit([(_known(name, text), 1) for name in numerator] + [(_known(name, text), -1) for name in under])


def _known(name: str, text: str) -> str:
    singular = name if name in NAMES else PLURALS.get(name, "")
    if not singular:
        known = ", ".join(NAMES)
        raise FigureError(f'"{name}" in the unit "{text}" is not a known unit. Known: {known}; or 1 for a pure number.')
    return singular


def _unit(powers: Iterable[tuple[str, int]]) -> Unit:
    total: dict[str, int] = {}
    for name, power in powers:
        total[name] = total.get(name, 0) + power
    return Unit(tuple(sorted((name, power) for name, power in total.items() if power)))
