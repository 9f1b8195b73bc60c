"""Recomputing a paper's evidence from the raw texts of its cells: whatever was altered is named, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tracepaper.evidence.recompute import recomputed
from tracepaper.figures import explain
from unit.evidence.small_paper import MINUS, cell, evidence, node, read

Nodes = dict[str, dict[str, Any]]


def faults(alter: Callable[[Nodes], object]) -> tuple[str, ...]:
    altered = evidence()
    alter(altered["figures"])
    return recomputed(altered).faults


def test_evidence_as_it_was_made_holds_and_everything_in_it_was_checked() -> None:
    found = recomputed(evidence())
    assert found.faults == () and found.unlisted == ()
    # Cells: four read as numbers, one that claims one, two quoted. Given: a rate and two points.
    assert (found.cells, found.computed, found.given) == (7, 7, 3)
    assert found.cells + found.computed + found.given == len(evidence()["figures"])


class TestOneAlteration:
    """Each is named where it was made, and what rests on it is not named again."""

    @pytest.mark.parametrize(
        ("id", "value"),
        [
            ("cell-central", "1001"),
            ("budget", "300"),
            ("total", "1250.6"),
            ("left", "1550"),
            ("step-1", "749.4"),
            ("share", "0.48339245404708158658497258948726217349242179941955"),
            ("score", "0"),
            ("dearest", "Harbour"),
            ("cell-code", "No"),
            ("cell-remark", "Open 6 days"),
            ("cell-stated", "1251"),
            ("budget-difference", "600"),
        ],
    )
    def test_of_a_value(self, id: str, value: str) -> None:
        (fault,) = faults(lambda nodes: nodes[id].update(value=value))
        assert f"({id}): the evidence says {value}, " in fault

    def test_says_what_the_value_should_be(self) -> None:
        (fault,) = faults(lambda nodes: nodes["total"].update(value="1250.6"))
        assert fault == "Total (total): the evidence says 1250.6, what it rests on gives 1250.50"
        (fault,) = faults(lambda nodes: nodes["budget"].update(value="300"))
        assert fault == "Budget (budget): the evidence says 300, its cell reads -300.00"

    @pytest.mark.parametrize(
        ("id", "raw"),
        [
            ("cell-central", "1,001"),
            ("cell-harbour", "(250.50)"),
            ("cell-remark", "Open 6 days"),
            ("cell-stated", "c£1,260"),
        ],
    )
    def test_of_the_raw_text_of_a_cell(self, id: str, raw: str) -> None:
        (fault,) = faults(lambda nodes: nodes[id]["cells"][0].update(raw=raw))
        assert f"({id}): the evidence says " in fault

    def test_of_a_correction(self) -> None:
        (fault,) = faults(lambda nodes: nodes["budget"]["cells"][0].update(correction="(301.00): a slip (Head)"))
        assert "(budget): the evidence says -300, its cell reads -301.00" in fault

    def test_of_a_raw_text_that_reads_as_the_same_number_is_seen_by_the_digest(self) -> None:
        (fault,) = faults(lambda nodes: nodes["cell-central"]["cells"][0].update(raw="1000"))
        assert fault.startswith("Total (total) cannot be recomputed: the cells that are listed are not those")

    @pytest.mark.parametrize(
        ("id", "text"),
        [
            ("total", "£1,252"),
            ("total", "£1,250.51"),
            ("total", "£12,51"),
            ("left", "£0.003 million"),
            ("budget", "£300"),
            ("budget", "saving of £301"),
            ("share", "48.4%"),
            ("cell-central", "1,001"),
            ("cell-harbour", "250.5 or so, or 251"),
            ("cell-remark", "Open 6 days"),
            ("score", "Yes"),
        ],
    )
    def test_of_a_printed_text(self, id: str, text: str) -> None:
        (fault,) = faults(lambda nodes: nodes[id]["printed"].append(text))
        assert f"({id}): " in fault and f'"{text}" is printed for ' in fault

    def test_of_the_form_in_which_it_is_shown(self) -> None:
        (fault,) = faults(lambda nodes: nodes["left"].update(display="£1,552"))
        assert fault == 'Left (left): "£1,552" is printed for 1550.5'

    @pytest.mark.parametrize("text", ["formula", "with_numbers"])
    def test_of_a_formula_that_a_reader_follows(self, text: str) -> None:
        def alter(nodes: Nodes) -> None:
            nodes["share"][text] = nodes["share"][text].replace("B2" if text == "formula" else "1,000", "9")

        (fault,) = faults(alter)
        assert fault.startswith("Share (share): the evidence tells it as ")

    def test_of_the_inputs_of_a_difference_that_were_swapped(self) -> None:
        (fault,) = faults(lambda nodes: nodes["left"]["inputs"].reverse())
        # -300 - 1,250.50
        assert fault == "Left (left): the evidence says 1550.5, what it rests on gives -1550.50"

    def test_of_a_step_without_a_name(self) -> None:
        (fault,) = faults(lambda nodes: nodes["step-1"]["inputs"].reverse())
        assert fault == "difference (step-1): the evidence says 749.5, what it rests on gives -749.50"

    def test_a_cell_of_a_sum_that_is_missing(self) -> None:
        (fault,) = faults(lambda nodes: nodes["total"]["inputs"].pop())
        assert fault == "Total (total) cannot be recomputed: it sums 2 cells, of which 1 are listed"

    def test_the_cells_of_a_sum_in_another_order_are_not_its_selection(self) -> None:
        (fault,) = faults(lambda nodes: nodes["total"]["inputs"].reverse())
        assert "their digest is another" in fault

    def test_a_figure_that_was_taken_out(self) -> None:
        (fault,) = faults(lambda nodes: nodes.pop("points-no"))
        assert fault == "Score (score) cannot be recomputed: the evidence does not hold points-no"

    @pytest.mark.parametrize("id", ["left", "dearest", "score"])
    def test_an_input_too_few(self, id: str) -> None:
        (fault,) = faults(lambda nodes: nodes[id]["inputs"].pop())
        assert f"({id}) cannot be recomputed: " in fault

    def test_an_operation_that_nobody_knows(self) -> None:
        (fault,) = faults(lambda nodes: nodes["left"].update(operation="average"))
        assert fault == 'Left (left) cannot be recomputed: "average" is no operation on figures.'

    def test_a_value_that_is_no_number(self) -> None:
        (fault,) = faults(lambda nodes: nodes["total"].update(value="1250,5"))
        assert fault == "Total (total): the evidence says 1250,5, what it rests on gives 1250.50"

    def test_a_figure_that_rests_on_itself(self) -> None:
        (fault,) = faults(lambda nodes: nodes["left"].update(inputs=["left", "budget"]))
        assert fault.startswith("Left (left) cannot be recomputed")


class TestWhatNobodyElseCanSay:
    """A rate and a declared number have nothing below them: what rests on them is at fault."""

    def test_another_number_of_points_is_seen_in_the_score(self) -> None:
        (fault,) = faults(lambda nodes: nodes["points-yes"].update(value="3"))
        assert fault == "Score (score): the evidence says 2, what it rests on gives 3"

    def test_another_code_in_the_cell_is_seen_in_the_quotation_and_in_the_score(self) -> None:
        def alter(nodes: Nodes) -> None:
            nodes["score"]["cells"][0]["raw"] = "No"

        # The cell stands in both nodes, as one.
        assert [fault.split(" (")[0] for fault in faults(alter)] == ["Central, Open daily", "Score"]

    def test_a_sum_of_more_cells_than_are_listed_is_left(self) -> None:
        altered = evidence()
        altered["figures"]["total"]["inputs"] = []
        found = recomputed(altered)
        assert found.unlisted == ("total",) and found.faults == ()
        assert found.computed == 6


class TestTwoAlterations:
    def test_are_both_named(self) -> None:
        def alter(nodes: Nodes) -> None:
            nodes["cell-central"]["value"] = "2000"
            nodes["share"]["value"] = "0.5"

        central, share = faults(alter)
        assert "(cell-central)" in central and "(share)" in share

    def test_that_go_together_still_break_with_the_cell(self) -> None:
        """Whoever alters a figure and all that rests on it must alter a cell, whose raw text says otherwise."""

        def alter(nodes: Nodes) -> None:
            nodes["cell-central"]["value"] = "2000"
            nodes["total"].update(value="2250.5", printed=[], display="")
            nodes["left"].update(value="2550.5", printed=[], display="")

        assert [fault for fault in faults(alter) if "cell-central" in fault]


class TestClaims:
    def test_a_verdict_that_the_figures_do_not_bear_out_is_named(self) -> None:
        altered = evidence()
        altered["claims"][0]["status"] = "agrees"
        (fault,) = recomputed(altered).faults
        assert fault == "the claim budget: the evidence says that it agrees, its figures say that it differs"

    def test_so_is_a_number_that_was_stated_otherwise(self) -> None:
        altered = evidence()
        altered["claims"][1]["stated"] = "c£1,350"
        (fault,) = recomputed(altered).faults
        assert fault.startswith("the claim total: the evidence says that it agrees, its figures say that it differs")

    def test_a_claim_is_mislabelled_where_what_is_shown_agrees(self) -> None:
        altered = evidence()
        altered["claims"][0] |= {"stated": "£1,251", "shown": "total", "status": "mislabelled"}
        assert recomputed(altered).faults == ()
        altered["claims"][0]["shown"] = "left"
        assert "differs" in recomputed(altered).faults[0]

    def test_an_altered_figure_is_named_itself_and_not_its_claim(self) -> None:
        (fault,) = faults(lambda nodes: nodes["budget"].update(value="300"))
        assert "the claim" not in fault

    def test_an_order_agrees_where_its_figures_say_yes(self) -> None:
        altered = evidence()
        # -300 is not above 1,250.50
        altered["figures"]["order"] = node(
            *("whether the first is above the second", "no", "text", "Order"),
            inputs=["budget", "total"],
            display="no",
            formula="whether the first is above the second: Budget; Total",
            with_numbers=f"whether the first is above the second: {MINUS}£300; £1,250.50",
        )
        altered["claims"][0] |= {"stated": "above", "asserts": "order", "recomputed": "order", "difference": ""}
        assert recomputed(altered).faults == ()
        altered["claims"][0]["status"] = "agrees"
        (fault,) = recomputed(altered).faults
        assert fault == "the claim budget: the evidence says that it agrees, its figures say that it differs"

    def test_a_day_is_read_as_the_document_writes_it(self) -> None:
        altered = evidence()
        stated = cell("cell-day", "D5", "31st July 2018", "submission, stated")
        # 1 January 2018 is 43,101; by the end of July there are 31 + 28 + 31 + 30 + 31 + 30 + 30 days more.
        altered["figures"]["cell-day"] = read(str(43101 + 211), stated, "date", printed=["31st July 2018"])
        assert recomputed(altered).faults == ()
        altered["figures"]["cell-day"]["value"] = "43266"
        (fault,) = recomputed(altered).faults
        assert fault.endswith("the evidence says 15 June 2018, its cell reads 31 July 2018")


PLAN = "data/raw/libraries/plan.csv"


def milestone() -> dict[str, Any]:
    """Evidence of a milestone, an indicator and a count, to alter."""
    due = cell("due", "B2", "06/03/2020", "Launch, Due", path=PLAN)
    better = cell("cell-better", "D2", "lower", "Launch, Better", path=PLAN)
    status = cell("cell-status", "C2", "Late ", "Launch, Status", path=PLAN)
    month = cell("cell-month", "B3", "Mar 2020", "Review, Due", path=PLAN)
    of_due = {"display": "6 March 2020", "printed": ["6 March 2020", "2020-03-06", "06/03/2020"]}
    figures = {
        "due": node("cell", "43896", "date", "Due", cells=[due], **of_due),
        "today": node("literal", "43900", "date", "Today", literal={"reason": "written by hand"}, printed=[]),
        # 10 March less 6 March
        "gap": node("difference", "4", "day", "Gap", inputs=["today", "due"], printed=["4"]),
        "status": node(
            *("status of a milestone", "late", "text", "Status"),
            **{"inputs": ["due", "today", "today"], "keys": ["due", "as of", "meeting"], "display": "late"},
        ),
        "moved": node(
            *("movement, lower is better", "worse", "text", "Moved"),
            **{"inputs": ["gap", "days"], "keys": ["before", "now"], "cells": [better], "display": "worse"},
        ),
        "days": node("literal", "5", "day", "Days", literal={"reason": "written by hand"}),
        "earlier": node(
            *("whether the first is before the second", "yes", "text", "Earlier"),
            **{"inputs": ["due", "today"], "display": "yes"},
        ),
        "late": node("count", "1", "1", "Late", inputs=["cell-status"], display="1"),
        "weeks": node("rounded up", "4", "day", "Whole", inputs=["gap"]),
        "cell-status": node("quotation", "Late", "text", cells=[status], printed=["Late"]),
        "cell-month": node("quotation", "2020-03", "text", cells=[month], printed=["2020-03"]),
    }
    graph = {id: {**one, "formula": "", "with_numbers": ""} for id, one in figures.items()}
    for id, one in graph.items():
        parts = explain.formula(id, graph)
        one["formula"] = explain.in_words(parts, graph)
        one["with_numbers"] = explain.with_numbers(parts, graph) if explain.mentioned(parts) else ""
    return {"paper": "plan", "figures": graph, "claims": []}


class TestDatesVerdictsAndCounts:
    def faults(self, alter: Callable[[Nodes], object]) -> tuple[str, ...]:
        altered = milestone()
        alter(altered["figures"])
        return recomputed(altered).faults

    def test_hold_as_they_were_made(self) -> None:
        found = recomputed(milestone())
        assert found.faults == ()
        assert (found.cells, found.computed, found.given) == (3, 6, 2)

    @pytest.mark.parametrize(
        ("id", "value", "fault"),
        [
            ("due", "43897", "Due (due): the evidence says 7 March 2020, its cell reads 6 March 2020"),
            ("gap", "5", "Gap (gap): the evidence says 5, what it rests on gives 4"),
            ("status", "on track", "Status (status): the evidence says on track, what it rests on gives late"),
            ("moved", "improved", "Moved (moved): the evidence says improved, what it rests on gives worse"),
            ("earlier", "no", "Earlier (earlier): the evidence says no, what it rests on gives yes"),
            ("late", "2", "Late (late): the evidence says 2, what it rests on gives 1"),
            ("weeks", "5", "Whole (weeks): the evidence says 5, what it rests on gives 4"),
        ],
    )
    def test_a_value_that_was_altered_is_named(self, id: str, value: str, fault: str) -> None:
        assert fault in self.faults(lambda nodes: nodes[id].update(value=value))

    @pytest.mark.parametrize("raw", ["07/03/2020", "Mar 2020", "soon"])
    def test_so_is_the_raw_text_of_a_day(self, raw: str) -> None:
        found = self.faults(lambda nodes: nodes["due"]["cells"][0].update(raw=raw))
        assert any(fault.startswith("Due (due)") for fault in found)

    def test_a_correction_of_a_day_counts(self) -> None:
        def alter(nodes: Nodes) -> None:
            nodes["due"]["cells"][0].update(raw="06/13/2020", correction="06/03/2020: a slip (Head)")
            nodes["due"]["printed"].remove("06/03/2020")

        assert self.faults(alter) == ()

    @pytest.mark.parametrize("text", ["7 March 2020", "2020-03-07", "43,896", "43896", "March 2020"])
    def test_a_printed_text_that_is_another_day_or_none(self, text: str) -> None:
        (fault,) = self.faults(lambda nodes: nodes["due"]["printed"].append(text))
        assert fault == f'Due (due): "{text}" is printed for 6 March 2020'

    def test_the_cell_that_says_what_is_better(self) -> None:
        (fault,) = self.faults(lambda nodes: nodes["moved"]["cells"][0].update(raw="higher"))
        assert fault == 'Moved (moved) cannot be recomputed: the cell says that "higher" is better, not lower'

    def test_dates_of_a_milestone_that_were_swapped(self) -> None:
        (fault,) = self.faults(lambda nodes: nodes["status"]["inputs"].reverse())
        assert fault == "Status (status): the evidence says late, what it rests on gives due after the meeting"
