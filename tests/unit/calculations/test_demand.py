"""Trends and those in scope: what is refused, in which words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tracepaper.calculations.demand import compound_trend, in_scope, linear_trend, yearly_change, yearly_growth
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units


def figure(value: str | int, unit: str = "child") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def shown(*values: int) -> dict[str, Figure]:
    return {str(2015 + number): figure(value) for number, value in enumerate(values)}


SHOWN, MIXED = shown(30, 38, 37), shown(30, 38) | {"2017": figure(5, "GBP")}

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: yearly_change(shown(30, 38)), "A trend needs at least 3 years to rest on; it has: 2015, 2016"),
    (lambda: yearly_change({}), "it has: none"),
    (lambda: yearly_change({"2015": figure(1), "2017": figure(1), "2018": figure(1)}), 'After "2015" comes "2017"'),
    (lambda: yearly_change({"2017": figure(1), "2016": figure(1), "2015": figure(1)}), 'After "2017" comes "2016"'),
    (
        lambda: yearly_change({"2015/16": figure(1), "2016": figure(1), "2017": figure(1)}),
        'After "2015/16" comes "2016"',
    ),
    (lambda: yearly_change({"North": figure(1), "South": figure(1), "East": figure(1)}), '"North" is no year'),
    (lambda: yearly_change({"2015/17": figure(1), "2016": figure(1), "2017": figure(1)}), '"2015/17" is no year'),
    (lambda: yearly_change(MIXED), "Cannot compare .* in children and .* in pounds"),
    (lambda: linear_trend(SHOWN, "2017"), 'until "2017"; expected a year from 2018 to 2047'),
    (lambda: linear_trend(SHOWN, "2018/19"), 'until "2018/19"; expected a year from 2018 to 2047'),
    (lambda: linear_trend(SHOWN, "2048"), "expected a year from 2018 to 2047"),
    (lambda: linear_trend(SHOWN, "soon"), '"soon" is no year'),
    (lambda: linear_trend(shown(30, -1, 37), "2018"), 'The number of "2016" is -1, which is below nought'),
    (lambda: linear_trend(shown(30, 10, 5), "2019"), r"The low trend comes to -17\.5 in 2018, which is below nought"),
    (lambda: compound_trend(shown(30, 0, 37), "2018"), 'the number of "2016" is 0; it must be above nought'),
    (lambda: yearly_growth(shown(0, 30, 37)), 'the number of "2015" is 0; it must be above nought'),
    (lambda: in_scope(figure(35), eligible=figure(68), among=figure(67)), "68 are eligible among 67"),
    (lambda: in_scope(figure(35), eligible=figure(0), among=figure(0)), "The number reviewed is 0"),
    (lambda: in_scope(figure(35), eligible=figure(-1), among=figure(67)), "The number eligible is -1"),
    (lambda: in_scope(figure(-35), eligible=figure(24), among=figure(67)), "The number of entrants is -35"),
    (lambda: in_scope(figure(35), eligible=figure(24), among=figure(67, "GBP")), "Cannot compare"),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_in_words(asked: Callable[[], object], message: str):
    with pytest.raises(FigureError, match=message):
        asked()


def test_the_ratio_is_kept_exact():
    # 35 x 24 / 67 = 840 / 67, which ends nowhere: 12.537313432835820895522388...
    found = in_scope(figure(35), eligible=figure(24), among=figure(67))
    assert str(found.value).startswith("12.5373134328358208955223880597")
    assert found.unit == units.parse("child")


def test_a_trend_rests_on_the_shown_years():
    found = linear_trend(SHOWN, "2018")["central"]["2018"]
    reached, waiting = set(), [found]
    while waiting:
        one = waiting.pop()
        reached.add(id(one))
        waiting += getattr(one.derivation, "inputs", ())
    assert {id(one) for one in SHOWN.values()} <= reached
