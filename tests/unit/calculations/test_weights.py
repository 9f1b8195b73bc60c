"""Wrong weights are refused in words that say which, what was found and how to mend it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.calculations.weights import (
    equal_weights,
    stated_weights,
    swing_weights,
    weights_from_points,
    weights_without,
)
from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Figure, literal, units


def series(unit: str = "1", **amounts: str) -> dict[str, Figure]:
    return {name: literal(Decimal(one), units.parse(unit), "made up") for name, one in amounts.items()}


class TestStatedWeights:
    def test_thirds_that_are_quotients_sum_to_one(self) -> None:
        third = literal(1, ONE, "one") / literal(3, ONE, "three")
        assert list(stated_weights({"a": third, "b": third, "c": third})) == ["a", "b", "c"]

    def test_too_much_is_refused_with_the_sum(self) -> None:
        with pytest.raises(FigureError, match=r"The weights of Cost, Reach sum to 1\.1; they must sum to 1\."):
            stated_weights(series(Cost="0.6", Reach="0.5"))

    def test_a_hundred_points_are_no_weights(self) -> None:
        with pytest.raises(FigureError, match="sum to 100; they must sum to 1"):
            stated_weights(series(Cost="60", Reach="40"))

    def test_a_negative_weight_is_refused_though_the_sum_is_one(self) -> None:
        with pytest.raises(FigureError, match=r'The weight of "Reach" is -0\.2: it cannot be below 0\.'):
            stated_weights(series(Cost="1.2", Reach="-0.2"))

    def test_a_weight_with_a_unit_is_refused(self) -> None:
        with pytest.raises(FigureError, match='"Cost" is in points; a weight is a pure number'):
            stated_weights(series("point", Cost="0.5", Reach="0.5"))

    def test_no_weights_are_refused(self) -> None:
        with pytest.raises(FigureError, match="not one weight was given"):
            stated_weights({})

    def test_a_criterion_may_weigh_nothing(self) -> None:
        assert stated_weights(series(Cost="1", Reach="0"))["Reach"].value == 0


class TestOtherWeights:
    def test_nothing_to_weigh(self) -> None:
        with pytest.raises(FigureError, match="there are no criteria to weigh"):
            equal_weights({})

    def test_points_of_nothing(self) -> None:
        with pytest.raises(FigureError, match="The points of Cost, Reach sum to 0"):
            weights_from_points(series("point", Cost="0", Reach="0"))

    def test_a_swing_above_a_hundred(self) -> None:
        with pytest.raises(FigureError, match='The largest swing is that of "Cost", 120'):
            swing_weights(series("point", Cost="120", Reach="100"))

    def test_a_negative_swing(self) -> None:
        with pytest.raises(FigureError, match='The swing of "Reach" is -5'):
            swing_weights(series("point", Cost="100", Reach="-5"))

    def test_mixed_units(self) -> None:
        with pytest.raises(FigureError, match="Cannot compare"):
            weights_from_points({**series("point", Cost="3"), **series("GBP", Reach="4")})

    def test_leaving_out_the_whole_weight(self) -> None:
        with pytest.raises(FigureError, match='Without "Cost" no weight is left'):
            weights_without(series(Cost="1", Reach="0"), "Cost")

    def test_leaving_out_what_is_not_there(self) -> None:
        with pytest.raises(FigureError, match='no member "Risk"'):
            weights_without(series(Cost="1"), "Risk")
