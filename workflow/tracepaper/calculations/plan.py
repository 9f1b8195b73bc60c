"""Identities of a financial plan: each quantity by its own definition, and named for what it is.

Published plans often call two different things "cumulative saving": how far annual spending has fallen below its
baseline by a year (a rate), and all the money not spent up to that year (a sum). Both are here, under their own names.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.calculations.series import (
    added,
    changes_on_year_before,
    only,
    running_total,
    subtracted,
    without,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure

Series = Mapping[str, Figure]


def gross_cost(*lines: Series) -> dict[str, Figure]:
    """Cost of a service by year before any contribution: the sum of its cost lines.

    Formula:
        G_t = line_1t + line_2t + ...

    Convention:
        Costs are positive. Every line has the same years; one that costs nothing in a year says 0.

    Raises:
        FigureError: years or units differ.

    Source:
        Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, appendix 1: RMBC Gross Cost.
    """
    return added(*lines)


def combined_budget(placements: Series, *service: Series) -> dict[str, Figure]:
    """What placements and the service cost together, by year.

    Formula:
        B_t = placements_t + service_1t + service_2t + ...

    Convention:
        Costs are positive, and contributions of others that lower the cost are negative.

    Raises:
        FigureError: years or units differ.

    Source:
        Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, appendix 1: Combined Budget.
    """
    return added(placements, *service)


def annual_reduction(original: Series, combined: Series) -> dict[str, Figure]:
    """How far a year's combined budget lies below that year's original forecast.

    Formula:
        R_t = original_t - combined_t

    Convention:
        Positive where the budget lies below the forecast, negative where it lies above. The rate reached in that year,
        not what was saved up to then.

    Raises:
        FigureError: years or units differ.

    Source:
        Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, appendix 1: Cumulative Saving.
    """
    return subtracted(original, combined)


def in_year_movement(original: Series, combined: Series) -> dict[str, Figure]:
    """Investment (positive) or saving (negative) as published plans print it, year by year.

    Formula:
        M_1 = B_1 - O_1; M_2 = B_2 - O_2; M_t = B_t - B_(t-1) for t = 3, 4, ...

    Convention:
        The first two years are measured against the original forecast of the same year: the first is a part year, with
        which a full year cannot be compared. Each later year is measured against the combined budget of the year
        before.

    Args:
        original: the forecast without the service, O, by year.
        combined: the budget with it, B, by year.

    Raises:
        FigureError: fewer than two years, or not the same years in both.

    Source:
        Rotherham Metropolitan Borough Council, Cabinet report of 6 August 2018, appendix 1: In-Year Investment /
        (Saving).
    """
    years = list(combined)
    if len(years) < 2:
        raise FigureError("An in-year movement needs a part year and at least one full year.")
    first = only(subtracted(combined, original), *years[:2])
    return {**first, **changes_on_year_before(without(combined, years[0]))}


def cash_saved_to_date(reductions: Series) -> dict[str, Figure]:
    """All the money not spent up to each year's end: "cumulative saving" as a sum.

    Formula:
        C_t = R_1 + ... + R_t

    Convention:
        In the sign of `reductions`: a year above the forecast lowers the sum. Not discounted, at the prices of the
        plan.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    return running_total(reductions)
