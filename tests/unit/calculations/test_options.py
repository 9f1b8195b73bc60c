"""Comparing options, on the evaluation matrix and the costs that one county printed in April 2021."""

from decimal import Decimal

import pytest

from tracepaper.calculations.options import (
    dominated,
    groups,
    like_for_like,
    ranking,
    scores,
    scores_by_outcome,
    tied,
)
from tracepaper.errors import FigureError
from tracepaper.figures import Figure, literal, units

TESTS = [str(n) for n in range(1, 16)]
# Yes, Partially or No of each option on tests 1 to 15, three tests to an outcome.
MATRIX = {
    "1": "PNP PPY YPP PNP PYP",
    "2": "YPY NPY YYY PNP YYY",
    "3": "YPY YPY YYP PYY YYP",
    "4": "PYP NPP PPP PNN PPN",
    "5": "YYP YYY YPY YYY YPY",
}
OUTCOMES = {
    "duties": ["1", "2", "3"],
    "transformation": ["4", "5", "6"],
    "value": ["7", "8", "9"],
    "social": ["10", "11", "12"],
    "risk": ["13", "14", "15"],
}


def figure(value: str | int, unit: str) -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


SCALE = {"Y": figure(2, "points"), "P": figure(1, "points"), "N": figure(0, "points")}


def grid(matrix: dict[str, str]) -> dict[str, dict[str, Figure]]:
    return {
        option: dict(zip(TESTS, (SCALE[code] for code in codes.replace(" ", "")), strict=False))
        for option, codes in matrix.items()
    }


def values(series) -> dict[str, int]:
    return {key: int(one.value) for key, one in series.items()}


POINTS = grid(MATRIX)
COSTS = {
    option: figure(cost, "GBP")
    for option, cost in {"1": 569_385, "2": 450_000, "3": 513_000, "4": 700_000, "5": 650_000}.items()
}
LIFE_SKILLS = figure(150_000, "GBP")
ON_ONE_SCOPE = like_for_like(COSTS, missing={"1": [LIFE_SKILLS], "2": [LIFE_SKILLS], "3": [LIFE_SKILLS]})


class TestCostsOnOneScope:
    def test_options_that_leave_out_life_skills_have_it_added(self):
        # 569,385 + 150,000; 450,000 + 150,000; 513,000 + 150,000; the last two hold it already
        assert values(ON_ONE_SCOPE) == {"1": 719385, "2": 600000, "3": 663000, "4": 700000, "5": 650000}

    def test_on_one_scope_the_order_of_cost_is_another(self):
        assert ranking(COSTS, lowest_first=True) == ["2", "3", "1", "5", "4"]
        assert ranking(ON_ONE_SCOPE, lowest_first=True) == ["2", "5", "3", "4", "1"]

    def test_what_was_added_can_be_seen(self):
        assert ON_ONE_SCOPE["3"].derivation.inputs == (COSTS["3"], LIFE_SKILLS)

    def test_an_option_without_a_stated_cost_is_refused(self):
        with pytest.raises(FigureError, match='no stated cost for the option "6"'):
            like_for_like(COSTS, missing={"6": [LIFE_SKILLS]})

    def test_children_are_not_added_to_a_cost(self):
        with pytest.raises(FigureError, match=r"in pounds and .* in children"):
            like_for_like(COSTS, missing={"1": [figure(55, "children")]})


class TestScores:
    def test_scores_of_the_five_options(self):
        # Two for a Yes, one for a Partially:
        # 1: 3 Yes, 10 Partially, 2 No: 6 + 10 = 16      2: 9, 4, 2: 18 + 4 = 22
        # 3: 10, 5, 0: 20 + 5 = 25      4: 1, 10, 4: 2 + 10 = 12      5: 12, 3, 0: 24 + 3 = 27
        counts = {option: tuple(map(codes.count, "YPN")) for option, codes in MATRIX.items()}
        assert counts == {"1": (3, 10, 2), "2": (9, 4, 2), "3": (10, 5, 0), "4": (1, 10, 4), "5": (12, 3, 0)}
        assert values(scores(POINTS)) == {"1": 16, "2": 22, "3": 25, "4": 12, "5": 27}

    def test_scores_by_outcome(self):
        # Option 1: P N P = 2, P P Y = 4, Y P P = 4, P N P = 2, P Y P = 4; the others likewise
        expected = {"1": "24424", "2": "53626", "3": "55555", "4": "42312", "5": "56565"}
        found = scores_by_outcome(POINTS, OUTCOMES)
        assert {option: list(values(row).values()) for option, row in found.items()} == {
            option: [int(digit) for digit in digits] for option, digits in expected.items()
        }
        assert list(found["1"]) == list(OUTCOMES)

    def test_outcomes_add_up_to_the_score(self):
        by_outcome = scores_by_outcome(POINTS, OUTCOMES)
        assert {option: sum(values(row).values()) for option, row in by_outcome.items()} == values(scores(POINTS))

    def test_points_are_points(self):
        assert scores(POINTS)["5"].unit.words() == "points"

    def test_a_test_that_an_option_was_not_put_to_is_named(self):
        with pytest.raises(FigureError, match=r'no member "16". It has: 1, 2, 3'):
            scores_by_outcome(POINTS, {"new": ["1", "16"]})

    def test_tests_are_gathered_by_the_outcome_beside_them(self):
        rows = [{"Outcome": name, "Test": test} for name, tests in OUTCOMES.items() for test in tests]
        assert groups(rows, by="Outcome", member="Test") == OUTCOMES


