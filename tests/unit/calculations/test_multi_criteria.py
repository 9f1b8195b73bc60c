"""Scores that cannot be compared are refused; values and ranks can be traced to the scores."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.multi_criteria import global_scale, local_scale, ranks, weighted_totals
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Operation, literal, units

Grid = dict[str, dict[str, Figure]]


def point(value: str | int, unit: str = "point") -> Figure:
    return literal(Decimal(value), units.parse(unit), "made up")


def grid(**rows: tuple[int, ...]) -> Grid:
    return {option: {f"c{n}": point(one) for n, one in enumerate(row, 1)} for option, row in rows.items()}


HALVES = {"c1": point("0.5", "1"), "c2": point("0.5", "1")}


class TestScalesRefuse:
    def test_options_on_different_criteria(self) -> None:
        with pytest.raises(FigureError, match=r'"A" has scores on c1, c2; "B" on c1\. Every option needs them all'):
            local_scale({**grid(A=(1, 2)), "B": {"c1": point(3)}})

    @pytest.mark.parametrize("scores", [{}, {"A": {}}])
    def test_no_scores(self, scores: Grid) -> None:
        with pytest.raises(FigureError, match="there are none"):
            local_scale(scores)

    def test_an_unknown_criterion_on_which_less_is_better(self) -> None:
        with pytest.raises(FigureError, match=r'no criterion "cost"\. There are: c1, c2'):
            local_scale(grid(A=(1, 2), B=(2, 1)), less_is_better=["cost"])

    def test_a_criterion_on_which_all_are_equal(self) -> None:
        with pytest.raises(FigureError, match='On the criterion "c2" all options are equal'):
            local_scale(grid(A=(1, 2), B=(2, 2)))

    def test_mixed_units_on_one_criterion(self) -> None:
        with pytest.raises(FigureError, match="Cannot compare"):
            local_scale({"A": {"c1": point(1)}, "B": {"c1": point(2, "GBP")}})

    def test_a_missing_reference_point(self) -> None:
        with pytest.raises(FigureError, match='The criterion "c2" has no best reference point'):
            global_scale(grid(A=(1, 2)), worst={"c1": point(0), "c2": point(0)}, best={"c1": point(4)})

    def test_a_reference_point_that_is_worst_and_best(self) -> None:
        with pytest.raises(FigureError, match='worst and the best reference point of "c1" are the same: 4'):
            global_scale({"A": {"c1": point(4)}}, worst={"c1": point(4)}, best={"c1": point(4)})

    @pytest.mark.parametrize("score", [-1, 5])
    def test_a_score_on_either_side_of_the_reference_points(self, score: int) -> None:
        with pytest.raises(FigureError, match=f'"A" has {score} on "c1", beyond the reference points 4 and 0'):
            global_scale({"A": {"c1": point(score)}}, worst={"c1": point(4)}, best={"c1": point(0)})


class TestScales:
    def test_values_are_pure_numbers_whatever_the_scores_are(self) -> None:
        costs = {"A": {"cost": point(3, "GBP")}, "B": {"cost": point(9, "GBP")}, "C": {"cost": point(5, "GBP")}}
        values = local_scale(costs, less_is_better=["cost"])
        assert {option: str(row["cost"].value) for option, row in values.items()} == {
            "A": "100",
            "B": "0",
            "C": "66.666666666666666666666666666666666666666666666667",
        }
        assert values["A"]["cost"].unit == ONE

    def test_a_global_value_stays_when_an_option_goes(self) -> None:
        both, ends = grid(A=(3,), B=(4,)), {"worst": {"c1": point(0)}, "best": {"c1": point(8)}}
        assert global_scale(both, **ends)["A"]["c1"].value == global_scale({"A": both["A"]}, **ends)["A"]["c1"].value


class TestTotalsRefuse:
    def test_weights_of_other_criteria(self) -> None:
        with pytest.raises(FigureError, match="There are scores on c1, c2, c3, but weights of c1, c2"):
            weighted_totals(grid(A=(1, 2, 3)), HALVES)

    def test_weights_that_do_not_sum_to_one(self) -> None:
        with pytest.raises(FigureError, match=r"sum to 0\.5; they must sum to 1"):
            weighted_totals(grid(A=(1,)), {"c1": point("0.5", "1")})

    def test_points_of_a_key_beside_values_of_a_scale(self) -> None:
        mixed = {"A": {"c1": point(2), "c2": point(100, "1")}}
        with pytest.raises(FigureError, match=r'on "c2" in a pure number\. Put all scores on one scale first'):
            weighted_totals(mixed, HALVES)


class TestRanks:
    def test_a_rank_rests_on_every_member_its_own_first(self) -> None:
        found = ranks({"A": point(1), "B": point(3), "C": point(2)})
        assert {key: str(rank) for key, rank in found.items()} == {"A": "3", "B": "1", "C": "2"}
        derivation = found["C"].derivation
        assert isinstance(derivation, Operation)
        assert [str(one.value) for one in derivation.inputs if isinstance(one, Figure)] == ["2", "1", "3"]

    def test_a_third_made_in_two_ways_is_equal(self) -> None:
        one, three, six = (literal(n, ONE, "made up") for n in (1, 3, 6))
        assert set(map(str, ranks({"A": one / three, "B": (one + one) / six}).values())) == {"1 equal"}

    def test_one_option_is_first(self) -> None:
        assert str(ranks({"A": point(1)})["A"]) == "1"

    def test_mixed_units_are_refused(self) -> None:
        with pytest.raises(FigureError, match="Cannot compare"):
            ranks({"A": point(1), "B": point(2, "GBP")})
