"""Random weights: every set is equally likely, the same seed gives the same draws, and equal leaders share one."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from tracepaper.errors import FigureError
from tracepaper.figures import random_weights
from tracepaper.figures.operations import computed
from tracepaper.figures.random_weights import key_of, share, share_of

Rows = dict[str, tuple[str, ...]]


def inputs(rows: Rows, *, draws: int | str, seed: int | str = 1) -> tuple[list[Decimal], list[str]]:
    keys = [key_of(option, f"c{n}") for option, row in rows.items() for n in range(len(row))]
    values = [Decimal(one) for row in rows.values() for one in row]
    return [*values, Decimal(draws), Decimal(seed)], [*keys, "draws", "seed"]


def shares(rows: Rows, *, draws: int, seed: int = 1) -> dict[str, Decimal]:
    values, keys = inputs(rows, draws=draws, seed=seed)
    return {option: share(values, keys, share_of(place)) for place, option in enumerate(rows)}


def by_hand(rows: Rows, *, draws: int, seed: int) -> dict[str, Fraction]:
    """The same in exact fractions, one draw at a time, from the uniform numbers of the generator."""
    size = len(next(iter(rows.values())))
    generator = np.random.Generator(np.random.PCG64(seed))
    leads = dict.fromkeys(rows, Fraction(0))
    for _ in range(draws):
        cuts = [Fraction(0), *sorted(Fraction(float(generator.random())) for _ in range(size - 1)), Fraction(1)]
        gaps = [after - before for before, after in itertools.pairwise(cuts)]
        totals = {o: sum(g * Fraction(one) for g, one in zip(gaps, row, strict=True)) for o, row in rows.items()}
        leaders = [option for option, total in totals.items() if total == max(totals.values())]
        for option in leaders:
            leads[option] += Fraction(1, len(leaders) * draws)
    return leads


FOUR: Rows = {"A": ("3", "0", "1"), "B": ("0", "3", "1"), "C": ("1", "1", "2"), "C again": ("1", "1", "2")}


class TestShares:
    def test_are_those_of_exact_fractions_drawn_one_by_one(self) -> None:
        found = shares(FOUR, draws=1000, seed=5)
        expected = by_hand(FOUR, draws=1000, seed=5)
        assert {o: Fraction(one).limit_denominator(10**6) for o, one in found.items()} == expected
        assert found["C"] == found["C again"] > 0

    def test_drawn_in_several_lots_are_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = shares(FOUR, draws=1000, seed=2)
        random_weights._shares.cache_clear()
        monkeypatch.setattr(random_weights, "BLOCK", 37)
        assert shares(FOUR, draws=1000, seed=2) == whole

    def test_another_seed_draws_others(self) -> None:
        assert shares(FOUR, draws=1000, seed=1) != shares(FOUR, draws=1000, seed=2)

    def test_of_two_criteria_are_a_length(self) -> None:
        # A has 3w, B 1: A leads where w > 1/3.
        found = shares({"A": ("3", "0"), "B": ("1", "1")}, draws=100_000)
        assert abs(found["A"] - Decimal(2) / 3) < Decimal("0.005")

    def test_of_one_criterion_need_no_draw(self) -> None:
        assert shares({"A": ("3",), "B": ("4",), "C": ("4",)}, draws=1000) == {
            "A": Decimal(0),
            "B": Decimal("0.5"),
            "C": Decimal("0.5"),
        }

    def test_average_weights_are_equal(self) -> None:
        """In the mean each of three criteria has a third, the first and the last as well as the middle one."""
        uniform = np.random.Generator(np.random.PCG64(3)).random((200_000, 2))
        assert random_weights._weights(uniform).mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.002)

    def test_are_recomputed_by_the_name_of_the_operation(self) -> None:
        values, keys = inputs(FOUR, draws=1000, seed=5)
        assert computed(share_of(0), values, keys=keys) == shares(FOUR, draws=1000, seed=5)["A"]


class TestEvidenceThatWasAltered:
    def test_an_option_that_is_not_there(self) -> None:
        values, keys = inputs(FOUR, draws=1000)
        with pytest.raises(FigureError, match="names none of the options A, B, C, C again"):
            share(values, keys, share_of(4))

    def test_more_options_than_places_have_names(self) -> None:
        with pytest.raises(FigureError, match="More than 19 options are compared"):
            share_of(19)

    def test_keys_in_another_order(self) -> None:
        values, keys = inputs(FOUR, draws=1000)
        with pytest.raises(FigureError, match="on different criteria, or in different orders"):
            share(values, [keys[1], keys[0], *keys[2:]], share_of(0))

    def test_draws_and_seed_under_other_names(self) -> None:
        values, keys = inputs(FOUR, draws=1000)
        with pytest.raises(FigureError, match='are called "draws" and "seed"'):
            share(values, [*keys[:-2], "seed", "draws"], share_of(0))

    def test_a_number_of_draws_that_is_not_whole(self) -> None:
        values, keys = inputs(FOUR, draws="1000.5")
        with pytest.raises(FigureError, match=r"The number of draws is 1000\.5; it must be a whole number"):
            share(values, keys, share_of(0))

    @pytest.mark.parametrize(("draws", "seed", "found"), [("1", "1", "draws is 1;"), ("1000", "-1", "seed is -1;")])
    def test_draws_or_a_seed_that_no_paper_may_have(self, draws: str, seed: str, found: str) -> None:
        values, keys = inputs(FOUR, draws=draws, seed=seed)
        with pytest.raises(FigureError, match=f"The .*{found} it must be a whole number"):
            share(values, keys, share_of(0))
