"""Series: figures by year, by provider, by option, and how they are added up and compared."""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Text, chosen, count, total
from tracepaper.figures.operations import LARGEST, SMALLEST

Series = Mapping[str, Figure]


def sum_of(series: Series) -> Figure:
    """The exact total of a series.

    Formula:
        sum_i x_i

    Convention:
        The sum of exact values, rounded once, when it is printed; in the unit of the members.

    Raises:
        FigureError: an empty series, or mixed units.

    Source:
        Arithmetic.
    """
    return total(series.values())


def added(*series: Series) -> dict[str, Figure]:
    """Member by member sum of several series with the same keys.

    Formula:
        sum_i = a_i + b_i + ...

    Convention:
        The order of the first series. A year that one series lacks is refused, never taken as nought.

    Raises:
        FigureError: keys or units differ.

    Source:
        Arithmetic.
    """
    _same_keys(*series)
    return {key: total(one[key] for one in series) for key in series[0]}


def subtracted(first: Series, second: Series) -> dict[str, Figure]:
    """Member by member difference of two series with the same keys.

    Formula:
        first_i - second_i

    Convention:
        The first less the second, in the order of the first; negative where the second is larger.

    Raises:
        FigureError: keys or units differ.

    Source:
        Arithmetic.
    """
    _same_keys(first, second)
    return {key: first[key] - second[key] for key in first}


def negated(series: Series) -> dict[str, Figure]:
    """Every member with the other sign: a reduction as a saving, a saving as a negative cost.

    Formula:
        -x_i

    Convention:
        Order and unit stay.

    Source:
        Arithmetic.
    """
    return {key: -figure for key, figure in series.items()}


def without(series: Series, *keys: str) -> dict[str, Figure]:
    """The series less some of its members.

    Formula:
        {i: x_i for every i that is not among the keys}

    Convention:
        The order of the series stays. A key that the series lacks is refused, since a misspelt one would leave out
        nothing.

    Raises:
        FigureError: a key is not in the series.

    Source:
        Arithmetic.
    """
    _known(series, keys)
    return {key: figure for key, figure in series.items() if key not in keys}


def only(series: Series, *keys: str) -> dict[str, Figure]:
    """Some members of a series.

    Formula:
        {i: x_i for every i among the keys}

    Convention:
        The order is that of the keys as they are asked for.

    Raises:
        FigureError: a key is not in the series.

    Source:
        Arithmetic.
    """
    _known(series, keys)
    return {key: series[key] for key in keys}


def shares(series: Series, *, of: Figure) -> dict[str, Figure]:
    """Each member as a fraction of a whole.

    Formula:
        x_i / of

    Convention:
        The denominator is `of`, which need not be the total of the series. 0.25 is a quarter: a pure number where both
        have one unit.

    Args:
        series: figures of one unit.
        of: the whole.

    Raises:
        FigureError: `of` is 0.

    Source:
        Arithmetic.
    """
    return {key: figure / of for key, figure in series.items()}


def first_of(series: Series) -> Figure:
    """The first member of a series: the baseline of one that is in the order of time.

    Formula:
        x_1

    Convention:
        First in the order of the series, which is that of the table's columns or of the formula that made it.

    Raises:
        FigureError: an empty series.

    Source:
        Arithmetic.
    """
    return _member(series, 0, needed=1, asked_for="The first member")


def previous_of(series: Series) -> Figure:
    """The last member but one: what the latest is compared with.

    Formula:
        x_(n-1) of x_1, ..., x_n

    Convention:
        Last in the order of the series, which is that of the table's columns or of the formula that made it.

    Raises:
        FigureError: fewer than two members.

    Source:
        Arithmetic.
    """
    return _member(series, -2, needed=2, asked_for="The last member but one")


def latest_of(series: Series) -> Figure:
    """The last member of a series, which is the latest when it is in the order of time.

    Formula:
        x_n of x_1, ..., x_n

    Convention:
        Last in the order of the series, which is that of the table's columns or of the formula that made it.

    Raises:
        FigureError: an empty series.

    Source:
        Arithmetic.
    """
    return _member(series, -1, needed=1, asked_for="The last member")


def change(first: Figure, last: Figure) -> Figure:
    """The change from a first figure to a last one.

    Formula:
        last - first

    Convention:
        Negative for a fall; in their unit, which for two dates is days.

    Raises:
        FigureError: their units differ.

    Source:
        Arithmetic.
    """
    return last - first


def proportional_change(first: Figure, last: Figure) -> Figure:
    """The change from a first figure to a last one, as a fraction of the first.

    Formula:
        (last - first) / first

    Convention:
        The denominator is the earlier figure; -0.1 is a fall by a tenth. From a negative base the sign turns round.

    Raises:
        FigureError: their units differ, or the first is 0.

    Source:
        Arithmetic.
    """
    return (last - first) / first


def changes_on_year_before(series: Series, *, start: Figure | None = None) -> dict[str, Figure]:
    """Each year less the year before it.

    Formula:
        x_t - x_(t-1)

    Convention:
        Years in the order of the series. The first has no year before it and is left out, but for a `start`.

    Args:
        series: figures in the order of years.
        start: what the first year is compared with.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    changed: dict[str, Figure] = {}
    before = start
    for year, figure in series.items():
        if before is not None:
            changed[year] = figure - before
        before = figure
    return changed


def running_total(series: Series) -> dict[str, Figure]:
    """The total of each year and all years before it.

    Formula:
        X_t = x_1 + ... + x_t

    Convention:
        Years in the order of the series; a sum of money, not the level that is reached.

    Raises:
        FigureError: mixed units.

    Source:
        Arithmetic.
    """
    so_far: dict[str, Figure] = {}
    before: Figure | None = None
    for year, figure in series.items():
        before = figure if before is None else before + figure
        so_far[year] = before
    return so_far


def average(series: Series) -> Figure:
    """The arithmetic mean of a series, in its unit.

    Formula:
        (x_1 + ... + x_n) / n

    Convention:
        Each member counts once, whatever stands behind it; the denominator is the number of members, noughts included.

    Raises:
        FigureError: an empty series, or mixed units.

    Source:
        Arithmetic.
    """
    return total(series.values()) / count(series.values(), ONE)


def largest(series: Series) -> Text:
    """The key of the largest member.

    Formula:
        argmax_i x_i

    Convention:
        The first of equals; values are compared to twenty places, far below what is printed.

    Raises:
        FigureError: an empty series, or mixed units.

    Source:
        Arithmetic.
    """
    return _extreme(series, LARGEST)


def smallest(series: Series) -> Text:
    """The key of the smallest member.

    Formula:
        argmin_i x_i

    Convention:
        The first of equals; values are compared to twenty places, far below what is printed.

    Raises:
        FigureError: an empty series, or mixed units.

    Source:
        Arithmetic.
    """
    return _extreme(series, SMALLEST)


def transposed(grid: Mapping[str, Series]) -> dict[str, dict[str, Figure]]:
    """Rows to columns: figures by provider and year become figures by year and provider.

    Formula:
        turned_ji = grid_ij

    Convention:
        The order of rows and columns is that of their first appearance; a row may lack a column.

    Source:
        Arithmetic.
    """
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
