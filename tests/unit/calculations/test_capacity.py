"""Capacity: what is refused, in which words, and the home of a published report."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tracepaper.calculations.capacity import (
    arrivals_for_caseload,
    average_at_home,
    caseload,
    cohort_flow,
    cycles_a_year,
    more_saved_than_left,
    own_places,
    places_back_to_back,
    places_by_cycles,
    savings_of_leavers,
    stay_for_caseload,
    step_down_costs,
    utilisation,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, Operation, literal, units


def figure(value: str | int, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def children(*values: str | int) -> dict[str, Figure]:
    return {f"year {number}": figure(value, "child") for number, value in enumerate(values, 1)}


WEEKS, CYCLE, NONE = figure(52, "week/year"), figure(12, "week/cycle"), figure(0)


def flow(**shares: str) -> object:
    given = {"success": "0.5", "step_down": "0.2", "disruption": "0.1", "ageing_out": "0.1"} | shares
    return cohort_flow(children(10), **{name: figure(value) for name, value in given.items()})


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: cycles_a_year(WEEKS, figure(0, "week/cycle")), "The length of the cycle is 0; it must be above nought"),
    (lambda: cycles_a_year(figure(0, "week/year"), CYCLE), "The number of weeks is 0"),
    (lambda: places_by_cycles(figure(-3, "bed"), weeks=WEEKS, cycle=CYCLE), "The number of beds is -3, which is below"),
    (lambda: places_back_to_back(figure(-3, "bed"), weeks=WEEKS, cycle=CYCLE), "The number of beds is -3"),
    (lambda: utilisation(figure(14, "bed"), figure(13, "bed")), "14 are used of 13 available"),
    (lambda: utilisation(figure(0, "bed"), figure(0, "bed")), "What is available is 0"),
    (lambda: utilisation(figure(-1, "bed"), figure(1, "bed")), "What is used is -1"),
    (lambda: utilisation(figure(1, "bed"), figure(1, "place")), "Cannot compare"),
    (lambda: caseload(figure(12, "child/year"), figure(20, "week")), "children times weeks per year, so time is left"),
    (lambda: caseload(figure(-1, "child/week"), figure(20, "week")), "The rate of arrivals is -1"),
    (lambda: caseload(figure(1, "child/week"), figure(-20, "week")), "The stay is -20"),
    (lambda: stay_for_caseload(figure(5, "child"), figure(0, "child/week")), "The rate of arrivals is 0"),
    (lambda: arrivals_for_caseload(figure(5, "child"), figure(0, "week")), "The stay is 0"),
    (lambda: own_places(figure(12, "place"), of_partners=figure(13, "place")), "less those of partners is -1"),
    (
        lambda: own_places(figure(12, "place"), of_partners=figure(-1, "place")),
        "The number of places of partners is -1",
    ),
    (lambda: flow(success="1.1"), 'The share "success" is 1.1; a share lies from 0 to 1'),
    (lambda: flow(success="0.7", step_down="0.4"), '"success" and "step-down" come to 1.1 together'),
    (lambda: flow(disruption="0.6", ageing_out="0.6"), '"disruption" and "ageing out" come to 1.2 together'),
    (
        lambda: cohort_flow(children(-1), success=NONE, step_down=NONE, disruption=NONE, ageing_out=NONE),
        'The number of entrants of "year 1" is -1',
    ),
    (
        lambda: cohort_flow(
            {"2018/19": figure(1, "child"), "2020/21": figure(1, "child")},
            **dict.fromkeys(("success", "step_down", "disruption", "ageing_out"), NONE),
        ),
        "2018/19 is followed by 2020/21",
    ),
    (
        lambda: average_at_home({"2019/20": figure(1, "child"), "2018/19": figure(1, "child")}),
        "2019/20 is followed by 2018/19",
    ),
    (lambda: step_down_costs(children(1), figure(-1, "GBP/child")), "The unit cost is -1"),
    (lambda: step_down_costs(children(-1), figure(1, "GBP/child")), 'The number stepping down of "year 1" is -1'),
    (lambda: average_at_home(children(-1)), 'The number at home of "year 1" is -1'),
    (
        lambda: more_saved_than_left(children(1, 2), children(1)),
        '"saved" has "year 2", which "left" lacks',
    ),
    (
        lambda: savings_of_leavers(children(5, 9), children(5, "8.5"), figure(1, "GBP/child")),
        r"A saving is counted for 9 children in year 2; only 8\.5 have left successfully",
    ),
    (lambda: savings_of_leavers(children(1), children(1), figure(-1, "GBP/child")), "The unit cost is -1"),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_in_words(asked: Callable[[], object], message: str):
    with pytest.raises(FigureError, match=message):
        asked()


def test_beds_as_places_a_cycle_give_places_a_year():
    # 3 x floor(52 / 12) = 12; 3 x 52 / 12 = 13
    beds = figure(3, "place/cycle")
    whole = places_by_cycles(beds, weeks=WEEKS, cycle=CYCLE)
    most = places_back_to_back(beds, weeks=WEEKS, cycle=CYCLE)
    assert (whole.value, str(whole.unit)) == (12, "place/year")
    assert (most.value, str(most.unit)) == (13, "place/year")
    # 12 / 13 = 0.923
    assert utilisation(whole, most).value.quantize(Decimal("0.001")) == Decimal("0.923")


def test_weeks_that_hold_whole_cycles_lose_none():
    assert cycles_a_year(figure(48, "week/year"), CYCLE).value == 4


def test_whether_a_plan_counts_too_many_can_be_traced():
    found = more_saved_than_left(children(4), children(3))["year 1"]
    assert found == "yes"
    assert isinstance(found.derivation, Operation)
    assert [one.value for one in found.derivation.inputs] == [4, 3]
