"""What no analysis of robustness can be made of is refused; edges where two options tie already, or always."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.multi_criteria import local_scale, weighted_totals
from tracepaper.calculations.robustness import (
    leads_by_case,
    least_weight_shifts,
    random_weight_shares,
    rank_reversals,
    switching_weights,
    totals_without_each,
    totals_without_options,
    weights_at_tie,
)
from tracepaper.calculations.weights import equal_weights
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, Operation, literal, units

Grid = dict[str, dict[str, Figure]]
POINT = units.parse("point")


def number(value: str | int) -> Figure:
    return literal(Decimal(value), ONE, "made up")


def grid(**rows: tuple[int, ...]) -> Grid:
    return {
        option: {f"c{n}": literal(one, POINT, "made up") for n, one in enumerate(row, 1)}
        for option, row in rows.items()
    }


def weights(*amounts: str) -> dict[str, Figure]:
    return {f"c{n}": number(one) for n, one in enumerate(amounts, 1)}


LEVEL = grid(A=(4, 0), B=(0, 4))
HALVES = weights("0.5", "0.5")


class TestLeaders:
    def test_an_option_that_is_not_there(self) -> None:
        with pytest.raises(FigureError, match=r'no option "C"\. There are: A, B'):
            switching_weights(LEVEL, HALVES, leader="C")

    def test_either_of_two_that_share_the_first_place_may_be_named(self) -> None:
        for leader, rival in (("A", "B"), ("B", "A")):
            found = switching_weights(LEVEL, HALVES, leader=leader)[rival]
            assert [one.value for one in found.values() if isinstance(one, Figure)] == [Decimal("0.5")] * 2

    def test_a_rival_that_is_the_leader(self) -> None:
        with pytest.raises(FigureError, match=r'"A" is no rival of "A"\. There are: B'):
            weights_at_tie(LEVEL, HALVES, leader="A", rival="A")

    def test_a_lead_needs_two(self) -> None:
        with pytest.raises(FigureError, match='in the case "alone" there are not two options'):
            leads_by_case({"alone": {"A": number(1)}})


class TestWeightsThatTie:
    def test_what_is_level_needs_no_shift(self) -> None:
        found = least_weight_shifts(LEVEL, HALVES, leader="A")["B"]
        assert isinstance(found, Figure) and found.value == 0
        at_tie = weights_at_tie(LEVEL, HALVES, leader="A", rival="B")
        assert [one.value for one in at_tie.values()] == [Decimal("0.5")] * 2

    def test_level_where_all_weight_is_though_one_is_ahead_elsewhere(self) -> None:
        scores, all_on_one = grid(A=(3, 2), B=(1, 2)), weights("0", "1")
        found = least_weight_shifts(scores, all_on_one, leader="A")["B"]
        assert isinstance(found, Figure) and found.value == 0

    def test_equal_options_tie_at_any_weights(self) -> None:
        scores = grid(A=(3, 2), B=(3, 2))
        assert str(least_weight_shifts(scores, HALVES, leader="A")["B"]) == "any"
        assert {str(one) for one in switching_weights(scores, HALVES, leader="A")["B"].values()} == {"any"}
        assert weights_at_tie(scores, HALVES, leader="A", rival="B") == HALVES

    def test_an_option_that_is_never_behind_is_level_where_all_weight_is_on_what_is_equal(self) -> None:
        scores = grid(A=(3, 2), B=(1, 2))
        # 2 x 0.5 ahead: the half on the first moves to the second, on which they are equal.
        found = least_weight_shifts(scores, HALVES, leader="A")["B"]
        assert isinstance(found, Figure) and found.value == Decimal("0.5")
        assert [
            str(one.value.normalize()) for one in weights_at_tie(scores, HALVES, leader="A", rival="B").values()
        ] == [
            "0",
            "1",
        ]

    def test_all_weight_on_one_criterion_leaves_no_proportions(self) -> None:
        with pytest.raises(FigureError, match='Without "c1" no weight is left'):
            switching_weights(grid(A=(3, 2), B=(1, 4)), weights("1", "0"), leader="A")

    def test_a_reason_can_be_traced_to_both_differences(self) -> None:
        found = least_weight_shifts(grid(A=(3, 2), B=(1, 1)), HALVES, leader="A")["B"]
        assert str(found) == "none"
        assert isinstance(found.derivation, Operation)
        assert [one.value for one in found.derivation.inputs if isinstance(one, Figure)] == [2, 1]


class TestRandomShares:
    @pytest.mark.parametrize("draws", ["0", "-5", "1.5", "999", "1000.5", "1000001"])
    def test_draws_that_say_too_little_or_cannot_be_made(self, draws: str) -> None:
        with pytest.raises(
            FigureError, match=f"The number of draws is {draws}; .* whole number from 1,000 to 1,000,000"
        ):
            random_weight_shares(LEVEL, draws=number(draws), seed=number(1))

    @pytest.mark.parametrize("seed", ["-1", "0.5"])
    def test_seeds_that_cannot_be_used(self, seed: str) -> None:
        with pytest.raises(FigureError, match=f"The seed is {seed}; it must be a whole number from 0"):
            random_weight_shares(LEVEL, draws=number(1000), seed=number(seed))

    def test_draws_with_a_unit(self) -> None:
        with pytest.raises(FigureError, match="The draws of random weights are a pure number, not points"):
            random_weight_shares(LEVEL, draws=literal(10, POINT, "made up"), seed=number(1))

    def test_scores_in_different_units(self) -> None:
        mixed = {"A": {"c1": number(1), "c2": literal(3, POINT, "made up")}}
        with pytest.raises(FigureError, match="Put all scores on one scale first"):
            random_weight_shares(mixed, draws=number(1000), seed=number(1))

    def test_a_criterion_whose_name_could_be_taken_for_two(self) -> None:
        with pytest.raises(FigureError, match=r'"cost [|] reach" holds a bar between spaces'):
            random_weight_shares({"A": {"cost | reach": number(1)}}, draws=number(1000), seed=number(1))

    def test_an_option_may_have_such_a_name(self) -> None:
        shares = random_weight_shares({"A | 1": {"c": number(1)}, "A | 2": {"c": number(3)}}, **DRAWN)
        assert [str(share.value) for share in shares.values()] == ["0", "1"]

    def test_the_name_says_that_it_is_simulated_and_the_inputs_are_scores_draws_and_seed(self) -> None:
        derivation = random_weight_shares(LEVEL, **DRAWN)["B"].derivation
        assert isinstance(derivation, Operation)
        assert derivation.name == "simulated share of random weights with which the second leads"
        assert derivation.keys == ("A | c1", "A | c2", "B | c1", "B | c2", "draws", "seed")


DRAWN = {"draws": number(1000), "seed": number(7)}


class TestLeavingOut:
    def test_a_criterion_with_the_whole_weight(self) -> None:
        with pytest.raises(FigureError, match='Without "c1" no weight is left'):
            totals_without_each(LEVEL, weights("1", "0"))

    def test_an_option_of_two(self) -> None:
        with pytest.raises(FigureError, match="leaves nothing to compare: there are only 2 options"):
            totals_without_options(LEVEL, HALVES)

    def test_options_left_that_are_equal_wherever_there_is_weight(self) -> None:
        scores = grid(A=(1, 5), B=(1, 5), C=(2, 9))
        with pytest.raises(FigureError, match="The options A, B are equal on every criterion that has weight"):
            totals_without_options(scores, equal_weights(scores["A"]))

    def test_options_that_become_equal_are_not_turned_round(self) -> None:
        # With C: A has half of 0 and half of 100, B half of 25 and half of 0. Without C both have half of 100.
        scores = grid(A=(1, 1), B=(2, 0), C=(5, 0))
        before, removed = weighted_totals(local_scale(scores), HALVES), totals_without_options(scores, HALVES)
        assert [str(one.value) for one in removed["C"].values()] == ["50.0", "50.0"]
        assert str(rank_reversals(before, removed)["C"]) == "no"

    def test_a_new_option_was_not_there_to_change_places(self) -> None:
        with pytest.raises(FigureError, match='no member "C"'):
            rank_reversals({"A": number(1), "B": number(2)}, {"case": {"A": number(1), "C": number(2)}})

    def test_one_option_alone_changes_no_places(self) -> None:
        with pytest.raises(FigureError, match='In the case "case" there are not two options'):
            rank_reversals({"A": number(1), "B": number(2)}, {"case": {"A": number(1)}})
