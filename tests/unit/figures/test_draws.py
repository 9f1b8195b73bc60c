"""What simulations draw from: numbers that are the same with every NumPy, and settings that make sense."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from tracepaper.errors import FigureError
from tracepaper.figures.draws import number_of_draws, seed_of_draws, uniform

# The multiplier of PCG64: O'Neill, PCG: a family of simple fast space-efficient statistically good algorithms (2014).
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645


NUMBERS_OF_ELEVEN = [0.12857020276919962, 0.49927786244011496, 0.6014983576233575]


def by_hand(generator: np.random.PCG64, many: int) -> list[float]:
    """The numbers of PCG64 (XSL RR 128/64) in whole numbers of Python, from the state that the seed gave."""
    held = generator.state["state"]
    state, numbers = held["state"], []
    for _ in range(many):
        state = (state * MULTIPLIER + held["inc"]) % 2**128
        mixed, turn = (state >> 64) ^ (state % 2**64), state >> 122
        raw = ((mixed >> turn) | (mixed << (64 - turn))) % 2**64
        numbers.append((raw >> 11) / 2**53)
    return numbers


class TestNumbers:
    @pytest.mark.parametrize("seed", [0, 11, 20180806, 2**63 - 1])
    def test_are_those_of_the_published_generator(self, seed: int) -> None:
        assert uniform(np.random.PCG64(seed), 200).tolist() == by_hand(np.random.PCG64(seed), 200)

    def test_of_one_seed_are_always_these(self) -> None:
        assert uniform(np.random.PCG64(11), 3).tolist() == NUMBERS_OF_ELEVEN

    def test_go_on_where_the_last_ones_ended(self) -> None:
        generator = np.random.PCG64(7)
        parts = [*uniform(generator, 3).tolist(), *uniform(generator, 5).tolist()]
        assert parts == uniform(np.random.PCG64(7), 8).tolist()

    def test_lie_from_nought_to_below_one(self) -> None:
        drawn = uniform(np.random.PCG64(3), 100_000)
        assert drawn.min() >= 0 and drawn.max() < 1 and drawn.mean() == pytest.approx(0.5, abs=0.005)


class TestSettings:
    def test_that_make_sense_are_whole_numbers(self) -> None:
        assert [number_of_draws(Decimal(one)) for one in ("1000", "1E+6")] == [1000, 1_000_000]
        assert [seed_of_draws(Decimal(one)) for one in ("0", str(2**63 - 1))] == [0, 2**63 - 1]

    @pytest.mark.parametrize("draws", ["0", "1", "999", "1000.5", "1000001", "-1000", "NaN", "Infinity"])
    def test_no_other_number_of_draws_is_taken(self, draws: str) -> None:
        with pytest.raises(FigureError, match=f"draws is {draws}; it must be a whole number from 1,000 to 1,000,000"):
            number_of_draws(Decimal(draws))

    @pytest.mark.parametrize("seed", ["-1", "0.5", str(2**63), "NaN"])
    def test_no_other_seed_is_taken(self, seed: str) -> None:
        with pytest.raises(FigureError, match=f"The seed is {seed}; it must be a whole number from 0 to 9,223,372,036"):
            seed_of_draws(Decimal(seed))
