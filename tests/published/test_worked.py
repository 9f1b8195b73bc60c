"""What holds the worked examples to their results: none that is wrong passes."""

from dataclasses import replace

import pytest

from published.worked import Example, amount, amounts, check, comparable_form, day, text_rows
from tracepaper.errors import FigureError

RIGHT = Example(
    calculation="shares",
    title="Two shares",
    given={"spend": amounts({"North": "1", "South": "7"}, "GBP"), "whole": amount("8", "GBP")},
    formula="shares(spend, of=whole)",
    gives={"North": "0.13", "South": "0.88"},
    working="1 / 8 = 0.125; 7 / 8 = 0.875; half a hundredth goes up",
    source="Arithmetic",
)
REFUSED = replace(RIGHT, formula="shares(spend, of=part)", gives=None, refuses='Nothing is called "part" here.')
WRONG = {
    "a number": replace(RIGHT, gives={"North": "0.12", "South": "0.88"}),
    "the order": replace(RIGHT, gives={"South": "0.88", "North": "0.13"}),
    "a member less": replace(RIGHT, gives={"North": "0.13"}),
    "a member more": replace(RIGHT, gives={"North": "0.13", "South": "0.88", "West": "0.00"}),
    "a list": replace(RIGHT, gives=["0.13", "0.88"]),
    "a text": replace(RIGHT, gives="0.13"),
    "nothing": replace(RIGHT, gives=None),
    "another calculation": replace(RIGHT, calculation="average"),
    "both given and refused": replace(RIGHT, refuses="Nothing"),
    "other words": replace(REFUSED, refuses="Something"),
}


def test_a_right_example_passes():
    check(RIGHT)
    check(REFUSED)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_example_does_not(wrong):
    with pytest.raises(AssertionError):
        check(wrong)


def test_what_is_not_refused_is_told():
    with pytest.raises(pytest.fail.Exception):
        check(replace(RIGHT, gives=None, refuses="Nothing"))


def test_what_is_refused_gives_nothing():
    with pytest.raises(FigureError):
        check(replace(REFUSED, gives={"North": "0.13"}, refuses=None))


@pytest.mark.parametrize(
    ("found", "like", "form"),
    [
        (amount("-0.004"), "0.00", "0.00"),
        (amount("-0.005"), "-0.01", "-0.01"),
        (amount("2.5"), "3", "3"),
        (amount("2.50"), "three", "2.50"),
        (day("2020-03-06"), "6 March 2020", "6 March 2020"),
        (True, True, True),
        (("a", ["b"]), ["a", ["b"]], ["a", ["b"]]),
    ],
)
def test_results_are_compared_as_they_are_written(found, like, form):
    assert comparable_form(found, like) == form


def test_rows_of_texts_have_cells():
    [row] = text_rows([{"id": "A1", "level": "activity"}])
    assert (row["level"].derivation.address, row["level"].derivation.raw) == ("B2", "activity")
