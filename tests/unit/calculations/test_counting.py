"""Rows of words are counted by their cells; what cannot be divided is rounded up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracepaper.calculations.counting import count_of, rounded_up
from tracepaper.errors import FigureError
from tracepaper.figures import Cell, Figure, Text, graph, literal, units

STATUSES = ("done", "late", "done ", "", "Done", "late")


def rows(*statuses: str, classification: str = "public") -> list[dict[str, Text]]:
    def quoted(row: int, text: str) -> Text:
        cell = Cell("data/raw/pilot/plan.csv", "", f"B{row}", row, 2, text, f"Item {row}, Status")
        return graph.quotation(text, cell, classification=classification)

    return [{"status": quoted(row, text)} for row, text in enumerate(statuses, 2)]


def number(value: str | int, unit: str = "1") -> Figure:
    return literal(Decimal(value), units.parse(unit), "written in this test")


def addresses(figure: Figure) -> list[str]:
    return [one.derivation.address for one in figure.derivation.inputs]


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        (("late",), ["B3", "B7"]),
        # Spaces at an end are nothing that a reader sees; a capital is.
        (("done",), ["B2", "B4"]),
        (("done", "late"), ["B2", "B3", "B4", "B7"]),
        ((), ["B2", "B3", "B4", "B6", "B7"]),
        (("started",), []),
    ],
)
def test_rows_are_counted_by_their_text(values: tuple[str, ...], cells: list[str]) -> None:
    counted = count_of(rows(*STATUSES), "status", *values)
    assert counted.value == len(cells)
    assert addresses(counted) == cells


def test_a_count_has_the_unit_of_what_is_counted() -> None:
    assert count_of(rows(*STATUSES), "status", unit="packages").unit == units.parse("package")
    with pytest.raises(FigureError, match='"row" in the unit "row" is not a known unit'):
        count_of(rows(*STATUSES), "status", unit="row")


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(FigureError, match=r'no column "state"\. They have: status\.'):
        count_of(rows(*STATUSES), "state")


class Table:
    """What is called by its kind, as a table of a paper is."""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"first": number(1)}, "it was given a series"),
        (Table(), "it was given a table"),
        (number(1).named("score", "Score"), 'it was given the single figure "Score"'),
        ("books", "it was given a text"),
        ([number(1)], "it was given a list with a single figure"),
        ([{"status": number(1)}], "it was given rows with a single figure"),
    ],
)
def test_what_are_no_rows_is_refused_by_what_it_is(given: Any, words: str) -> None:
    with pytest.raises(FigureError) as error:
        count_of(given, "status")
    assert str(error.value).startswith("count_of takes ")
    assert str(error.value).endswith(f"{words}. Write texts() after the name of a table: books.texts().")


def test_a_count_of_exempt_cells_is_exempt() -> None:
    assert count_of(rows("done", classification="exempt"), "status").classification == "exempt"


def test_a_count_is_written_down_with_its_cells_and_read_again() -> None:
    written = graph.dump({"late": count_of(rows(*STATUSES), "status", "late").named("late", "Late")})
    assert written["figures"]["late"]["inputs"] == ["cell-pilot-plan-b3", "cell-pilot-plan-b7"]
    quoted = written["figures"]["cell-pilot-plan-b3"]
    assert (quoted["operation"], quoted["value"], quoted["unit"]) == ("quotation", "late", "text")
    assert graph.dump(graph.load(written)) == written


@pytest.mark.parametrize("counted_first", [True, False])
def test_a_cell_that_is_counted_and_computed_with_is_written_as_its_number(counted_first: bool) -> None:
    cell = Cell("data/raw/pilot/plan.csv", "", "C2", 2, 3, "5", "Item 2, Cost")
    cost = -Figure(Decimal(5), units.parse("GBP"), cell)
    counted = count_of([{"cost": graph.quotation("5", cell)}], "cost")
    written = graph.dump({"a": counted, "b": cost} if counted_first else {"a": cost, "b": counted})
    assert written["figures"]["cell-pilot-plan-c2"]["operation"] == "cell"


@pytest.mark.parametrize(
    ("value", "whole"), [("2.0001", 3), ("2", 2), ("1.9999", 2), ("0", 0), ("-1.5", -1), ("-2", -2), ("0.000001", 1)]
)
def test_a_number_is_rounded_up_to_the_whole_one_at_or_above(value: str, whole: int) -> None:
    assert rounded_up(number(value, "place")).value == whole
    assert rounded_up(number(value, "place")).unit == units.parse("place")


def test_noise_of_a_quotient_is_not_rounded_up() -> None:
    more = number(1) / number(6) * number(54)
    assert more.value > 9, "the product is not exact: the case is worth testing"
    assert rounded_up(more).value == 9


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**4))
def test_as_whole_numbers_are_divided_long_hand(amount: int, each: int) -> None:
    assert rounded_up(number(amount) / number(each)).value == -(-amount // each)
