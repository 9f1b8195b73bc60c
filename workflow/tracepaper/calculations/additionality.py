"""Additionality: from the gross impact of a programme to what would not have happened without it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, comparable, literal
from tracepaper.figures.limits import refuse_below_nought, refuse_other_than_share, shown

Option = Mapping[str, Figure]

GROSS, MULTIPLIER = "gross", "multiplier"
LOSSES: Mapping[str, str] = {
    "leakage": "The whole impact, of which a part goes to people outside the area or the group.",
    "displacement": "What reached the area, of which a part was taken from others there.",
    "substitution": "What displaced nobody, of which a part replaces what the recipients did before.",
}


def net_impact_steps(option: Option) -> dict[str, Figure]:
    """The impact of one option after each step from gross to net.

    Formula:
        net = gross x (1 - leakage) x (1 - displacement) x (1 - substitution) x multiplier

    Convention:
        The factors multiply, each taking its share of what the one before has left. The multiplier holds the direct
        impact itself: 1 adds nothing, 1.1 adds a tenth.

    Args:
        option: `gross` in its unit (jobs, people, pounds), `leakage`, `displacement` and `substitution` as shares, and
            `multiplier` as a pure number: a row of a table with these columns. Other columns play no part.

    Returns:
        "gross", "after leakage", "after displacement", "after substitution" and "net", in the unit of the gross impact.

    Raises:
        FigureError: a factor is not there; a share is below 0 or above 1; the multiplier is below 1 or has a unit; the
            gross impact is negative.

    Source:
        English Partnerships, Additionality Guide, third edition (October 2008), chapter 5.
    """
    for name in (GROSS, *LOSSES, MULTIPLIER):
        _refuse_missing(option, name)
    _refuse_wrong(option)
    steps = {GROSS: option[GROSS]}
    left = option[GROSS]
    for name, whole in LOSSES.items():
        left = left * (literal(Decimal(1), ONE, whole) - option[name])
        steps[f"after {name}"] = left
    return {**steps, "net": left * option[MULTIPLIER]}


def net_additional_impact(intervention: Option, *, reference: Option) -> Figure:
    """What a programme brings about beyond what would have happened anyway.

    Formula:
        AI = GI (1 - L)(1 - Dp)(1 - S) M - GI* (1 - L*)(1 - Dp*)(1 - S*) M*

    Convention:
        The starred numbers are of the reference case: what would happen without the programme (its deadweight), which
        has leakage, displacement, substitution and a multiplier of its own. Negative where the programme does less.

    Args:
        intervention: as for `net_impact_steps`.
        reference: the same of the reference case; where nothing would happen its `gross` is 0.

    Returns:
        The difference, in the unit of the gross impacts.

    Raises:
        FigureError: as for `net_impact_steps`, saying which of the two; or their units differ.

    Source:
        English Partnerships, Additionality Guide, third edition (October 2008), chapter 5.
    """
    return _net(intervention, "intervention") - _net(reference, "reference case")


def _net(option: Option, name: str) -> Figure:
    try:
        return net_impact_steps(option)["net"]
    except FigureError as error:
        raise FigureError(f"In the {name}: {error.heading}") from error


def _refuse_missing(option: Option, name: str) -> None:
    if name not in option:
        remedy = "Write 1 where nothing follows on." if name == MULTIPLIER else "Write 0 where there is none."
        raise FigureError(f"There is no {name}. There are: {', '.join(option)}. {remedy}")


def _refuse_wrong(option: Option) -> None:
    for name in LOSSES:
        refuse_other_than_share(f"The {name}", option[name])
    refuse_below_nought("The gross impact", option[GROSS])
    multiplier = option[MULTIPLIER]
    if multiplier.unit != ONE or comparable([multiplier])[0] < 1:
        remedy = "It holds the direct impact itself: where a tenth follows on, write 1.1."
        found = f"{shown(multiplier)}, {multiplier.unit.words()}"
        raise FigureError(f"The multiplier is {found}; it is a pure number from 1 up. {remedy}")