class TestRank:
    def test_the_scores_rank_option_five_first(self):
        assert ranking(scores(POINTS)) == ["5", "3", "2", "1", "4"]

    def test_no_two_options_tie(self):
        assert tied(scores(POINTS)) == []

    def test_equals_keep_their_order_and_are_told(self):
        row = {"a": figure(5, "points"), "b": figure(7, "points"), "c": figure("5.0", "points")}
        assert ranking(row) == ["b", "a", "c"]
        assert ranking(row, lowest_first=True) == ["a", "c", "b"]
        assert tied(row) == [["a", "c"]]

    def test_every_group_of_equals_is_told(self):
        row = {name: figure(points, "points") for name, points in zip("abcde", (1, 2, 1, 2, 3), strict=True)}
        assert tied(row) == [["a", "c"], ["b", "d"]]

    def test_three_thirds_tie_with_a_whole(self):
        whole = figure(1, "points")
        third = whole / figure(3, "1")
        row = {"thirds": third + third + third, "whole": whole}
        assert row["thirds"].value != row["whole"].value, "the sum is not exact: the case is worth testing"
        assert tied(row) == [["thirds", "whole"]]
        assert ranking(row) == ["thirds", "whole"]

    @pytest.mark.parametrize("compare", [ranking, tied])
    def test_pounds_are_not_ranked_with_points(self, compare):
        with pytest.raises(FigureError, match=r"Cannot compare .* in pounds and .* in points"):
            compare({"a": figure(5, "GBP"), "b": figure(5, "points")})

    def test_nothing_has_an_empty_rank(self):
        assert (ranking({}), tied({})) == ([], [])


class TestDominance:
    def test_three_dominates_one_and_five_dominates_four_and_that_is_all(self):
        # 3 is better than 1 on tests 1 to 4, 8 and 11 to 13, and equal on the other seven.
        # 5 is equal to 4 on tests 2 (Y), 3, 8 and 14 (P), and better on the other eleven.
        assert dominated(POINTS) == {"1": ["3"], "4": ["5"]}

    def test_option_five_is_not_best_on_every_test(self):
        def better(option: str) -> list[str]:
            return [test for test in TESTS if POINTS[option][test].value > POINTS["5"][test].value]

        assert (better("1"), better("2"), better("3"), better("4")) == (
            ["14"],
            ["3", "8", "14"],
            ["3", "8", "14"],
            [],
        )

    def test_a_cheaper_option_is_not_dominated(self):
        # like for like 3 costs 663,000 and 1 costs 719,385; 5 costs 650,000 and 4 costs 700,000
        assert dominated(POINTS, costs=ON_ONE_SCOPE) == {"1": ["3"], "4": ["5"]}
        assert dominated(POINTS, costs={**ON_ONE_SCOPE, "1": figure(1, "GBP")}) == {"4": ["5"]}

    def test_of_two_equal_on_every_test_the_dearer_is_dominated(self):
        same = grid({"a": "YPN", "b": "YPN"})
        assert dominated(same) == {}
        assert dominated(same, costs={"a": figure(2, "GBP"), "b": figure(1, "GBP")}) == {"a": ["b"]}

    def test_an_option_may_be_dominated_by_several(self):
        assert dominated(grid({"a": "N", "b": "P", "c": "Y"})) == {"a": ["b", "c"], "b": ["c"]}

    def test_options_put_to_different_tests_are_not_compared(self):
        with pytest.raises(FigureError, match='no member "2"'):
            dominated({"a": {"1": SCALE["Y"]}, "b": {"1": SCALE["Y"], "2": SCALE["P"]}})

    def test_an_option_without_a_cost_is_not_compared(self):
        with pytest.raises(FigureError, match="has no member"):
            dominated(grid({"a": "Y", "b": "P"}), costs={"a": figure(1, "GBP")})
