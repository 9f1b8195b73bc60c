"""What differs between two editions and why: each cause, several at once, losses, and what is no difference."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evidence_specimen
from tracepaper.editions.compare import Change, Changes, compare
from tracepaper.editions.files import Files
from tracepaper.figures import Cell, Display, Figure, total, units
from tracepaper.papers import evidence
from unit.editions.two_editions import COSTS, PAPER, ROWS, Edition, correction

Comparing = Callable[..., Changes]
LIMIT = Decimal(10)
APRIL, MAY, JUNE = ({"2020-04": [("P1", "10"), ("P2", "5")]}, {"2020-05": [("P1", "20")]}, {"2020-06": [("P1", "7")]})
SPEND = {"spent": "spend.total('amount')"}


@pytest.fixture
def compared(tmp_path: Path) -> Comparing:
    """Compares two editions."""

    def run(old: Edition, new: Edition, **more: Any) -> Changes:
        return compare(old.evidence(tmp_path / "old"), new.evidence(tmp_path / "new"), **more)

    return run


def the(changes: Changes, figure: str) -> Change:
    """The change of one figure."""
    return next(one for one in changes.changes if one.figure == figure)


def with_cost(cost: str, *, row: int = 0) -> list[list[str]]:
    """The rows, one of them with another cost."""
    rows = [list(one) for one in ROWS]
    rows[row][1] = cost
    return rows


class TestSourceRevised:
    def test_the_cell_is_named_with_both_its_texts(self, compared: Comparing) -> None:
        change = the(compared(Edition(), Edition(rows=with_cost("1,129"))), "total")
        assert (change.old, change.new, change.unit, change.old_unit) == ("1290", "1419", "GBP", "")
        assert (change.old_display, change.new_display) == ("£1,290", "£1,419")
        assert (change.difference, change.per_cent) == (Decimal(129), Decimal(10))  # 129 / 1,290
        assert (change.cause, change.causes, change.severity) == ("source revised", ("source revised",), "medium")
        assert change.detail == 'B2 of costs.csv (A, Cost) was "1,000" and is "1,129".'
        assert change.places == ("Summary",)

    def test_other_text_of_the_same_value_is_no_change(self, compared: Comparing) -> None:
        found = compared(Edition(), Edition(rows=with_cost("£1,000.00")))
        assert found.changes == ()
        assert [(one.path, one.state) for one in found.files] == [(COSTS, "changed")]
        assert [(cell.cell, cell.old, cell.new) for cell in found.files[0].cells] == [("B2", "1,000", "£1,000.00")]

    def test_figures_that_rest_on_other_cells_are_not_named(self, compared: Comparing) -> None:
        formulas = {"a": "costs.cell('A', 'cost')", "b": "costs.cell('B', 'cost')"}
        found = compared(Edition(formulas=formulas), Edition(formulas=formulas, rows=with_cost("1")))
        assert [one.figure for one in found.changes] == ["a"]

    def test_an_inserted_row_is_new_and_those_it_moved_are_the_same(self, compared: Comparing) -> None:
        formulas = {"total": "costs.total('cost')", "b": "costs.cell('B', 'cost')", "c": "costs.cell('C', 'cost')"}
        rows = [ROWS[0], ("A2", "300"), *ROWS[1:]]
        found = compared(Edition(formulas=formulas), Edition(formulas=formulas, rows=rows))
        assert [one.figure for one in found.changes] == ["total"]
        assert found.changes[0].detail == 'B3 of costs.csv (A2, Cost) is new ("300").'
        assert found.changes[0].cause == "source revised"

    def test_a_cell_that_moved_and_changed_is_named_with_both_its_places(self, compared: Comparing) -> None:
        formulas = {"c": "costs.cell('C', 'cost')"}
        rows = [ROWS[0], ("A2", "300"), ROWS[1], ("C", "50")]
        found = compared(Edition(formulas=formulas), Edition(formulas=formulas, rows=rows))
        assert the(found, "c").detail == 'B5 of costs.csv (C, Cost) (before: B4) was "40" and is "50".'
        assert [(one.cell, one.old_cell) for one in found.files[0].cells] == [("B5", "B4")]

    def test_a_row_that_went_is_named(self, compared: Comparing) -> None:
        change = the(compared(Edition(), Edition(rows=ROWS[:2])), "total")
        assert change.detail == 'B4 of costs.csv (C, Cost) is no longer there ("40").'
        assert change.cause == "source revised"

    def test_below_a_figure_that_is_the_same_nothing_is_a_cause(self, compared: Comparing) -> None:
        formulas = {"ab": "costs.cell('A', 'cost') + costs.cell('B', 'cost')", "gap": "ab - costs.cell('C', 'cost')"}
        old = Edition(formulas=formulas)
        found = compared(old, old.with_(rows=[("A", "1,001"), ("B", "249"), ("C", "41")]))
        assert [(one.figure, one.detail) for one in found.changes] == [
            ("gap", 'B4 of costs.csv (C, Cost) was "40" and is "41".')
        ]

    def test_a_file_that_is_the_same_was_not_revised_whatever_is_read_of_it(self, compared: Comparing) -> None:
        formulas = {"picked": "costs.cell(spend.latest.keys[0], 'cost')"}
        old = Edition(formulas=formulas, months={"2020-04": [("A", "1")]})
        change = the(compared(old, old.with_(months={**old.months, "2020-05": [("B", "1")]})), "picked")
        assert (change.old, change.new, change.causes) == ("1000", "250", ("new period",))
        assert change.detail == "May 2020 is new (spend_2020-05.csv)."

    def test_a_file_that_decides_which_cell_is_read(self, compared: Comparing) -> None:
        formulas = {"picked": "costs.cell(spend.latest.keys[0], 'cost')"}
        old = Edition(formulas=formulas, months={"2020-04": [("A", "1")]})
        change = the(compared(old, old.with_(months={"2020-04": [("B", "1")]})), "picked")
        assert (change.causes, change.severity) == (("source revised",), "medium")
        assert change.detail == "spend_2020-04.csv was changed, and decides what this figure is taken from."

    def test_a_renamed_row_changes_what_a_ranking_says(self, compared: Comparing) -> None:
        formulas = {"dearest": "largest(costs.column('cost'))"}
        rows = [("Alpha", "1,000"), *ROWS[1:]]
        change = the(compared(Edition(formulas=formulas), Edition(formulas=formulas, rows=rows)), "dearest")
        assert (change.old, change.new, change.unit) == ("A", "Alpha", "text")
        assert (change.difference, change.per_cent) == (None, None)
        assert (change.cause, change.detail) == (
            "source revised",
            'B2 of costs.csv (Alpha, Cost) was called "A, Cost".',
        )

    def test_of_many_cells_the_first_are_named_and_the_rest_counted(self, compared: Comparing) -> None:
        rows = [(f"R{n}", "1") for n in range(9)]
        change = the(compared(Edition(rows=rows), Edition(rows=[(key, "2") for key, _ in rows])), "total")
        assert change.detail.startswith('B2 of costs.csv (R0, Cost) was "1" and is "2". B3 of costs.csv (R1, Cost)')
        assert change.detail.endswith(" And 6 more of this kind.")

    def test_a_selection_too_long_to_list_is_told_by_its_digest(
        self, compared: Comparing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(evidence, "MOST_CELLS", 2)
        rows = [*with_cost("1,129"), ("D", "1")]
        change = the(compared(Edition(), Edition(rows=rows)), "total")
        assert change.causes == ("source revised",)
        words = "The sum of column B, rows 2 to 5, of costs.csv reads otherwise (3 cells, now 4)."
        assert change.detail == words

    def test_a_selection_that_becomes_too_long_to_list_is_compared_as_a_whole(
        self, compared: Comparing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(evidence, "MOST_CELLS", 3)
        change = the(compared(Edition(), Edition(rows=[*ROWS, ("D", "1")])), "total")
        assert change.causes == ("source revised",)
        assert change.detail.endswith("reads otherwise (3 cells, now 4).")


class TestCorrectionEntered:
    def test_a_correction_outranks_all_else(self, compared: Comparing) -> None:
        corrected = Edition(costs={"corrections": [correction("1,000", "900")]})
        change = the(compared(Edition(), corrected), "total")
        assert (change.causes, change.severity) == (("correction entered",), "high")
        assert change.detail == (
            'A correction was entered: B2 of costs.csv (A, Cost), "1,000", corrected to '
            "900: a slip of the pen (Head of Finance)."
        )

    def test_a_correction_that_is_taken_out_is_told_so(self, compared: Comparing) -> None:
        corrected = Edition(costs={"corrections": [correction("1,000", "900")]})
        change = the(compared(corrected, Edition()), "total")
        assert change.causes == ("correction entered",)
        assert change.detail.startswith("The correction of B2 of costs.csv (A, Cost) was taken out; ")

    def test_a_source_that_now_says_what_was_corrected_changes_nothing(self, compared: Comparing) -> None:
        corrected = Edition(costs={"corrections": [correction("1,000", "900")]})
        assert compared(corrected, Edition(rows=with_cost("900"))).changes == ()

    def test_a_correction_and_a_revision_are_both_causes(self, compared: Comparing) -> None:
        rows = with_cost("260", row=1)
        corrected = Edition(rows=rows, costs={"corrections": [correction("1,000", "900")]})
        change = the(compared(Edition(), corrected), "total")
        assert (change.cause, change.causes) == ("correction entered", ("correction entered", "source revised"))
        assert 'B3 of costs.csv (B, Cost) was "250" and is "260".' in change.detail

    def test_a_correction_within_a_sum_too_long_to_list_is_told_with_its_cell(
        self, compared: Comparing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(evidence, "MOST_CELLS", 2)
        corrected = Edition(costs={"corrections": [correction("1,000", "900")]})
        change = the(compared(Edition(), corrected), "total")
        assert (change.causes, change.severity) == (("correction entered",), "high")
        assert change.detail.startswith(
            'A correction was entered: B2 of costs.csv (A, Cost), "1,000", corrected to 900'
        )
        back = the(fresh(corrected, Edition()), "total")
        assert back.detail.startswith("The correction of B2 of costs.csv (A, Cost) was taken out; ")

    def test_a_correction_that_stays_while_such_a_sum_is_revised_is_no_cause(
        self, compared: Comparing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(evidence, "MOST_CELLS", 2)
        corrected = Edition(costs={"corrections": [correction("1,000", "900")]})
        change = the(compared(corrected, corrected.with_(rows=[*ROWS, ("D", "1")])), "total")
        assert change.causes == ("source revised",)

    def test_a_correction_and_new_rows_of_such_a_sum_are_both_causes(
        self, compared: Comparing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(evidence, "MOST_CELLS", 2)
        corrected = Edition(rows=[*ROWS, ("D", "1")], costs={"corrections": [correction("1,000", "900")]})
        assert the(compared(Edition(), corrected), "total").causes == ("correction entered", "source revised")


class TestNewPeriod:
    def test_a_sum_over_one_month_more_is_a_new_period_and_no_new_method(self, compared: Comparing) -> None:
        old = Edition(formulas=SPEND, months={**APRIL, **MAY})
        for code in ("1", "2"):
            change = the(fresh(old, old.with_(months={**old.months, **JUNE}, code_version=code)), "spent")
            assert (change.old, change.new, change.difference) == ("35", "42", Decimal(7))
            assert (change.causes, change.severity) == (("new period",), "low")
            assert change.detail == "June 2020 is new (spend_2020-06.csv)."

    def test_the_newest_month_replaces_the_one_before(self, compared: Comparing) -> None:
        formulas = {
            "latest": "spend.latest.total('amount')",
            "month": "spend.period",
            "so-far": "spend.months_to_date",
            "by": "spend.by_month('amount')",
        }
        old = Edition(formulas=formulas, months={**APRIL, **MAY})
        found = compared(old, old.with_(months={**old.months, **JUNE}))
        assert {one.figure: one.causes for one in found.changes} == dict.fromkeys(
            ("latest", "month", "so-far"), ("new period",)
        )
        assert (the(found, "month").old, the(found, "month").new) == ("May 2020", "June 2020")
        assert [(one.figure, one.new, one.cause) for one in found.gains] == [("by-jun-2020", "7", "new period")]
        assert found.losses == ()
        assert [(one.state, one.month) for one in found.files] == [("added", "June 2020")]

    def test_a_late_change_to_an_earlier_month_is_a_revision_and_comes_first(self, compared: Comparing) -> None:
        old = Edition(formulas=SPEND, months={**APRIL, **MAY})
        later = {"2020-04": [("P1", "10"), ("P2", "6")], **MAY, **JUNE}
        change = the(compared(old, old.with_(months=later)), "spent")
        assert (change.cause, change.causes) == ("source revised", ("source revised", "new period"))
        assert change.severity == "medium"
        assert change.detail == (
            'C3 of spend_2020-04.csv (P2, Amount) was "5" and is "6". June 2020 is new (spend_2020-06.csv).'
        )

    def test_rows_that_an_earlier_month_lost_are_a_revision_though_a_month_came_with_it(
        self, compared: Comparing
    ) -> None:
        old = Edition(formulas=SPEND, months=APRIL)
        change = the(compared(old, old.with_(months={"2020-04": [("P1", "10")], "2020-05": [("P1", "5000")]})), "spent")
        assert (change.old, change.new, change.severity) == ("15", "5010", "medium")
        assert change.causes == ("source revised", "new period")
        assert change.detail.startswith('C3 of spend_2020-04.csv (P2, Amount) is no longer there ("5"). ')

    def test_so_they_are_for_what_is_paid_to_somebody_who_has_no_other_row_in_that_month(
        self, compared: Comparing
    ) -> None:
        old = Edition(formulas={"paid": "spend.by('payment', 'amount')"}, months={**APRIL, **MAY})
        change = the(compared(old, old.with_(months={"2020-04": [("P2", "5")], **MAY, **JUNE})), "paid-p1")
        assert (change.old, change.new) == ("30", "27")
        assert (change.causes, change.severity) == (("source revised", "new period"), "medium")
        assert change.detail.startswith('C2 of spend_2020-04.csv (P1, Amount) is no longer there ("10"). ')

    def test_a_row_that_the_month_before_lost_does_not_touch_the_newest(self, compared: Comparing) -> None:
        formulas = {"each": "spend.by_month('amount')", "latest": "latest_of(each)"}
        old = Edition(formulas=formulas, months=APRIL)
        later = {"2020-04": [("P1", "10")], **MAY}
        assert the(compared(old, old.with_(months=later)), "latest").causes == ("new period",)

    def test_a_revision_of_the_month_before_does_not_touch_the_newest(self, compared: Comparing) -> None:
        old = Edition(formulas={"latest": "spend.latest.total('amount')"}, months={**APRIL, **MAY})
        later = {**APRIL, "2020-05": [("P7", "21")], **JUNE}
        assert the(compared(old, old.with_(months=later)), "latest").causes == ("new period",)

    def test_a_month_that_went_is_a_revision(self, compared: Comparing) -> None:
        old = Edition(formulas=SPEND, months={**APRIL, **MAY, **JUNE})
        change = the(compared(old, old.with_(months={**APRIL, **MAY})), "spent")
        assert change.causes == ("source revised",)
        assert change.detail == 'C2 of spend_2020-06.csv (P1, Amount) is no longer there ("7").'

    def test_the_cell_that_is_quoted_of_each_month_is_one(self, compared: Comparing) -> None:
        may, june = ("cell-example-spend-2020-05-c2", "cell-example-spend-2020-06-c2")
        old = Edition(formulas=SPEND, months={**APRIL, **MAY}, quoted=[may])
        found = compared(old, old.with_(months={**old.months, **JUNE}, quoted=[june]))
        change = the(found, june)
        assert (change.old, change.new, change.causes) == ("20", "7", ("new period",))
        assert (found.losses, found.gains) == ((), ())


def rows_of(**months: str) -> dict[str, list[tuple[str, str]]]:
    """Months of 2020, each with one payment of that amount."""
    numbers = {"april": "04", "may": "05", "june": "06", "july": "07"}
    return {f"2020-{numbers[month]}": [("P1", amount)] for month, amount in months.items()}


class TestMonthsThatMoveOn:
    """The month before the newest: June has taken the place of May since July came, and no formula reads July."""

    BEFORE = {"before": "previous_of(spend.cells('P1', 'amount'))"}
    ALL = {**BEFORE, "each": "spend.cells('P1', 'amount')"}
    OLD = rows_of(april="150", may="161", june="158")
    CAME = "July 2020 is new (spend_2020-07.csv)."

    @pytest.fixture(params=[BEFORE, ALL], ids=["alone", "with every month"])
    def before(self, request: pytest.FixtureRequest, compared: Comparing) -> Callable[..., Change]:
        """The change of the month before, whether or not other figures of the paper read every month."""

        def run(months: Any) -> Change:
            old = Edition(formulas=request.param, months=self.OLD)
            return the(compared(old, old.with_(months=months)), "before")

        return run

    def test_is_told_by_the_new_month(self, before: Callable[..., Change]) -> None:
        change = before({**self.OLD, **rows_of(july="170")})
        assert (change.old, change.new, change.causes, change.detail) == ("161", "158", ("new period",), self.CAME)

    def test_a_revision_of_the_month_that_is_read_no_more_says_nothing_of_it(
        self, before: Callable[..., Change]
    ) -> None:
        change = before({**self.OLD, **rows_of(may="165", july="170")})
        assert (change.old, change.new, change.causes, change.detail) == ("161", "158", ("new period",), self.CAME)

    def test_a_revision_of_the_month_that_is_read_now_is_told_as_one(self, compared: Comparing) -> None:
        old = Edition(formulas=self.ALL, months=self.OLD)
        new = old.with_(months={**self.OLD, **rows_of(june="159", july="170")})
        change = the(compared(old, new), "before")
        assert (change.old, change.new, change.causes) == ("161", "159", ("source revised", "new period"))
        assert change.detail == f'C2 of spend_2020-06.csv (P1, Amount) was "158" and is "159". {self.CAME}'

    def test_a_row_that_only_moved_within_its_month_is_neither_new_nor_revised(
        self, before: Callable[..., Change]
    ) -> None:
        change = before({**self.OLD, "2020-06": [("P0", "1"), ("P1", "158")], **rows_of(july="170")})
        assert (change.causes, change.detail) == (("new period",), self.CAME)

    def test_nobody_knows_what_a_month_said_that_the_older_edition_did_not_read(self, compared: Comparing) -> None:
        old = Edition(formulas=self.BEFORE, months=self.OLD)
        new = old.with_(months={**self.OLD, **rows_of(june="159", july="170")})
        assert the(compared(old, new), "before").detail == self.CAME

    @pytest.mark.parametrize("most", [1000, 1])
    def test_so_it_is_with_sums_whether_or_not_their_cells_are_listed(
        self, most: int, compared: Comparing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(evidence, "MOST_CELLS", most)
        formulas = {"each": "spend.by_month('amount')", "before": "previous_of(each)"}
        months = {month: [*rows, ("P2", "1")] for month, rows in self.OLD.items()}
        old = Edition(formulas=formulas, months=months)
        for revised, causes in (("2020-05", ("new period",)), ("2020-06", ("source revised", "new period"))):
            later = {**months, revised: [*months[revised][:1], ("P2", "9")], "2020-07": [("P1", "9"), ("P2", "1")]}
            change = the(fresh(old, old.with_(months=later)), "before")
            assert change.causes == causes
            assert "is new (" in change.detail and "no longer there" not in change.detail

    def test_the_newest_month_against_the_one_before(self, compared: Comparing) -> None:
        """May is read no more, so that its revision says nothing; June, which was the newest, is read still."""
        formulas = {"each": "spend.by_month('amount')", "rise": "change(previous_of(each), latest_of(each))"}
        old = Edition(formulas=formulas, months=self.OLD)
        may, june = ({**self.OLD, **rows_of(**one, july="170")} for one in ({"may": "1"}, {"june": "159"}))
        assert the(fresh(old, old.with_(months=may)), "rise").causes == ("new period",)
        change = the(fresh(old, old.with_(months=june)), "rise")
        assert change.causes == ("source revised", "new period")
        assert change.detail == f'C2 of spend_2020-06.csv (P1, Amount) was "158" and is "159". {self.CAME}'


class TestParameterEditionChanged:
    FORMULA = {"share": "costs.total('cost') * rate"}

    def test_both_editions_are_named(self, compared: Comparing) -> None:
        old = Edition(formulas=self.FORMULA)
        found = compared(old, old.with_(rate=("2026", "0.4")))
        change = the(found, "share")
        assert (change.old, change.new) == ("645.0", "516.0")  # half of 1,290, and four tenths
        assert (change.causes, change.severity) == (("parameter edition changed",), "high")
        assert change.detail == "Rate, standard was 0.5 in edition 2025 and is 0.4 in edition 2026."
        assert the(found, "rate").causes == ("parameter edition changed",)

    def test_another_value_of_the_same_edition_is_said_to_be_that(self, compared: Comparing) -> None:
        old = Edition(formulas=self.FORMULA)
        change = the(compared(old, old.with_(rate=("2025", "0.4"))), "share")
        assert change.causes == ("parameter edition changed",)
        assert change.detail == "Rate, standard was 0.5 and is 0.4, though both say that they are edition 2025."


class TestMethodChanged:
    def test_another_formula_of_the_same_cells(self, compared: Comparing) -> None:
        old = Edition(formulas={"gap": "costs.cell('A', 'cost') - costs.cell('B', 'cost')"})
        new = old.with_(formulas={"gap": "costs.cell('B', 'cost') - costs.cell('A', 'cost')"})
        change = the(compared(old, new), "gap")
        assert (change.difference, change.causes, change.severity) == (Decimal(-1500), ("method changed",), "high")
        assert change.detail.startswith("Its formula was \"costs.cell('A', 'cost') - costs.cell('B', 'cost')\" and is ")

    def test_a_formula_that_reads_another_cell_of_a_file_is_no_revision(self, compared: Comparing) -> None:
        formulas = {"own": "costs.cell('A', 'cost')", "b": "costs.cell('B', 'cost')", "c": "costs.cell('C', 'cost')"}
        old = Edition(formulas=formulas)
        new = old.with_(formulas={**formulas, "own": "costs.cell('B', 'cost')"}, rows=with_cost("41", row=2))
        assert the(compared(old, new), "own").causes == ("method changed",)

    def test_the_formula_of_a_figure_below_is_named(self, compared: Comparing) -> None:
        old = Edition(formulas={"base": "costs.cell('A', 'cost')", "half": "base * rate"})
        new = old.with_(formulas={**old.formulas, "base": "costs.cell('B', 'cost')"})
        change = the(compared(old, new), "half")
        assert change.causes == ("method changed",)
        assert change.detail.startswith('The formula of "Base" was ')

    def test_line_breaks_in_a_formula_are_no_change(self, compared: Comparing) -> None:
        new = Edition(formulas={"total": "costs.total(\n  'cost')"}, rows=with_cost("2"))
        old = Edition(formulas={"total": "costs.total( 'cost')"})
        assert the(compared(old, new), "total").causes == ("source revised",)

    def test_a_declared_number_has_another_value(self, compared: Comparing) -> None:
        old = Edition(formulas={"cost": "costs.total('cost') * weeks"}, numbers={"weeks": 52})
        found = compared(old, old.with_(numbers={"weeks": 48}))
        assert the(found, "cost").causes == the(found, "weeks").causes == ("method changed",)
        assert the(found, "cost").detail == 'The declared number "Weeks" was 52 and is 48.'

    def test_other_code_with_the_same_leaves_and_formula(self, tmp_path: Path) -> None:
        old, new = Edition().evidence(tmp_path / "old"), Edition(code_version="2").evidence(tmp_path / "new")
        assert compare(old, new).changes == ()
        new["figures"]["total"]["value"] = "1291"
        change = the(compare(old, new), "total")
        assert (change.causes, change.severity) == (("method changed",), "high")
        assert "tracepaper itself computes it otherwise" in change.detail

    @pytest.mark.parametrize("code", ["1", "2"])
    def test_another_month_of_the_same_files_follows_from_the_new_month_whatever_the_code(
        self, code: str, compared: Comparing
    ) -> None:
        """May has taken the place of April, and neither file was changed."""
        formulas = {"before": "previous_of(spend.by_month('amount'))"}
        old = Edition(formulas=formulas, months={**APRIL, **MAY}, code_version="1")
        change = the(compared(old, old.with_(months={**APRIL, **MAY, **JUNE}, code_version=code)), "before")
        assert (change.old, change.new, change.causes) == ("15", "20", ("new period",))
        assert change.detail == "June 2020 is new (spend_2020-06.csv)."

    def test_other_code_that_takes_other_steps(self, tmp_path: Path) -> None:
        formulas = {"gap": "costs.cell('A', 'cost') - costs.cell('B', 'cost')"}
        old, new = (Edition(formulas=formulas).evidence(tmp_path / name) for name in ("old", "new"))
        new["code_version"] = "2"
        new["figures"]["gap"].update(operation="sum", value="1250", formula="A + B")
        change = the(compare(old, new), "gap")
        assert change.causes == ("method changed",)
        assert change.detail.endswith('and is computed as "A + B".')

    def test_steps_that_the_same_formula_and_code_take_follow_from_the_data(self, tmp_path: Path) -> None:
        formulas = {"gap": "costs.cell('A', 'cost') - costs.cell('B', 'cost')"}
        old = Edition(formulas=formulas).evidence(tmp_path / "old")
        new = Edition(formulas=formulas, rows=with_cost("260", row=1)).evidence(tmp_path / "new")
        new["figures"]["gap"]["operation"] = "sum"
        assert the(compare(old, new), "gap").causes == ("source revised",)

    def test_another_unit_has_no_difference(self, compared: Comparing) -> None:
        change = the(compared(Edition(), Edition(costs={"unit": "child"})), "total")
        assert (change.old_unit, change.unit, change.difference, change.per_cent) == ("GBP", "child", None, None)
        assert (change.causes, change.severity) == (("method changed",), "high")
        assert 'B2 of costs.csv (A, Cost), "1,000", was read as £1,000 (pounds) and is read as 1,000 (children).' in (
            change.detail
        )

    def test_all_causes_at_once_in_their_order(self, compared: Comparing) -> None:
        formulas = {"cost": "(spend.total('amount') + costs.total('cost')) * rate"}
        old = Edition(formulas=formulas, months={**APRIL, **MAY})
        new = Edition(
            formulas={"cost": "(costs.total('cost') + spend.total('amount')) * rate"},
            months={**APRIL, **MAY, **JUNE},
            rows=with_cost("260", row=1),
            costs={"corrections": [correction("1,000", "900")]},
            rate=("2026", "0.4"),
            labels={"cost": "Cost of all"},
        )
        change = the(compared(old, new), "cost")
        assert change.causes == (
            *("correction entered", "source revised", "new period"),
            *("parameter edition changed", "method changed", "narrative only"),
        )
        assert change.cause == "correction entered"


class TestNarrativeOnly:
    def test_another_label_or_form_of_the_same_value(self, compared: Comparing) -> None:
        old = Edition(formulas={"a": "costs.cell('A', 'cost')"})
        new = old.with_(labels={"a": "Cost of A"}, display=Display("pounds", 2))
        change = the(compared(old, new), "a")
        assert (change.causes, change.severity, change.difference) == (("narrative only",), "none", Decimal(0))
        assert change.detail == 'It was called "A".'

    def test_another_form_alone(self, compared: Comparing) -> None:
        change = the(compared(Edition(), Edition(display=Display("pounds", 2))), "total")
        assert change.detail == "The same value is printed as £1,290.00; it was printed as £1,290."


class TestLosses:
    TWO = {"total": "costs.total('cost')", "a": "costs.cell('A', 'cost')"}

    def test_a_figure_that_is_gone_is_a_loss_and_no_change(self, compared: Comparing) -> None:
        found = compared(Edition(formulas=self.TWO), Edition())
        assert found.changes == ()
        assert [(one.figure, one.old, one.old_display, one.places) for one in found.losses] == [
            ("a", "1000", "£1,000", ("Summary",))
        ]

    def test_a_figure_that_is_computed_still_and_printed_no_more_is_a_loss(self, tmp_path: Path) -> None:
        old, new = (Edition(formulas=self.TWO).evidence(tmp_path / name) for name in ("old", "new"))
        new["figures"]["a"]["places"] = []
        found = compare(old, new)
        assert [one.figure for one in found.losses] == ["a"]
        assert "no longer printed outside" in found.losses[0].detail

    def test_what_was_printed_nowhere_is_not_lost(self, tmp_path: Path) -> None:
        old = Edition(formulas=self.TWO).evidence(tmp_path / "old")
        old["figures"]["a"].update(printed=[], places=[])
        assert compare(old, Edition().evidence(tmp_path / "new")).losses == ()

    def test_of_an_edition_not_composed_only_figures_are_lost(self, compared: Comparing) -> None:
        old = Edition(formulas=self.TWO, quoted=["cell-example-costs-a2"])
        found = compared(old, Edition(composed=False))
        assert [one.figure for one in found.losses] == ["a"]

    def test_a_quoted_cell_is_lost_with_its_row_and_others_only_move(self, compared: Comparing) -> None:
        quoted = [f"cell-example-costs-a{row}" for row in (2, 3, 4)]
        found = compared(Edition(quoted=quoted), Edition(quoted=quoted[:2], rows=ROWS[1:]))
        assert [(one.figure, one.old) for one in found.losses] == [("cell-example-costs-a2", "A")]
        assert [one.figure for one in found.changes] == ["total"]
        assert found.gains == ()

    def test_a_quoted_cell_that_got_a_name_is_not_lost(self, compared: Comparing) -> None:
        old = Edition(quoted=["cell-example-costs-b2"])
        assert compared(old, Edition(formulas=self.TWO)).losses == ()
        assert [one.figure for one in fresh(Edition(formulas=self.TWO), old).gains] == []

    def test_a_new_quoted_row_is_new(self, compared: Comparing) -> None:
        quoted = [f"cell-example-costs-a{row}" for row in (2, 3, 4, 5)]
        found = compared(Edition(quoted=quoted[:3]), Edition(quoted=quoted, rows=[("0", "1"), *ROWS]))
        assert [(one.figure, one.new) for one in found.gains] == [("cell-example-costs-a2", "0")]
        assert found.losses == ()

    def test_a_new_figure_is_told_apart(self, compared: Comparing) -> None:
        found = compared(Edition(), Edition(formulas=self.TWO))
        assert [(one.figure, one.new_display, one.cause) for one in found.gains] == [("a", "£1,000", "")]
        assert found.changes == found.losses == ()


class TestSeverity:
    FORMULA = {"gap": "costs.cell('A', 'cost') - costs.cell('B', 'cost')"}

    @pytest.mark.parametrize(("cost", "severity"), [("275", "medium"), ("275.01", "high"), ("224.99", "high")])
    def test_a_change_by_more_than_the_limit_is_high(self, compared: Comparing, cost: str, severity: str) -> None:
        edition = Edition(formulas={"b": "costs.cell('B', 'cost')"})  # 250: a tenth is 25
        assert the(compared(edition, edition.with_(rows=with_cost(cost, row=1)), limit=LIMIT), "b").severity == severity

    def test_from_nought_there_is_no_percentage_and_any_limit_is_passed(self, tmp_path: Path) -> None:
        edition = Edition(formulas={"a": "costs.cell('A', 'cost')"})
        old = edition.with_(rows=with_cost("0")).evidence(tmp_path / "old")
        new = edition.with_(rows=with_cost("5")).evidence(tmp_path / "new")
        for limit, severity in ((None, "medium"), (LIMIT, "high")):
            change = the(compare(old, new, limit=limit), "a")
            assert (change.difference, change.per_cent, change.severity) == (Decimal(5), None, severity)

    def test_another_sign_is_high(self, compared: Comparing) -> None:
        old = Edition(formulas=self.FORMULA)
        change = the(compared(old, old.with_(rows=with_cost("200"))), "gap")
        assert (change.old, change.new, change.severity) == ("750", "-50", "high")
        assert change.per_cent is not None
        assert round(change.per_cent, 10) == Decimal("-106.6666666667")  # -800 of 750, in hundredths

    def test_to_nought_is_no_other_sign(self, compared: Comparing) -> None:
        old = Edition(formulas=self.FORMULA)
        change = the(compared(old, old.with_(rows=with_cost("250"))), "gap")
        assert (change.new, change.per_cent, change.severity) == ("0", Decimal(-100), "medium")

    def test_a_day_that_moves_is_no_large_change(self, compared: Comparing) -> None:
        day = {"day": "spend.latest.cell('P1', 'paid')"}
        old = Edition(formulas=day, months={"2020-04": [("P1", "1")]}, dated=True)
        change = the(compared(old, old.with_(months={**old.months, "2020-05": [("P1", "1")]}), limit=LIMIT), "day")
        assert (change.old_display, change.new_display) == ("9 April 2020", "9 May 2020")
        assert (change.difference, change.per_cent, change.severity) == (Decimal(30), None, "low")

    def test_changes_stand_by_severity_and_then_by_id(self, compared: Comparing) -> None:
        formulas = {"z": "costs.cell('A', 'cost')", "a": "costs.cell('B', 'cost')", "b": "costs.cell('C', 'cost')"}
        old = Edition(formulas=formulas)
        found = compared(old, old.with_(rows=[("A", "5"), ("B", "251"), ("C", "41")]), limit=LIMIT)
        assert [(one.figure, one.severity) for one in found.changes] == [
            ("z", "high"), ("a", "medium"), ("b", "medium"),
        ]  # fmt: skip


def saved_again(evidence: dict[str, Any]) -> dict[str, Any]:
    """The same but for the bytes of every source file."""
    return {**evidence, "sources": [{**one, "sha256": f"{one['sha256']}2"} for one in evidence["sources"]]}


class TestSavedAgain:
    """Only the bytes of a file are others: it is told of, and no edition is made for it."""

    FORMULAS = {"total": "costs.total('cost')", "a": "costs.cell('A', 'cost')"}

    def test_no_cell_that_is_used_reads_otherwise(self, tmp_path: Path) -> None:
        evidence = Edition(formulas=self.FORMULAS, quoted=["cell-example-costs-a2"]).evidence(tmp_path)
        found = compare(evidence, saved_again(evidence))
        assert [(one.path, one.state, one.cells) for one in found.files] == [(COSTS, "changed", ())]
        assert found.files[0].detail == "Its bytes are others; the cells that the paper uses read as before."
        assert not found

    def test_a_cell_that_the_paper_does_not_use_is_no_reason_either(self, tmp_path: Path) -> None:
        """The evidence holds neither B3 nor B4, so nobody can say that all cells are the same, and nobody does."""
        edition = Edition(formulas={"a": "costs.cell('A', 'cost')"})
        old, new = (
            edition.with_(rows=rows).evidence(tmp_path / n) for n, rows in (("o", ROWS), ("n", with_cost("7", row=1)))
        )
        found = compare(old, new)
        assert found.files[0].detail.endswith("the cells that the paper uses read as before.")
        assert not found

    @pytest.mark.parametrize(
        "rows",
        [
            with_cost("£1,000.00"),  # other text of the same value
            [ROWS[1], ROWS[0], ROWS[2]],  # the same cells elsewhere
        ],
    )
    def test_a_cell_that_is_used_and_reads_otherwise_is_a_difference(self, tmp_path: Path, rows: Any) -> None:
        old, new = (Edition(rows=one).evidence(tmp_path / n) for n, one in (("old", ROWS), ("new", rows)))
        found = compare(old, new)
        assert found and found.files[0].detail == ""

    def test_so_is_a_sum_of_more_cells_than_the_evidence_lists(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two of its cells change places: the sum is the same, and only its digest tells."""
        monkeypatch.setattr(evidence, "MOST_CELLS", 4)
        many = [(f"R{n}", str(n)) for n in range(1, 6)]
        swapped = [("R1", "2"), ("R2", "1"), *many[2:]]
        old, same, new = (
            Edition(rows=rows).evidence(tmp_path / n) for n, rows in (("o", many), ("s", many), ("n", swapped))
        )
        assert old["figures"]["total"]["inputs"] == []
        assert not compare(old, saved_again(same))
        found = compare(old, new)
        assert found and found.changes == () and found.files[0].detail == ""

    def test_a_file_that_came_or_went_is_a_difference(self, tmp_path: Path) -> None:
        evidence = Edition().evidence(tmp_path)
        more = {**evidence["sources"][0], "path": "data/raw/example/more.csv", "table": "more"}
        both = {**evidence, "sources": [*evidence["sources"], more]}
        assert compare(evidence, both) and compare(both, evidence)


