"""Laws of trends and of those in scope, whatever the numbers."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tracepaper.calculations.counting import rounded_up
from tracepaper.calculations.demand import (
    compound_trend,
    fitted_line,
    in_scope,
    in_scope_by_year,
    linear_trend,
    yearly_change,
    yearly_growth,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, comparable, literal, rounded_down, units

quick = settings(max_examples=40, deadline=None)
SHOWN = st.lists(st.integers(1, 10**4), min_size=3, max_size=10)
TINY = Decimal("1e-15")


def figure(value: int | Decimal) -> Figure:
    return literal(Decimal(value), units.parse("child"), "made up")


def years(values: list[int]) -> dict[str, Figure]:
    return {f"{2000 + n}/{n + 1:02}": figure(value) for n, value in enumerate(values)}


def until(values: list[int], ahead: int) -> str:
    last = len(values) - 1 + ahead
    return f"{2000 + last}/{last + 1:02}"


def values(some: dict[str, Figure]) -> list[Decimal]:
    return comparable(some.values())


class TestALine:
    @quick
    @given(SHOWN)
    def test_it_passes_through_the_middle_and_leaves_nothing_over(self, shown):
        assert abs(sum(values(fitted_line(years(shown)))) - sum(shown)) < TINY

    @quick
    @given(st.integers(-50, 50), st.integers(3, 12))
    def test_of_a_straight_line_it_is_that_line(self, step, length):
        line = [1000 + step * n for n in range(length)]
        assert values(fitted_line(years(line))) == line
        assert yearly_change(years(line)).value == step

    @quick
    @given(SHOWN, st.integers(2, 9))
    def test_it_scales_with_the_numbers(self, shown, times):
        once, more = yearly_change(years(shown)).value, yearly_change(years([times * n for n in shown])).value
        assert abs(more - times * once) < TINY

    @quick
    @given(SHOWN, st.integers(1, 1000))
    def test_what_comes_on_top_of_every_year_changes_no_slope(self, shown, more):
        assert abs(yearly_change(years([n + more for n in shown])).value - yearly_change(years(shown)).value) < TINY

    @quick
    @given(SHOWN, st.integers(1, 5))
    def test_low_is_never_above_central_nor_central_above_high(self, shown, ahead):
        try:
            found = linear_trend(years(shown), until(shown, ahead))
        except FigureError as refused:
            assert "below nought" in str(refused)
            return
        for low, central, high in zip(*(values(found[name]) for name in ("low", "central", "high")), strict=True):
            assert low - TINY <= central <= high + TINY


class TestGrowth:
    @quick
    @given(SHOWN, st.integers(1, 5))
    def test_low_is_never_above_central_nor_central_above_high(self, shown, ahead):
        found = compound_trend(years(shown), until(shown, ahead))
        for low, central, high in zip(*(values(found[name]) for name in ("low", "central", "high")), strict=True):
            assert low * (1 - TINY) <= central <= high * (1 + TINY)
            assert low > 0

    @quick
    @given(SHOWN)
    def test_grown_over_the_shown_years_the_first_becomes_the_last(self, shown):
        factor = 1 + yearly_growth(years(shown)).value
        assert abs(shown[0] * factor ** (len(shown) - 1) - shown[-1]) < TINY * max(shown)

    @quick
    @given(SHOWN, st.integers(2, 9))
    def test_it_does_not_change_with_the_scale(self, shown, times):
        once, more = yearly_growth(years(shown)).value, yearly_growth(years([times * n for n in shown])).value
        assert abs(more - once) < TINY

    @quick
    @given(st.integers(1, 100), st.integers(1, 4), st.integers(1, 5))
    def test_of_even_growth_all_three_trends_are_one(self, start, factor, ahead):
        shown = [start * factor**n for n in range(4)]
        found = compound_trend(years(shown), until(shown, ahead))
        ends = [values(found[name])[-1] for name in ("low", "central", "high")]
        assert max(ends) - min(ends) < TINY * max(ends)
        assert abs(ends[0] - shown[-1] * factor**ahead) < TINY * max(ends)


class TestInScope:
    @quick
    @given(st.integers(0, 1000), st.integers(0, 100), st.integers(1, 100))
    def test_it_is_never_more_than_enter_and_lies_between_its_whole_numbers(self, entrants, eligible, more):
        found = in_scope(figure(entrants), eligible=figure(eligible), among=figure(eligible + more))
        assert 0 <= found.value <= entrants
        down, exactly, up = comparable([rounded_down(found), found, rounded_up(found)])
        assert down <= exactly <= up <= down + 1

    @quick
    @given(st.lists(st.integers(0, 1000), min_size=1, max_size=6), st.integers(0, 100), st.integers(1, 100))
    def test_years_sum_to_what_all_their_entrants_give(self, entrants, eligible, more):
        ratio = {"eligible": figure(eligible), "among": figure(eligible + more)}
        by_year = in_scope_by_year(years(entrants), **ratio)
        assert abs(sum(values(by_year)) - in_scope(figure(sum(entrants)), **ratio).value) < TINY


def test_the_years_ahead_follow_each_other_over_the_turn_of_a_century():
    shown = {name: figure(5) for name in ("2096/97", "2097/98", "2098/99")}
    found = linear_trend(shown, "2101/02")["central"]
    assert list(found) == ["2099/00", "2100/01", "2101/02"]
    assert all(one == other for one, other in itertools.pairwise(values(found)))
