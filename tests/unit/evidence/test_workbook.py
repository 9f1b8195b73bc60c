"""What an auditor finds in the audit workbook of a paper, opened with a tool that is not ours."""

from __future__ import annotations

import csv
import shutil
import zipfile
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from evidence_specimen import evidence
from project import HERE
from tracepaper.errors import CallError
from tracepaper.evidence import workbook
from tracepaper.evidence.workbook import SourceColumn, SourceTable
from tracepaper.evidence.workbook.forms import form
from tracepaper.evidence.workbook.rounding import half_place
from tracepaper.figures import (
    Cell,
    Figure,
    Parameter,
    Selection,
    chosen,
    count,
    derived,
    graph,
    judged,
    literal,
    points,
    total,
    units,
)
from tracepaper.figures.operations import PAYBACK
from tracepaper.sources import ingest
from unit.sources.source_project import OPTION, SourceProject, column

SPEND, OPTIONS = "data/raw/county/spend.csv", "data/raw/county/options.xlsx"
POUNDS, ONE = units.parse("GBP"), units.parse("1")
PROVIDERS = ("Alder", "Beech", "Cedar", "Total")
# Row 4 of the file is blank.
ROWS = (2, 3, 5, 6)
YEARS = {"B": ("79747.23", "0", "490276.86", "570024.09"), "C": ("-120.50", "46712.31", "16241", "62832.81")}


def spend_table(*, name: str = "spend", path: str = SPEND, provider: str = "Alder", title: str = "Provider"):
    years = [
        SourceColumn(n, f"201{n + 5}/1{n + 6}", [Decimal(one) for one in YEARS[letter]], YEARS[letter], ["GBP"] * 4)
        for n, letter in enumerate(YEARS, 2)
    ]
    texts = [provider, *PROVIDERS[1:]]
    first = SourceColumn(1, title, texts, texts, [""] * 4)
    return SourceTable("county", name, "Spend by provider", path, "", ROWS, [first, *years], ())


def options_table(*codes: str) -> SourceTable:
    codes = codes or ("Y", "N")
    rows = range(2, len(codes) + 2)
    names = [str(n) for n, _ in enumerate(codes, 1)]
    columns = [SourceColumn(1, "Option", names, names, [""] * len(names))]
    columns.append(SourceColumn(2, "Local?", codes, codes, [""] * len(codes)))
    return SourceTable("county", "options", "Options", OPTIONS, "Matrix", rows, columns, ())


def cell(address: str, *, path: str = SPEND, sheet: str = "", raw: str = "") -> Cell:
    return Cell(path, sheet, address, int(address[1:]), ord(address[0]) - 64, raw)


def spend(address: str) -> Figure:
    raw = YEARS[address[0]][ROWS.index(int(address[1:]))]
    return Figure(Decimal(raw), POUNDS, cell(address, raw=raw))


def pounds(amount: str | int, reason: str = "written in this test") -> Figure:
    return literal(Decimal(amount), POUNDS, reason)


def number(amount: str | int, reason: str = "written in this test") -> Figure:
    return literal(Decimal(amount), ONE, reason)


@pytest.fixture
def written(tmp_path):
    def write(*figures, tables=None, coverage=(), also=None, **others) -> Path:
        content = evidence({f"figure_{n}": figure for n, figure in enumerate(figures)}, **others)
        content["figures"] |= also or {}
        path = tmp_path / "audit.xlsx"
        tables = [spend_table(), options_table()] if tables is None else tables
        workbook.write(content, tables=tables, coverage=coverage, path=path)
        return path

    return write


@pytest.fixture
def opened(written):
    """The workbook of some figures as formulas."""
    return lambda *figures, **others: openpyxl.load_workbook(written(*figures, **others))


@pytest.fixture
def shown(written):
    """The workbook of some figures as a program shows it that does not compute."""
    return lambda *figures, **others: openpyxl.load_workbook(written(*figures, **others), data_only=True)


