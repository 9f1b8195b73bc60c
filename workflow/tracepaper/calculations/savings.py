"""Savings by kind and by basis, kept apart; run rate against cash; and how many placements avoided pay for a service.

The same money can be told many times: as the cost that was avoided, as what is left of it after the service is paid, as
what a budget falls by, this year or every year. It can be realised, scaled up to a year, or forecast. No total here
mixes them, and only what is cashable reduces a budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracepaper.calculations.counting import rounded_up
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Cell, Figure, Text, Unit, comparable, total
from tracepaper.figures.limits import refuse_not_above_nought, shown

Series = Mapping[str, Figure]
Register = Iterable[Mapping[str, str]]

CASHABLE: Mapping[str, str] = {
    "cashable recurring": "what a budget falls by, year after year",
    "cashable one-off": "what a budget falls by once",
}
KINDS: Mapping[str, str] = {
    **CASHABLE,
    "efficiency": "more or better work for the same money, which lowers no budget",
    "cost avoidance": "what would otherwise have been spent, and lowers no budget by itself",
    "income": "money that comes in, which lowers no spending",
    "net saving": "what is left of a saving of any kind once the service is paid, as a document states it",
}
BASES: Mapping[str, str] = {
    "realised": "money of the time that has passed",
    "annualised": "part of a year scaled up to a whole one",
    "forecast": "money of years to come",
}
A_YEAR = Unit((("year", -1),))
COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def saving_total(savings: Series, register: Register) -> Figure:
    """The total of savings that are all of one kind and on one basis.

    Formula:
        total = sum_i saving_i, all of one kind and one basis

    Convention:
        Kinds: cashable recurring, cashable one-off, efficiency, cost avoidance, income; and net saving for a stated
        amount that is not told apart. Bases: realised, annualised, forecast. Two of either never add up.

    Args:
        savings: saving to its amount.
        register: rows with the columns `saving`, `kind` (of `KINDS`) and `basis` (of `BASES`): what each saving is.

    Raises:
        FigureError: a saving is not in the register, or its kind or basis is not stated there; or a total would mix
            kinds, or bases: the message names two of them and says why they do not add up to anything; or the register
            has one saving twice.

    Source:
        Arithmetic. The kinds and bases are this library's; their words differ from one publication to the next.
    """
    rows = list(register)
    _refuse_mixed(savings, _registered(savings, rows, "kind", KINDS), KINDS)
    _refuse_mixed(savings, _registered(savings, rows, "basis", BASES), BASES)
    return total(savings.values())


def budget_reduction(savings: Series, register: Register) -> Figure:
    """What budgets can be reduced by: the total of cashable savings of one kind and on one basis.

    Formula:
        reduction = sum_i saving_i, all cashable recurring or all cashable one-off

    Convention:
        Cost avoidance, efficiency, income and a net saving that is not told apart are refused, not left out: the list
        of savings must say what a budget falls by.

    Args:
        savings: saving to its amount.
        register: as for `saving_total`.

    Raises:
        FigureError: a saving is not cashable (the message says what it is), or as for `saving_total`.

    Source:
        Arithmetic.
    """
    rows = list(register)
    for saving, kind in _registered(savings, rows, "kind", KINDS).items():
        if kind not in CASHABLE:
            remedy = "It is no part of a budget reduction: leave it out here, and show it by itself."
            raise FigureError(f'The saving "{saving}" is of the kind "{kind}": {KINDS[kind]}. {remedy}')
    return saving_total(savings, rows)


def savings_by_kind(savings: Series, register: Register) -> dict[str, dict[str, Figure]]:
    """Savings as kind to basis to total; a basis on which nothing is stated for a kind is left out.

    Formula:
        total_(kind, basis) = sum of the savings of that kind on that basis

    Convention:
        Kinds and bases as for `saving_total`, each kind present even where nothing is stated for it.

    Args:
        savings: saving to its amount.
        register: as for `saving_total`.

    Raises:
        FigureError: as for `saving_total`, but for the mixture, which cannot occur.

    Source:
        Arithmetic.
    """
    rows = list(register)
    kinds, bases = _registered(savings, rows, "kind", KINDS), _registered(savings, rows, "basis", BASES)
    found: dict[str, dict[str, Figure]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for basis in BASES:
            same = {key: one for key, one in savings.items() if (kinds[key], bases[key]) == (kind, basis)}
            found[kind] |= {basis: total(same.values())} if same else {}
    return found


def annualised(amount: Figure, *, months: Figure, months_a_year: Figure) -> Figure:
    """The saving of part of a year scaled up to a whole one: what it would be if it went on.

    Formula:
        annualised = amount / months x months a year

    Convention:
        In pounds a year. It is of the basis "annualised", never realised; say the months wherever it is printed.

    Args:
        amount: saved in the part of the year.
        months: length of that part.
        months_a_year: 12, in months a year.

    Raises:
        FigureError: the part is no longer than nothing, or longer than a year; or the units of time differ.

    Source:
        Arithmetic.
    """
    _refuse_no_part_of_a_year(months, months_a_year)
    return amount / months * months_a_year


def cash_in_part_year(annual: Figure, *, months: Figure, months_a_year: Figure) -> Figure:
    """The cash that a yearly saving comes to in part of a year.

    Formula:
        cash = annual x months / months a year

    Convention:
        Evenly through the year. The most that can be realised so far of an amount that is stated for a year.

    Args:
        annual: saving for a year, in pounds a year.
        months: length of the part.
        months_a_year: 12, in months a year.

    Raises:
        FigureError: the part is no longer than nothing, or longer than a year; or the units of time differ.

    Source:
        Arithmetic.
    """
    _refuse_no_part_of_a_year(months, months_a_year)
    return annual * months / months_a_year


def cash_over_period(saved: Series) -> Figure:
    """All that is saved over a period: the cash, where savings build up.

    Formula:
        cash = sum_t saved_t

    Convention:
        Each period counts with what was saved in it. Less than the run rate reached while savings build up.

    Args:
        saved: period to amount saved in it, in the order of time.

    Raises:
        FigureError: no periods, or mixed units.

    Source:
        Arithmetic.
    """
    return total(saved.values())


def run_rate_reached(saved: Series, *, length: Figure, in_a_year: Figure) -> Figure:
    """The yearly saving that is reached by the end of a period: its last part as if it went on for a year.

    Formula:
        run rate = saved_last / length x (length of a year)

    Convention:
        A rate, in pounds a year; the cash over the period is another sum (`cash_over_period`). A budget that falls by
        the run rate falls only once the saving has been kept up for a year.

    Args:
        saved: period to amount saved in it, in the order of time.
        length: of the last of these periods: 1 month, 3 months.
        in_a_year: how many of these units of time a year has: 12 months a year.

    Raises:
        FigureError: no periods, a length that is not above nought or longer than a year, or other units of time.

    Source:
        Arithmetic.
    """
    if not saved:
        raise FigureError("A run rate was asked for without any period: nothing was selected.")
    _refuse_no_part_of_a_year(length, in_a_year)
    return list(saved.values())[-1] / length * in_a_year


def annual_costs(weekly: Figure, weeks: Series) -> dict[str, Figure]:
    """What a weekly cost comes to in a year, on each reading of how many weeks a year has.

    Formula:
        annual_r = weekly x weeks_r

    Convention:
        52 is usual in councils; the calendar has 365 / 7 = 52.142857... Declare which one a paper uses.

    Args:
        weekly: cost of a week.
        weeks: reading to weeks a year.

    Raises:
        FigureError: what is given are no figures.

    Source:
        Arithmetic.
    """
    return {reading: weekly * number for reading, number in weeks.items()}


def avoided_costs(unit_costs: Series, number: Figure) -> dict[str, Figure]:
    """The cost that a number of placements would have had, at each unit cost.

    Formula:
        avoided_r = unit cost_r x number

    Convention:
        Cost avoidance: before the cost of the service, and no budget falls by it.

    Args:
        unit_costs: reading to cost of one placement for the period.
        number: of placements, each avoided for the whole period.

    Raises:
        FigureError: what is given are no figures.

    Source:
        Arithmetic.
    """
    return {key: unit_cost * number for key, unit_cost in unit_costs.items()}


def implied_costs(avoided: Series, net: Figure) -> dict[str, Figure]:
    """The cost of a service that is not stated, as the avoided cost less the net saving that is stated.

    Formula:
        implied_r = avoided_r - net

    Convention:
        It is what the two numbers imply, on each reading of the first; nobody has stated it.

    Args:
        avoided: reading to avoided cost.
        net: what is left once the service is paid, as stated.

    Raises:
        FigureError: units differ.

    Source:
        Arithmetic.
    """
    return {key: cost - net for key, cost in avoided.items()}


def break_evens(costs: Series, unit_costs: Series) -> dict[str, Figure]:
    """How many placements avoided pay for a service, exactly: its cost divided by the cost of one placement.

    Formula:
        break-even_r = cost_r / unit cost_r

    Convention:
        Exact: `whole_placements` gives the number that must be avoided. Cost and unit cost are for the same period.

    Args:
        costs: reading to cost of the service.
        unit_costs: reading to cost of one placement; the same readings.

    Raises:
        FigureError: the keys differ, or a unit cost is not above nought, so that no number of placements pays.

    Source:
        Arithmetic.
    """
    if costs.keys() != unit_costs.keys():
        raise FigureError(f"Costs of {', '.join(costs)} cannot be set against unit costs of {', '.join(unit_costs)}.")
    for key, unit_cost in unit_costs.items():
        if comparable([unit_cost])[0] <= 0:
            raise FigureError(f'No number of placements pays for the service: the unit cost "{key}" is not above £0.')
    return {key: costs[key] / unit_costs[key] for key in costs}


def whole_placements(numbers: Series) -> dict[str, Figure]:
    """Each number rounded up: nobody avoids part of a placement.

    Formula:
        whole_r = ceil(number_r)

    Convention:
        Up, since one fewer does not pay.

    Args:
        numbers: reading to placements, exactly.

    Raises:
        FigureError: what is given are no figures.

    Source:
        Arithmetic.
    """
    return {key: rounded_up(number) for key, number in numbers.items()}


def avoided_by_number(unit_cost: Figure, *, one: Figure, most: Figure) -> dict[str, Figure]:
    """The cost avoided by one placement, by two, and so on: "one", "two", ... to its amount.

    Formula:
        avoided_n = unit cost x n, n = 1, 2, ... up to `most`

    Convention:
        Whole placements only, in words as keys, at most ten.

    Args:
        unit_cost: of one placement for the period.
        one: a single placement.
        most: how many placements to go to, in the unit of `one`.

    Raises:
        FigureError: units differ, or there are none to count, or more than a chart of words has room for.

    Source:
        Arithmetic.
    """
    step, last = comparable([one, most])
    if step <= 0 or not step <= last <= step * len(COUNTED):
        raise FigureError(f"From one to {COUNTED[-1]} placements can be shown; {most.value:f} were asked for.")
    return {word: unit_cost * total([one] * number) for number, word in enumerate(COUNTED, 1) if step * number <= last}


def level(figure: Figure, along: Series) -> dict[str, Figure]:
    """The same figure at each member of a series: a line that the series is held against.

    Formula:
        level_k = figure

    Convention:
        For charts and tables: the figure itself, not divided among the members.

    Args:
        figure: the height of the line.
        along: the series whose members the line has.

    Raises:
        FigureError: what is given are no figures.

    Source:
        Arithmetic.
    """
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


def _refuse_no_part_of_a_year(months: Figure, months_a_year: Figure) -> None:
    refuse_not_above_nought("The part of the year", months)
    parts = months_a_year / months
    if parts.unit not in (ONE, A_YEAR):
        found = f"The part of the year is in {months.unit.words()}, the year in {months_a_year.unit.words()}"
        raise FigureError(f"{found}. Give both in one: 2 months, and 12 months a year.")
    if comparable([parts])[0] < 1:
        raise FigureError(f"{shown(months)} are no part of a year, which has {shown(months_a_year)}.")
