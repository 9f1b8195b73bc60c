"""Recomputing a paper's evidence from the raw texts of its cells: whatever was altered is named, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tracepaper.evidence.recompute import recomputed
from unit.evidence.small_paper import evidence

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
