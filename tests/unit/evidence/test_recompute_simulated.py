"""Simulated figures are simulated again from the evidence alone; one alteration is named once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tracepaper.calculations.robustness import random_weight_shares
from tracepaper.calculations.uncertainty import chance_above_nought, one_way, simulated
from tracepaper.evidence.recompute import recomputed
from tracepaper.figures import ONE, Figure, Unit, graph, literal, units
from tracepaper.figures.drivers import Driver
from tracepaper.papers import evidence

POUNDS = units.parse("GBP")


def number(value: str, id: str, unit: Unit = ONE) -> Figure:
    return literal(Decimal(value), unit, "made up").named(id, id.capitalize())


@pytest.fixture
def document() -> dict[str, Any]:
    """The evidence of a paper whose outcome reads the cost of a place again without its name."""
    cost, places = number("50", "cost", POUNDS), number("3", "places")
    each = (cost / places).named("each", "Cost of a place")
    drivers = {
        "Cost": Driver("Cost", each, number("10", "least", POUNDS), number("40", "most", POUNDS), "triangular", "none"),
        "Share": Driver("Share", number("0.5", "share"), number("0", "none"), number("1", "all"), "uniform", "none"),
    }
    outcome = number("12", "grant", POUNDS) - cost / places * drivers["Share"].base
    run = {"draws": number("1000", "draws"), "seed": number("5", "seed")}
    net = outcome.named("net", "Net")
    book = {
        "each": each,
        "net": net,
        **{id: one.named(id.lower(), id) for id, one in simulated(net, drivers, **run).items()},
        "chance": chance_above_nought(net, drivers, **run).named("chance", "Chance"),
        "ends": one_way(net, drivers)["Cost"]["high"].named("high-cost", "Net at the high cost"),
    }
    return {"figures": evidence.nodes(graph.dump(book)["figures"], [], formulas={}, quoted=[])}


def test_what_was_simulated_agrees(document: dict[str, Any]) -> None:
    nodes = document["figures"]
    product = next(node for node in nodes.values() if node["operation"] == "product" and "each" in node["inputs"])
    assert product, "the evidence calls the nameless step by its name"
    found = recomputed(document)
    # grant, cost, places, the ends of two drivers and the share itself, draws, seed
    assert (found.faults, found.given) == ((), 10)


@pytest.mark.parametrize("id", ["p10", "p90", "chance", "net", "high-cost"])
def test_one_altered_figure_is_named_alone(id: str, document: dict[str, Any]) -> None:
    document["figures"][id]["value"] = "0.123"
    (fault,) = recomputed(document).faults
    assert f"({id}): the evidence says 0.123" in fault


def test_another_seed_makes_another_simulation(document: dict[str, Any]) -> None:
    document["figures"]["seed"]["value"] = "6"
    assert len([fault for fault in recomputed(document).faults if "what it rests on gives" in fault]) == 4


def test_a_range_without_its_draws_cannot_be_simulated(document: dict[str, Any]) -> None:
    node = document["figures"]["p10"]
    node["inputs"], node["keys"] = node["inputs"][:-2], node["keys"][:-2]
    assert any("P10 (p10) cannot be recomputed" in fault for fault in recomputed(document).faults)


def altered(document: dict[str, Any], id: str, change: Callable[[str], str], *parts: str) -> None:
    node = document["figures"][id]
    for part in parts:
        node[part] = [change(one) for one in node[part]] if part == "keys" else change(node[part])


def faults(document: dict[str, Any]) -> list[str]:
    return list(recomputed(document).faults)


class TestTheWordsOfASimulation:
    """They say what was drawn, and how: of no other figure can somebody else's words be as wrong."""

    @pytest.mark.parametrize("parts", [["keys"], ["formula"], ["with_numbers"], ["formula", "with_numbers"]])
    def test_name_each_driver(self, parts: list[str], document: dict[str, Any]) -> None:
        altered(document, "chance", lambda text: text.replace("Cost, triangular", "Weather, triangular"), *parts)
        (fault,) = faults(document)
        assert fault.startswith("Chance (chance): the evidence tells it as") and "Weather" in fault

    @pytest.mark.parametrize("parts", [["formula"], ["with_numbers"]])
    @pytest.mark.parametrize(
        ("was", "now"),
        [("above nought", "below nought"), ("triangular", "uniform"), ("Net", "Gross"), ("draws: ", "weeks: ")],
    )
    def test_tell_what_was_simulated(self, was: str, now: str, parts: list[str], document: dict[str, Any]) -> None:
        was, now = ("outcome: ", "income: ") if was == "Net" and parts == ["with_numbers"] else (was, now)
        altered(document, "chance", lambda text: text.replace(was, now), *parts)
        (fault,) = faults(document)
        assert fault.startswith("Chance (chance): the evidence tells it as") and now in fault

    @pytest.mark.parametrize("id", ["p10", "p50", "p90", "chance"])
    def test_tell_how_each_driver_was_drawn(self, id: str, document: dict[str, Any]) -> None:
        altered(document, id, lambda text: text.replace("triangular", "uniform"), "keys")
        (fault,) = faults(document)
        assert f"({id}): the evidence" in fault

    def test_tell_which_percentile_it_is(self, document: dict[str, Any]) -> None:
        altered(document, "p10", lambda text: text.replace("P10", "P20"), "formula")
        assert len(faults(document)) == 1


