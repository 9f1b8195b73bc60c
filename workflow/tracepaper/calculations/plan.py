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
    """Cost of a service by year before any contribution: the sum of its cost lines."""
    return added(*lines)


def combined_budget(placements: Series, *service: Series) -> dict[str, Figure]:
    """What placements and the service cost together, by year."""
    return added(placements, *service)


def annual_reduction(original: Series, combined: Series) -> dict[str, Figure]:
    """How far a year's combined budget lies below that year's original forecast; negative where it lies above."""
    return subtracted(original, combined)


def in_year_movement(original: Series, combined: Series) -> dict[str, Figure]:
    """Investment (positive) or saving (negative) as published plans print it, year by year.

    The first two years are measured against the original forecast of the same year: the first is a part year, with
    which a full year cannot be compared. Each later year is measured against the combined budget of the year before.

    Raises:
        FigureError: fewer than two years, or not the same years in both.
    """
    years = list(combined)
    if len(years) < 2:
        raise FigureError("An in-year movement needs a part year and at least one full year.")
    first = only(subtracted(combined, original), *years[:2])
    return {**first, **changes_on_year_before(without(combined, years[0]))}


def cash_saved_to_date(reductions: Series) -> dict[str, Figure]:
    """All the money not spent up to each year's end, in the sign of `reductions`: "cumulative saving" as a sum."""
    return running_total(reductions)
