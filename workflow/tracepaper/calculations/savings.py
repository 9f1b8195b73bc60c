"""Savings by kind and by basis, kept apart; and how many placements avoided pay for a service.

The same money can be told three times: as the cost that was avoided, as what is left of it after the service is paid,
and as what a budget can be reduced by. It can be realised, scaled up to a year, or forecast. No total here mixes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracepaper.calculations.counting import rounded_up
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, comparable, total

Series = Mapping[str, Figure]
Register = Iterable[Mapping[str, str]]

KINDS: Mapping[str, str] = {
    "avoided cost": "what would otherwise have been spent, and lowers no budget by itself",
    "net saving": "what is left of an avoided cost once the service is paid",
    "cashable saving": "what a budget is reduced by",
}
BASES: Mapping[str, str] = {
    "realised": "money of the time that has passed",
    "annualised": "part of a year scaled up to a whole one",
    "forecast": "money of years to come",
}
COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def saving_total(savings: Series, register: Register) -> Figure:
    """The total of savings that are all of one kind and on one basis.

    Args:
        savings: saving to its amount.
        register: rows with the columns `saving`, `kind` (of `KINDS`) and `basis` (of `BASES`): what each saving is.

    Raises:
        FigureError: a saving is not in the register, or its kind or basis is not stated there; or a total would mix
            kinds, or bases: the message names two of them and says why they do not add up to anything; or the register
            has one saving twice.
    """
    _refuse_mixed(savings, _registered(savings, register, "kind", KINDS), KINDS)
    _refuse_mixed(savings, _registered(savings, register, "basis", BASES), BASES)
    return total(savings.values())


def savings_by_kind(savings: Series, register: Register) -> dict[str, dict[str, Figure]]:
    """Savings as kind to basis to total; a basis on which nothing is stated for a kind is left out.

    Args:
        savings: saving to its amount.
        register: as for `saving_total`.

    Raises:
        FigureError: as for `saving_total`, but for the mixture, which cannot occur.
    """
    rows = list(register)
    kinds, bases = _registered(savings, rows, "kind", KINDS), _registered(savings, rows, "basis", BASES)
    found: dict[str, dict[str, Figure]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for basis in BASES:
            same = {key: one for key, one in savings.items() if (kinds[key], bases[key]) == (kind, basis)}
            found[kind] |= {basis: total(same.values())} if same else {}
    return found


def annual_costs(weekly: Figure, weeks: Series) -> dict[str, Figure]:
    """What a weekly cost comes to in a year, on each reading of how many weeks a year has."""
    return {reading: weekly * number for reading, number in weeks.items()}


def avoided_costs(unit_costs: Series, number: Figure) -> dict[str, Figure]:
    """The cost that a number of placements would have had, at each unit cost."""
    return {key: unit_cost * number for key, unit_cost in unit_costs.items()}


def implied_costs(avoided: Series, net: Figure) -> dict[str, Figure]:
    """The cost of a service that is not stated, as the avoided cost less the net saving that is stated.

    It is what the two numbers imply, on each reading of the first; nobody has stated it.
    """
    return {key: cost - net for key, cost in avoided.items()}


def break_evens(costs: Series, unit_costs: Series) -> dict[str, Figure]:
    """How many placements avoided pay for a service, exactly: its cost divided by the cost of one placement.

    Raises:
        FigureError: the keys differ, or a unit cost is not above nought, so that no number of placements pays.
    """
    if costs.keys() != unit_costs.keys():
        raise FigureError(f"Costs of {', '.join(costs)} cannot be set against unit costs of {', '.join(unit_costs)}.")
    for key, unit_cost in unit_costs.items():
        if comparable([unit_cost])[0] <= 0:
            raise FigureError(f'No number of placements pays for the service: the unit cost "{key}" is not above £0.')
    return {key: costs[key] / unit_costs[key] for key in costs}


def whole_placements(numbers: Series) -> dict[str, Figure]:
    """Each number rounded up: nobody avoids part of a placement."""
    return {key: rounded_up(number) for key, number in numbers.items()}


def avoided_by_number(unit_cost: Figure, *, one: Figure, most: Figure) -> dict[str, Figure]:
    """The cost avoided by one placement, by two, and so on: "one", "two", ... to its amount.

    Args:
        unit_cost: of one placement for the period.
        one: a single placement.
        most: how many placements to go to, in the unit of `one`.

    Raises:
        FigureError: units differ, or there are none to count, or more than a chart of words has room for.
    """
    step, last = comparable([one, most])
    if step <= 0 or not step <= last <= step * len(COUNTED):
        raise FigureError(f"From one to {COUNTED[-1]} placements can be shown; {most.value:f} were asked for.")
    return {word: unit_cost * total([one] * number) for number, word in enumerate(COUNTED, 1) if step * number <= last}


def level(figure: Figure, along: Series) -> dict[str, Figure]:
    """The same figure at each member of a series: a line that the series is held against."""
    return dict.fromkeys(along, figure)


def _registered(savings: Series, register: Register, column: str, known: Mapping[str, str]) -> dict[str, str]:
    """Saving to its kind, or to its basis."""
    rows = list(register)
    _refuse_twice([row["saving"] for row in rows])
    stated = {str(row["saving"]): str(row[column]) for row in rows}
    for saving in savings:
        if saving not in stated:
            raise FigureError(f'The saving "{saving}" is not in the register. There are: {", ".join(stated)}.')
        if stated[saving] not in known:
            remedy = f"Until its {column} is one of {', '.join(known)}, it is part of no total."
            raise FigureError(f'The {column} of the saving "{saving}" is "{stated[saving] or "not stated"}". {remedy}')
    return {saving: stated[saving] for saving in savings}


def _refuse_twice(names: Sequence[str]) -> None:
    """Refuse a register that says of one saving twice what it is."""
    first: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        place = _place(name) or f"row {number}"
        if name in first:
            raise FigureError(
                f'The saving "{name}" is in the register twice: {first[name]} and {place}. Which row holds cannot be '
                "known: give each saving one row, and each row a name of its own."
            )
        first[str(name)] = place


def _place(name: str) -> str:
    cell = name.derivation if isinstance(name, Text) else None
    return f"{cell.path} {cell.address}" if isinstance(cell, Cell) else ""


def _refuse_mixed(savings: Series, what: Mapping[str, str], known: Mapping[str, str]) -> None:
    for saving in savings:
        first = next(iter(savings))
        if what[saving] != what[first]:
            one, other = what[first], what[saving]
            raise FigureError(
                f'A total of savings would mix {one} ("{first}") and {other} ("{saving}"), which do not add up: '
                f"{one} is {known[one]}; {other} is {known[other]}. Total each by itself."
            )
