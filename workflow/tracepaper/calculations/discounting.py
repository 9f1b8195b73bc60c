"""Discounting: what money of later years is worth today, at rates that change with the horizon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, literal, raised, total

Series = Mapping[str, Figure]
BAND = re.compile(r"([0-9]+)-([0-9]*)")
NAMING = 'Name bands by their first and last year: "1-30", "31-75"; the last may have no end: "301-".'
RESERVED = "horizon above"
TIMINGS = {
    "end-year": "all money of a year moves on its last day",
    "mid-year": "all money of a year but the first moves in its middle",
}


@dataclass(frozen=True)
class _Band:
    name: str
    first: int
    last: int | None
    rate: Figure

    def covers(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


def discount_factors(years: Iterable[str], *, bands: Series, timing: str = "end-year") -> dict[str, Figure]:
    """Present value in the first year of £1 received in each year.

    Formula:
        D_0 = 1; D_t = D_(t-1) / (1 + r_t); mid-year: D_t × (1 + r_t)^½
        r_t: the rate of the band that holds year t
    Convention:
        Year 0, the first, is not discounted. Bands are chained: year 31 is year 30 discounted once more, at its own
        rate. End-year is the Treasury's convention; in mid-year money of every later year comes half a year sooner.
        Real rates are for flows at the prices of one year.

    Args:
        years: the years of the appraisal, in order and without gaps, such as a series by year.
        bands: years of a band ("1-30", "301-") to its rate, a fraction a year. Where there is also "horizon above",
            the rates are for appraisals of more years than that: the lower rate of the Green Book's sensitivity test.
        timing: "end-year" or "mid-year".

    Returns:
        One factor a year; pure numbers, 1 in year 0.

    Raises:
        FigureError: a band's name cannot be read; bands leave a gap, overlap or end before the appraisal does; a rate
            is no fraction from 0 to below 1; or the appraisal is too short for these rates.

    Source:
        HM Treasury, The Green Book (2026), chapter 6, and supplementary guidance on discounting (2026), annex A.
    """
    if timing not in TIMINGS:
        raise FigureError(f'"{timing}" is no timing. Known: {", ".join(TIMINGS)}.')
    one = literal(Decimal(1), ONE, "A pound of today is worth a pound; a year on, it has grown by the rate.")
    names = list(without_gaps(dict.fromkeys(years, one)))
    grown = {year: one + rate for year, rate in _rates(names, bands).items()}
    ends = _chained(names, one, grown)
    return ends if timing == "end-year" else _half_a_year_sooner(ends, grown)


def discounted(flow: Series, factors: Series) -> dict[str, Figure]:
    """Each year's amount at its present value.

    Formula:
        PV_t = flow_t × D_t
    Convention:
        In the unit and the sign of the flow.

    Raises:
        FigureError: a year has no factor.

    Source:
        HM Treasury, The Green Book (2026), chapter 6.
    """
    beyond = [year for year in flow if year not in factors]
    if beyond:
        known = ", ".join(factors)
        raise FigureError(f"There is no discount factor for {beyond[0]}. There are factors for: {known}.")
    return {year: amount * factors[year] for year, amount in flow.items()}


def present_value(flow: Series, factors: Series) -> Figure:
    """The sum of a flow at present values.

    Formula:
        PV = sum_t flow_t × D_t
    Convention:
        In the unit and the sign of the flow. Unlike a spreadsheet's NPV(), which discounts the first amount too.

    Raises:
        FigureError: a year has no factor.

    Source:
        HM Treasury, The Green Book (2026), chapter 6.
    """
    return total(discounted(flow, factors).values())


def _chained(years: Iterable[str], one: Figure, grown: Series) -> dict[str, Figure]:
    before = one
    factors: dict[str, Figure] = {}
    for year in years:
        before = before / grown[year] if year in grown else one
        factors[year] = before
    return factors


def _half_a_year_sooner(factors: Series, grown: Series) -> dict[str, Figure]:
    half = literal(Decimal("0.5"), ONE, "Money in the middle of a year comes half a year before its end.")
    return {year: factor * raised(grown[year], half) if year in grown else factor for year, factor in factors.items()}


def _rates(years: list[str], bands: Series) -> dict[str, Figure]:
    """The rate of every year but the first."""
    known = _bands({name: rate for name, rate in bands.items() if name != RESERVED})
    _refuse_short(years, bands)
    found: dict[str, Figure] = {}
    for number, year in enumerate(years[1:], 1):
        covering = [band.rate for band in known if band.covers(number)]
        if not covering:
            raise FigureError(_beyond(number, year, known))
        found[year] = covering[0]
    return found


def _beyond(number: int, year: str, bands: list[_Band]) -> str:
    reach = f"they end with {bands[-1].name}" if bands else "there are none"
    where = f"year {number} of the appraisal" + (f" ({year})" if year != str(number) else "")
    return f"No band of discount rates covers {where}: {reach}. Shorten the appraisal, or add the band and its source."


def _refuse_short(years: list[str], bands: Series) -> None:
    least = bands.get(RESERVED)
    if least is not None and len(years) - 1 <= comparable([least])[0]:
        rule = f"appraisals of more than {least.value:f} years"
        raise FigureError(
            f"These discount rates are for {rule}, as a test besides the standard ones; this appraisal has "
            f"{len(years) - 1}. Use the standard rates."
        )


def _bands(bands: Series) -> list[_Band]:
    found = sorted((_band(name, rate) for name, rate in bands.items()), key=lambda band: band.first)
    expected: int | None = 1
    for band in found:
        if expected is None or band.first < expected:
            raise FigureError(f'Two bands of discount rates cover year {band.first}; one is "{band.name}".')
        if band.first > expected:
            raise FigureError(f'No band of discount rates covers year {expected}; the next is "{band.name}".')
        expected = None if band.last is None else band.last + 1
    return found


def _band(name: str, rate: Any) -> _Band:
    read = BAND.fullmatch(name)
    if not read or (read[2] and int(read[2]) < int(read[1])) or not isinstance(rate, Figure):
        raise FigureError(f'"{name}" is no band of discount rates. {NAMING}')
    if not int(read[1]):
        better = f"1-{read[2]}"
        raise FigureError(f'Year 0 is not discounted, so the band "{name}" starts with year 1: call it "{better}".')
    if rate.unit != ONE or not 0 <= comparable([rate])[0] < 1:
        found = f"{rate.value:f} in {rate.unit.words()}"
        raise FigureError(f'The discount rate of the band "{name}" is {found}; it is a fraction a year, such as 0.035.')
    return _Band(name, int(read[1]), int(read[2]) if read[2] else None, rate)
