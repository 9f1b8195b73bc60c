"""Months as the names of files and the keys of figures: "2020-10", written "October 2020", on charts "Oct 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tracepaper.figures import days

PERIOD = "(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])"
# Where the name of a file has its month.
GAP = "{period}"


def is_period(text: str) -> bool:
    """Whether a text is a month as YYYY-MM."""
    return re.fullmatch(PERIOD, text) is not None


def after(period: str) -> str:
    """The next month: "2021-01" after "2020-12"."""
    year, month = _parts(period)
    return f"{year + month // 12}-{month % 12 + 1:02d}"


def between(first: str, last: str) -> Iterator[str]:
    """Every month from one to another, both included; none where the last is before the first."""
    while first <= last:
        yield first
        first = after(first)


def words(period: str) -> str:
    """A month as a text has it: "October 2020"."""
    return days.month(first_day(period))


def label(period: str) -> str:
    """A month as a chart has it: "Oct 2020"."""
    year, month = _parts(period)
    return f"{days.MONTHS[month - 1][:3]} {year}"


def first_day(period: str) -> date:
    """The day on which a month begins."""
    return date(*_parts(period), 1)


def due(period: str, day: int) -> date:
    """The day of the next month by which the file of a month is there."""
    return date(*_parts(after(period)), day)


def _parts(period: str) -> tuple[int, int]:
    year, month = period.split("-")
    return int(year), int(month)
