"""Corrections and acknowledgements: what somebody answers for, as long as it is there and they look again."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from unit.sources.source_project import Outcome, SourceProject

Typing = Callable[[], Outcome]
ROWS = [["A", "490,276,86"], ["B", "10"]]


def correction(**changed: str) -> dict[str, str]:
    """A correction of B2 that holds until the end of June 2024."""
    words = {"reason": "the comma stands for the point", "by": "Finance partner", "expires": "2024-06-30"}
    return {"cell": "B2", "found": "490,276,86", "value": "490276.86", **words, **changed}


def on(day: str) -> str:
    """Noon of a day as SOURCE_DATE_EPOCH."""
    return str(int(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC).timestamp()))


@pytest.fixture(autouse=True)
def in_april(monkeypatch: pytest.MonkeyPatch, project: SourceProject) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", on("2024-04-01"))


def test_a_correction_gives_the_value_and_the_cell_keeps_its_raw_text(project: SourceProject):
    project.table(ROWS, corrections=[correction()])
    table = project.loaded()
    figure = table.cell("A", "cost")
    assert figure.value == Decimal("490276.86")
    assert figure.derivation.raw == "490,276,86"
    assert figure.derivation.correction == "490276.86: the comma stands for the point (Finance partner)"
    assert table.cell("B", "cost").derivation.correction == ""
    assert table.texts()[0]["cost"] == "490276.86"


def test_a_correction_is_logged_and_written_for_the_evidence(project: SourceProject):
    project.table(ROWS, corrections=[correction()])
    written = project.ingest()["tables"]["costs"]
    assert written["corrections"]["B2"] == {
        "found": "490,276,86",
        "value": "490276.86",
        "reason": "the comma stands for the point",
        "by": "Finance partner",
    }
    assert [change["cells"] for change in written["changes"]] == [["B2"]]


def test_a_total_over_a_corrected_cell_adds_what_was_meant(project: SourceProject):
    project.table(ROWS, corrections=[correction()])
    assert project.loaded().total("cost").value == Decimal("490286.86")  # 490,276.86 + 10


def test_a_correction_of_a_text_that_is_no_longer_there_is_refused(project: SourceProject, typed_by_user: Typing):
    project.table([["A", "490,276.86"], ["B", "10"]], corrections=[correction()])
    typed_by_user().refused(
        'B2: found "490,276.86"; expected "490,276,86", which a correction replaces', "The source has changed"
    )


def test_a_correction_of_a_row_that_is_not_there_is_refused(project: SourceProject, typed_by_user: Typing):
    project.table(ROWS, corrections=[correction(), correction(cell="B9")])
    typed_by_user().refused("B9: found no such row")


def test_a_correction_to_what_is_no_number_is_refused_like_the_cell_itself(
    project: SourceProject, typed_by_user: Typing
):
    project.table(ROWS, corrections=[correction(value="about 490k")])
    typed_by_user().refused('B2 (Cost, A): found "about 490k", which is not a number')


def test_a_correction_holds_until_the_end_of_its_last_day(project: SourceProject, monkeypatch: pytest.MonkeyPatch):
    project.table(ROWS, corrections=[correction()])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", on("2024-06-30"))
    assert project.loaded().cell("A", "cost").value == Decimal("490276.86")


def test_an_expired_correction_is_refused_until_somebody_looks_again(
    project: SourceProject, typed_by_user: Typing, monkeypatch: pytest.MonkeyPatch
):
    project.table(ROWS, corrections=[correction()])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", on("2024-07-01"))
    typed_by_user().refused(
        "data/raw/example/datapackage.yaml holds corrections that somebody must look at again.",
        "corrections: B2: found an entry that expired on 2024-06-30; expected a later day",
    )


def test_a_correction_reaches_its_cell_past_rows_that_are_no_data(project: SourceProject):
    project.table(
        [["Spend", ""], ["", ""], *ROWS],
        corrections=[correction(cell="B4")],
        skip_rows=[{"row": 2, "reads": "Spend", "reason": "heading"}],
    )
    cell = project.loaded().cell("A", "cost").derivation
    assert (cell.address, cell.row, cell.raw) == ("B4", 4, "490,276,86")


# Acknowledgements of control totals that fail.

SHORT = [["A", "5.10"], ["B", "6"], ["Total", "11"]]
TOTAL = {"name": "total", "total": {"option": "Total"}, "rows": {"option": ["A", "B"]}}
FOUND = "Total for Cost: stated £11, its rows add up to £11.10, a difference of £0.10"


def acknowledged(check: str = "total-cost", found: str = FOUND) -> dict[str, str]:
    return {"check": check, "found": found, "reason": "printed so", "by": "Finance partner"}


def test_a_failed_control_total_stops_the_source_and_says_how_to_acknowledge_it(
    project: SourceProject, typed_by_user: Typing
):
    project.table(SHORT, control_totals=[{**TOTAL}])
    typed_by_user().refused("costs.csv fails checks", f'B4: found "{FOUND}"', "under acknowledged: with check: total")


def test_an_acknowledged_finding_is_kept_with_its_reason(project: SourceProject):
    project.table(SHORT, control_totals=[TOTAL], acknowledged=[acknowledged("total")])
    (check,) = project.ingest()["checks"]
    assert check == {
        "id": "total", "table": "costs", "place": "B4", "passed": False, "text": FOUND,
        "reason": "printed so", "by": "Finance partner",
        "column": "cost", "total": "Total", "rows": ["A", "B"], "negative_rows": [],
    }  # fmt: skip


def test_an_acknowledgement_of_another_outcome_excuses_nothing(project: SourceProject, typed_by_user: Typing):
    other = FOUND.replace("11.10", "12.10")
    project.table(SHORT, control_totals=[TOTAL], acknowledged=[acknowledged("total", other)])
    typed_by_user().refused(f'B4: found "{FOUND}"')


@pytest.mark.parametrize("check", ["total", "another"])
def test_an_acknowledgement_of_what_is_no_finding_is_refused(check: str, project: SourceProject, typed_by_user: Typing):
    project.table([["A", "5"], ["B", "6"], ["Total", "11"]], control_totals=[TOTAL], acknowledged=[acknowledged(check)])
    typed_by_user().refused(f"acknowledged: {check}", "Take the entry out", status=4)
