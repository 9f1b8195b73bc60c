"""Simulations: every operation on draws is what exact arithmetic gives; whoever holds the evidence gets the same."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tracepaper.errors import FigureError
from tracepaper.figures import (
    ONE,
    Cell,
    Figure,
    Selection,
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
    simulation,
    total,
    units,
)
from tracepaper.figures.drivers import Driver
from tracepaper.figures.operations import IS_ABOVE, ROUNDED_UP, SIMULATED
from tracepaper.figures.program import Program
from tracepaper.figures.restating import restated

POUNDS = units.parse("GBP")


def number(value: str, id: str, unit: Unit = ONE) -> Figure:
    return literal(Decimal(value), unit, f"the reason of {id}").named(id, id.capitalize())


X, Y, TWO = number("3", "x"), number("0.25", "y"), number("2", "two")
DRIVERS = {
    "X in words": Driver("X in words", X, number("1", "x-low"), number("4", "x-high"), "triangular", "none"),
    "Y in words": Driver("Y in words", Y, number("0.2", "y-low"), number("0.5", "y-high"), "uniform", "none"),
}
DRAWS, SEED = number("1000", "draws"), number("11", "seed")
CODE = Cell("data/raw/a/b.csv", "", "C2", 2, 3, "high", names="Test")
OUTCOMES = {
    "sum": total([X, Y, TWO, X]),
    "difference": TWO - X,
    "product": X * Y,
    "quotient": X / Y,
    "negative": -X * Y,
    "least": least([X, Y * TWO, TWO]),
    "greatest": greatest([X, TWO]) - Y,
    "rounded up": derived(ROUNDED_UP, [X / Y], ONE),
    "rounded down": rounded_down(X * TWO) + Y,
    "whole power": raised(X + Y, TWO + TWO),
    "power below nought": raised(X, -TWO) * Y,
    "power of years and a half": raised(X * Y, number("2.5", "years")),
    "power of half a year": raised(X / Y, number("-0.5", "half-a-year")),
    "count": count([X, Y], ONE) * X * Y,
    "points": points(CODE, "high", {"high": X, "low": TWO}, classification="public") * Y,
}


def program(outcome: Figure, *drivers: Figure) -> Program:
    dumped = graph.dump({"outcome": outcome, "drivers": list(drivers)})
    ids = [one["figure"] for one in dumped["book"]["drivers"]]
    return Program(dumped["figures"], {}, [dumped["book"]["outcome"]["figure"]], ids)


@pytest.mark.parametrize("name", OUTCOMES)
def test_each_draw_is_what_the_exact_figure_would_be(name: str) -> None:
    outcome = OUTCOMES[name]
    draws = [
        (Decimal(x), Decimal(y)) for x, y in (("1.5", "0.5"), ("3.25", "0.375"), ("2.75", "0.1875"), ("3", "0.25"))
    ]
    used = [(place, one) for place, one in enumerate((X, Y)) if simulated_on(outcome, one)]
    columns = [np.array([float(draw[place]) for draw in draws]) for place, _ in used]
    (found,) = program(outcome, *(one for _, one in used)).run(columns)
    for draw, value, lost in zip(draws, found.value, found.lost, strict=True):
        pairs = [(one, literal(draw[place], ONE, "drawn")) for place, one in used]
        exact = restated(outcome, pairs)
        assert isinstance(exact, Figure) and value == pytest.approx(float(exact.value), rel=1e-12)
        # Exact arithmetic keeps fifty digits.
        assert abs(Decimal(float(value)) - exact.value) <= Decimal(float(lost)) + Decimal("1e-45")
        assert lost <= 1e-14 * max(1, abs(value))


def simulated_on(outcome: Figure, driver: Figure) -> bool:
    try:
        program(outcome, driver)
    except FigureError:
        return False
    return True


def test_what_is_whole_but_for_noise_is_not_rounded_away() -> None:
    whole = derived(ROUNDED_UP, [X * number("0.1", "tenth") * number("10", "ten")], ONE)
    assert program(whole, X).run([np.array([1.0, 3.0, 7.0, 7.1])])[0].value.tolist() == [1.0, 3.0, 7.0, 8.0]


class TestNought:
    """0.1 + 0.2 - 0.3 is nought, and 5.6E-17 in doubles."""

    outcome = X * number("0.1", "tenth") + X * number("0.2", "fifth") - X * number("0.3", "three-tenths")
    drivers = {"X": DRIVERS["X in words"]}
    run = {"draws": DRAWS, "seed": SEED}

    def test_in_doubles_is_often_above_nought_and_settled_it_never_is(self) -> None:
        (found,) = program(self.outcome, X).run([np.linspace(1, 4, 1000)])
        assert (found.value > 0).sum() > 100 and not found.settled().any()

    @pytest.mark.parametrize("size", ["1", "1e-9", "1e9"])
    def test_is_not_above_nought_and_is_each_percentile(self, size: str) -> None:
        outcome = self.outcome * number(size, "size")
        chance = simulation.chance_above_nought(outcome, self.drivers, **self.run)
        found = simulation.percentiles(outcome, self.drivers, (10, 50, 90), **self.run)
        assert [chance.value, *(one.value for one in found.values())] == [0, 0, 0, 0]

    @pytest.mark.parametrize("best", ["highest", "lowest"])
    def test_ties_with_nought_and_with_its_own_negative(self, best: str) -> None:
        options = {"a": self.outcome, "b": X - X, "c": -self.outcome}
        chances = simulation.chances_of_best(options, self.drivers, best=best, **self.run)
        assert {round(one.value, 20) for one in chances.values()} == {round(Decimal(1) / 3, 20)}

    def test_added_to_a_million_leaves_a_million(self) -> None:
        million = number("1000000", "million")
        options = {"a": million + self.outcome, "b": million + X - X}
        chances = simulation.chances_of_best(options, self.drivers, best="highest", **self.run)
        assert [one.value for one in chances.values()] == [Decimal("0.5"), Decimal("0.5")]

    def test_is_not_rounded_up_to_one(self) -> None:
        size = number("1e12", "size")
        rounded = derived(ROUNDED_UP, [self.outcome * size], ONE)
        assert simulation.chance_above_nought(rounded, self.drivers, **self.run).value == 0

    def test_is_no_divisor(self) -> None:
        nought = graph.dump({"": self.outcome})
        nodes = graph.dump({"share": (TWO / X).named("share", "Share")})["figures"]
        share = {**nodes["share"], "inputs": ["two", nought["book"][""]["figure"]]}
        with pytest.raises(FigureError, match=r'"Share" .* it divides by nought'):
            Program({**nought["figures"], **nodes, "share": share}, {}, ["share"], ["x"]).run([np.array([1.0])])

    def test_is_told_from_what_is_small(self) -> None:
        small = X * number("1e-15", "small")
        assert simulation.chance_above_nought(small, self.drivers, **self.run).value == 1


class TestACellThatVaries:
    """Column B holds 100 in row 2, and 300 in all; a total keeps its rows and no cells."""

    cell = Figure(Decimal(100), POUNDS, Cell("data/raw/a/b.csv", "", "B2", 2, 2, "100", names="X"))
    x = cell.named("x", "Cost of X")
    whole = Figure(Decimal(300), POUNDS, Selection("data/raw/a/b.csv", "", "B", "Cost", "2-4,6", 4, "digest"))
    varies = {"X": Driver("X", x, number("50", "l", POUNDS), number("200", "h", POUNDS), "uniform", "none")}

    def simulate(self, outcome: Figure) -> Figure:
        return simulation.percentiles(outcome, self.varies, (50,), draws=DRAWS, seed=SEED)["P50"]

    @pytest.mark.parametrize("within", [whole - x, x * whole / whole, greatest([x, whole])])
    def test_is_refused_where_a_total_holds_it_too(self, within: Figure) -> None:
        found = r'"Cost of X" \(B2 of b.csv\) varies, but not within the sum of column B, rows 2 to 4, 6, .* sum_of'
        with pytest.raises(FigureError, match=found):
            self.simulate(within)
        with pytest.raises(FigureError, match=found):
            restated(within, [(self.x, self.varies["X"].low)])

    def test_is_refused_by_whoever_has_the_graph_alone(self) -> None:
        within = self.whole - self.x
        with pytest.raises(FigureError, match="rows 2 to 4, 6"):
            program(within, self.x)

    @pytest.mark.parametrize(
        "changes", [{"rows": "3-6"}, {"column": "C"}, {"sheet": "Other"}, {"path": "data/raw/a/c.csv"}]
    )
    def test_may_stand_beside_a_total_of_other_cells(self, changes: dict[str, str]) -> None:
        derivation = dataclasses.replace(self.whole.derivation, **changes)
        other = Figure(Decimal(300), POUNDS, derivation) - self.x
        assert restated(other, [(self.x, self.varies["X"].high)]).value == 100  # 300 - 200
        assert 100 < self.simulate(other).value < 250

    def test_varies_within_a_sum_of_its_cells(self) -> None:
        rest = Figure(Decimal(200), POUNDS, Cell("data/raw/a/b.csv", "", "B3", 3, 2, "200", names="Y"))
        outcome = total([self.cell, rest]) - self.x
        for end in (self.varies["X"].low, self.varies["X"].high):
            assert restated(outcome, [(self.x, end)]).value == 200
        assert self.simulate(outcome).value == 200

    def test_is_refused_where_it_is_read_again_otherwise(self) -> None:
        again = Figure(Decimal(100), POUNDS, dataclasses.replace(self.cell.derivation, names="X of another table"))
        with pytest.raises(FigureError, match="Read the cell in one way only"):
            self.simulate(again - self.x)

    def test_may_lie_in_a_total_that_varies_as_well(self) -> None:
        whole = self.whole.named("whole", "Whole")
        found = restated(whole - self.x, [(whole, number("500", "n", POUNDS)), (self.x, number("60", "m", POUNDS))])
        assert found.value == 440

    def test_may_lie_below_what_varies_as_well(self) -> None:
        half = (self.whole / TWO).named("half", "Half")
        found = restated(half - self.x, [(half, number("500", "n", POUNDS)), (self.x, number("60", "m", POUNDS))])
        assert found.value == 440


class TestRefused:
    def simulate(self, outcome: Figure, **changes: Any) -> Exception:
        given = {"drivers": {"X": DRIVERS["X in words"]}, "draws": DRAWS, "seed": SEED, **changes}
        with pytest.raises(FigureError) as refusal:
            simulation.percentiles(outcome, given.pop("drivers"), (10,), **given)
        return refusal.value

    def test_an_internal_rate_of_return(self) -> None:
        rate = rate_of_return({"0": -X, "1": TWO * TWO}).named("rate", "Rate of return")
        assert '"Rate of return" varies with a driver, and is not simulated' in str(self.simulate(rate))

    def test_what_was_simulated_already(self) -> None:
        once = simulation.percentiles(X * TWO, {"X": DRIVERS["X in words"]}, (10,), draws=DRAWS, seed=SEED)["P10"]
        assert "simulated P10" in str(self.simulate(once + X))

    def test_a_driver_on_which_nothing_rests(self) -> None:
        assert 'No outcome rests on the driver "Y in words"' in str(self.simulate(X * TWO, drivers=DRIVERS))

    def test_a_driver_that_another_hides(self) -> None:
        middle = (X * TWO).named("middle", "Middle")
        drivers = {
            "X": DRIVERS["X in words"],
            "M": Driver("M", middle, number("1", "m-low"), number("9", "m-high"), "uniform", "none"),
        }
        assert 'No outcome rests on "X", but perhaps through another driver' in str(
            self.simulate(middle + TWO, drivers=drivers)
        )

    def test_no_drivers(self) -> None:
        assert "at least one driver" in str(self.simulate(X * TWO, drivers={}))

    def test_a_division_by_nought_in_a_draw(self) -> None:
        dumped = (TWO / rounded_down(X - TWO)).named("share", "Share")
        assert '"Share" cannot be computed in every draw: it divides by nought' in str(self.simulate(dumped))

    @pytest.mark.parametrize(
        "power",
        [number("0.3", "root"), TWO / number("3", "three"), Y, X],
        ids=["number", "quotient", "of a half of a half", "driver"],
    )
    def test_a_power_that_machines_compute_otherwise(self, power: Figure) -> None:
        raised_to = raised(X, power).named("growth", "Growth")
        assert '"Growth" cannot be computed in every draw: its power varies, or is no' in str(self.simulate(raised_to))

    def test_what_is_beyond_any_number(self) -> None:
        vast, minute = number("1e200", "vast"), number("1e-200", "minute")
        assert "it is beyond any number" in str(self.simulate(X * vast * vast * minute * minute))

    def test_a_power_of_what_falls_below_nought(self) -> None:
        assert "power of what is not above nought" in str(self.simulate(raised(X - number("1.5", "less"), TWO)))

    @pytest.mark.parametrize("draws", ["999", "1000001", "1000.5"])
    def test_draws_that_are_no_such_number(self, draws: str) -> None:
        assert "The number of draws is" in str(self.simulate(X * TWO, draws=number(draws, "draws")))

    @pytest.mark.parametrize("seed", ["-1", "0.5", str(2**63)])
    def test_a_seed_that_is_no_such_number(self, seed: str) -> None:
        assert f"The seed is {seed}; it must be" in str(self.simulate(X * TWO, seed=number(seed, "seed")))


class TestADriver:
    @pytest.mark.parametrize(
        ("low", "base", "high", "found"),
        [("2", "1", "3", "has no range"), ("1", "3", "2", "has no range"), ("2", "2", "2", "has no range")],
    )
    def test_has_its_base_within_its_range(self, low: str, base: str, high: str, found: str) -> None:
        with pytest.raises(FigureError, match=f'The driver "Share" {found}.*its low is {low}, its base {base}'):
            Driver("Share", number(base, "b"), number(low, "l"), number(high, "h"), "uniform", "none")

    def test_has_one_unit(self) -> None:
        with pytest.raises(FigureError, match='The driver "Cost" is in pounds, but its high is in a pure number'):
            Driver("Cost", number("2", "b", POUNDS), number("1", "l", POUNDS), number("3", "h"), "uniform", "none")

    def test_is_drawn_in_a_known_way(self) -> None:
        with pytest.raises(FigureError, match='The driver "Share" is drawn "normal"; it can be triangular or uniform'):
            Driver("Share", number("2", "b"), number("1", "l"), number("3", "h"), "normal", "none")

    @pytest.mark.parametrize(
        ("low", "high", "limits", "found"),
        [
            ("-0.5", "1", "share", 'The low of the driver "Chance" is -0.5; a share lies from 0 to 1'),
            ("0", "1.2", "share", 'The high of the driver "Chance" is 1.2; a share lies from 0 to 1'),
            ("-1", "1", "not below nought", 'The low of the driver "Chance" is -1, which is below nought'),
            ("0", "1", "a share", 'The limits of the driver "Chance" are "a share"; known: share, not below nought'),
        ],
    )
    def test_keeps_within_its_limits(self, low: str, high: str, limits: str, found: str) -> None:
        with pytest.raises(FigureError, match=found):
            Driver("Chance", number("0.5", "b"), number(low, "l"), number(high, "h"), "uniform", limits)

    def test_without_limits_may_be_any_number(self) -> None:
        assert (
            Driver("Change", number("0", "b"), number("-9", "l"), number("9", "h"), "uniform", "none").low.value == -9
        )


class TestASimulatedFigure:
    outcome = (X * Y * TWO).named("outcome", "Outcome")

    def figures(self) -> dict[str, Figure]:
        run = {"draws": DRAWS, "seed": SEED}
        both = {"option-a": self.outcome, "option-b": (X * TWO).named("other", "Other")}
        return {
            **simulation.percentiles(self.outcome, DRIVERS, (10, 50, 90), **run),
            "chance": simulation.chance_above_nought(self.outcome - TWO, DRIVERS, **run),
            **simulation.chances_of_best(both, DRIVERS, best="highest", **run),
        }

    def nodes(self) -> dict[str, Any]:
        book = {id: figure.named(id.lower(), id) for id, figure in self.figures().items()}
        return graph.dump(book)["figures"]

    def test_has_a_name_of_its_own_and_can_be_simulated_again_from_its_graph(self) -> None:
        nodes = self.nodes()
        for id, figure in self.figures().items():
            operation = figure.derivation.name
            assert operation.startswith(SIMULATED) and simulation.knows(operation)
            assert simulation.recomputed(nodes, id.lower(), {}) == figure.value
        assert not simulation.knows("simulated share of random weights with which the first leads")

    def test_follows_the_values_that_are_given_to_it(self) -> None:
        nodes = self.nodes()
        altered = {**nodes, "y": {**nodes["y"], "value": "0.3"}, "two": {**nodes["two"], "value": "9"}}
        right = {"y": Decimal("0.25"), "two": Decimal(2)}
        found = self.figures()["P10"].value
        assert simulation.recomputed(altered, "p10", {}) != found
        assert simulation.recomputed(altered, "p10", right) == found

    def test_is_the_same_where_evidence_calls_a_step_by_the_name_that_it_has_elsewhere(self) -> None:
        """What a driver is computed as may stand in the outcome without its name, or under another."""
        driver = (X * TWO).named("doubled", "Doubled")
        drivers = {"D": Driver("D", driver, number("1", "l"), number("9", "h"), "uniform", "none")}
        run = {"draws": DRAWS, "seed": SEED}
        named = simulation.percentiles(driver + Y, drivers, (10,), **run)["P10"]
        nameless = simulation.percentiles(X * TWO + Y, drivers, (10,), **run)["P10"]
        assert named.value == nameless.value
        nodes = graph.dump({"a": nameless.named("a", "A"), "again": (X * TWO).named("again", "Again")})["figures"]
        (step,) = (id for id, node in nodes.items() if node["operation"] == "sum")
        for name in ("doubled", "again"):
            renamed = {**nodes, step: {**nodes[step], "inputs": [name, "y"]}}
            assert simulation.recomputed(renamed, "a", {}) == named.value

    def test_tells_its_formula_with_every_range_the_draws_and_the_seed(self) -> None:
        nodes = {id: {"cells": [], "keys": [], **node} for id, node in self.nodes().items()}
        assert explain.with_numbers(explain.formula("p10", nodes), nodes) == (
            "simulated P10 (draws: 1,000; seed: 11): outcome: 1.5; X in words, triangular, low: 1; base: 3; high: 4; "
            "Y in words, uniform, low: 0.2; base: 0.25; high: 0.5"
        )

    def test_of_many_draws_is_the_same_as_in_one_piece(self) -> None:
        """Blocks change nothing: 20,000 draws are three of them."""
        many = simulation.percentiles(
            X * TWO, {"X": DRIVERS["X in words"]}, (50,), draws=number("20000", "n"), seed=SEED
        )
        shares = np.random.Generator(np.random.PCG64(11)).random(20_000)
        whole = np.sort(simulation.triangular(shares, 1.0, 3.0, 4.0) * 2)[9_999]
        assert float(many["P50"].value) == pytest.approx(whole, rel=1e-11)

    def test_keeps_twelve_digits_and_inherits_the_strictest_class(self) -> None:
        exempt = Figure(Decimal(1), ONE, CODE, classification="exempt")
        found = simulation.percentiles(X * exempt, {"X": DRIVERS["X in words"]}, (50,), draws=DRAWS, seed=SEED)["P50"]
        assert len(found.value.as_tuple().digits) <= 12 and found.classification == "exempt"

    def test_of_a_text_is_none(self) -> None:
        verdict = judged(IS_ABOVE, [X, TWO])
        assert isinstance(verdict, Text) and program(count([verdict, X]) * X, X).run([np.array([4.0])])[
            0
        ].value.tolist() == [8.0]
