"""Simulated figures are simulated again from the evidence alone; one alteration is named once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

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


def test_steps_in_a_circle_are_told_and_not_walked_for_ever(document: dict[str, Any]) -> None:
    nodes = document["figures"]
    step = next(id for id, node in nodes.items() if node["operation"] == "product" and "each" in node["inputs"])
    nodes[step]["inputs"] = ["net", "share"]
    assert any("(p10) cannot be recomputed" in fault for fault in recomputed(document).faults)
