"""Checks across cells and tables: control totals, keys that stand in another table, years without a gap."""

from collections.abc import Callable
from typing import Any

import pytest

from unit.sources.source_project import COST, OPTION, Outcome, SourceProject, column

Typing = Callable[[], Outcome]
TOTAL: dict[str, Any] = {"name": "total", "total": {"option": "Total"}, "rows": {"option": ["A", "B"]}}


def texts(project: SourceProject) -> dict[str, str]:
    """The checks of a source that passed, by id."""
    return {check["id"]: check["text"] for check in project.ingest()["checks"] if check["passed"]}


def test_a_control_total_is_added_exactly(project: SourceProject):
    rows = [["A", "0.1"], ["B", "0.2"], ["Total", "0.3"]]  # in binary floats 0.1 + 0.2 is not 0.3
    project.table(rows, control_totals=[TOTAL])
    assert texts(project) == {"total": "Total for Cost: stated £0.30, its rows add up to £0.30"}


def test_a_control_total_may_subtract_rows(project: SourceProject):
    rows = [["A", "10"], ["B", "(4)"], ["C", "3"], ["Total", "3"]]  # 10 - 4 - 3
    brackets = column("cost", "number", brackets_negative=True)
    project.table(rows, OPTION, brackets, control_totals=[{**TOTAL, "negative_rows": {"option": ["C"]}}])
    assert texts(project) == {"total": "Total for Cost: stated £3, its rows add up to £3"}


def test_a_control_total_checks_every_number_column(project: SourceProject, typed_by_user: Typing):
    columns = (OPTION, column("year_1", "number"), column("year_2", "number"))
    project.table([["A", "1", "2"], ["B", "3", "4"], ["Total", "4", "7"]], *columns, control_totals=[TOTAL])
    outcome = typed_by_user()
    outcome.refused("C4", "Total for Year 2: stated £7, its rows add up to £6, a difference of £1", "total-year-2")
    assert "Year 1" not in outcome.text


def test_the_failed_checks_of_every_table_are_reported_at_once(project: SourceProject, typed_by_user: Typing):
    for name in ("first", "second"):
        project.table([["A", "1"], ["B", "2"], ["Total", "4"]], name=name, control_totals=[TOTAL])
    typed_by_user().refused("first.csv fails checks", "second.csv fails checks")


def test_a_blank_is_not_nought_in_a_control_total(project: SourceProject, typed_by_user: Typing):
    project.table([["A", "11"], ["B", ""], ["Total", "11"]], control_totals=[TOTAL])
    typed_by_user().refused("B4", "Total for Cost cannot be checked: no number in B3")


def test_a_blank_total_is_a_finding(project: SourceProject, typed_by_user: Typing):
    project.table([["A", "1"], ["B", "2"], ["Total", "[c]"]], control_totals=[TOTAL])
    typed_by_user().refused("B4", "stated nothing, its rows add up to £3; nothing is stated")


def options(project: SourceProject, *rows: str) -> None:
    project.table([[row] for row in rows], column("number", "integer", required=True), name="options")


def costs(project: SourceProject, *rows: list[str], required: bool = True) -> None:
    keys = [{"fields": ["choice"], "reference": {"resource": "options", "fields": ["number"]}}]
    described = (OPTION, column("choice", "integer", required=required))
    project.table(rows, *described, foreign_keys=keys)


def test_a_key_that_stands_in_the_other_table_is_found_however_it_is_written(project: SourceProject):
    options(project, "1", "2")
    costs(project, ["A", "1"], ["B", "2.0"])
    assert texts(project) == {"keys-costs-choice": "every Choice stands in the table options"}


def test_keys_that_stand_in_no_other_table_are_named_by_their_cells(project: SourceProject, typed_by_user: Typing):
    options(project, "1", "2")
    costs(project, ["A", "1"], ["B", "3"], ["C", "4"])
    typed_by_user().refused("B3, B4", 'not every Choice stands in the table options: see B3, B4 ("3", "4")')


def test_a_blank_key_refers_to_nothing_where_a_blank_is_allowed(project: SourceProject):
    options(project, "1")
    costs(project, ["A", "1"], ["B", ""], required=False)
    assert list(texts(project)) == ["keys-costs-choice"]


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (["2018/19", "2019/20", "2021/22"], "nothing between 2019 and 2021"),
        (["2018-19", "2020-21", "2022-23"], "nothing between 2018 and 2020, nothing between 2020 and 2022"),
        (["Cost", "Saving"], "no year columns were found"),
    ],
)
def test_a_missing_year_column_is_a_finding(
    years: list[str], words: str, project: SourceProject, typed_by_user: Typing
):
    columns = [column(f"y{n}", "number", title=year) for n, year in enumerate(years)]
    project.table([["A", *["1"] * len(years)]], OPTION, *columns, complete_years=True)
    typed_by_user().refused("row 1", words)


def test_year_columns_that_follow_each_other_are_complete(project: SourceProject):
    columns = [column(f"y{n}", "number", title=year) for n, year in enumerate(["2018/19", "2019/20", "2020/21"])]
    project.table([["A", "1", "2", "3"]], OPTION, *columns, complete_years=True)
    assert texts(project) == {"years-costs": "the year columns are complete"}


def test_a_missing_year_among_rows_is_a_finding(project: SourceProject, typed_by_user: Typing):
    rows = [["2018-19", "1"], ["2019-20", "2"], ["2021-22", "3"]]
    project.table(rows, column("year", "year", required=True), COST, complete_years=True)
    typed_by_user().refused("column A", "the years do not follow each other: nothing between 2019 and 2021")


def test_years_of_rows_may_stand_in_any_order(project: SourceProject):
    rows = [["2020-21", "1"], ["2018-19", "2"], ["2019-20", "3"]]
    project.table(rows, column("year", "year", required=True), COST, complete_years=True)
    assert texts(project) == {"years-costs": "the years are complete"}


def test_academic_years_are_read_as_such_where_the_dictionary_says_so(project: SourceProject):
    project.table([["202324", "1"]], column("year", "year", academic=True), COST)
    assert project.loaded().text("202324", "year") == "AY2023/24"
