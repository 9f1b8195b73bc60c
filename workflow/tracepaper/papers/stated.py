"""What a published document states, as people write it: "c£720K", "nearly £125K", "two-thirds", "4th March 2020"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracepaper.figures import days
from tracepaper.figures.display import half_up
from tracepaper.figures.operations import COMPARED_PLACES
from tracepaper.sources import cells
from tracepaper.sources.cells import NotUnderstood

ABOUT = ("about", "around", "approximately", "approx.", "roughly", "circa", "some", "c.", "c")
BELOW = ("nearly", "almost", "just under")
ABOVE = ("more than", "just over", "over", "above")
LEAST, MOST = ("at least",), ("up to", "at most", "no more than")
QUALIFIERS = {word: kind for kind in (ABOUT, BELOW, ABOVE, LEAST, MOST) for word in kind}
STATED = re.compile(
    rf"(?:(?P<qualifier>{'|'.join(map(re.escape, QUALIFIERS))})\s*(?=[\s£(\d]|[a-z]+-))?\s*"
    r"(?P<number>\(?[−-]?£?\d[\d,]*(?:\.\d+)?(?:k|K|m|bn)?%?\)?|[a-z]+(?:-[a-z]+)?)"
    r"\s*(?P<scale>million|billion|thousand|per cent)?(?![\w%])(?P<rest>\D*)",
    re.IGNORECASE,
)
# What follows a number and changes it: "5 or more", "£3.7 m", "half a million". Read without it, it would be another.
CHANGING = re.compile(
    r"\b(?:k|m|mn|bn|p|pence|per ?cent|pc|dozen|hundred|thousand|million|billion|half|halves|thirds?|quarters?"
    rf"|or|{'|'.join(cells.WORDS)})\b|[%+½⅓¼¾]",
    re.IGNORECASE,
)
SCALES = {
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "thousand": Decimal(1_000),
    "per cent": Decimal("0.01"),
}
FRACTIONS = {
    "half": Decimal(1) / 2,
    "one-third": Decimal(1) / 3,
    "two-thirds": Decimal(2) / 3,
    "one-quarter": Decimal(1) / 4,
    "three-quarters": Decimal(3) / 4,
}
# "Two-thirds" in prose is no claim to more than the nearest hundredth.
PRECISION_OF_A_FRACTION = Decimal("0.01")
MONTHS = {name[:3].lower(): number for number, name in enumerate(days.MONTHS, 1)}
A_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in days.MONTHS)
DAY = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{A_MONTH}),?\s+(?P<year>\d{{4}})", re.IGNORECASE
)


@dataclass(frozen=True)
class Days:
    """A day, or the days of a month, as a document states it.

    Attributes:
        first, last: as days since 30 December 1899, which is what a date figure counts; the same for one day.
    """

    first: Decimal
    last: Decimal

    @property
    def value(self) -> Decimal:
        """The first of the days."""
        return self.first

    def covers(self, recomputed: Decimal) -> bool:
        """Whether a date is the day stated, or one of the month's."""
        return self.first <= recomputed <= self.last


@dataclass(frozen=True)
class Stated:
    """A number as a document states it.

    Attributes:
        value: of the number; 0.07 for "7%".
        precision: the size of its last digit that states something: £100,000 in "£3.7m", £10,000 in "c£720K".
        qualifier: the words that qualify it, as a group: `ABOUT`, `BELOW`, `ABOVE`, `LEAST`, `MOST`, or none.
        pounds: whether it is stated in pounds.
        share: whether it is stated as a share: "7%", "two-thirds".
    """

    value: Decimal
    precision: Decimal
    qualifier: tuple[str, ...]
    pounds: bool
    share: bool = False

    def covers(self, recomputed: Decimal) -> bool:
        """Whether an exact value is what these words say, at their own precision; "nearly (£125K)" goes by size."""
        further = recomputed - self.value if self.value >= 0 else self.value - recomputed
        beyond = half_up(further, COMPARED_PLACES)
        # "Nearly £1m" is not said of £100,000, although a million states one digit alone.
        near = min(self.precision, abs(self.value) / 10)
        bounds: Mapping[tuple[str, ...], Callable[[], bool]] = {
            BELOW: lambda: -near < beyond < 0,
            ABOVE: lambda: 0 <= beyond < near,
            LEAST: lambda: beyond >= 0,
            MOST: lambda: beyond <= 0,
        }
        return bounds.get(self.qualifier, lambda: self._rounds(recomputed))()

    def _rounds(self, recomputed: Decimal) -> bool:
        # Two-thirds has no last digit: it is rounded as well.
        return _rounded(recomputed, self.precision) == _rounded(self.value, self.precision)


def read(text: str) -> Stated | Days:
    """Read a number with the words around it, or a day or a month: "c£720K", "two-thirds", "4th March 2020".

    Raises:
        NotUnderstood: the text holds no number and no day, or more than one.
    """
    return _days(text.strip()) or _stated(text.strip())


def _days(text: str) -> Days | None:
    if match := DAY.fullmatch(text):
        return _of_calendar(int(match["year"]), MONTHS[match["month"][:3].lower()], match["day"])
    try:
        day = date.fromisoformat(str(cells.calendar(text).value))
    except (NotUnderstood, ValueError):
        return None
    return _one_day(day)


def _of_calendar(year: int, month: int, day: str | None) -> Days:
    if year < date.min.year:
        raise NotUnderstood("is of a year that no calendar has")
    last = monthrange(year, month)[1]
    if day is None:
        return Days(_one_day(date(year, month, 1)).first, _one_day(date(year, month, last)).last)
    if not 1 <= int(day) <= last:
        raise NotUnderstood("is a day that no calendar has")
    return _one_day(date(year, month, int(day)))


def _one_day(day: date) -> Days:
    value = days.value(day)
    if not days.EARLIEST <= value <= days.LATEST:
        first, last = (days.written(days.day(end)) for end in (days.EARLIEST, days.LATEST))
        raise NotUnderstood(f"is outside the calendar of spreadsheets, {first} to {last}")
    return Days(value, value)


def _stated(text: str) -> Stated:
    match = STATED.fullmatch(text)
    if match is None or CHANGING.search(match["rest"]):
        raise NotUnderstood("is not one number")
    qualifier = QUALIFIERS.get((match["qualifier"] or "").lower(), ())
    value, precision = _number(match["number"], loose=bool(qualifier))
    scale = SCALES[match["scale"].lower()] if match["scale"] else Decimal(1)
    pounds, per_cent = "£" in match["number"], "%" in match["number"] or (match["scale"] or "").lower() == "per cent"
    if pounds and per_cent:
        raise NotUnderstood("is pounds and per cent at once")
    share = per_cent or match["number"].lower() in FRACTIONS
    return Stated(value * scale, precision * scale, qualifier, pounds, share)


def _number(text: str, *, loose: bool) -> tuple[Decimal, Decimal]:
    if text.lower() in FRACTIONS:
        return FRACTIONS[text.lower()], PRECISION_OF_A_FRACTION
    parsed = cells.number(f"c{text}" if loose and not text[0].isalpha() else text)
    if not isinstance(parsed.value, Decimal) or parsed.precision is None:
        raise NotUnderstood("is not a number")
    return parsed.value, parsed.precision


def _rounded(value: Decimal, precision: Decimal) -> Decimal:
    """Half up to a whole number of `precision`: negatives are rounded by their size, as a reader rounds them."""
    return half_up(value / precision, 0) * precision
