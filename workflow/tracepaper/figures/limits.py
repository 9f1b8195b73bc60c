"""What figures must keep to before they are computed with: not below nought, a share, the same members."""

from __future__ import annotations

from collections.abc import Mapping

from tracepaper.errors import FigureError
from tracepaper.figures.display import half_up
from tracepaper.figures.figure import Figure, comparable
from tracepaper.figures.units import ONE

SHOWN_PLACES = 6
Series = Mapping[str, Figure]


def shown(figure: Figure) -> str:
    """A value as a message shows it: "66.666667", "120"."""
    digits = f"{half_up(figure.value, SHOWN_PLACES):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def refuse_below_nought(what: str, figure: Figure) -> None:
    """Refuse a figure below nought.

    Args:
        what: it is, as the message begins: "The tariff".
    """
    if comparable([figure])[0] < 0:
        raise FigureError(f"{what} is {shown(figure)}, which is below nought. Check its sign where it is defined.")


def refuse_any_below_nought(what: str, series: Series) -> None:
    """Refuse a series with a member below nought: the message names the first."""
    for key, figure in series.items():
        refuse_below_nought(f'{what} of "{key}"', figure)


def refuse_not_above_nought(what: str, figure: Figure) -> None:
    """Refuse a figure that is nought or below."""
    if comparable([figure])[0] <= 0:
        raise FigureError(f"{what} is {shown(figure)}; it must be above nought.")


def refuse_other_than_share(what: str, figure: Figure) -> None:
    """Refuse what is not a pure number from 0 to 1."""
    if figure.unit != ONE:
        raise FigureError(f"{what} is a share, a pure number from 0 to 1; it was given in {figure.unit.words()}.")
    if not 0 <= comparable([figure])[0] <= 1:
        raise FigureError(f"{what} is {shown(figure)}; a share lies from 0 to 1. Write 5% as 0.05.")


def refuse_other_members(one: str, first: Mapping[str, object], other: str, second: Mapping[str, object]) -> None:
    """Refuse two series that have not the same members.

    Args:
        one, other: what they are called, in the singular: "the payment".
    """
    for name, has, lacking, lacks in ((one, first, other, second), (other, second, one, first)):
        missing = [key for key in has if key not in lacks]
        if missing:
            remedy = "A member that is not there is never taken as nought: give both the same ones."
            raise FigureError(f'{name} has "{missing[0]}", which {lacking} lacks. {remedy}')
    if not first:
        raise FigureError(f"{one} has no members: nothing was selected.")
