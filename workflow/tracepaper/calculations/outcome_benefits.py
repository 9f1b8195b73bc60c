"""Benefits by outcome: how many people a programme helps, and what that is worth in each year.

One row of a table is one outcome, with the numbers `population`, `need`, `engagement`, `retention`, `impact`,
`deadweight`, `attribution`, `unit_value`, `lag`, `drop_off` and `cashability`, and with the texts `outcome`, `kind`,
`agency` and `deadweight_form`; columns of codes grade how sure its data are. In formulas the numbers are
`outcomes.grid()`, the texts `outcomes.texts()` and the corrections of the grades `outcomes.points(grades.benefits)`,
where `outcomes` is the table, in whose dictionary only the grades have `codes:`, and `grades` a table of parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tracepaper.calculations.years import without_gaps
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, greatest, least, literal, units
from tracepaper.figures.limits import refuse_below_nought, refuse_other_members, refuse_other_than_share, shown
from tracepaper.figures.registers import Register, said_of

Series = Mapping[str, Figure]
Grid = Mapping[str, Series]

SUBTRACTED, MULTIPLIED = "subtracted", "multiplied"
POUND, YEAR = units.parse("GBP"), units.parse("year")


def people_reached(numbers: Grid) -> dict[str, Figure]:
    """How many of each outcome's population need the programme, take it up and stay with it.

    Formula:
        reached = population x need x engagement x retention

    Convention:
        Need is a share of the population, engagement of those in need, retention of those who engage. Every factor is
        stated: 1 where all do.

    Args:
        numbers: outcome to factor to figure: the population in what is counted (people, families), the others shares.

    Returns:
        Outcome to number reached, in the unit of its population; not rounded.

    Raises:
        FigureError: an outcome lacks a factor, a share is below 0 or above 1, or a population is negative: the message
            names both.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 7.
    """
    return {
        outcome: _population(numbers, outcome)
        * _share(numbers, outcome, "need")
        * _share(numbers, outcome, "engagement")
        * _share(numbers, outcome, "retention")
        for outcome in numbers
    }


def net_impact(impact: Figure, deadweight: Figure, *, form: str) -> Figure:
    """The share of people for whom an outcome is achieved who would not have achieved it anyway.

    Formula:
        subtracted: net impact = impact - deadweight
        multiplied: net impact = impact x (1 - deadweight)

    Convention:
        Which form holds depends on what the deadweight is a share of, and they differ: 40 per cent with a deadweight of
        15 per cent is 25 or 34 per cent. "subtracted": of all the people reached; "multiplied": of those for whom the
        outcome is achieved.

    Args:
        impact: the share of the people reached for whom the outcome is achieved.
        deadweight: the share who would have achieved it without the programme.
        form: "subtracted" or "multiplied".

    Returns:
        A share from 0 to 1.

    Raises:
        FigureError: the form is another one, a share is below 0 or above 1, or a deadweight to be subtracted is more
            than the impact.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 7.
    """
    return _net_impact(impact, deadweight, form)


def outcomes_achieved(numbers: Grid, register: Register) -> dict[str, Figure]:
    """How many people achieve each outcome because of the programme.

    Formula:
        achieved = population x need x engagement x retention x net impact x attribution

    Convention:
        Net of deadweight in the form that the outcome's row states (see `net_impact`). Attribution is the share of what
        is left that this programme, rather than its partners, brings about.

    Args:
        numbers: outcome to factor to figure.
        register: rows of texts with the columns `outcome` and `deadweight_form`.

    Returns:
        Outcome to number, in the unit of its population; not rounded.

    Raises:
        FigureError: an outcome has no row or two, or as for `people_reached` and `net_impact`, with the outcome.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 7.
    """
    forms = said_of(numbers, register, thing="outcome", column="deadweight_form")
    reached = people_reached(numbers)
    return {
        outcome: reached[outcome] * _net_of(numbers, outcome, forms[outcome]) * _share(numbers, outcome, "attribution")
        for outcome in numbers
    }


def benefit_profiles(numbers: Grid, *, years: Iterable[str]) -> dict[str, dict[str, Figure]]:
    """How much of each outcome's yearly value there is in each year.

    Formula:
        profile(t) = 0 for t < lag; (1 - drop-off)^(t - lag) from then on

    Convention:
        t counts from 0, the first of the years. One group of people who start in that year: a group that starts later
        is an outcome of its own, with a longer lag. A drop-off of 1 is a benefit of one year only. An outcome whose lag
        reaches beyond the last year brings nothing within the appraisal.

    Args:
        numbers: outcome to factor to figure: `lag`, the years until the benefit starts, a whole number with the unit
            year; `drop_off`, the share of the benefit that is lost each year once it has started.
        years: the years of the appraisal, in order.

    Returns:
        Outcome to year to share; pure numbers.

    Raises:
        FigureError: there are no years, or they leave a gap; a lag is negative, not whole or not in years, or a
            drop-off is no share: the message names the outcome.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapter 7.
    """
    named = _in_order(years)
    return {
        outcome: _profile(_factor(numbers, outcome, "lag"), _factor(numbers, outcome, "drop_off"), named, _of(outcome))
        for outcome in numbers
    }


def outcome_benefits(
    achieved: Series, numbers: Grid, *, profiles: Grid, corrections: Series
) -> dict[str, dict[str, Figure]]:
    """The benefit of each outcome in each year.

    Formula:
        benefit(t) = achieved x unit value x (1 + correction) x profile(t)

    Convention:
        In the prices of the unit values, which are of one price year; not discounted. The unit value is per person and
        year, or per person (per event) for what is counted once in a year: it counts in every year that the profile
        has, so a value that a person brings but once needs a drop-off of 1. A harm is no negative benefit but a cost.

    Args:
        achieved: outcome to number, as `outcomes_achieved` gives them.
        numbers: outcome to factor to figure, with `unit_value`.
        profiles: outcome to year to share, as `benefit_profiles` gives them.
        corrections: outcome to correction from -1 to 0, as `benefit_corrections` gives them.

    Returns:
        Outcome to year to pounds.

    Raises:
        FigureError: the outcomes of the four differ; a unit value is negative, or is not in pounds per what is counted
            (and year); a correction raises a benefit.

    Source:
        HM Treasury, Public Service Transformation Network and New Economy, Supporting public service transformation:
        cost benefit analysis guidance for local partnerships (2014), chapters 7 and 8.
    """
    for what, others in (("numbers", numbers), ("profiles", profiles), ("corrections", corrections)):
        refuse_other_members('"achieved"', achieved, f'"{what}"', others)
    yearly = {outcome: _yearly(number, numbers, outcome, corrections) for outcome, number in achieved.items()}
    return {outcome: {y: value * share for y, share in profiles[outcome].items()} for outcome, value in yearly.items()}


def _one(reason: str) -> Figure:
    return literal(Decimal(1), ONE, reason)


def _of(outcome: str) -> str:
    return f' of the outcome "{outcome}"'


def _factor(numbers: Grid, outcome: str, name: str) -> Figure:
    if name not in numbers[outcome]:
        remedy = "Every factor is stated for every outcome: a share in which all take part is 1."
        raise FigureError(f'The outcome "{outcome}" has no {name}. It has: {", ".join(numbers[outcome])}. {remedy}')
    return numbers[outcome][name]


def _share(numbers: Grid, outcome: str, name: str) -> Figure:
    share = _factor(numbers, outcome, name)
    refuse_other_than_share(f"The {name}{_of(outcome)}", share)
    return share


def _population(numbers: Grid, outcome: str) -> Figure:
    population = _factor(numbers, outcome, "population")
    refuse_below_nought(f"The population{_of(outcome)}", population)
    return population


def _net_of(numbers: Grid, outcome: str, form: str) -> Figure:
    return _net_impact(_factor(numbers, outcome, "impact"), _factor(numbers, outcome, "deadweight"), form, _of(outcome))


def _net_impact(impact: Figure, deadweight: Figure, form: str, whose: str = "") -> Figure:
    refuse_other_than_share(f"The impact{whose}", impact)
    refuse_other_than_share(f"The deadweight{whose}", deadweight)
    if form == SUBTRACTED:
        _refuse_worse(impact, deadweight, whose)
        return impact - deadweight
    if form == MULTIPLIED:
        return impact * (_one("All for whom the outcome is achieved, with the programme or without.") - deadweight)
    known = f'"{SUBTRACTED}" and "{MULTIPLIED}"'
    raise FigureError(f'The form of the deadweight{whose} is "{form}"; the known ones are {known}.')


def _refuse_worse(impact: Figure, deadweight: Figure, whose: str) -> None:
    achieved, anyway = comparable([impact, deadweight])
    if anyway > achieved:
        raise FigureError(
            f"The deadweight{whose} is {shown(deadweight)}, more than its impact of {shown(impact)}, from which it is "
            f'subtracted. If it is a share of those who achieve the outcome, its form is "{MULTIPLIED}". If the '
            "programme does harm, put the harm among the costs."
        )


def _profile(lag: Figure, drop_off: Figure, years: Sequence[str], whose: str = "") -> dict[str, Figure]:
    _refuse_wrong_lag(lag, whose)
    refuse_other_than_share(f"The drop_off{whose}", drop_off)
    whole = _one("The whole benefit of a year.")
    past = [_past(number, lag) for number in range(1, len(years) + 1)]
    left, profile = whole, {}
    for number, year in enumerate(years):
        left = left * (whole - drop_off * past[number - 1]) if number else left
        profile[year] = left * past[number]
    return profile


def _past(number: int, lag: Figure) -> Figure:
    """1 where so many years are more than the lag, else 0; computed, so that it follows when the lag changes."""
    one, none = (literal(Decimal(count), YEAR, "A year is past the lag or it is not.") for count in (1, 0))
    years = literal(Decimal(number), YEAR, "Years from the start of the appraisal to the end of the year.")
    return least([one, greatest([none, years - lag])]) / one


def _refuse_wrong_lag(lag: Figure, whose: str) -> None:
    if lag.unit != YEAR:
        raise FigureError(f"The lag{whose} is in {lag.unit.words()}; it is counted in years: give it the unit year.")
    refuse_below_nought(f"The lag{whose}", lag)
    (years,) = comparable([lag])
    if years != years.to_integral_value():
        remedy = "An appraisal goes by whole years: round it up."
        raise FigureError(f"The lag{whose} is {shown(lag)} years, which is not whole. {remedy}")


def _in_order(years: Iterable[str]) -> list[str]:
    named = list(without_gaps(dict.fromkeys(years, _one("A year of the appraisal."))))
    if not named:
        raise FigureError("Benefits by year were asked for, but there are no years.")
    return named


def _yearly(achieved: Figure, numbers: Grid, outcome: str, corrections: Series) -> Figure:
    correction, unit_value = corrections[outcome], _factor(numbers, outcome, "unit_value")
    if correction.unit != ONE or not -1 <= comparable([correction])[0] <= 0:
        found = f"The correction for optimism{_of(outcome)} is {shown(correction)}, {correction.unit.words()}"
        raise FigureError(f"{found}; it is a pure number from -1 to 0: -0.15 takes 15 per cent off.")
    if comparable([unit_value])[0] < 0:
        found = f"The unit_value{_of(outcome)} is {shown(unit_value)}, below nought"
        raise FigureError(f"{found}. A harm is a cost: put it among the costs.")
    return _in_pounds(achieved, unit_value, outcome) * (_one("The benefit as estimated.") + correction)


def _in_pounds(achieved: Figure, unit_value: Figure, outcome: str) -> Figure:
    worth = achieved * unit_value
    if worth.unit == POUND / YEAR:
        return worth * literal(Decimal(1), YEAR, "Each year of the appraisal is one year.")
    if worth.unit != POUND:
        counted, valued = achieved.unit.words(), unit_value.unit.words()
        remedy = "Give both for the same: people, and pounds per person or per person per year."
        raise FigureError(f'The outcome "{outcome}" is counted in {counted} and valued in {valued}. {remedy}')
    return worth
