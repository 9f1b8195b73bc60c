"""Tables give figures: exact, with their unit, their cell or selection, and never over a cell without a number."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracepaper.errors import CallError, FigureError
from tracepaper.figures import Selection
from tracepaper.figures.units import parse
from tracepaper.sources import ingest, tables
from unit.sources.source_project import COST, OPTION, SourceProject, column, sha256_of_lines

ABSENCES = {
    "blank": ("", "missing"),
    "suppressed": ("[c]", "suppressed"),
    "unavailable": ("x", "unavailable"),
    "inapplicable": ("[z]", "not applicable"),
    "low": ("[low]", "low"),
    "colon": (":", "not available"),
    "dash": ("-", "dash"),
    "expression": ("17.89 x hours = 513,000", "expression"),
}


@pytest.fixture
def spend(project: SourceProject) -> tables.Table:
    rows = [["A", "1,000.10"], ["B", "£2,000.20"], ["C", "3,000.30 *"], ["Total", "6,000.60"]]
    project.table(rows, OPTION, column("cost", "number", notes=True), totals_row={"option": "Total"})
    return project.loaded()


def test_a_cell_gives_its_exact_value_with_its_unit(spend: tables.Table):
    figure = spend.cell("B", "cost")
    assert (str(figure.value), figure.unit) == ("2000.2", parse("GBP"))
    assert (figure.derivation.address, figure.derivation.raw) == ("B3", "£2,000.20")
    assert figure.derivation.names == "B, Cost"


def test_a_total_adds_every_row_but_the_totals_row(spend: tables.Table):
    assert spend.total("cost").value == Decimal("6000.60")  # 1,000.10 + 2,000.20 + 3,000.30


def test_a_total_keeps_digits_that_no_binary_number_holds(project: SourceProject):
    project.table([["A", "999,999,999,999.99"], ["B", "0.000000000000001"], ["C", "1"]])
    assert str(project.loaded().total("cost").value) == "1000000000000.990000000000001"


def test_a_total_keeps_its_selection_and_a_digest_of_the_raw_texts(spend: tables.Table):
    assert spend.total("cost").derivation == Selection(
        path="data/raw/example/costs.csv",
        sheet="",
        column="B",
        names="Cost of Costs of options",
        rows="2-4",
        count=3,
        digest=sha256_of_lines(["1,000.10", "£2,000.20", "3,000.30 *"]),
    )


def test_a_total_over_some_rows_selects_those(spend: tables.Table):
    chosen, rest = spend.total("cost", rows=["A", "C"]), spend.total("cost", without=["B"])
    assert chosen.value == rest.value == Decimal("4000.40")
    assert chosen.derivation.rows == "2,4"
    assert chosen.derivation == rest.derivation


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["A", "A"], 'names the row "A" twice'),
        (["A", "Total"], 'names "Total", which is itself a total'),
        (["D"], 'has no row "D". It has: A, B, C, Total'),
    ],
)
def test_a_total_over_odd_rows_is_refused(rows: list[str], words: str, spend: tables.Table):
    with pytest.raises(FigureError, match=words):
        spend.total("cost", rows=rows)


def test_a_total_of_nothing_is_refused(spend: tables.Table):
    with pytest.raises(FigureError, match=r"no row of data/raw/example/costs\.csv is left to add"):
        spend.total("cost", without=["A", "B", "C"])


@pytest.mark.parametrize("name", ["cost", "costs"])
def test_text_and_unknown_columns_give_no_figure(name: str, project: SourceProject):
    project.table([["A", "five"]], OPTION, column("cost"))
    words = "holds strings, not numbers" if name == "cost" else 'has no column "costs". It has: option, cost'
    for ask in (lambda: project.loaded().total(name), lambda: project.loaded().cell("A", name)):
        with pytest.raises(FigureError, match=words):
            ask()


def absences(project: SourceProject) -> tables.Table:
    rows = [["nought", "0"], *([key, raw] for key, (raw, _) in ABSENCES.items())]
    project.table(rows, OPTION, column("cost", "number", approximate=True))
    return project.loaded()


def test_eight_kinds_of_absence_stay_different_and_differ_from_nought(project: SourceProject):
    import pyarrow.parquet as pq

    typed = pq.read_table(absences(project).file)
    assert typed["state.cost"].to_pylist() == ["value", *(state for _, state in ABSENCES.values())]
    assert typed["cost"].to_pylist() == [Decimal(0), *[None] * 8]
    assert len(set(typed["raw.cost"].to_pylist())) == 9


def test_an_absent_cell_gives_no_figure_and_its_text_says_what_the_source_says(project: SourceProject):
    table = absences(project)
    assert table.column("cost").keys() == {"nought"}
    assert table.row("blank") == {}
    assert [row["cost"] for row in table.texts()] == ["0", *(raw for raw, _ in ABSENCES.values())]
    with pytest.raises(FigureError, match=r'suppressed, Cost .*B4\) holds no number; it reads "\[c\]"'):
        table.cell("suppressed", "cost")


@pytest.mark.parametrize("key", ABSENCES)
def test_a_total_over_an_absent_cell_is_refused_with_its_address(key: str, project: SourceProject):
    table = absences(project)
    row = 3 + list(ABSENCES).index(key)
    with pytest.raises(FigureError, match=f"no number in B{row} of data/raw/example/costs.csv"):
        table.total("cost", rows=["nought", key])


def test_a_total_over_rows_of_different_units_is_refused_and_names_both(project: SourceProject):
    columns = (OPTION, column("stated", "number", unit_column="unit"), column("unit"))
    project.table([["A", "5", "GBP"], ["B", "6", "children"], ["C", "7", "GBP"]], *columns)
    table = project.loaded()
    with pytest.raises(FigureError, match="pounds and children"):
        table.total("stated")
    assert table.total("stated", rows=["A", "C"]).value == 12
    assert table.cell("B", "stated").unit == parse("child")


def test_rows_are_named_by_all_columns_of_the_key(project: SourceProject):
    project.table([["A", "1", "5"], ["A", "2", "6"]], OPTION, column("part"), COST, key=["option", "part"])
    assert project.loaded().cell("A | 2", "cost").value == 6


def test_figures_inherit_the_classification_of_their_column_or_source(project: SourceProject):
    rates = column("rate", "number", classification="exempt")
    project.table([["A", "5", "6"]], OPTION, COST, rates)
    table = project.loaded()
    assert {name: figure.classification for name, figure in table.row("A").items()} == {
        "cost": "public", "rate": "exempt",
    }  # fmt: skip
    assert table.total("rate").classification == "exempt"


@pytest.fixture
def milestones(project: SourceProject) -> tables.Table:
    rows = [["A", "06/03/2020", "5"], ["B", "2020-02-29", "6"], ["C", "Mar 2020", "7"], ["D", "", ""]]
    project.table(rows, OPTION, column("due", "date"), COST)
    return project.loaded()


def test_a_whole_day_of_a_date_column_is_a_figure(milestones: tables.Table):
    due = milestones.cell("A", "due")
    # 43,831 days to 1 January 2020; 31 of January, 29 of February and 5 more.
    assert (due.value, due.unit) == (43_831 + 31 + 29 + 5, parse("date"))
    assert (due.derivation.address, due.derivation.raw) == ("B2", "06/03/2020")
    assert (due - milestones.cell("B", "due")).value == 6  # from 29 February, the day before 1 March


def test_a_month_or_a_blank_of_a_date_column_is_none(milestones: tables.Table):
    assert milestones.column("due").keys() == {"A", "B"}
    assert milestones.row("A").keys() == {"cost", "due"}
    assert milestones.row("C").keys() == {"cost"}
    assert milestones.row("A", columns=["due"]).keys() == {"due"}
    for row, raw in (("C", "Mar 2020"), ("D", "")):
        with pytest.raises(FigureError, match=f'{row}, Due .* holds no whole day; it reads "{raw}"'):
            milestones.cell(row, "due")


def test_by_its_address_a_day_is_a_figure_and_a_month_a_text(milestones: tables.Table):
    assert milestones.at("B2").value == 43_896
    assert milestones.at("B4") == "2020-03"


def test_dates_are_no_part_of_grids_and_totals(milestones: tables.Table):
    assert milestones.grid()["A"].keys() == {"cost"}
    assert milestones.totals(without=["D"]).keys() == {"cost"}
    with pytest.raises(FigureError, match="holds dates, not numbers"):
        milestones.total("due")


def test_a_table_that_is_not_there_is_refused_with_those_that_are(project: SourceProject):
    project.table([["A", "5"]])
    with pytest.raises(CallError, match=r"no validated tables yet\. Run: tracepaper ingest example"):
        tables.load(project.root, "example", "costs")
    project.ingest()
    with pytest.raises(CallError, match=r'has no table "cost"\. It has: costs'):
        tables.load(project.root, "example", "cost")


def test_rows_are_listed_as_ranges():
    assert tables.ranges([2, 3, 4, 8]) == "2-4,8"
    assert tables.ranges([9, 2]) == "2,9"


AMOUNT = st.decimals(min_value=-(10**11), max_value=10**11, places=2)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(AMOUNT, min_size=1, max_size=30))
def test_any_column_of_amounts_is_added_exactly_however_it_was_written(amounts: list[Decimal], project: SourceProject):
    forms = ("{:,f}", "{:f}", "£{:,f}")
    texts = [forms[n % 3].format(amount).replace("£-", "-£") for n, amount in enumerate(amounts)]
    project.resources.clear()
    project.table([[str(n), text] for n, text in enumerate(texts)])
    figure = project.loaded().total("cost")
    pence = sum(int(amount.scaleb(2)) for amount in amounts)
    assert figure.value == Decimal(pence).scaleb(-2)
    assert figure.derivation.digest == sha256_of_lines(texts)


def test_ten_thousand_rows_are_typed_once_for_each_distinct_text(project: SourceProject):
    rows = [[str(n), f"{n % 7},00{n % 7}.50" if n % 7 else "-", f"{1 + n % 28:02d}/04/2024"] for n in range(10_000)]
    project.table(rows, column("id", "integer", required=True), COST, column("day", "date"))
    table = project.loaded()
    assert str(table.cell("8", "cost").value) == "1001.5"
    assert table.text("27", "day") == "2024-04-28"
    wanted = [row[0] for row in rows if row[1] != "-"]
    by_sevens = sum(Decimal(f"{n}00{n}.50") for n in range(1, 7))  # 1,001.50 + ... + 6,006.50
    whole, rest = divmod(10_000, 7)
    expected = whole * by_sevens + sum(Decimal(f"{n}00{n}.50") for n in range(1, rest))
    assert table.total("cost", rows=wanted).value == expected
    assert ingest.TABLES.as_posix() == "data/processed/tables"
