"""Tables that come as one file a month: what formulas read of them, and what is wrong with their files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from tracepaper import checking
from tracepaper.errors import CallError, FigureError, SettingsError
from tracepaper.figures import Operation, Selection, Text, graph
from tracepaper.figures.expression import Expressions
from tracepaper.papers import diagrams
from tracepaper.settings.paper import DiagramSettings
from tracepaper.sources import dictionary, ingest, months, periods, tables
from tracepaper.sources.months import Months
from unit.sources.source_project import Outcome, SourceProject, column

Typing = Callable[[], Outcome]
COLUMNS = (
    column("payment", required=True),
    column("month", required=True),
    column("kind"),
    column("amount", "number", required=True),
)
APRIL, MAY, JUNE = ("2020-04", [("P1", "Home", "10.10"), ("P2", "Kit", "5")]), ("2020-05", [("P1", "Home", "20")]), (
    "2020-06",
    [("P1", "Kit", "0.30"), ("P2", "Loan", "-4")],
)  # fmt: skip
MISSING = "{0} is missing: there is no file spend_{1}.csv, so no sum over the months holds that month"


class Ledger:
    """A monthly table in the source of a project."""

    def __init__(self, project: SourceProject, **own: Any) -> None:
        self.project = project
        self.item = self.describe(**own)

    def describe(self, **own: Any) -> dict[str, Any]:
        monthly = {"column": "month", "first": "2020-04", "due": 10, **own.pop("monthly", {})}
        schema = {"primaryKey": own.pop("key", ["payment"]), "fields": list(own.pop("columns", COLUMNS))}
        entry = {"name": "spend", "title": "Spend", "path": "spend_{period}.csv", "format": "csv", "schema": schema}
        entry |= own.pop("entry", {})
        self.item = {**entry, "tracepaper": {"monthly": monthly, **own}}
        self.project.resources[:] = [one for one in self.project.resources if one["name"] != "spend"] + [self.item]
        self.project.write_dictionary()
        return self.item

    def put(self, month: str, rows: list[tuple[str, str, str]], *, name: str = "", reads: str = "") -> None:
        lines = [f"{payment},{reads or month},{kind},{amount}" for payment, kind, amount in rows]
        path = self.project.folder / (name or f"spend_{month}.csv")
        path.write_text("\n".join(["Payment,Month,Kind,Amount", *lines, ""]), "utf-8")

    def loaded(self) -> Months:
        self.project.ingest()
        found = months.load(self.project.root, "example", "spend")
        assert isinstance(found, Months)
        return found

    @property
    def described(self) -> dictionary.Dictionary:
        return dictionary.load(self.project.folder)


@pytest.fixture
def ledger(project: SourceProject) -> Ledger:
    """April and May 2020 with three payments, June with a repayment."""
    made = Ledger(project)
    for month, rows in (APRIL, MAY, JUNE):
        made.put(month, rows)
    return made


class TestFigures:
    def test_a_total_is_the_sum_of_what_each_file_sums(self, ledger: Ledger) -> None:
        figure = ledger.loaded().total("amount")
        assert figure.value == Decimal("31.40")  # 10.10 + 5 + 20 + 0.30 - 4
        assert isinstance(figure.derivation, Operation) and figure.derivation.name == "sum"
        chosen = [one.derivation for one in figure.derivation.inputs]
        assert all(isinstance(one, Selection) for one in chosen)
        assert [(one.path, one.rows) for one in chosen if isinstance(one, Selection)] == [
            ("data/raw/example/spend_2020-04.csv", "2-3"),
            ("data/raw/example/spend_2020-05.csv", "2"),
            ("data/raw/example/spend_2020-06.csv", "2-3"),
        ]

    def test_by_month_is_called_as_charts_write_months(self, ledger: Ledger) -> None:
        spend = ledger.loaded()
        assert {key: str(one.value) for key, one in spend.by_month("amount").items()} == {
            "Apr 2020": "15.1", "May 2020": "20", "Jun 2020": "-3.7",
        }  # fmt: skip
        chosen = spend.by_month("amount", rows=["P1"])
        assert [str(one.value) for one in chosen.values()] == ["10.1", "20", "0.3"]

    def test_one_cell_of_each_month(self, ledger: Ledger) -> None:
        found = ledger.loaded().cells("P1", "amount")
        assert [one.derivation.address for one in found.values()] == ["D2", "D2", "D2"]
        with pytest.raises(FigureError, match=r'spend_2020-05\.csv has no row "P2"'):
            ledger.loaded().cells("P2", "amount")

    def test_by_group_adds_what_each_month_has_of_the_group(self, ledger: Ledger) -> None:
        found = ledger.loaded().by("kind", "amount")
        # Home 10.10 + 20, Kit 5 + 0.30, Loan -4; in the order in which they appear.
        assert {kind: str(one.value) for kind, one in found.items()} == {"Home": "30.1", "Kit": "5.3", "Loan": "-4"}
        assert list(found) == ["Home", "Kit", "Loan"]

    def test_of_one_table_by_group(self, ledger: Ledger) -> None:
        april = ledger.loaded().month("2020-04").by("kind", "amount")
        assert {kind: one.derivation.rows for kind, one in april.items()} == {"Home": "2", "Kit": "3"}

    def test_by_group_leaves_out_the_total_and_refuses_a_blank_group(self, ledger: Ledger) -> None:
        ledger.describe(totals_row={"payment": "Total"})
        for month, rows in (APRIL, MAY, JUNE):
            ledger.put(month, [*rows, ("Total", "", "99")])
        assert "" not in ledger.loaded().by("kind", "amount")
        ledger.put("2020-05", [("P1", "", "20"), ("Total", "", "99")])
        with pytest.raises(FigureError, match=r"cannot be added up by kind: C2 of .*spend_2020-05\.csv is blank"):
            ledger.loaded().by("kind", "amount")

    def test_the_newest_month_and_how_many_there_are_are_traced_to_the_files(self, ledger: Ledger) -> None:
        spend = ledger.loaded()
        period = spend.period
        assert isinstance(period, Text) and period == "June 2020"
        (day,) = period.derivation.inputs
        assert (day.derivation.path, day.derivation.address, day.derivation.raw) == (
            "data/raw/example/spend_2020-06.csv", "B2", "2020-06",
        )  # fmt: skip
        assert (spend.months_to_date.value, str(spend.months_to_date.unit)) == (3, "month")
        cells = [one.derivation.path for one in spend.months_to_date.derivation.inputs]
        assert cells == [f"data/raw/example/spend_2020-0{n}.csv" for n in (4, 5, 6)]

    def test_the_graph_of_a_period_and_a_count_of_the_same_cell_is_written_and_read(self, ledger: Ledger) -> None:
        spend = ledger.loaded()
        book = {"months": spend.months_to_date.named("months", "Months"), "newest": spend.period.named("newest", "New")}
        read = graph.load(graph.dump(book))
        assert (read["months"].value, read["newest"]) == (3, "June 2020")

    @pytest.mark.parametrize(
        ("formula", "says"),
        [
            ('spend.month("2020-07")', 'have no "2020-07". There are: 2020-04, 2020-05, 2020-06'),
            ("spend.tables", '"tables" cannot be asked of a monthly table. What can: by, by_month, cells'),
            ("spend.total()", "cannot be computed from nothing"),
            ('spend.total("amont")', 'has no column "amont"'),
        ],
    )
    def test_a_formula_that_asks_for_what_is_not_there_is_told_in_words(
        self, formula: str, says: str, ledger: Ledger
    ) -> None:
        with pytest.raises(FigureError) as refused:
            Expressions({}).value(formula, {"spend": ledger.loaded()}, place="here")
        assert says in str(refused.value)

    def test_a_formula_reads_everything_that_is_open(self, ledger: Ledger) -> None:
        spend = ledger.loaded()
        assert {"periods", "period", "latest", "month", "months_to_date", "total"} <= Months.OPEN
        for name in Months.OPEN:
            assert Expressions({}).value(f"spend.{name}", {"spend": spend}, place="here") is not None

    def test_a_diagram_of_it_is_refused_in_words(self, ledger: Ledger, tmp_path: Path) -> None:
        words = dict.fromkeys(("id", "caption", "title", "links"), "") | {"items": "spend", "place": "diagrams.0 (d)"}
        wanted = DiagramSettings(**words, direction="right", page="portrait", levels={"input": "Inputs"})
        with pytest.raises(
            SettingsError, match=r"diagrams\.0 \(d\): a diagram is drawn from one table, and .* monthly"
        ):
            diagrams.drawn(wanted, {"spend": ledger.loaded()}, caption=Markup(), brand=tmp_path, folder=tmp_path)

    def test_a_monthly_table_is_no_single_one(self, ledger: Ledger) -> None:
        ledger.project.ingest()
        with pytest.raises(CallError, match="example/spend is one table a month"):
            tables.load(ledger.project.root, "example", "spend")
        with pytest.raises(CallError, match="It has: spend_2020_04, spend_2020_05, spend_2020_06, spend"):
            months.load(ledger.project.root, "example", "spent")

    def test_a_paper_that_names_it_draws_on_the_table_of_each_month(self, ledger: Ledger) -> None:
        ledger.project.ingest()
        pairs = [("example", "spend_2020_05"), ("example", "spend")]
        assert months.ingested(ledger.project.root, pairs) == tuple(("example", f"spend_2020_0{n}") for n in (5, 4, 6))


class TestTheMonthOfARow:
    def test_is_that_of_its_file(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.put("2020-05", MAY[1], reads="2020-04")
        typed_by_user().refused(
            "spend_2020-05.csv does not match its data dictionary",
            'B2 (Month): found "2020-04"; expected 2020-05, the month of the file',
            "Move the row to the file of its month",
        )

    @pytest.mark.parametrize("text", ["", "May 2020", "2020-5", "05/2020", "2020-05-01"])
    def test_is_written_in_one_form(self, text: str, ledger: Ledger, typed_by_user: Typing) -> None:
        (ledger.project.folder / "spend_2020-05.csv").write_text(f"Payment,Month,Kind,Amount\nP1,{text},Home,20\n")
        typed_by_user().refused("B2 (Month")

    @pytest.mark.parametrize("text", ["May 2020", "2020-05-01", "31/05/2020"])
    def test_may_be_a_date_of_the_month(self, text: str, ledger: Ledger) -> None:
        ledger.describe(columns=(COLUMNS[0], column("month", "date", required=True), *COLUMNS[2:]))
        for month, reads in (("2020-04", "Apr 2020"), ("2020-05", text), ("2020-06", "30.06.2020")):
            ledger.put(month, APRIL[1], reads=reads)
        spend = ledger.loaded()
        assert (spend.period, spend.months_to_date.value) == ("June 2020", 3)

    def test_of_a_date_is_not_another(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.describe(columns=(COLUMNS[0], column("month", "date", required=True), *COLUMNS[2:]))
        for month, reads in (("2020-04", "Apr 2020"), ("2020-05", "01/06/2020"), ("2020-06", "30.06.2020")):
            ledger.put(month, APRIL[1], reads=reads)
        typed_by_user().refused('B2 (Month): found "01/06/2020"; expected 2020-05')

    def test_of_the_total_may_be_blank_and_of_no_other_row(self, ledger: Ledger, typed_by_user: Typing) -> None:
        columns = (COLUMNS[0], column("month"), *COLUMNS[2:])
        ledger.describe(columns=columns, totals_row={"payment": "Total"})
        for month, rows in (APRIL, MAY, JUNE):
            ledger.put(month, rows)
            with (ledger.project.folder / f"spend_{month}.csv").open("a", encoding="utf-8") as file:
                file.write("Total,,,99\n")
        assert ledger.loaded().total("amount").value == Decimal("31.40")
        with (ledger.project.folder / "spend_2020-06.csv").open("a", encoding="utf-8") as file:
            file.write("P3,,Kit,1\n")
        typed_by_user().refused('B5 (Month): found ""')

    def test_may_be_corrected_in_the_file_of_one_month(self, ledger: Ledger) -> None:
        entry = {"found": "2020-04", "value": "2020-05", "reason": "typed over", "by": "Finance partner"}
        ledger.describe(corrections=[{"month": "2020-05", "cell": "B2", "expires": "2999-12-31", **entry}])
        ledger.put("2020-05", MAY[1], reads="2020-04")
        spend = ledger.loaded()
        assert (spend.month("2020-05").text("P1", "month"), spend.month("2020-04").corrections) == ("2020-05", {})


class TestFiles:
    def test_a_month_before_the_newest_is_missing(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.put("2020-09", APRIL[1])
        typed_by_user().refused(
            f'spend_2020-07.csv: found "{MISSING.format("July 2020", "2020-07")}"',
            f'spend_2020-08.csv: found "{MISSING.format("August 2020", "2020-08")}"',
            "under acknowledged: with check: months-spend-2020-08",
        )

    def test_the_first_month_is_missing(self, ledger: Ledger, typed_by_user: Typing) -> None:
        (ledger.project.folder / "spend_2020-04.csv").unlink()
        typed_by_user().refused(MISSING.format("April 2020", "2020-04"))

    def test_every_month_is_missing(self, ledger: Ledger, typed_by_user: Typing) -> None:
        for path in ledger.project.folder.glob("*.csv"):
            path.unlink()
        typed_by_user().refused("spend_{period}.csv: found no file; expected that of April 2020 at least")

    def test_all_that_is_wrong_is_told_at_once(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.describe(monthly={"last": "2020-08"})
        ledger.put("2020-08", MAY[1], reads="2020-05")
        ledger.put("2020-09", APRIL[1])
        ledger.put("2020-03", MAY[1])
        ledger.put("2020-05", MAY[1], name="Spend_2020-05 (1).csv")
        ledger.put("2020-07", MAY[1], name="spend_july_2020.csv")
        typed_by_user().refused(
            "spend_2020-03.csv: found the month March 2020; expected none before April 2020",
            "spend_2020-09.csv: found the month September 2020; expected none after August 2020",
            "Spend_2020-05 (1).csv: found a second file for May 2020, beside spend_2020-05.csv",
            'spend_july_2020.csv: found the name "spend_july_2020.csv"; expected a name such as spend_2020-04.csv',
            "spend_2020-08.csv: found the bytes of spend_2020-05.csv again",
            MISSING.format("July 2020", "2020-07"),
            'B2 (Month): found "2020-05"; expected 2020-08',
        )

    @pytest.mark.parametrize(
        "name",
        [
            *("SPEND_2020-07.csv", "spend_2020-07.CSV", "spend_2020_07.csv", "spend-2020-07.csv", "spend_2020-7.csv"),
            *("spend_202007.csv", "spend_07-2020.csv", "spend_2020-13.csv", "spend_2020-07 - Copy.csv"),
            *("Copy of spend_2020-07.csv", "spend_2020-07_final.csv", "spend_2020-07.xlsx", "spend_2020-07.csv.txt"),
        ],
    )
    def test_a_name_that_nearly_fits_is_refused(self, name: str, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.put("2020-07", APRIL[1], name=name)
        typed_by_user().refused(f"{name}: found the name", "Rename the file as its month wants it")

    @pytest.mark.parametrize("name", ["notes.txt", "~$spend_2020-07.xlsx", ".spend_2020-07.csv", "budget_2020.csv"])
    def test_other_files_are_left_alone(self, name: str, ledger: Ledger) -> None:
        (ledger.project.folder / name).write_text("anything")
        assert ledger.loaded().periods == ["2020-04", "2020-05", "2020-06"]

    def test_another_table_may_be_named_nearly_so(self, ledger: Ledger) -> None:
        ledger.project.csv("Option,Cost\nA,1\n", name="spend_2020_21")
        assert ledger.loaded().periods == ["2020-04", "2020-05", "2020-06"]

    def test_a_link_is_refused_as_any_file_is(self, ledger: Ledger, typed_by_user: Typing) -> None:
        (ledger.project.folder / "spend_2020-07.csv").symlink_to("spend_2020-06.csv")
        typed_by_user().refused("spend_2020-07.csv cannot be taken in")

    def test_a_file_without_rows_is_a_failed_export(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.put("2020-07", [])
        typed_by_user().refused("spend_2020-07.csv does not match", "a header and no rows")
        assert "empty:" not in typed_by_user().text

    def test_none_is_held_to_a_registered_hash_and_each_is_recorded(self, ledger: Ledger) -> None:
        assert ingest.changed_since_registered(ledger.described) == {}
        written = ledger.project.ingest()
        assert [written["tables"][f"spend_2020_0{n}"]["title"] for n in (4, 5)] == [
            "Spend, April 2020",
            "Spend, May 2020",
        ]
        assert len({one["sha256"] for one in written["tables"].values()}) == 3
        assert [check["text"] for check in written["checks"]] == ["every month from April 2020 to June 2020 is there"]

    def test_a_workbook_a_month(self, project: SourceProject) -> None:
        columns = (column("option", required=True), column("month", required=True), column("cost", "number"))
        for month in ("2020-04", "2020-05"):
            made = project.xlsx([["Option", "Month", "Cost"], ["A", month, 5]], *columns, name=f"costs_{month}")
            assert made.exists()
        project.resources[:] = []
        own = {"entry": {"path": "costs_{period}.xlsx", "format": "xlsx"}, "sheet": "Costs", "key": ["option"]}
        assert Ledger(project, columns=columns, **own) and months.load
        project.ingest()
        found = months.load(project.root, "example", "spend")
        assert isinstance(found, Months) and found.total("cost").value == 10


class TestAnAcknowledgement:
    def entry(self, check: str, found: str) -> dict[str, str]:
        return {"check": check, "found": found, "reason": "the ledger was closed", "by": "Head of Finance"}

    def test_of_a_missing_month_is_kept_as_a_finding(self, ledger: Ledger) -> None:
        found = MISSING.format("July 2020", "2020-07")
        ledger.describe(acknowledged=[self.entry("months-spend-2020-07", found)])
        ledger.put("2020-08", APRIL[1])
        (check,) = ledger.project.ingest()["checks"]
        assert (check["table"], check["place"], check["passed"]) == ("spend", "spend_2020-07.csv", False)
        assert (check["text"], check["reason"], check["by"]) == (found, "the ledger was closed", "Head of Finance")
        assert list(ledger.loaded().by_month("amount")) == ["Apr 2020", "May 2020", "Jun 2020", "Aug 2020"]

    def test_of_a_month_that_is_there_is_refused(self, ledger: Ledger, typed_by_user: Typing) -> None:
        found = MISSING.format("May 2020", "2020-05")
        ledger.describe(acknowledged=[self.entry("months-spend-2020-05", found)])
        typed_by_user().refused("acknowledged: months-spend-2020-05", "Take the entry out", status=4)

    def test_in_other_words_excuses_nothing(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.describe(acknowledged=[self.entry("months-spend-2020-07", "July is missing")])
        ledger.put("2020-08", APRIL[1])
        typed_by_user().refused(MISSING.format("July 2020", "2020-07"))

    def test_of_a_month_to_come_waits_for_it(self, ledger: Ledger) -> None:
        entries = [self.entry("months-spend-2020-08", "anything"), self.entry("total-2020-09", "anything")]
        control = {"name": "total", "total": {"payment": "P1"}, "rows": {"payment": ["P1"]}}
        ledger.describe(acknowledged=entries, control_totals=[control])
        assert ledger.loaded().periods == ["2020-04", "2020-05", "2020-06"]

    def test_of_the_month_after_the_newest_is_waited_for_no_longer(self, ledger: Ledger) -> None:
        ledger.describe(acknowledged=[self.entry("months-spend-2020-07", MISSING.format("July 2020", "2020-07"))])
        late = months.overdue(ledger.described, date(2020, 9, 11))
        assert [(path.name, day) for path, day in late] == [("spend_2020-08.csv", date(2020, 9, 10))]
        ledger.describe(acknowledged=[self.entry("months-spend-2020-07", "July is missing")])
        assert len(months.overdue(ledger.described, date(2020, 9, 11))) == 2

    def test_of_no_check_at_all_is_refused(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.describe(acknowledged=[self.entry("total", "anything"), self.entry("total-2020-05", "anything")])
        typed_by_user().refused("acknowledged: total: ", "acknowledged: total-2020-05: ", status=4)

    def test_of_a_control_total_is_of_one_month(self, ledger: Ledger, typed_by_user: Typing) -> None:
        control = {"name": "total", "total": {"payment": "Total"}, "rows": {"payment": ["P1"]}}
        own = {"totals_row": {"payment": "Total"}, "control_totals": [control]}
        for month, total in (("2020-04", "11"), ("2020-05", "10"), ("2020-06", "12")):
            ledger.put(month, [("P1", "Home", "10"), ("Total", "All", total)])
        words = "Total for Amount: stated £{0}, its rows add up to £10, a difference of £{1}"
        found = [self.entry("total-2020-04-amount", words.format(11, 1))]
        ledger.describe(acknowledged=found, **own)
        # The control total checks every number column, of which there is one, so its id has no column.
        typed_by_user().refused("acknowledged: total-2020-04-amount", status=4)
        found[0]["check"] = "total-2020-04"
        ledger.describe(acknowledged=found, **own)
        typed_by_user().refused("spend_2020-06.csv fails checks", words.format(12, 2), "with check: total-2020-06")
        ledger.describe(acknowledged=[*found, self.entry("total-2020-06", words.format(12, 2))], **own)
        assert [check["id"] for check in ledger.project.ingest()["checks"]] == [
            *("total-2020-04", "total-2020-05", "total-2020-06", "months-spend"),
        ]


class TestADictionary:
    @pytest.mark.parametrize(
        ("own", "words"),
        [
            ({"entry": {"hash": f"sha256:{'0' * 64}"}}, "found a hash; expected none for a monthly table"),
            ({"entry": {"path": "spend.csv"}}, 'found "spend.csv"; expected a name such as spend_{period}.csv'),
            ({"entry": {"path": "{period}/spend.csv"}}, "resources.0.path"),
            ({"monthly": {"column": "amount"}}, 'found "amount"; expected a column of the type string or date'),
            ({"monthly": {"column": "months"}}, 'found "months"'),
            ({"key": ["month", "payment"]}, 'the month\'s column "month"; expected others'),
            ({"monthly": {"last": "2020-03"}}, "2020-03, which is before first"),
            ({"monthly": {"first": "April 2020"}}, "resources.0.tracepaper.monthly.first"),
            ({"monthly": {"due": 31}}, "resources.0.tracepaper.monthly.due"),
            ({"monthly": {"dew": 3}}, 'the unknown key "dew"'),
            ({"empty": "none"}, "found empty; expected no such key"),
            ({"skip_rows": [{"month": "2020-03", "row": 2, "reads": "x", "reason": "x"}]}, "found 2020-03"),
            (
                {"control_totals": [{"name": "x" * 57, "total": {"payment": "P1"}, "rows": {"payment": []}}]},
                "at most 56",
            ),
        ],
    )
    def test_that_contradicts_itself_is_refused(
        self, own: dict[str, Any], words: str, ledger: Ledger, typed_by_user: Typing
    ) -> None:
        ledger.describe(**own)
        typed_by_user().refused(words, status=4)

    def test_names_the_month_of_a_corrected_cell(self, ledger: Ledger, typed_by_user: Typing) -> None:
        entry = {"cell": "D2", "found": "20", "value": "21", "reason": "x", "by": "Head", "expires": "2999-12-31"}
        ledger.describe(corrections=[entry])
        typed_by_user().refused("the cell D2 of no month; expected the month of its file", status=4)
        ledger.describe(corrections=[{**entry, "month": month} for month in ("2020-05", "2020-05")])
        typed_by_user().refused('"2020-05 D2" 2 times', status=4)
        ledger.describe(corrections=[{**entry, "month": "2020-05"}, {**entry, "month": "2020-04", "found": "10.10"}])
        assert ledger.loaded().total("amount").value == Decimal("43.30")  # 21 + 5 + 21 + 0.30 - 4

    def test_skips_a_row_of_every_file_or_of_one(self, ledger: Ledger) -> None:
        for month, rows in (APRIL, MAY, JUNE):
            ledger.put(month, [("Export", "", ""), *rows])
        every = {"row": 2, "reads": "Export", "reason": "heading"}
        ledger.describe(skip_rows=[every, {"month": "2020-06", "row": 4, "reads": "P2", "reason": "doubtful"}])
        assert ledger.loaded().total("amount").value == Decimal("35.40")  # 10.10 + 5 + 20 + 0.30

    def test_of_an_ordinary_table_names_a_hash_and_no_month(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.project.csv("Option,Cost\nA,1\n")
        other = ledger.project.resources[-1]
        del other["hash"]
        other["tracepaper"]["skip_rows"] = [{"month": "2020-05", "row": 9, "reads": "x", "reason": "x"}]
        ledger.project.write_dictionary()
        typed_by_user().refused('no key "hash"', "found the month 2020-05; expected no month", status=4)
        other["path"] = "costs_{period}.csv"
        ledger.project.write_dictionary()
        typed_by_user().refused('found "costs_{period}.csv"; expected the name of one file', status=4)

    def test_gives_no_other_table_the_name_or_file_of_a_month(self, ledger: Ledger, typed_by_user: Typing) -> None:
        ledger.project.csv("Option,Cost\nA,1\n", name="spend_2020_04")
        ledger.project.resources[-1]["path"] = "spend_2020-04.csv"
        ledger.project.write_dictionary()
        typed_by_user().refused(
            '"spend_2020_04", as a month of spend; expected a name of its own',
            '"spend_2020-04.csv", as a month of spend; expected a file of its own',
            status=4,
        )

    def test_refers_from_months_to_an_ordinary_table_not_the_reverse(
        self, ledger: Ledger, typed_by_user: Typing
    ) -> None:
        ledger.project.csv("Option,Cost\nHome,1\nKit,2\n")
        reference = {"fields": ["kind"], "reference": {"resource": "costs", "fields": ["option"]}}
        ledger.item["schema"]["foreignKeys"] = [reference]
        ledger.project.write_dictionary()
        typed_by_user().refused("every Kind stands in the table costs: see C3", "keys-spend-2020-06-kind")
        ledger.project.resources[0]["schema"]["foreignKeys"] = [
            {"fields": ["option"], "reference": {"resource": "spend", "fields": ["kind"]}}
        ]
        ledger.project.write_dictionary()
        typed_by_user().refused('the monthly table "spend"; expected a table of one file', status=4)


class TestWhatAMonthBrings:
    @pytest.mark.parametrize(
        ("today", "late"),
        [
            (date(2020, 8, 10), []),
            (date(2020, 8, 11), [("spend_2020-07.csv", date(2020, 8, 10))]),
            (
                date(2020, 9, 30),
                [("spend_2020-07.csv", date(2020, 8, 10)), ("spend_2020-08.csv", date(2020, 9, 10))],
            ),
        ],
    )
    def test_it_is_overdue_after_that_day(self, today: date, late: list[tuple[str, date]], ledger: Ledger) -> None:
        assert [(path.name, day) for path, day in months.overdue(ledger.described, today)] == late

    def test_nothing_is_expected_of_a_series_that_is_closed(self, ledger: Ledger) -> None:
        ledger.describe(monthly={"last": "2020-06"})
        assert months.overdue(ledger.described, date(2030, 1, 1)) == []

    def test_a_year_that_is_closed_and_the_next_stand_side_by_side(self, ledger: Ledger) -> None:
        closed = ledger.describe(monthly={"last": "2020-06"})
        following = {**closed, "name": "spend_2", "path": "spend-2_{period}.csv"}
        following["tracepaper"] = {"monthly": {"column": "month", "first": "2020-07", "due": 10}}
        ledger.project.resources.append(following)
        ledger.project.write_dictionary()
        ledger.put("2020-07", [("P1", "Home", "7")], name="spend-2_2020-07.csv")
        ledger.project.ingest()
        old, new = (months.load(ledger.project.root, "example", name) for name in ("spend", "spend_2"))
        assert isinstance(old, Months) and isinstance(new, Months)
        assert (old.total("amount").value, new.total("amount").value) == (Decimal("31.40"), 7)
        assert months.newest(ledger.described) == "2020-07"

    def test_the_first_file_may_be_overdue_too(self, project: SourceProject) -> None:
        made = Ledger(project)
        ((path, day),) = months.overdue(made.described, date(2020, 5, 11))
        assert (path.name, day, months.newest(made.described)) == ("spend_2020-04.csv", date(2020, 5, 10), "")

    def test_files_up_to_a_month(self, ledger: Ledger) -> None:
        assert [path.name for path in months.files(ledger.described, until="2020-05")] == [
            *("spend_2020-04.csv", "spend_2020-05.csv"),
        ]
        assert len(months.files(ledger.described)) == 3

    def test_the_newest_month_is_the_newest_that_all_have(self, ledger: Ledger) -> None:
        entry = {**ledger.item, "name": "visits", "path": "visits_{period}.csv"}
        ledger.project.resources.append(entry)
        ledger.project.write_dictionary()
        assert months.newest(ledger.described) == ""
        for month in ("2020-04", "2020-05"):
            ledger.put(month, APRIL[1], name=f"visits_{month}.csv")
        assert months.newest(ledger.described) == "2020-05"
        entry["tracepaper"]["monthly"]["last"] = "2020-05"
        ledger.project.write_dictionary()
        ledger.describe(monthly={})
        assert months.newest(ledger.described) == "2020-06"

    def test_check_says_what_is_overdue_and_is_content_otherwise(
        self, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for folder in ("config/papers", "templates"):
            (ledger.project.root / folder).mkdir(parents=True)
        noon = datetime(2020, 8, 11, 12, tzinfo=UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        (notice,) = checking.check(ledger.project.root).notices
        assert notice.startswith("data/raw/example/spend_2020-07.csv was due on 10 August 2020 and is not there.")


# Laws.

MONTH = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(1990, 2098), st.integers(1, 12))


@given(MONTH)
def test_the_next_month_is_the_one_between_no_other(month: str) -> None:
    following = periods.after(month)
    assert list(periods.between(month, following)) == [month, following]
    assert (periods.first_day(following) - periods.first_day(month)).days in range(28, 32)
    assert periods.is_period(following) and periods.label(month) in periods.words(month)[:3] + " " + month[:4]


@given(MONTH, st.integers(0, 40))
def test_a_span_has_every_month_once_and_in_order(first: str, length: int) -> None:
    last = first
    for _ in range(length):
        last = periods.after(last)
    span = list(periods.between(first, last))
    assert (len(span), span) == (length + 1, sorted(set(span)))


AMOUNTS = st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=6)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    of_months=st.lists(AMOUNTS, min_size=1, max_size=5), kinds=st.lists(st.sampled_from(["Home", "Kit"]), min_size=6)
)
def test_months_and_groups_add_up_to_the_total_to_the_penny(
    of_months: list[list[Decimal]], kinds: list[str], project: SourceProject
) -> None:
    for path in project.folder.glob("*.csv"):
        path.unlink()
    made = Ledger(project)
    for month, amounts in zip(periods.between("2020-11", "2021-03"), of_months, strict=False):
        made.put(month, [(f"P{n}", kinds[n], f"{amount:f}") for n, amount in enumerate(amounts)])
    made.describe(monthly={"first": "2020-11"})
    spend = made.loaded()
    pence = sum(int(amount.scaleb(2)) for amounts in of_months for amount in amounts)
    for found in (spend.by_month("amount"), spend.by("kind", "amount")):
        assert sum(int(one.value.scaleb(2)) for one in found.values()) == pence
    assert spend.total("amount").value == Decimal(pence).scaleb(-2)