def listed(book: Workbook, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet's table by its headings."""
    page = book[sheet]
    (table,) = page.tables.values()
    heading, *rows = page[table.ref]
    return [{str(h.value): c.value for h, c in zip(heading, row, strict=True)} for row in rows]


def formula(book: Workbook, id: str = "result") -> object:
    return next(row["Value"] for row in listed(book, "Figures") if row["Id"] == id)


class TestASourceStandsWhereItsFileHasIt:
    def test_every_cell_has_the_address_that_it_has_in_the_file(self, opened):
        page = opened(spend("B2").named("result", "Alder"))["spend"]
        assert [cell.value for cell in page[1]] == ["Provider", "2017/18", "2018/19"]
        assert page["A5"].value == "Cedar"
        assert page["B5"].value == 490276.86
        assert page["C6"].value == 62832.81

    def test_a_row_that_is_blank_in_the_file_is_blank(self, opened):
        assert [cell.value for cell in opened(spend("B2").named("result", "Alder"))["spend"][4]] == [None] * 3

    def test_an_option_s_number_is_a_name_and_stays_a_text(self, opened):
        assert opened(spend("B2").named("result", "Alder"))["options"]["A2"].value == "1"

    def test_a_cell_without_a_value_shows_why(self, opened):
        table = SourceTable(
            "county",
            "absent",
            "Absent",
            "data/raw/county/absent.csv",
            "",
            (2, 3),
            [SourceColumn(1, "Spend", [None, Decimal(5)], ["[c]", "5"], ["GBP", "GBP"])],
            (),
        )
        assert opened(pounds(1).named("result", "One"), tables=[table])["absent"]["A2"].value == "[c]"

    def test_every_cell_of_a_real_source_stands_at_its_address(self, tmp_path, monkeypatch, opened):
        shutil.copytree(HERE / "data" / "raw" / "staffordshire", tmp_path / "data" / "raw" / "staffordshire")
        monkeypatch.chdir(tmp_path)
        ingest.ingest(tmp_path, "staffordshire")
        table = workbook.read(tmp_path, "staffordshire", "provider_spend")
        book = opened(pounds(1).named("result", "One"), tables=[table])
        page, raw = book["provider_spend"], tmp_path / "data" / "raw" / "staffordshire" / "provider_spend.csv"
        differing = [
            (page.cell(row, column).coordinate, text, page.cell(row, column).value)
            for row, texts in enumerate(csv.reader(raw.open(encoding="utf-8-sig")), 1)
            for column, text in enumerate(texts, 1)
            if not says(text, page.cell(row, column).value)
        ]
        assert differing == [("B6", "490,276,86", 490276.86), ("E7", "16,241.00 *", 16241)]
        changes = {row["Cell"]: row for row in listed(book, "Changes")}
        assert set(changes) == {"B6", "E7"}
        assert changes["B6"]["Text in the source"] == "490,276,86"
        assert changes["B6"]["Value"] == 490276.86
        assert "Second comma printed" in str(changes["B6"]["Reason"])

    def test_a_value_that_is_not_the_file_s_text_is_listed_with_both(self, opened):
        texts, values = ["(323,750)", "1,477,500"], [Decimal(-323750), Decimal(1477500)]
        column = SourceColumn(1, "Movement", values, texts, ["GBP", "GBP"])
        table = SourceTable("county", "plan", "Plan", "data/raw/county/plan.csv", "", (2, 3), [column], ())
        (row,) = listed(opened(pounds(1).named("result", "One"), tables=[table]), "Changes")
        assert (row["Sheet"], row["Cell"], row["Text in the source"], row["Value"]) == (
            "plan",
            "A2",
            "(323,750)",
            -323750,
        )
        assert row["Reason"] == "brackets read as below nought"

    def test_two_sources_may_have_tables_of_one_name_and_one_may_be_called_as_a_sheet_of_ours(self, opened):
        tables = [
            spend_table(),
            spend_table(path="data/raw/other/spend.csv"),
            spend_table(name="checks", path="data/raw/county/checks.csv"),
        ]
        names = opened(spend("B2").named("result", "Alder"), tables=tables).sheetnames
        assert {"spend", "county spend", "Checks", "county checks"} <= set(names)
        assert len({name.lower() for name in names}) == len(names)

    def test_a_figure_whose_table_is_missing_is_refused_by_the_table_s_name(self, written):
        with pytest.raises(CallError, match=r"data/raw/county/spend\.csv"):
            written(spend("B2").named("result", "Alder"), tables=[options_table()])


class TestEveryFigureIsALiveFormulaDownToItsCells:
    @pytest.mark.parametrize(
        ("figure", "expected"),
        [
            (lambda: spend("B2"), "=spend!B2"),
            (lambda: -spend("B2"), "=-spend!B2"),
            (lambda: spend("B2") - spend("C3"), "=spend!B2-spend!C3"),
            (lambda: spend("B2") / spend("C3"), "=spend!B2/spend!C3"),
            (lambda: spend("B2") + spend("C6"), "=spend!B2+spend!C6"),
            (lambda: sum((spend("B3"), spend("B5")), spend("B2")), "=Steps!B5+spend!B5"),
            (lambda: total_of("B2", "B3"), "=SUM(spend!B2:B3)"),
            (lambda: total_of("B2", "C2"), "=SUM(spend!B2:C2)"),
            (lambda: total_of("B5", "B6", "B2", "B3", "C2"), "=SUM(spend!B2:B3,spend!B5:B6,spend!C2)"),
            (lambda: total_of("B2", "B2", "B3"), "=SUM(spend!B2,spend!B2:B3)"),
            (lambda: count([spend("B2"), spend("B3"), spend("C2")]), "=COUNT(spend!B2:B3,spend!C2)"),
            (lambda: spend("B2") * number(2), "=spend!B2*Literals!B5"),
        ],
        ids=[
            "a cell",
            "with its sign changed",
            "a difference",
            "a quotient",
            "a sum of two",
            "a sum of a sum",
            "neighbours below each other",
            "neighbours in a row",
            "several ranges",
            "a cell twice",
            "a count",
            "a product with a literal",
        ],
    )
    def test_each_operation(self, opened, figure, expected):
        assert formula(opened(figure().named("result", "Result"))) == expected

    def test_a_selection_is_a_sum_of_ranges_of_its_column(self, opened):
        rows = Selection(SPEND, "", "B", "2017/18", "2-3,5", 3, "0" * 64)
        chosen_rows = Figure(Decimal("570024.09"), POUNDS, rows)
        assert formula(opened(chosen_rows.named("result", "Result"))) == "=SUM(spend!B2:B3,spend!B5)"

    def test_a_figure_refers_to_another_figure_where_that_stands(self, opened):
        alder = spend("B2").named("a-alder", "Alder")
        book = opened(alder, (alder / spend("B6")).named("b-share", "Alder's share"))
        assert formula(book, "b-share") == "=C5/spend!B6"

    def test_a_parameter_is_a_constant_with_its_citation(self, opened):
        rate = Figure(Decimal("0.035"), ONE, Parameter("Discount rate, 1", "2026", "HM Treasury, The Green Book"))
        book = opened((spend("B2") * rate).named("result", "Result"))
        assert formula(book) == "=spend!B2*Parameters!B5"
        (row,) = listed(book, "Parameters")
        assert (row["Value"], row["Edition"], row["Citation"]) == (0.035, "2026", "HM Treasury, The Green Book")

    def test_a_literal_has_its_reason(self, opened):
        book = opened((spend("B2") * number(2, "Two years are planned.")).named("result", "Result"))
        assert [(row["Value"], row["Reason"]) for row in listed(book, "Literals")] == [(2, "Two years are planned.")]

    def test_points_are_looked_up_by_the_code_in_the_cell(self, opened):
        scale = {"Y": number(2), "N": number(0)}
        code = cell("B3", path=OPTIONS, sheet="Matrix", raw="N")
        book = opened(points(code, "N", scale, classification="public").named("result", "Result"))
        assert formula(book) == "=INDEX(Codes!$C$5:$C$6,MATCH(options!B3,Codes!$B$5:$B$6,0))"
        assert [(row["Code"], row["Points"]) for row in listed(book, "Codes")] == [
            ("Y", "=Literals!B6"),
            ("N", "=Literals!B5"),
        ]

    @pytest.mark.parametrize("codes", [("y", "Y"), ("A", "A*"), ("?", "A")])
    def test_codes_that_a_lookup_would_confuse_are_told_apart(self, opened, codes):
        scale = {codes[0]: number(2), codes[1]: number(0)}
        code = cell("B3", path=OPTIONS, sheet="Matrix", raw=codes[1])
        figure = points(code, codes[1], scale, classification="public").named("result", "Result")
        found = formula(opened(figure, tables=[options_table(*codes)]))
        assert found == "=SUMPRODUCT(EXACT(options!B3,Codes!$B$5:$B$6)*Codes!$C$5:$C$6)"

    def test_a_place_in_a_ranking_is_looked_up_among_the_places(self, opened):
        series = {"Alder": spend("B2"), "Beech": spend("B3"), "Cedar": spend("B5")}
        book = opened(chosen("ranking, lowest first, place 2", series).named("result", "Second cheapest"))
        assert formula(book) == "=INDEX(Rankings!$B$6:$B$8,MATCH(2,Rankings!$F$6:$F$8,0))"

    def test_equals_keep_the_order_of_the_series(self, shown):
        series = {"Alder": pounds(5), "Beech": pounds(7), "Cedar": pounds(5)}
        book = shown(chosen("ranking, lowest first, place 2", series).named("result", "Second cheapest"))
        assert formula(book) == "Cedar"
        assert [row["Place, lowest first"] for row in listed(book, "Rankings")] == [1, 3, 2]

    def test_the_year_of_payback_is_found_from_the_flow_so_far(self, shown):
        flow = {"Year 0": pounds(-100), "Year 1": pounds(60), "Year 2": pounds(60)}
        book = shown(chosen(PAYBACK, flow).named("result", "Payback"))
        assert formula(book) == "Year 2"
        rows = [(row["Flow so far"], row["Paid back"]) for row in listed(book, "Payback")]
        assert rows == [(-100, 0), (-40, 0), (20, 1)]

    def test_a_quotation_is_a_reference_to_its_cell(self, opened):
        (row,) = listed(opened(also=quotation("A3", "Beech")), "Quotations")
        assert (row["Value"], row["Printed as"], row["Cell"]) == ("=spend!A3", "Beech", "A3")

    @pytest.mark.parametrize(
        ("name", "better", "expected"),
        [
            ("whether the first is above the second", "", '=IF(ROUND(spend!B2,8)>ROUND(spend!C3,8),"yes","no")'),
            ("whether the two are equal", "", '=IF(ROUND(spend!B2,8)=ROUND(spend!C3,8),"yes","no")'),
            (
                *("movement, lower is better", "lower"),
                '=IF(ROUND(spend!B2,8)=ROUND(spend!C3,8),"unchanged",'
                'IF((ROUND(spend!C3,8)>ROUND(spend!B2,8))=(TRIM(options!B2)="higher"),"improved","worse"))',
            ),
            (
                *("whether the target is met, higher is better", ""),
                "=IF(OR(ROUND(spend!B2,8)=ROUND(spend!C3,8),"
                '(ROUND(spend!B2,8)>ROUND(spend!C3,8))=(TRUE)),"met","not met")',
            ),
        ],
    )
    def test_a_verdict_compares_the_cells(self, opened, name, better, expected):
        code = graph.quotation(better, cell("B2", path=OPTIONS, sheet="Matrix", raw=better)) if better else ""
        keys = ("before", "now") if code else ()
        verdict = judged(name, [spend("B2"), spend("C3")], keys=keys, code=code).named("result", "Result")
        assert formula(opened(verdict)) == expected

    def test_a_milestone_goes_by_its_dates(self, opened):
        due, done, today = (literal(value, units.DATE, f"day {value}") for value in (43_896, 43_890, 43_900))
        keys = ("due", "done", "as of", "meeting")
        status = judged("status of a milestone", [due, done, today, today], keys=keys).named("result", "Result")
        assert formula(opened(status)) == (
            '=IF(Literals!B5<=Literals!B7,"done",IF(Literals!B6<Literals!B7,"late",'
            'IF(Literals!B6>Literals!B7,"due after the meeting","on track")))'
        )

    def test_texts_are_counted_where_they_stand(self, opened):
        texts = [graph.quotation(text, cell(f"A{row}", raw=text)) for row, text in zip(ROWS, PROVIDERS, strict=True)]
        assert formula(opened(count(texts[:3]).named("result", "Result"))) == "=COUNTA(spend!A2:A3,spend!A5)"

    def test_a_count_of_nothing_is_nought(self, opened):
        assert formula(opened(count([]).named("result", "Result"))) == "=0"

    def test_a_number_is_rounded_up_in_spite_of_noise(self, opened):
        figure = derived("rounded up", [spend("B2") - spend("C3")], POUNDS)
        # 79,747.23 - 46,712.31 = 33,034.92: five digits before the point, and so eight of thirteen after it.
        assert formula(opened(figure.named("result", "Result"))) == "=-INT(-ROUND(Steps!B5,8))"

    def test_a_run_chart_is_followed_point_by_point(self, shown, opened):
        values = (9, 1, 9, 2, 3, 3, 4, 5, 6, 1)
        points_in_time = {f"month {n}": number(value, f"reason {n}") for n, value in enumerate(values)}
        name, keys = "signal of the run chart, higher is better", tuple(points_in_time)
        signal = judged(name, points_in_time.values(), keys=keys)
        book = shown(signal.named("result", "Result"))
        assert formula(book) == "trend for the better"
        rows = listed(book, "Runs")
        # The median of 1 1 2 3 3 4 5 6 9 9 is 3.5.
        assert [row["Side of the median"] for row in rows] == [1, -1, 1, -1, -1, -1, 1, 1, 1, -1]
        assert [row["Points in a row on it"] for row in rows] == [1, -1, 1, -1, -2, -3, 1, 2, 3, -1]
        assert [row["Step"] for row in rows] == [0, -1, 1, -1, 1, 0, 1, 1, 1, -1]
        assert [row["Steps in a row"] for row in rows] == [0, -1, 1, -1, 1, 1, 2, 3, 4, -1]
        assert [row["Latest trend"] for row in rows] == [0] * 8 + [1, 1]
        assert {row["Latest shift"] for row in rows} == {0}
        live = str(formula(opened(signal.named("result", "Result"))))
        assert live.startswith('=IF(ROWS(Runs!$B$6:$B$15)<10,"too few points",IF(Runs!G15<>0,')

    def test_a_number_read_from_words_says_so(self, opened):
        stated = Figure(Decimal(2), ONE, cell("A3", raw="two")).named("result", "Result")
        book = opened(stated, tables=[spend_table(provider="x"), options_table()])
        assert formula(book) == "=Readings!C6"
        (row,) = listed(book, "Readings")
        assert (row["Text of the cell"], row["Value"]) == ("=spend!A3", 2)

    def test_a_sum_of_many_scattered_cells_is_made_in_parts_that_programs_can_hold(self, opened):
        many = range(2, 1202)
        amounts = [str(n) for n in many]
        column = SourceColumn(1, "Amount", [Decimal(one) for one in amounts], amounts, ["GBP"] * len(amounts))
        table = SourceTable("county", "ledger", "Ledger", "data/raw/county/ledger.csv", "", many, [column], ())
        rows = ",".join(str(n) for n in many if n % 2 == 0)
        selected = Selection("data/raw/county/ledger.csv", "", "A", "Amount", rows, 600, "0" * 64)
        figure = Figure(Decimal(sum(range(2, 1201, 2))), POUNDS, selected).named("result", "Result")
        book = opened(figure, tables=[table])
        assert formula(book) == "=SUM(Parts!B5:B10)"
        parts = [str(row["Value"]) for row in listed(book, "Parts")]
        assert [part.count(",") + 1 for part in parts] == [100] * 6
        assert parts[0].startswith("=SUM(ledger!A2,ledger!A4,")


class TestDates:
    PLAN = "data/raw/example/costs.csv"
    RAW = ("06/03/2020", "2020-02-29", "29.02.20", " 01/04/2020", "Mar 2020", "")

    @pytest.fixture
    def plan(self, tmp_path) -> SourceTable:
        (tmp_path / "data" / "raw" / "example").mkdir(parents=True)
        project = SourceProject(tmp_path)
        project.table([[str(n), raw] for n, raw in enumerate(self.RAW)], OPTION, column("due", "date"))
        project.ingest()
        return workbook.read(tmp_path, "example", "costs")

    def due(self, row: int, value: int) -> Figure:
        return Figure(Decimal(value), units.DATE, cell(f"B{row}", path=self.PLAN, raw=self.RAW[row - 2]))

    def test_stand_in_their_source_as_days_and_read_as_the_file_has_them(self, opened, plan):
        page = opened(self.due(2, 43_896).named("result", "Due"), tables=[plan])["costs"]
        found = [(page[f"B{row}"].value, page[f"B{row}"].number_format.replace("\\", "")) for row in range(2, 6)]
        assert found == [
            (datetime(2020, 3, 6), "dd/mm/yyyy"),
            (datetime(2020, 2, 29), "yyyy-mm-dd"),
            (datetime(2020, 2, 29), "dd.mm.yy"),
            (datetime(2020, 4, 1), "dd/mm/yyyy"),
        ]
        assert (page["B6"].value, page["B7"].value) == ("2020-03", None)

    def test_that_read_as_the_file_has_them_are_no_changes(self, opened, plan):
        rows = listed(opened(self.due(2, 43_896).named("result", "Due"), tables=[plan]), "Changes")
        assert [(row["Cell"], row["Text in the source"]) for row in rows] == [("B5", " 01/04/2020"), ("B6", "Mar 2020")]
        assert rows[0]["Value"] == datetime(2020, 4, 1)

    def test_are_live_formulas_shown_as_days(self, opened, plan):
        due, earlier = self.due(2, 43_896), self.due(3, 43_890)
        later = (due + literal(14, units.DAY, "a fortnight")).named("b-later", "Later")
        book = opened((due - earlier).named("a-gap", "Gap"), later, tables=[plan])
        assert formula(book, "a-gap") == "=costs!B2-costs!B3"
        assert formula(book, "b-later") == "=Literals!B5+costs!B2"
        assert [book["Figures"][f"C{row}"].number_format for row in (5, 6)] == ["#,##0_);(#,##0)", "d mmmm yyyy"]


class TestAProgramThatDoesNotComputeShowsTheNumbers:
    def test_formulas_carry_their_values(self, shown):
        book = shown((spend("B2") / number(3)).named("result", "A third"))
        assert formula(book) == float(Decimal("79747.23") / 3)

    def test_long_sums_carry_those_of_their_parts(self, shown):
        many = [pounds(n, f"reason {2 * n:04}") for n in range(1, 402)]
        every_other = total(many[::2])
        rest = total(many[1::2])
        book = shown(every_other.named("result", "Odd"), rest.named("b-rest", "Even"))
        assert formula(book) == sum(range(1, 402, 2))
        assert sum(row["Value"] for row in listed(book, "Parts")) == sum(range(1, 402))


class TestChecks:
    def check(self, book: Workbook) -> dict[str, object]:
        return next(row for row in listed(book, "Checks") if row["Id"] == "result")

    def test_each_figure_is_compared_with_the_paper_s_value_by_a_live_formula(self, opened):
        row = self.check(opened(spend("B2").named("result", "Alder")))
        assert row["Workbook"] == "=Figures!C5"
        assert row["Paper"] == 79747.23
        assert str(row["Verdict"]).startswith("=IF(ABS(")

    def test_the_paper_s_value_stands_with_all_its_digits(self, opened):
        row = self.check(opened((number(1) / number(3)).named("result", "A third")))
        assert row["Paper's value in full"] == "0." + "3" * 50

    @pytest.mark.parametrize(
        ("printed", "half"),
        [("£569,385", 0.5), ("£3.72\N{NO-BREAK SPACE}million", 5000), ("7.5%", 0.0005), ("(323,750)", 0.5)],
    )
    def test_the_rounding_of_print_is_half_of_the_last_place(self, printed, half):
        assert half_place(printed) == Decimal(str(half))

    def test_a_small_difference_of_large_numbers_may_lose_what_those_lose(self, opened):
        rows = {row["Id"]: row for row in listed(opened(difference_of_millions()), "Checks")}
        lost = rows["result"]["Lost by arithmetic"]
        off = abs((1_000_000.1 - 1_000_000) - 0.1)
        assert off > 1e-12 * 0.1, "a part in 10**12 of the result would be too little: the case is worth testing"
        assert off < lost < 1e-8

    def test_what_is_allowed_is_far_below_anything_printed(self, opened):
        rows = listed(opened(difference_of_millions()), "Checks")
        assert all(row["Lost by arithmetic"] < row["Half of last printed place"] / 1000 for row in rows)

    def test_the_project_s_checks_and_the_coverage_follow(self, opened):
        found = {"id": "total", "kind": "control total", "place": "B6", "passed": False, "text": "off by £60"}
        explained = {**found, "reason": "The document does not say.", "by": "Transcriber"}
        covered = {
            "id": "html",
            "kind": "coverage",
            "place": "",
            "passed": True,
            "text": "5 of 5",
            "reason": "",
            "by": "",
        }
        book = opened(spend("B2").named("result", "Alder"), checks=[explained], coverage=[covered])
        rows = [(row["Kind"], row["Outcome"]) for row in listed(book, "Project checks")]
        assert rows == [("control total", "explained"), ("coverage", "met")]


class TestClaims:
    def test_what_was_recomputed_is_a_live_reference(self, opened):
        alder = spend("B2").named("alder", "Alder")
        off = (alder - pounds(79_000)).named("off", "Difference")
        claim = {
            "id": "alder",
            "place": "Table 1",
            "says": "Spend with Alder",
            "stated": "£79K",
            "asserts": "equality",
            "status": "differs",
            "recomputed": "alder",
            "difference": "off",
            "shown": "",
            "missing": "",
            "note": "",
        }
        (row,) = listed(opened(alder, off, claims=[claim]), "Claims")
        assert (row["Stated"], row["Recomputed"], row["Difference"]) == ("£79K", "=Figures!C5", "=Figures!C6")
        assert row["Asserts"] == "equality" and row["In truth"] is None


class TestTextsFromDataAreNeverRun:
    @pytest.mark.parametrize(
        "text", ["=1+1", "+1+cmd", "-2+3", "@SUM(A1)", " =1+1", "\t=1+1", '=HYPERLINK("http://x")', "＝1+1"]
    )
    def test_a_text_that_a_spreadsheet_might_run_has_an_apostrophe_before_it(self, opened, text):
        table = spend_table(provider=text, title=text)
        page = opened(spend("B2").named("result", text), tables=[table])["spend"]
        assert (page["A2"].value, page["A2"].data_type) == (f"'{text}", "s")
        assert (page["A1"].value, page["A1"].data_type) == (f"'{text}", "s")

    @pytest.mark.parametrize("text", ["-", "-12.5", "+5%", "Alder", "a=b", ""])
    def test_other_texts_stay_as_they_are(self, opened, text):
        page = opened(spend("B2").named("result", "Alder"), tables=[spend_table(provider=text)])["spend"]
        assert page["A2"].value == (text or None)

    def test_no_sheet_holds_a_formula_that_is_not_ours(self, opened):
        hostile = "=WEBSERVICE(1)"
        book = opened(
            (spend("B2") * number(2, hostile)).named("result", hostile),
            tables=[spend_table(provider=hostile, title=hostile)],
            checks=[dict.fromkeys(("id", "kind", "place", "text", "reason", "by"), hostile) | {"passed": True}],
            title=hostile,
        )
        live = [cell.value for page in book for row in page for cell in row if cell.data_type == "f"]
        assert live
        assert not [text for text in live if "WEBSERVICE" in text]


class TestAnybodyCanReadIt:
    def test_every_sheet_but_those_of_sources_has_its_title_in_a1(self, opened):
        book = opened(spend("B2").named("result", "Alder"))
        titles = {page.title: page["A1"].value for page in book}
        assert titles.pop("spend") == "Provider"
        assert titles.pop("options") == "Option"
        assert titles["Contents"] == "Audit workbook: Community support: a specimen"
        assert titles["Figures"].startswith("Figures")
        assert all(titles.values())

    def test_every_sheet_is_one_table_with_a_header_row_that_stays_in_view(self, opened):
        for page in opened(spend("B2").named("result", "Alder")):
            (table,) = page.tables.values()
            headings = [cell.value for cell in page[table.ref][0]]
            assert headings == [column.name for column in table.tableColumns]
            assert len({heading.lower() for heading in headings}) == len(headings)
            assert page.freeze_panes == f"B{page[table.ref][0][0].row + 1}"

    def test_no_cells_are_merged(self, opened):
        assert not [page.title for page in opened(spend("B2").named("result", "Alder")) if page.merged_cells.ranges]

    def test_the_contents_lead_to_every_sheet(self, opened):
        book = opened(spend("B2").named("result", "Alder"))
        assert [row["Sheet"] for row in listed(book, "Contents")] == book.sheetnames[1:]
        targets = {link.hyperlink.location for link in book["Contents"]["A"] if link.hyperlink}
        assert targets == {f"'{name}'!A1" for name in book.sheetnames[1:]}

    def test_the_document_has_a_title_and_a_language(self, opened):
        properties = opened(spend("B2").named("result", "Alder")).properties
        assert properties.title == "Audit workbook: Community support: a specimen"
        assert properties.language == "en-GB"

    def test_columns_with_one_heading_are_told_apart_in_the_table(self, opened):
        texts = ["a", "b"]
        columns = [SourceColumn(n, "Year", texts, texts, ["", ""]) for n in (1, 2)]
        table = SourceTable("county", "twice", "Twice", "data/raw/county/twice.csv", "", (2, 3), columns, ())
        page = opened(pounds(1).named("result", "One"), tables=[table])["twice"]
        assert [cell.value for cell in page[1]] == ["Year", "Year (column 2)"]

    @pytest.mark.parametrize(
        ("unit", "value", "printed", "expected"),
        [
            ("GBP", "-5", (), "£#,##0.00_);(£#,##0.00)"),
            ("GBP/child", "5", (), "£#,##0.00_);(£#,##0.00)"),
            ("child", "55", (), "#,##0_);(#,##0)"),
            ("1", "0.0750", ("7.5%",), "0.0%_);(0.0%)"),
            ("1", "0.96618", (), "#,##0.0000_);(#,##0.0000)"),
        ],
    )
    def test_numbers_have_the_form_of_their_unit_with_negatives_in_brackets(self, unit, value, printed, expected):
        assert form(unit, Decimal(value), printed) == expected


class TestTheSamePaperGivesTheSameBytes:
    def test_written_twice(self, written):
        first = written(spend("B2").named("result", "Alder")).read_bytes()
        assert written(spend("B2").named("result", "Alder")).read_bytes() == first

    def test_dated_by_the_paper_and_not_by_the_clock(self, written):
        with zipfile.ZipFile(written(spend("B2").named("result", "Alder"))) as archive:
            core = archive.read("docProps/core.xml").decode()
            assert {item.date_time[0] for item in archive.infolist()} == {1980}
        assert core.count("2021-04-01T00:00:00Z") == 2


def says(text: str, value: object) -> bool:
    """Whether a value is what a text of a file says."""
    try:
        return value == text or Decimal(text.replace(",", "")) == Decimal(str(value))
    except InvalidOperation:
        return False


def difference_of_millions() -> Figure:
    return (pounds("1000000.1", "as added") - pounds("1000000", "as stated")).named("result", "Difference")


def total_of(*addresses: str) -> Figure:
    return total([spend(address) for address in addresses])


def quotation(address: str, value: str) -> dict[str, dict[str, object]]:
    quoted = cell(address, raw=value)
    place = {"path": SPEND, "sheet": "", "cell": address, "row": quoted.row, "column": quoted.column, "raw": value}
    texts = dict.fromkeys(("label", "formula", "with_numbers", "expression"), "")
    node = {
        **texts,
        "value": value,
        "unit": "text",
        "display": value,
        "printed": [value],
        "operation": "quotation",
        "inputs": [],
        "keys": [],
        "cells": [{**place, "names": "", "correction": ""}],
        "classification": "public",
    }
    return {graph.cell_id(quoted): node}