class TestDrawsAndSeed:
    @pytest.mark.parametrize(
        ("id", "value", "found"),
        [
            ("draws", "1", "The number of draws is 1; it must be a whole number from 1,000 to 1,000,000"),
            ("draws", "1000.5", "The number of draws is 1000.5"),
            ("draws", "1000000000000", "The number of draws is 1000000000000"),
            ("seed", "-1", "The seed is -1"),
            ("seed", "0.5", "The seed is 0.5"),
        ],
    )
    def test_that_no_paper_may_have_do_not_verify(
        self, id: str, value: str, found: str, document: dict[str, Any]
    ) -> None:
        document["figures"][id]["value"] = value
        assert len([fault for fault in faults(document) if found in fault]) == 4, "three percentiles and a chance"


def test_one_draw_of_random_weights_does_not_verify() -> None:
    scores = {"A": {"cost": number("1", "a"), "reach": number("0", "b")}, "B": {"cost": number("0", "c")}}
    scores["B"]["reach"] = number("2", "d")
    shares = random_weight_shares(scores, draws=number("1000", "draws"), seed=number("5", "seed"))
    book = {one.lower(): share.named(f"share-{one.lower()}", one) for one, share in shares.items()}
    document = {"figures": evidence.nodes(graph.dump(book)["figures"], [], formulas={}, quoted=[])}
    assert not faults(document)
    document["figures"]["draws"]["value"] = "1"
    document["figures"]["share-a"]["value"], document["figures"]["share-b"]["value"] = "0", "1"
    assert sum("The number of draws is 1;" in fault for fault in faults(document)) == 2


def test_a_cell_that_a_total_holds_too_cannot_be_simulated(document: dict[str, Any]) -> None:
    nodes = document["figures"]
    own = {"path": "data/raw/a/b.csv", "sheet": ""}
    cell = {**own, "cell": "B3", "row": 3, "column": 2, "raw": "0.5", "names": "", "correction": "", "id": "share"}
    nodes["share"] |= {"operation": "cell", "cells": [cell]}
    assert not any("cannot be recomputed" in fault for fault in faults(document))
    nodes["grant"] |= {"operation": "selection", "selection": {**own, "column": "B", "rows": "2-4", "count": 3}}
    refused = [fault for fault in faults(document) if "varies, but not within the sum of column B" in fault]
    assert len(refused) == 4


def test_steps_in_a_circle_are_told_and_not_walked_for_ever(document: dict[str, Any]) -> None:
    nodes = document["figures"]
    step = next(id for id, node in nodes.items() if node["operation"] == "product" and "each" in node["inputs"])
    nodes[step]["inputs"] = ["net", "share"]
    assert any("(p10) cannot be recomputed" in fault for fault in recomputed(document).faults)
