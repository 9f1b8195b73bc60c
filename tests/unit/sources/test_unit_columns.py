"""A column that names each row's unit holds units: a slip is told where it stands, not where it is computed with."""

from collections.abc import Callable

import pytest

from unit.sources.source_project import Outcome, SourceProject, column

COLUMNS = (column("option", required=True), column("stated", "number", unit_column="unit"), column("unit"))


@pytest.mark.parametrize("slip", ["GPB", "GBP/chid", "pounds sterling", "gbp"])
def test_a_unit_that_is_not_known_is_named_with_its_cell(
    slip: str, project: SourceProject, typed_by_user: Callable[[], Outcome]
):
    project.table([["A", "5", "GBP"], ["B", "6", slip], ["C", "7", "children"]], *COLUMNS)
    typed_by_user().refused(f'C3 (Unit, B): found "{slip}", which is not a known unit', "expected a unit made of GBP,")


def test_known_units_and_none_are_read(project: SourceProject):
    columns = (COLUMNS[0], COLUMNS[1], column("unit"))
    project.table([["A", "5", "GBP/child/week"], ["B", "6", "1"], ["C", "", ""]], *columns)
    table = project.loaded()
    assert str(table.cell("A", "stated").unit) == "GBP/child/week"
    assert str(table.cell("B", "stated").unit) == "1"


def test_a_unit_may_be_corrected(project: SourceProject):
    correction = {"cell": "C2", "found": "GPB", "value": "GBP", "reason": "A slip.", "by": "a role"}
    project.table([["A", "5", "GPB"]], *COLUMNS, corrections=[{**correction, "expires": "2099-01-01"}])
    assert str(project.loaded().cell("A", "stated").unit) == "GBP"
