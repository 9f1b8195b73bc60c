"""Restated figures: rebuilt where they rest on what is replaced, and the same figures everywhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracepaper.errors import FigureError
from tracepaper.figures import (
    ONE,
    Cell,
    Display,
    Figure,
    Parameter,
    Text,
    Unit,
    count,
    derived,
    explain,
    graph,
    greatest,
    judged,
    least,
    literal,
    points,
    raised,
    rate_of_return,
    rounded_down,
    total,
    units,
)
from tracepaper.figures.operations import IS_ABOVE, ROUNDED_UP
from tracepaper.figures.restating import restated, rests_on
from tracepaper.figures.straightness import straight_in

POUNDS = units.parse("GBP")


def number(value: str, id: str, unit: Unit = ONE) -> Figure:
    return literal(Decimal(value), unit, f"the reason of {id}").named(id, id.capitalize())


def read(value: str, address: str, id: str = "") -> Figure:
    cell = Cell("data/raw/a/b.csv", "", address, 2, 2, value, names=address)
    return (
        Figure(Decimal(value), POUNDS, cell).named(id, id.capitalize()) if id else Figure(Decimal(value), POUNDS, cell)
    )


X, OTHER = number("3", "x"), number("5", "other")
TWO, SEVEN = number("2", "two"), number("7", "seven")


def value(figure: Figure | Text) -> str:
    return str(figure) if isinstance(figure, Text) else f"{figure.value:f}"


class TestARestatedFigure:
    @pytest.mark.parametrize(
        ("figure", "gives"),
        [
            (X + TWO, "7"),
            (X - SEVEN, "-2"),
            (X * X, "25"),
            (SEVEN / X, "1.4"),
            (-X, "-5"),
            (total([X, X, TWO]), "12"),
            (count([X, TWO]), "2"),
            (least([X, TWO + TWO]), "4"),
            (greatest([X, TWO + TWO]), "5"),
            (rounded_down(X / TWO), "2"),
            (derived(ROUNDED_UP, [X / TWO], ONE), "3"),
            (raised(X, TWO), "25"),
            (judged(IS_ABOVE, [X, TWO + TWO]), "yes"),
            (rate_of_return({"0": -X, "1": SEVEN + TWO + TWO}), "1.2"),
            (rate_of_return({"0": X - TWO - TWO, "1": SEVEN}), "no rate of return"),
            (X, "5"),
        ],
        ids=lambda one: one if type(one) is str else getattr(one.derivation, "name", "itself"),
    )
    def test_is_what_its_operations_give_with_five_for_three(self, figure: Figure | Text, gives: str) -> None:
        found = restated(figure, [(X, OTHER)])
        assert Decimal(value(found)) == Decimal(gives) if isinstance(found, Figure) else value(found) == gives
        assert rests_on(figure, X) and not rests_on(figure, number("3", "y"))

    def test_keeps_what_does_not_rest_on_the_replaced(self) -> None:
        untouched = (TWO * SEVEN).named("untouched", "Untouched")
        found = restated(X * TWO + untouched, [(X, OTHER)])
        first, second = found.derivation.inputs
        assert second is untouched and first.derivation.inputs[1] is TWO and first.derivation.inputs[0] is OTHER

    def test_keeps_unit_keys_and_the_cell_of_a_code(self) -> None:
        cell = Cell("data/raw/a/b.csv", "", "C2", 2, 3, " Y ", names="Test")
        scale = {"Y": X, "N": TWO}
        figure = points(cell, "Y", scale, classification="exempt")
        found = restated(figure, [(X, OTHER)])
        assert (value(found), found.unit, found.classification) == ("5", ONE, "exempt")
        assert found.derivation.keys == ("Y", "N") and found.derivation.cells == (cell,)

    def test_may_have_several_replaced_at_once(self) -> None:
        assert value(restated(X * SEVEN - TWO, [(X, OTHER), (SEVEN, TWO)])) == "8"  # 5 x 2 - 2

    def test_may_be_as_deep_as_a_running_total_of_years(self) -> None:
        deep = X
        for _ in range(3000):
            deep = deep + TWO
        assert value(restated(deep, [(X, OTHER)])) == "6005"  # 5 + 3000 x 2

    def test_is_written_and_read_back_like_any_other(self) -> None:
        found = restated(X * SEVEN, [(X, OTHER)]).named("found", "Found")
        written = graph.dump({"found": found})
        assert graph.dump(graph.load(written)) == written


class TestWhatIsReplaced:
    def test_is_the_same_cell_under_any_name(self) -> None:
        named, again = read("10", "B2", "price"), read("10", "B2")
        assert value(restated(again + read("1", "B3"), [(named, read("20", "B4"))])) == "21"

    def test_is_the_same_parameter_under_any_name(self) -> None:
        rate = Figure(Decimal("0.5"), ONE, Parameter("rate, 1", "2026", "cited"))
        assert value(restated(TWO * rate, [(rate.named("rate", "Rate"), SEVEN)])) == "14"

    def test_is_the_same_product_of_the_same_under_any_name(self) -> None:
        named = (X * TWO).named("doubled", "Doubled")
        assert value(restated(X * TWO + X, [(named, SEVEN)])) == "10"  # 7 + 3

    def test_is_no_other_number_that_has_its_value_and_reason(self) -> None:
        one, other = (literal(Decimal(1), ONE, "set by the panel").named(id, id) for id in ("first", "second"))
        assert value(restated(one + other, [(one, SEVEN)])) == "8"

    def test_is_refused_under_a_second_name(self) -> None:
        with pytest.raises(FigureError, match=r'"X" \(x\) has a second name, "Alias" \(alias\)'):
            restated(X + X.named("alias", "Alias"), [(X, OTHER)])


class TestRefused:
    def test_what_does_not_rest_on_it(self) -> None:
        with pytest.raises(FigureError, match='"Seven" does not rest on "X"'):
            restated(SEVEN, [(X, OTHER)])

    def test_what_rests_on_it_through_another_that_is_replaced(self) -> None:
        middle = (X * TWO).named("middle", "Middle")
        with pytest.raises(FigureError, match='rests on "X" only through another figure that is replaced'):
            restated(middle + SEVEN, [(X, OTHER), (middle, SEVEN)])

    def test_another_unit(self) -> None:
        with pytest.raises(FigureError, match='"X" is in a pure number, "Price" in pounds'):
            restated(X + TWO, [(X, read("10", "B2", "price"))])

    def test_a_division_by_nought(self) -> None:
        with pytest.raises(FigureError, match='"Share" cannot be computed with "Two": that divides by nought'):
            restated((SEVEN / (X - TWO)).named("share", "Share"), [(X, TWO)])

    @pytest.mark.parametrize("base", [TWO, number("1", "one")])
    def test_a_power_of_nought_or_less(self, base: Figure) -> None:
        square = raised(X - TWO, TWO).named("square", "Square")
        with pytest.raises(FigureError, match=r'"Square" cannot be computed with .* power of what is not above nought'):
            restated(square, [(X, base)])


class TestReading:
    def nodes(self, **book: Figure) -> dict[str, dict]:
        return {id: {"cells": [], "keys": [], **node} for id, node in graph.dump(book)["figures"].items()}

    def test_a_short_formula_is_written_out_in_one_piece(self) -> None:
        cost = (X * TWO).named("cost", "Cost")
        nodes = self.nodes(a=restated(SEVEN - cost, [(X, OTHER)]).named("a", "Net"))
        assert explain.in_words(explain.formula("a", nodes), nodes) == "Seven \N{MINUS SIGN} (Other × Two)"

    def test_of_a_long_one_the_parts_keep_their_names_and_say_what_differs(self) -> None:
        display = Display("number", 2)
        part = total([X * number(str(n), f"n{n}") for n in range(20)]).named("part", "Part", display)
        found = restated(part + SEVEN, [(X, OTHER)]).named("a", "Whole")
        nodes = self.nodes(a=found)
        assert explain.in_words(explain.formula("a", nodes), nodes) == 'Part, with "Other" + Seven'
        assert found.derivation.inputs[0].display == display and not found.derivation.inputs[0].id


class TestAStraightLine:
    @pytest.mark.parametrize(
        ("figure", "straight"),
        [
            (X, True),
            (X + X - TWO, True),
            (-(SEVEN * X / TWO), True),
            (count([X]), True),
            (X * X, False),
            (X * TWO * (X + TWO), False),
            (SEVEN / X, False),
            (greatest([X, TWO]), False),
            (rounded_down(X), False),
            (raised(X, TWO), False),
        ],
    )
    def test_is_told_by_its_form(self, figure: Figure, straight: bool) -> None:
        assert straight_in(figure, X) == straight
