"""Indicators: distance to the target and share of the way covered, whichever way is better."""

from decimal import Decimal

import pytest

from tracepaper.calculations.indicators import distances_to_target, ways_covered
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, literal, units


def figure(value: str, unit: str = "points") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def row(id: str, direction: str) -> dict[str, Text]:
    cell = Cell("data/raw/classes/indicators.csv", "", "A2", 2, 1, "")
    return {"id": Text(id, cell), "direction": Text(direction, cell)}


ROWS = [row("N1", "higher"), row("N2", "lower"), row("N3", "lower")]
BASELINE = {"N1": figure("31.2"), "N2": figure("48", "families")}
LATEST = {"N1": figure("34.6"), "N2": figure("42", "families")}
TARGET = {"N1": figure("37.5"), "N2": figure("32", "families")}


def test_distance_is_what_is_still_to_go_and_unmeasured_indicators_are_left_out() -> None:
    found = distances_to_target(ROWS, LATEST, TARGET)
    # 37.5 - 34.6 and 42 - 32
    assert {id: (str(one.value), str(one.unit)) for id, one in found.items()} == {
        "N1": ("2.9", "point"),
        "N2": ("10", "family"),
    }


def test_distance_is_negative_beyond_the_target() -> None:
    found = distances_to_target(ROWS, {"N2": figure("30", "families")}, TARGET)
    assert found["N2"].value == -2


def test_the_way_covered_is_the_same_whichever_way_is_better() -> None:
    found = ways_covered(BASELINE, LATEST, TARGET)
    # 3.4 / 6.3 and (42 - 48) / (32 - 48) = 6 / 16
    assert found["N1"].value.quantize(Decimal("0.0001")) == Decimal("0.5397")
    assert found["N2"].value == Decimal("0.375")


def test_moving_away_from_the_target_is_negative() -> None:
    assert ways_covered(BASELINE, {"N2": figure("52", "families")}, TARGET)["N2"].value == Decimal("-0.25")


def test_a_target_that_is_its_baseline_has_no_way() -> None:
    with pytest.raises(FigureError, match="cannot be divided"):
        ways_covered(BASELINE, LATEST, {"N1": figure("31.2")})


def test_a_direction_that_is_none_is_refused() -> None:
    with pytest.raises(FigureError, match=r'Indicator N1: .* "higher" or "lower"; found "up"'):
        distances_to_target([row("N1", "up")], LATEST, TARGET)
