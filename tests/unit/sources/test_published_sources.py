"""The two documents of the project: what they print, faults included, and what was done about each fault."""

from decimal import Decimal
from pathlib import Path

import pytest

from tracepaper.sources import ingest, raw
from tracepaper.sources.checks import Check
from tracepaper.sources.dictionary import Dictionary
from tracepaper.sources.typed import Typed

ROOT = Path(__file__).parents[3]
ER = {
    f"{letter}{row}"
    for row, letters in {2: "BDEFIJKMNP", 3: "CFKM", 4: "CFJKP", 5: "BDFGHIJKNO", 6: "DIO"}.items()
    for letter in letters
}
NU = {"C2", "E3", "E5"}

Read = tuple[Dictionary, dict[str, Typed], list[Check]]


@pytest.fixture(scope="module")
def staffordshire() -> Read:
    return ingest.read(ROOT, "staffordshire")


@pytest.fixture(scope="module")
def rotherham() -> Read:
    return ingest.read(ROOT, "rotherham")


def column(source: Read, table: str, name: str) -> list[object]:
    return source[1][table].table[name].to_pylist()


def changed(source: Read, table: str) -> dict[str, list[str]]:
    """What was normalised: in words, and where, over all columns."""
    cells: dict[str, list[str]] = {}
    for change in source[1][table].changes:
        cells.setdefault(change.what, []).extend(change.cells)
    return cells


def failed(source: Read) -> dict[str, str]:
    return {check.id: check.text for check in source[2] if not check.passed}


def test_the_comma_for_a_point_in_b6_is_corrected_and_the_raw_text_kept(staffordshire: Read):
    assert column(staffordshire, "provider_spend", "raw.2017/18")[4] == "490,276,86"
    assert column(staffordshire, "provider_spend", "2017/18")[4] == Decimal("490276.86")
    (what,) = (what for what, cells in changed(staffordshire, "provider_spend").items() if cells == ["B6"])
    assert what.startswith('"490,276,86" corrected to 490276.86: ')


def test_with_the_correction_the_five_rows_give_the_printed_total_of_2017_18(staffordshire: Read):
    spend = column(staffordshire, "provider_spend", "2017/18")
    assert spend[:5] == [Decimal(t) for t in ("79747.23", "0", "46712.31", "426.50", "490276.86")]
    assert sum(spend[:5]) == spend[6] == Decimal("617162.90")


def test_the_total_of_2018_19_is_sixty_pounds_short(staffordshire: Read):
    rows = [Decimal(t) for t in ("153323.72", "0", "103686.68", "10403.50", "374293.26")]
    assert column(staffordshire, "provider_spend", "2018/19")[:5] == rows
    assert sum(rows) - Decimal("641647.16") == Decimal("60.00")
    assert failed(staffordshire)["total-2018-19"] == (
        "Total costs for 2018/19: stated £641,647.16, its rows add up to £641,707.16, a difference of £60"
    )


def test_the_printed_totals_leave_out_aiming_high_in_all_four_years(staffordshire: Read):
    assert {name: text.rpartition(" ")[2] for name, text in failed(staffordshire).items() if "aiming" in name} == {
        "total-with-aiming-high-2017-18": "£157,397",
        "total-with-aiming-high-2018-19": "£170,222",  # 170,162 and the 60 that are missing anyway
        "total-with-aiming-high-2019-20": "£111,792",
        "total-with-aiming-high-2020-21": "£16,241",
    }


def test_the_footnote_mark_in_e7_is_kept_beside_its_number(staffordshire: Read):
    assert column(staffordshire, "provider_spend", "2020/21")[5] == Decimal("16241.00")
    assert changed(staffordshire, "provider_spend")["footnote mark * kept as a note"] == ["E7"]


def test_32_cyrillic_and_3_greek_letters_are_read_and_named_by_their_cells(staffordshire: Read):
    changes = changed(staffordshire, "evaluation_matrix")
    assert len(ER) == 32
    assert set(changes.pop("Cyrillic Capital Letter Er (U+0420) read as P")) == ER
    assert set(changes.pop("Greek Capital Letter Nu (U+039D) read as N")) == NU
    assert changes == {}


