"""A data dictionary that contradicts itself is refused with its line, before any table is read."""

from collections.abc import Callable
from typing import Any

import pytest

from unit.sources.source_project import COST, OPTION, Outcome, SourceProject, column

Typing = Callable[[], Outcome]
ROWS = [["A", "5"], ["Total", "5"]]
TOTAL = {"name": "total", "total": {"option": "Total"}, "rows": {"option": ["A"]}}
CORRECTION = {"cell": "B2", "found": "5", "value": "6", "reason": "r", "by": "a role", "expires": "2099-01-01"}
ACKNOWLEDGED = {"check": "total-cost", "found": "x", "reason": "r", "by": "a role"}


def reference(field: str = "option", resource: str = "costs", there: str = "option") -> list[dict[str, Any]]:
    return [{"fields": [field], "reference": {"resource": resource, "fields": [there]}}]


def correction(**changed: str) -> dict[str, str]:
    return {**CORRECTION, **changed}


CONTRADICTIONS: dict[str, tuple[tuple[dict[str, Any], ...], dict[str, Any], list[str]]] = {
    "key of no column": ((), {"key": ["optoin"]}, ['the column "optoin", which is not there', 'mean "option"?']),
    "the same column twice": ((OPTION, OPTION), {}, ['found "option" 2 times', "each name once"]),
    "reserved name": ((column("row"), COST), {}, ['found the column "row"', "number of the source row"]),
    "number without a unit": ((OPTION, column("cost", "number", unit="")), {}, ["unit"]),
    "unknown unit": ((OPTION, column("cost", "number", unit="GBp")), {}, ['"GBp"', "is not a known unit"]),
    "unit column of no column": (
        (OPTION, column("cost", "number", unit_column="untis"), column("units")),
        {},
        ['the column "untis", which is not there', 'Did you mean "units"?'],
    ),
    "reference to an unknown table": (
        (), {"foreign_keys": reference(resource="optoins")},
        ['the table "optoins", which is not there', "There are: costs."],
    ),
    "reference to an unknown column there": (
        (), {"foreign_keys": reference(there="number")}, ['the column "number", which is not there'],
    ),
    "reference from an unknown column": (
        (), {"foreign_keys": reference(field="number")}, ['the column "number", which is not there'],
    ),
    "total of a column of text": (
        (), {"control_totals": [{**TOTAL, "column": "option"}]}, ['the number column "option", which is not there'],
    ),
    "total over another key": (
        (), {"control_totals": [{**TOTAL, "total": {"name": "Total"}}]}, ["the columns name; expected option"],
    ),
    "total of rows by another key": (
        (), {"control_totals": [{**TOTAL, "rows": {"name": ["A"]}}]}, ["the columns name; expected option"],
    ),
    "total of no such row": (
        (), {"control_totals": [{**TOTAL, "rows": {"option": ["AA"]}}]},
        ['the row "AA", which is not there', 'Did you mean "A"?', "costs.csv"],
    ),
    "two totals of one name": ((), {"control_totals": [TOTAL, TOTAL]}, ['"total" 2 times']),
    "totals row by another key": ((), {"totals_row": {"name": "Total"}}, ["the columns name; expected option"]),
    "correction beyond the columns": (
        (), {"corrections": [correction(cell="Z2")]}, ["found Z2; expected a cell of the table"],
    ),
    "correction of the header": (
        (), {"corrections": [correction(cell="B1")]}, ["found B1; expected a cell of the table"],
    ),
    "two corrections of one cell": ((), {"corrections": [CORRECTION, CORRECTION]}, ['"B2" 2 times']),
    "two acknowledgements of one finding": (
        (), {"control_totals": [TOTAL], "acknowledged": [ACKNOWLEDGED] * 2}, ['"total-cost" 2 times'],
    ),
    "correction that expires on no day": (
        (), {"corrections": [correction(expires="2026-02-30")]},
        ['"2026-02-30"', "a day that the calendar has, as YYYY-MM-DD"],
    ),
    "no key": ((), {"key": []}, ["resources.0.schema.primaryKey", "at least 1 entries"]),
    "an unknown key of settings": ((), {"totals_rows": {}}, ['the unknown key "totals_rows"', 'mean "totals_row"?']),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_dictionary_that_contradicts_itself_is_refused_with_its_line(
    case: str, project: SourceProject, typed_by_user: Typing
):
    columns, own, words = CONTRADICTIONS[case]
    project.table(ROWS, *columns, **own)
    typed_by_user().refused(*words, status=4)


def test_a_number_column_needs_a_unit(project: SourceProject, typed_by_user: Typing):
    project.table(ROWS, OPTION, {**COST, "tracepaper": {}})
    typed_by_user().refused('the number column "cost" without a unit', "Add unit:", status=4)


def test_a_workbook_needs_the_name_of_its_sheet(project: SourceProject, typed_by_user: Typing):
    project.xlsx([["Option", "Cost"], ["A", 5]])
    del project.resources[0]["tracepaper"]["sheet"]
    project.write_dictionary()
    typed_by_user().refused("found no sheet; expected the sheet's name", status=4)


def test_two_tables_of_one_name_are_refused(project: SourceProject, typed_by_user: Typing):
    project.table(ROWS)
    project.table(ROWS)
    typed_by_user().refused('resources: found "costs" 2 times', status=4)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("name", "sample", "another name than its folder"),
        ("created", "2024-13-01", "a day that the calendar has"),
        ("created", "1 April 2024", "matches"),
        ("tracepaper", {"received": "yesterday", "classification": "public"}, "received"),
        ("tracepaper", {"received": "2024-04-02", "classification": "secret"}, "one of public, exempt"),
        ("licenses", [], "at least 1 entries"),
        ("resources", [], "at least 1 entries"),
    ],
)
def test_what_is_said_of_a_source_is_checked(
    key: str, value: object, words: str, project: SourceProject, typed_by_user: Typing
):
    project.table(ROWS)
    project.write_dictionary(**{key: value})
    typed_by_user().refused("data/raw/example/datapackage.yaml", f"{key}", words, status=4)


def test_every_contradiction_is_reported_at_once(project: SourceProject, typed_by_user: Typing):
    project.table(ROWS, OPTION, COST, key=["options"], corrections=[correction(cell="Z2")], totals_row={"x": "y"})
    typed_by_user().refused('"options"', "Z2", "the columns x", status=4)
