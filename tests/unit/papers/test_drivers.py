"""Drivers in the settings of a paper: formulas use them, and what is wrong with one is told with its line."""

from __future__ import annotations

from typing import Any

import pytest

from unit.papers.desk import SETTINGS, Desk

SHARE = {"value": 0.5, "unit": "1", "label": "Share of the cost", "reason": "A guess."}
LITERALS = {
    "share": SHARE,
    "share-low": {**SHARE, "value": 0.25, "label": "Low share"},
    "share-high": {**SHARE, "value": 1, "label": "High share"},
    "limit": {"value": 1000, "unit": "GBP", "label": "Limit", "reason": "Set by Cabinet."},
    "draws": {"value": 1000, "unit": "1", "label": "Draws", "reason": "Enough for a test."},
    "seed": {"value": 1, "unit": "1", "label": "Seed", "reason": "Any number."},
}
DRIVER = {"figure": "share", "low": "share-low", "high": "share-high", "distribution": "uniform", "limits": "share"}
WORDS = "Share of the cost of both libraries, with all that belongs to it, which the council will have to meet"
NET = {"id": "net", "label": "Net", "formula": "limit - cost['Central']['2023/24'] * share"}
ENDS = {"id": "net-at", "label": "Net, {}: {}", "formula": "one_way(net, drivers)"}


def settings(*more: dict[str, Any], **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"literals": LITERALS, "drivers": {WORDS: DRIVER}, **changes}
    return {**given, "figures": [*SETTINGS["figures"], NET, *more]}


def test_formulas_use_them_and_ids_keep_short(desk: Desk) -> None:
    chance = {"id": "chance", "label": "Chance", "formula": "chance_above_nought(net, drivers, draws=draws, seed=seed)"}
    shown = f"{{{{ net_at['{WORDS}']['low'] }}}} {{{{ net_at['{WORDS}']['high'] }}}} {{{{ chance | per_cent(0) }}}}"
    # 1,000 - 1,000 x 0.25 = 750; 1,000 - 1,000 x 1 = 0; nothing drawn below 1 leaves nothing
    assert desk.printed(shown, **settings(ENDS, chance)) == (
        '[£750]{.traced data-figure="net-at-share-low"} [£0]{.traced data-figure="net-at-share-high"} '
        '[100%]{.traced data-figure="chance"}'
    )
    assert f"Net, {WORDS}\\: low:**" in desk.annex
    said = desk.annex.replace("\\", "")
    drawn = "simulated chance that it is above nought (draws: [Draws](#evidence-draws); seed: [Seed](#evidence-seed)): "
    assert f"{drawn}outcome: [Net](#evidence-net); {WORDS}, uniform, low" in said


def test_a_member_of_a_family_may_vary(desk: Desk) -> None:
    drivers = {
        "Cost": {
            "figure": "cost-central-2023-24",
            "low": "cost-harbour-2023-24",
            "high": "cost-central-2024-25",
            "distribution": "triangular",
            "limits": "not below nought",
        }
    }
    # 1,000 - 500 x 0.5 = 750; 1,000 - 1,250 x 0.5 = 375
    shown = "{{ net_at['Cost']['low'] }} {{ net_at['Cost']['high'] }}"
    printed = desk.printed(shown, **settings(ENDS, drivers=drivers))
    assert "[£750]{" in printed and "[£375]{" in printed and "net-at-cost-central-2023-24-low" in printed


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"figure": "nosuch"}, (".figure:", '"nosuch"', "the id of a literal or of a figure")),
        ({"high": "nosuch"}, (".high:", '"nosuch"', "the id of a literal or of a figure")),
        ({"low": "limit"}, (f'drivers.{WORDS}: found "limit"', "in a pure number, but its low is in pounds")),
        ({"low": "share-high", "high": "share-low"}, ("its low is 1, its base 0.5, its high 0.25",)),
        ({"high": "net-at"}, (".high:", "a figure that stands before", "Move the figure up")),
        ({"distribution": "normal"}, ("distribution", "triangular", "uniform")),
    ],
)
def test_what_is_wrong_with_one_is_told_with_its_line(
    changes: dict[str, str], found: tuple[str, ...], desk: Desk
) -> None:
    desk.settings(**settings(ENDS, ENDS | {"id": "again"}, drivers={WORDS: {**DRIVER, **changes}}))
    done = desk.type("calculate", "hours")
    done.refused("config/papers/hours.yaml", "line ", *found, status=4)
    assert done.complaint.count("line ") == 1, "a fault is told once, however many formulas use drivers"


def test_one_that_no_formula_uses_is_checked_too(desk: Desk) -> None:
    desk.settings(**settings(drivers={WORDS: {**DRIVER, "figure": "nosuch"}}))
    desk.type("calculate", "hours").refused('"nosuch"', "drivers that cannot vary", status=4)


def test_two_of_one_figure_are_refused(desk: Desk) -> None:
    desk.settings(**settings(ENDS, drivers={"One": DRIVER, "Two": DRIVER}))
    desk.type("calculate", "hours").refused('"share" a second time', "drivers.Two.figure", status=4)


def test_a_figure_that_fails_is_told_and_not_those_that_rest_on_it(desk: Desk) -> None:
    wrong = {"id": "wrong", "label": "Wrong", "formula": "share + limit"}
    given = settings(drivers={"One": {**DRIVER, "high": "wrong"}})
    given["figures"] = [wrong, *given["figures"], ENDS]
    desk.settings(**given)
    done = desk.type("calculate", "hours")
    done.refused('Cannot add "Share of the cost" in a pure number and "Limit" in pounds', status=4)
    assert "net-at" not in done.complaint and "drivers" not in done.complaint


def test_no_figure_may_be_called_drivers(desk: Desk) -> None:
    desk.settings(**settings({"id": "drivers", "label": "Drivers", "formula": "share"}))
    desk.type("calculate", "hours").refused('the name "drivers"', status=4)
