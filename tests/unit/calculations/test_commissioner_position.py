"""Commissioner's position: what is refused, in which words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tracepaper.calculations.commissioner_position import commissioner_net, commissioner_net_by_scenario
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def figure(value: str | int, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def pounds(*values: int) -> dict[str, Figure]:
    return {str(2020 + number): figure(value, "GBP") for number, value in enumerate(values)}


REFUSED: list[tuple[Callable[[], object], str]] = [
    (
        lambda: commissioner_net(pounds(1), pounds(1), pounds(1, 2)),
        '"grant" has "2021", which "avoided" lacks',
    ),
    (
        lambda: commissioner_net_by_scenario({"low": pounds(1)}, {"high": pounds(1)}, {"low": pounds(1)}),
        "for the scenarios low; the payments for high",
    ),
    (lambda: commissioner_net(pounds(1), pounds(-1), pounds(1)), 'The payment of "2020" is -1'),
    (lambda: commissioner_net(pounds(1), pounds(1), pounds(-1)), 'The grant of "2020" is -1'),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_in_words(asked: Callable[[], object], message: str):
    with pytest.raises(FigureError, match=rf"(?i){message}"):
        asked()
