"""Laws of capacity and of flows, whatever the numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from tracepaper.figures import Figure, comparable, literal, units

quick = settings(max_examples=40, deadline=None)
COUNTS = st.integers(0, 500)
FLOWS = st.lists(COUNTS, min_size=1, max_size=8)
HUNDREDTHS = st.integers(0, 50)
FOUR_SHARES = st.tuples(*[HUNDREDTHS] * 4)
TINY = Decimal("1e-12")


def figure(value: int | Decimal, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def share(hundredths: int) -> Figure:
    return figure(Decimal(hundredths).scaleb(-2))


def series(values: list[int], unit: str = "child") -> dict[str, Figure]:
    return {f"year {number}": figure(value, unit) for number, value in enumerate(values)}


def values(some: dict[str, Figure]) -> list[Decimal]:
    return comparable(some.values())


def flow(entrants: list[int], success: int, step_down: int, disruption: int, ageing: int) -> dict[str, list[Decimal]]:
    found = cohort_flow(
        series(entrants),
        success=share(success),
        step_down=share(step_down),
        disruption=share(disruption),
        ageing_out=share(ageing),
    )
    return {name: values(line) for name, line in found.items()}


class TestPlaces:
    @quick
    @given(st.integers(0, 40), st.integers(1, 60), st.integers(1, 60))
    def test_whole_cycles_hold_no_more_than_back_to_back_and_less_than_a_cycle_less(self, beds, weeks, cycle):
        home = {"weeks": figure(weeks, "week/year"), "cycle": figure(cycle, "week/cycle")}
        whole = places_by_cycles(figure(beds, "bed"), **home).value
        most = places_back_to_back(figure(beds, "bed"), **home).value
        assert whole == beds * (weeks // cycle)
        assert whole <= most + TINY
        assert most < whole + beds + TINY or beds == 0

    @quick
    @given(st.integers(1, 60), st.integers(1, 60))
    def test_one_cycle_more_does_not_fit(self, weeks, cycle):
        cycles = cycles_a_year(figure(weeks, "week/year"), figure(cycle, "week/cycle")).value
        assert cycles * cycle <= weeks < (cycles + 1) * cycle

    @quick
    @given(COUNTS, st.integers(1, 500))
    def test_utilisation_is_a_share_or_refused(self, used, available):
        if used <= available:
            found = utilisation(figure(used, "place"), figure(available, "place"))
            assert abs(found.value * available - used) < TINY
        else:
            with pytest.raises(FigureError, match="are used of"):
                utilisation(figure(used, "place"), figure(available, "place"))

    @quick
    @given(COUNTS, COUNTS)
    def test_own_and_partners_places_are_all_places(self, own, partners):
        places = figure(own + partners, "place")
        assert own_places(places, of_partners=figure(partners, "place")).value == own


class TestLittlesLaw:
    @quick
    @given(st.integers(1, 10**4), st.integers(1, 10**4))
    def test_each_of_the_three_follows_from_the_others(self, arrivals, stay):
        rate, weeks = figure(arrivals, "child/week"), figure(stay, "week")
        number = caseload(rate, weeks)
        assert (number.value, str(number.unit)) == (arrivals * stay, "child")
        assert stay_for_caseload(number, rate).value == stay
        assert arrivals_for_caseload(number, weeks).value == arrivals


class TestAFlow:
    @quick
    @given(FLOWS, FOUR_SHARES)
    def test_every_entrant_goes_one_way(self, entrants, shares):
        found = flow(entrants, *shares)
        ways = zip(found["returned home"], found["stepped down"], found["back in a placement"], strict=True)
        assert [sum(way) for way in ways] == entrants

    @quick
    @given(FLOWS, FOUR_SHARES)
    def test_nobody_who_returned_home_is_lost(self, entrants, shares):
        found = flow(entrants, *shares)
        gone = sum(found["broken down"]) + sum(found["aged out"])
        assert abs(found["at home at the end"][-1] + gone - sum(found["returned home"])) < TINY
        assert all(number >= 0 for line in found.values() for number in line)

    @quick
    @given(FLOWS, HUNDREDTHS, HUNDREDTHS)
    def test_more_break_down_and_fewer_are_at_home(self, entrants, success, disruption):
        few = flow(entrants, success, 0, disruption, 10)["at home at the end"]
        many = flow(entrants, success, 0, disruption // 2, 10)["at home at the end"]
        assert all(one <= other + TINY for one, other in zip(few, many, strict=True))

    @quick
    @given(FLOWS, HUNDREDTHS, st.integers(2, 9))
    def test_it_scales_with_the_entrants(self, entrants, success, times):
        once = flow(entrants, success, 20, 10, 10)["at home at the end"]
        more = flow([times * number for number in entrants], success, 20, 10, 10)["at home at the end"]
        assert all(abs(other - times * one) < TINY for one, other in zip(once, more, strict=True))

    @quick
    @given(FLOWS)
    def test_the_average_lies_between_start_and_end(self, at_end):
        averages = values(average_at_home(series(at_end)))
        for before, average, after in zip([0, *at_end], averages, at_end, strict=False):
            assert min(before, after) <= average <= max(before, after)

    @quick
    @given(FLOWS, st.integers(0, 10**6))
    def test_the_cost_of_step_down_is_that_of_all_who_step_down(self, stepped, cost):
        found = step_down_costs(series(stepped), figure(cost, "GBP/child"))
        assert sum(values(found)) == sum(stepped) * cost


class TestNeverMoreSavingThanChildren:
    @quick
    @given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=8), st.integers(0, 10**6))
    def test_a_saving_is_given_only_where_no_more_are_counted_than_have_left(self, pairs, cost):
        saved, left = (series(list(column)) for column in zip(*pairs, strict=True))
        over = [counted > gone for counted, gone in pairs]
        assert [answer == "yes" for answer in more_saved_than_left(saved, left).values()] == over
        if any(over):
            with pytest.raises(FigureError, match="have left successfully"):
                savings_of_leavers(saved, left, figure(cost, "GBP/child"))
        else:
            found = savings_of_leavers(saved, left, figure(cost, "GBP/child"))
            assert values(found) == [counted * cost for counted, _ in pairs]

    @quick
    @given(FLOWS, HUNDREDTHS, HUNDREDTHS, HUNDREDTHS)
    def test_those_of_a_flow_on_average_are_never_more_than_all_who_returned(self, entrants, success, broken, aged):
        found = cohort_flow(
            series(entrants),
            success=share(success),
            step_down=share(0),
            disruption=share(broken),
            ageing_out=share(aged),
        )
        so_far, left = Decimal(0), {}
        for year, number in found["returned home"].items():
            so_far += number.value
            left[year] = figure(so_far, "child")
        assert set(more_saved_than_left(average_at_home(found["at home at the end"]), left).values()) == {"no"}