class TestLeftOut:
    def test_what_rests_on_the_source_of_an_editions_own_changes(self, tmp_path: Path) -> None:
        old, new = (Edition().evidence(tmp_path / name) for name in ("old", "new"))
        own = f"data/raw/{PAPER}-changes/changes.csv"
        cell = Cell(own, "", "B2", 2, 2, "5", "total, old")
        told = Figure(Decimal(5), units.parse("GBP"), cell)
        book = {"was": told.named("was", "Was", Display("pounds")), "gone-up": total([told, told]).named("up", "Up")}
        added = evidence_specimen.evidence(book)["figures"]
        new["figures"] |= {id: {**node, "places": ["Changes"]} for id, node in added.items()}
        new["sources"].append({"path": own, "table": "changes", "sha256": "1", "title": "Changes", "publisher": ""})
        assert compare(old, new) == Changes((), (), (), ())

    def test_the_order_of_the_nodes_says_nothing(self, tmp_path: Path) -> None:
        formulas = {"total": "costs.total('cost')", "gap": "costs.cell('A', 'cost') - costs.cell('C', 'cost')"}
        old = Edition(formulas=formulas).evidence(tmp_path / "old")
        rows = [("A", "1"), ("B", "2"), ("D", "3"), ("C", "4")]
        new = Edition(formulas=formulas, rows=rows).evidence(tmp_path / "new")
        wanted = compare(old, new)
        assert wanted
        for seed in range(5):
            shuffled = list(new["figures"].items())
            random.Random(seed).shuffle(shuffled)
            assert compare(old, {**new, "figures": dict(shuffled)}) == wanted


