"""Days as exact values: counted from 1899-12-30, as spreadsheets count them, and written as UK councils write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tracepaper.errors import FigureError

START = date(1899, 12, 30)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Before 1 March 1900 spreadsheets do not agree on the calendar.
EARLIEST, LATEST = (Decimal((day - START).days) for day in (date(1900, 3, 1), date(9999, 12, 31)))


def value(day: date) -> Decimal:
    """How many days after 1899-12-30 a day is: 43,896 for 6 March 2020."""
    return Decimal((day - START).days)


def day(value: Decimal) -> date:
    """The day of a value.

    Raises:
        FigureError: the value is no whole number, or is a day before March 1900 or after the year 9999.
    """
    if value != value.to_integral_value():
        raise FigureError(f"{value.normalize():f} is no day: dates move by whole days only.")
    if not EARLIEST <= value <= LATEST:
        raise FigureError(f"A date {value:f} days after {written(START)} is outside the calendar of spreadsheets.")
    return START + timedelta(int(value))


def written(day: date) -> str:
    """A day in the house style: "6 August 2018"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month(day: date) -> str:
    """The month in which a day falls: "March 2020"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def financial_year(day: date) -> str:
    """The financial year in which a day falls, 1 April to 31 March: "2019/20" for 6 March 2020."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}/{(start + 1) % 100:02d}"
