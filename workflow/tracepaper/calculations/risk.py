"""Risk: what the risks of a register, and the outcomes of an uncertain event, come to on average.

An expected value is for adding up. It is not what any one risk will cost: that is its whole impact, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.calculations.series import sum_of
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, comparable, total
from tracepaper.figures.limits import refuse_other_members, refuse_other_than_share, shown
from tracepaper.figures.registers import Register, said_of

Series = Mapping[str, Figure]


def expected_values(probabilities: Series, impacts: Series) -> dict[str, Figure]:
    """What each risk of a register costs on average.

    Formula:
        expected value = probability x impact

    Convention:
        One probability a risk over the whole period, a share from 0 to 1. Impacts are in one unit: a cost is positive,
        a gain negative. Risks may happen together, so their probabilities need not add up to anything.

    Args:
        probabilities: risk to its probability, a pure number.
        impacts: risk to what it costs if it happens; the same risks.

    Returns:
        Risk to its expected value, in the unit of the impacts.

    Raises:
        FigureError: there is no risk; a risk has a probability and no impact, or the reverse; a probability is below 0
            or above 1; impacts are in different units.

    Source:
        HM Treasury, The Green Book (2003), paragraph 5.66.
    """
    _refuse_unmatched(probabilities, impacts, "risk", "impacts")
    return {risk: probability * impacts[risk] for risk, probability in probabilities.items()}


def expected_value(probabilities: Series, impacts: Series) -> Figure:
    """What all risks of a register cost on average.

    Formula:
        expected value = sum over risks of (probability x impact)

    Convention:
        As for `expected_values`. Adding is right whether or not one risk makes another more likely, as long as each
        probability is the risk's own.

    Args:
        probabilities: risk to its probability, a pure number.
        impacts: risk to what it costs if it happens; the same risks.

    Returns:
        The sum, in the unit of the impacts.

    Raises:
        FigureError: as for `expected_values`.

    Source:
        HM Treasury, The Green Book (2003), paragraph 5.66.
    """
    return sum_of(expected_values(probabilities, impacts))


def expected_values_by(values: Series, register: Register, column: str) -> dict[str, Figure]:
    """Expected values of a register added up by owner, by kind, or by whatever a column of it says.

    Formula:
        value of an owner = sum of the expected values of the owner's risks

    Convention:
        Each risk belongs to one owner, or is of one kind. The order is that in which the register names them.

    Args:
        values: risk to its expected value, as `expected_values` gives them.
        register: rows of texts with the column `risk` and the column asked for.
        column: which column: "owner", "kind".

    Returns:
        Each text of the column to the total of its risks; together they are the total of all.

    Raises:
        FigureError: a risk has no row or two, or the column is not there or blank for a risk.

    Source:
        Arithmetic.
    """
    said = said_of(values, register, thing="risk", column=column)
    names = dict.fromkeys(said.values())
    return {name: total(value for risk, value in values.items() if said[risk] == name) for name in names}


def expected_outcome(probabilities: Series, values: Series) -> Figure:
    """The average of the outcomes that one uncertain event can have, of which just one will come about.

    Formula:
        expected outcome = sum over outcomes of (probability x value), where the probabilities sum to 1

    Convention:
        The outcomes exclude each other and leave nothing out: that is what sets them apart from the risks of a
        register.

    Args:
        probabilities: outcome to its probability, a pure number.
        values: outcome to its value; the same outcomes.

    Returns:
        The average, in the unit of the values.

    Raises:
        FigureError: the probabilities do not add up to 1 exactly, one is below 0 or above 1, the outcomes differ, or
            values are in different units.

    Source:
        HM Treasury, The Green Book (2003), paragraph 5.66 and box 13.
    """
    _refuse_unmatched(probabilities, values, "outcome", "values")
    whole = sum_of(probabilities)
    if comparable([whole])[0] != 1:
        raise FigureError(
            f"The probabilities of {', '.join(probabilities)} add up to {shown(whole)}; just one of the "
            "outcomes comes about, so they add up to 1. For risks that may happen together use expected_value."
        )
    return total(probability * values[outcome] for outcome, probability in probabilities.items())


def with_risk(estimate: Figure, expected: Figure) -> Figure:
    """An estimate with what its risks cost on top: their expected value, or what it costs to manage them.

    Formula:
        with risk = estimate + cost of risks

    Convention:
        Optimism bias first, then risk: the estimate is the one that is adjusted for optimism bias, and the risk is not
        made larger by it. A risk that is costed here counts as mitigated in the bias: to leave it in both would count
        it twice. The source's example adds the cost of managing the risks; that their expected value is added in the
        same way is this library's convention.

    Args:
        estimate: adjusted for optimism bias.
        expected: value of the risks, or the cost of managing them, in the same unit.

    Returns:
        Their sum.

    Raises:
        FigureError: units differ.

    Source:
        Mott MacDonald, Review of Large Public Procurement in the UK (for HM Treasury, July 2002), section 4, example 1.
    """
    return estimate + expected


def _refuse_unmatched(probabilities: Series, others: Series, thing: str, what: str) -> None:
    refuse_other_members(f'"probabilities" of each {thing}', probabilities, f'"{what}" of each {thing}', others)
    for name, probability in probabilities.items():
        refuse_other_than_share(f'The probability of the {thing} "{name}"', probability)
    comparable(others.values())