def files(*tables: tuple[str, str]) -> dict[str, Any]:
    """Evidence that names some tables and their paths only."""
    about = {"sha256": "1", "title": "", "publisher": ""}
    return {"paper": PAPER, "sources": [{"table": name, "path": path, **about} for name, path in tables]}


@pytest.mark.parametrize(
    ("table", "path", "is_month"),
    [
        ("spend_2020_05", "data/raw/x/spend_2020-05.csv", True),
        ("spend_2020_05", "data/raw/y/spend_2020-05.csv", False),  # another source: nothing came before it
        ("budget_2010", "data/raw/x/budget_2010-11.csv", False),  # a financial year
        ("spend_2020_13", "data/raw/x/spend_2020-13.csv", False),
    ],
)
def test_a_month_is_known_by_its_table_and_its_series(table: str, path: str, is_month: bool) -> None:
    old = files(("spend_2020_04", "data/raw/x/spend_2020-04.csv"), ("budget_2009", "data/raw/x/budget_2009-10.csv"))
    new = {**old, "sources": [*old["sources"], *files((table, path))["sources"]]}
    assert Files.of(old, new).is_new_month(path) is is_month


def fresh(old: Edition, new: Edition) -> Changes:
    """A comparison in folders of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        return compare(old.evidence(root / "old"), new.evidence(root / "new"))


AMOUNTS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=5)


def specimen(amounts: list[int]) -> dict[str, Any]:
    """Evidence of a few cells, their sum, and the first less the last."""
    cells = [
        Figure(Decimal(amount), units.parse("GBP"), Cell(COSTS, "", f"B{row}", row, 2, str(amount), f"R{row}, Cost"))
        for row, amount in enumerate(amounts, 2)
    ]
    book = {
        "sum": total(cells).named("sum", "Sum"),
        "gap": (cells[0] - cells[-1]).named("gap", "Gap"),
        **{f"n{n}": cell.named(f"n{n}", f"Number {n}") for n, cell in enumerate(cells)},
    }
    source = {"path": COSTS, "table": "costs", "sha256": str(amounts), "title": "Costs", "publisher": "A council"}
    return evidence_specimen.evidence(book, sources=[source])


@given(AMOUNTS)
def test_an_edition_does_not_differ_from_itself(amounts: list[int]) -> None:
    assert not compare(specimen(amounts), specimen(amounts))


@given(AMOUNTS, AMOUNTS)
def test_backwards_every_difference_has_the_other_sign(old: list[int], new: list[int]) -> None:
    forth, back = compare(specimen(old), specimen(new)), compare(specimen(new), specimen(old))
    differences = {one.figure: one.difference for one in forth.changes}
    assert {one.figure: -one.difference for one in back.changes if one.difference is not None} == differences
    assert [one.figure for one in forth.losses] == [one.figure for one in back.gains]


@given(AMOUNTS, AMOUNTS)
def test_every_figure_that_differs_is_told_and_has_a_cause(old: list[int], new: list[int]) -> None:
    one, other = specimen(old)["figures"], specimen(new)["figures"]
    wanted = {id for id in one if one[id]["label"] and id in other and one[id]["value"] != other[id]["value"]}
    found = compare(specimen(old), specimen(new)).changes
    assert {change.figure for change in found} == wanted
    assert all(change.causes == ("source revised",) and change.detail for change in found)
