"""Calculations on series: figures by year, by provider, by option."""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, chosen, count, total
from tracepaper.figures.operations import LARGEST, SMALLEST

Series = Mapping[str, Figure]


def sum_of(series: Series) -> Figure:
    """The exact total of a series.

    Raises:
        FigureError: an empty series, or mixed units.
    """
    return total(series.values())


def added(*series: Series) -> dict[str, Figure]:
    """Member by member sum of several series with the same keys, in the order of the first.

    Raises:
        FigureError: keys differ: a year that one series lacks is never taken as nought.
    """
    _same_keys(*series)
    return {key: total(one[key] for one in series) for key in series[0]}


def subtracted(first: Series, second: Series) -> dict[str, Figure]:
    """Member by member difference, first less second; the keys must be the same."""
    _same_keys(first, second)
    return {key: first[key] - second[key] for key in first}


def negated(series: Series) -> dict[str, Figure]:
    """Every member with the other sign: a reduction as a saving, a saving as a negative cost."""
    return {key: -figure for key, figure in series.items()}


def without(series: Series, *keys: str) -> dict[str, Figure]:
    """The series less some of its members, each of which must be there."""
    _known(series, keys)
    return {key: figure for key, figure in series.items() if key not in keys}


def only(series: Series, *keys: str) -> dict[str, Figure]:
    """Some members of a series, in the order asked for."""
    _known(series, keys)
    return {key: series[key] for key in keys}


def shares(series: Series, *, of: Figure) -> dict[str, Figure]:
    """Each member as a fraction of `of`; a pure number between 0 and 1 when `of` is the whole."""
    return {key: figure / of for key, figure in series.items()}


def first_of(series: Series) -> Figure:
    """The first member of a series: the baseline of one that is in the order of time.

    Raises:
        FigureError: an empty series.
    """
    return _member(series, 0, needed=1, asked_for="The first member")


def previous_of(series: Series) -> Figure:
    """The last member but one: what the latest is compared with.

    Raises:
        FigureError: fewer than two members.
    """
    return _member(series, -2, needed=2, asked_for="The last member but one")


def latest_of(series: Series) -> Figure:
    """The last member of a series, which is the latest when it is in the order of time.

    Raises:
        FigureError: an empty series.
    """
    return _member(series, -1, needed=1, asked_for="The last member")


def change(first: Figure, last: Figure) -> Figure:
    """Last less first, in their unit: negative for a fall."""
    return last - first


def proportional_change(first: Figure, last: Figure) -> Figure:
    """The change as a fraction of the first; a pure number, negative for a fall."""
    return (last - first) / first


def changes_on_year_before(series: Series, *, start: Figure | None = None) -> dict[str, Figure]:
    """Each year less the year before it.

    Args:
        series: figures in the order of years.
        start: what the first year is compared with; without it the first year has no change and is left out.
    """
    changed: dict[str, Figure] = {}
    before = start
    for year, figure in series.items():
        if before is not None:
            changed[year] = figure - before
        before = figure
    return changed


def running_total(series: Series) -> dict[str, Figure]:
    """The total of each year and all years before it."""
    so_far: dict[str, Figure] = {}
    before: Figure | None = None
    for year, figure in series.items():
        before = figure if before is None else before + figure
        so_far[year] = before
    return so_far


def average(series: Series) -> Figure:
    """The arithmetic mean of a series, in its unit."""
    return total(series.values()) / count(series.values(), ONE)


def largest(series: Series) -> Text:
    """The key of the largest member; the first of equals.

    Raises:
        FigureError: an empty series, or mixed units.
    """
    return _extreme(series, LARGEST)


def smallest(series: Series) -> Text:
    """The key of the smallest member; the first of equals.

    Raises:
        FigureError: an empty series, or mixed units.
    """
    return _extreme(series, SMALLEST)


def transposed(grid: Mapping[str, Series]) -> dict[str, dict[str, Figure]]:
    """Rows to columns: figures by provider and year become figures by year and provider."""
    turned: dict[str, dict[str, Figure]] = {}
    for outer, series in grid.items():
        for inner, figure in series.items():
            turned.setdefault(inner, {})[outer] = figure
    return turned


def _member(series: Series, place: int, *, needed: int, asked_for: str) -> Figure:
    members = list(series.values())
    if len(members) < needed:
        has = f"has one member only: {next(iter(series))}" if members else "has no members: nothing was selected"
        raise FigureError(f"{asked_for} of a series was asked for; the series {has}.")
    return members[place]


def _extreme(series: Series, word: str) -> Text:
    if not series:
        raise FigureError(f"The {word} of no figures was asked for: nothing was selected.")
    return chosen(word, series)


def _same_keys(*series: Series) -> None:
    if not series:
        raise FigureError("No series was given.")
    for other in series[1:]:
        if other.keys() != series[0].keys():
            ours, theirs = ", ".join(series[0]), ", ".join(other)
            raise FigureError(f"Two series have different members: {ours}; and {theirs}.")


def _known(series: Series, keys: tuple[str, ...]) -> None:
    unknown = [key for key in keys if key not in series]
    if unknown:
        raise FigureError(f'The series has no member "{unknown[0]}". It has: {", ".join(series)}.')
