"""Laws of financial years, whatever the days: sought out by random examples."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.years import (
    financial_year_of,
    financial_years,
    over_parts,
    without_gaps,
    year_shares,
    year_shares_by_days,
)
from tracepaper.figures import Figure, days, literal, total, units
from tracepaper.figures.units import DATE

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
STARTS = st.integers(1950, 2150)
quick = settings(max_examples=40, deadline=None)


def figure(day: date) -> Figure:
    return literal(days.value(day), DATE, "made up")


def name(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


@quick
@given(DAYS)
def test_a_day_lies_between_the_ends_of_its_year(day):
    start = int(financial_year_of(figure(day))[:4])
    assert date(start, 4, 1) <= day <= date(start + 1, 3, 31)


@quick
@given(STARTS, st.integers(0, 30))
def test_years_of_a_period_follow_one_another(start, more):
    years = financial_years(name(start), name(start + more))
    assert len(years) == more + 1
    assert list(without_gaps(dict.fromkeys(years))) == years


@quick
@given(DAYS, st.integers(0, 2000))
def test_days_of_service_are_shared_among_years_without_loss(start, more):
    end = start + timedelta(more)
    shares = year_shares_by_days(figure(start), figure(end))
    served = sum(
        share.value * ((date(int(year[:4]) + 1, 3, 31) - date(int(year[:4]), 4, 1)).days + 1)
        for year, share in shares.items()
    )
    assert abs(served - (more + 1)) < Decimal("1e-20")
    assert all(0 < share.value <= 1 for share in shares.values())


@quick
@given(STARTS, st.integers(1, 12), st.integers(1, 12), st.integers(1, 5), st.integers(0, 10**9))
def test_months_of_service_cost_so_many_twelfths_of_a_year(start, first, last, more, pence):
    month = units.parse("month")
    shares = year_shares(
        name(start),
        name(start + more),
        months_in_first=literal(Decimal(first), month, "made up"),
        months_in_last=literal(Decimal(last), month, "made up"),
    )
    yearly = literal(Decimal(pence).scaleb(-2), units.parse("GBP"), "made up")
    months = first + last + 12 * (more - 1)
    spent = total(over_parts(yearly, shares).values()).value
    assert abs(spent - yearly.value * months / 12) < Decimal("1e-15")