def test_the_matrix_holds_35_yes_32_partially_and_8_no(staffordshire: Read):
    table = staffordshire[1]["evaluation_matrix"].table
    letters = [letter for n in range(1, 16) for letter in table[str(n)].to_pylist()]
    assert {letter: letters.count(letter) for letter in "YPN"} == {"Y": 35, "P": 32, "N": 8}
    raw_letters = "".join(letter for n in range(1, 16) for letter in table[f"raw.{n}"].to_pylist())
    assert (raw_letters.count("P"), raw_letters.count("\u0420"), raw_letters.count("\u039d")) == (0, 32, 3)


def test_amounts_of_options_are_read_as_stated_and_none_is_rounded(staffordshire: Read):
    assert column(staffordshire, "option_costs", "stated") == [
        Decimal(t) for t in ("569385.00", "150000", "720000", "450000", "17.89", "513000", "700000", "650000")
    ]


def test_the_misread_test_10_is_corrected_from_the_row_above_it(staffordshire: Read):
    texts = column(staffordshire, "outcomes", "text")
    assert "flexible and equitable" in str(texts[9])
    assert "nexible and equitable" in str(column(staffordshire, "outcomes", "raw.text")[9])


def test_the_units_row_and_the_headings_of_the_plan_are_no_data(rotherham: Read):
    rows = column(rotherham, "financial_plan", "row")
    assert rows == [4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20]


def test_a_blank_contribution_and_an_income_of_nought_stay_different(rotherham: Read):
    lines = column(rotherham, "financial_plan", "line")
    values = column(rotherham, "financial_plan", "2018/19")
    assert values[lines.index("Life Chances Fund Contribution to Outcomes (TBC) *")] is None
    assert values[lines.index("MST-FIT (Income/Contributions) TBC")] == 0


def test_brackets_of_the_plan_are_negative(rotherham: Read):
    assert column(rotherham, "financial_plan", "2019/20")[-2:] == [Decimal(-323750), Decimal(-323750)]


def test_the_in_year_row_changes_its_definition_from_2020_21(rotherham: Read):
    # Combined budget less original forecast, against what is printed.
    assert {name: text.rpartition(" ")[2] for name, text in failed(rotherham).items()} == {
        "in-year-2020-21": "£323,750",  # (1,801,250) and (1,477,500)
        "in-year-2021-22": "£1,801,250",  # (2,888,750) and (1,087,500)
        "in-year-2022-23": "£2,888,750",  # (3,287,500) and (398,750)
        "in-year-2023-24": "£3,287,500",  # (3,721,250) and (433,750)
    }


def test_numbers_in_words_and_in_millions_are_read_from_prose(rotherham: Read):
    stated = dict(zip(column(rotherham, "cohort", "measure"), column(rotherham, "cohort", "stated"), strict=True))
    wanted = {"cycles": 4, "life-chances-years": 5, "service-cost": 1_120_000, "budget-per-child": 175_000}
    assert {name: stated[name] for name in wanted} == wanted
    assert stated["investor-return-modelled"] == Decimal("0.05")


def test_approvals_are_days_written_day_month_year(rotherham: Read):
    assert column(rotherham, "approvals", "date") == ["2018-07-13", "2018-06-21", "2018-06-07", "2018-07-13"]


@pytest.mark.parametrize("source", ["staffordshire", "rotherham"])
def test_every_file_is_the_one_that_was_registered(source: str, request: pytest.FixtureRequest):
    described = request.getfixturevalue(source)[0]
    assert ingest.changed_since_registered(described) == {}


@pytest.mark.parametrize("source", ["staffordshire", "rotherham"])
def test_no_cell_of_the_file_is_lost_or_changed_in_the_raw_columns(source: str, request: pytest.FixtureRequest):
    described, typed, _ = request.getfixturevalue(source)
    for resource in described.resources:
        texts = [column.to_pylist() for column in raw.read(resource).columns]
        table = typed[resource.name].table
        assert [table[f"raw.{column.name}"].to_pylist() for column in resource.columns] == texts
