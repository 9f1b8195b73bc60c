"""Units: how settings write them, how they combine, and how a reader is told of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.errors import FigureError
from tracepaper.figures import ONE, Unit, units

POWERS = st.dictionaries(st.sampled_from(sorted(units.NAMES)), st.integers(-3, 3).filter(bool), max_size=4)
UNITS = POWERS.map(lambda powers: Unit(tuple(sorted(powers.items()))))


@pytest.mark.parametrize(
    ("written", "kept", "said"),
    [
        ("GBP", "GBP", "pounds"),
        ("pounds", "GBP", "pounds"),
        ("child", "child", "children"),
        ("children", "child", "children"),
        ("care packages", "package", "care packages"),
        ("GBP/child", "GBP/child", "pounds per child"),
        ("GBP/child/week", "GBP/child/week", "pounds per child per week"),
        ("GBP/hour", "GBP/hour", "pounds per hour"),
        ("bed*week", "bed*week", "beds times weeks"),
        ("1/year", "1/year", "number per year"),
        ("1", "1", "a pure number"),
        ("ratio", "1", "a pure number"),
    ],
)
def test_a_unit_is_read_as_written_and_said_in_words(written, kept, said):
    unit = units.parse(written)
    assert str(unit) == kept
    assert unit.words() == said


def test_pounds_divided_by_children_are_pounds_per_child():
    assert units.parse("GBP") / units.parse("child") == units.parse("GBP/child")


def test_pounds_per_hour_times_hours_are_pounds():
    assert units.parse("GBP/hour") * units.parse("hours") == units.parse("GBP")


def test_pounds_divided_by_pounds_are_a_pure_number():
    assert units.parse("GBP") / units.parse("GBP") == ONE


def test_the_order_in_which_a_unit_is_written_does_not_matter():
    assert units.parse("GBP/child/week") == units.parse("GBP/week/child")


def test_pounds_times_pounds_do_not_read_as_pounds():
    assert units.parse("GBP*GBP").words() == "pounds times pounds"
    assert units.parse("GBP/year/year").words() == "pounds per year per year"


@pytest.mark.parametrize(("written", "unknown"), [("euros", "euros"), ("GBP/chld", "chld"), ("", ""), ("GBP/", "")])
def test_an_unknown_unit_is_refused_with_the_known_ones(written, unknown):
    with pytest.raises(FigureError) as refused:
        units.parse(written)
    assert f'"{unknown}" in the unit "{written}" is not a known unit' in refused.value.heading
    assert "Known: GBP, child, package" in refused.value.heading


@given(UNITS)
def test_every_unit_is_read_back_as_it_is_written(unit):
    assert units.parse(str(unit)) == unit


@given(UNITS, UNITS)
def test_multiplying_and_dividing_by_a_unit_changes_nothing(one, other):
    assert one * other / other == one


@given(UNITS, UNITS)
def test_two_units_that_differ_are_never_said_alike(one, other):
    assert (one.words() == other.words()) == (one == other)
