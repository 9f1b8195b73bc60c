"""Checks E5, W10, W11, E13 and W14: what is put in and what comes out is measured, in time and against something."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tracepaper.calculations.logic_model.model import Model, Problem, blank, called, day_of, listed

WANTED = {"baseline": "a baseline", "target": "a target", "target_date": "a date for it", "source": "a source"}


def unmeasured(model: Model) -> Iterator[Problem]:
    """E5: each outcome has an indicator with baseline, target, date and source."""
    for outcome in model.of("outcome"):
        own = [row for row in model.indicators if row["item_id"] == outcome["id"]]
        lacking = [[words for column, words in WANTED.items() if blank(row, column)] for row in own]
        if not own:
            yield Problem(f"{called(outcome)} has no indicator", (outcome["id"],), outcome["id"])
        elif all(lacking):
            least = min(lacking, key=len)
            row = own[lacking.index(least)]
            words = f"{called(outcome)} has no indicator with {listed(list(WANTED.values()))}: {row['id']} lacks"
            yield Problem(f"{words} {listed(least)}", (row["id"],), outcome["id"])


def comparisons(model: Model) -> Iterator[Problem]:
    """W10: indicators say what would have been without the programme."""
    for row in model.indicators:
        if blank(row, "counterfactual"):
            yield Problem(f"Indicator {row['id']} is compared with nothing", (row["id"],), row["item_id"])


def resources(model: Model) -> Iterator[Problem]:
    """W11: inputs say how much they are."""
    for item in model.of("input"):
        if blank(item, "amount") and blank(item, "fte"):
            yield Problem(f"{called(item)} has neither an amount nor staff time", (item["id"],), item["id"])


def late_measures(model: Model) -> Iterator[Problem]:
    """E13: nothing is measured after the end."""
    ends = day_of(model.ends)
    for row, column in itertools.product(model.indicators, ("latest_date", "target_date")):
        day = day_of(row.get(column, ""))
        if ends and day and day > ends:
            what = "target" if column == "target_date" else "latest measure"
            words = f"The {what} of {row['id']} is dated after the end of what is modelled"
            yield Problem(words, (row[column],), row["item_id"])


def attribution(model: Model) -> Iterator[Problem]:
    """W14: an impact that is measured says why it may be credited to the programme."""
    for row, item in model.measured():
        if item["level"] == "impact" and blank(row, "contribution"):
            words = f"{called(item)} is measured by {row['id']}, and nothing says what share in it is claimed"
            yield Problem(words, (row["id"],), item["id"])
