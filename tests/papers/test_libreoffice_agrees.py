"""LibreOffice, told to recompute every formula of an audit workbook, finds what the paper says."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook

from evidence_specimen import evidence
from programs import need, required
from project import FULLEST, PAPERS, Project
from tracepaper.calculations.counting import rounded_up
from tracepaper.calculations.multi_criteria import ranks
from tracepaper.calculations.progress import milestone_statuses, movement, run_signal, target_met
from tracepaper.calculations.robustness import least_weight_shifts
from tracepaper.calculations.value import NET, benefit_cost_ratio
from tracepaper.calculations.years import financial_year_of
from tracepaper.evidence import workbook
from tracepaper.evidence.workbook import SourceColumn, SourceTable
from tracepaper.figures import (
    Cell,
    Figure,
    chosen,
    count,
    graph,
    greatest,
    judged,
    least,
    literal,
    points,
    raised,
    rate_of_return,
    rounded_down,
    total,
    units,
)
from tracepaper.figures.drivers import TRIANGULAR, Driver
from tracepaper.figures.operations import IS_ABOVE, IS_EQUAL, LARGEST, MONTH_OF, PAYBACK
from tracepaper.figures.simulation import percentiles

RECOMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
XLSX = "xlsx:Calc MS Excel 2007 XML"
# Commas, quotation marks, UTF-8, as shown; the number of the sheet ends it.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,"
# What no cell of a paper holds.
ODD = "12345678.9"
# LibreOffice writes fifteen digits of what it computed.
WRITTEN = Decimal("1e-14")
SPEND = "data/raw/county/spend.csv"
AMOUNTS = ("79747.23", "0", "46712.31", "490276.86", "-120.5")
POUNDS, ONE = units.parse("GBP"), units.parse("1")


@dataclass(frozen=True)
class Audit:
    """A paper's evidence and its workbook, as written and as LibreOffice recomputed it."""

    evidence: Mapping[str, Any]
    written: Path
    recomputed: Workbook

    @property
    def figures(self) -> Mapping[str, Mapping[str, Any]]:
        return self.evidence["figures"]


@dataclass(frozen=True)
class Libre:
    """LibreOffice with a profile of its own."""

    folder: Path
    recompute: bool = True

    def converted(self, *paths: Path) -> list[Path]:
        """The workbooks that LibreOffice makes of some files."""
        said = self._convert(*paths, to=XLSX)
        made = [self.folder / "made" / f"{path.stem}.xlsx" for path in paths]
        assert all(path.is_file() for path in made), said
        return made

    def _convert(self, *paths: Path, to: str) -> str:
        registry = self.folder / "profile" / "user" / "registrymodifications.xcu"
        registry.parent.mkdir(parents=True, exist_ok=True)
        if self.recompute:
            registry.write_text(RECOMPUTE, "utf-8")
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        asked = ["--headless", "--convert-to", to, "--outdir", str(self.folder / "made"), *map(str, paths)]
        done = subprocess.run([calc(), profile, *asked], capture_output=True, text=True, timeout=300)
        return done.stdout + done.stderr

    def saved_sheet(self, path: Path, sheet: str) -> Path:
        """A sheet as LibreOffice saves it as CSV."""
        number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(sheet) + 1
        self._convert(path, to=CSV + str(number))
        return self.folder / "made" / f"{path.stem}-{sheet}.csv"

    def opened(self, path: Path) -> Workbook:
        """The values that LibreOffice shows for a workbook."""
        return openpyxl.load_workbook(self.converted(path)[0], data_only=True)


def calc() -> str:
    """LibreOffice, with the part that opens spreadsheets: Debian splits it."""
    soffice = need("soffice")
    if not any(Path(soffice).resolve().parent.glob("libsclo.*")):
        message = "LibreOffice opens no spreadsheets: apt-get install libreoffice-calc-nogui"
        pytest.fail(message, pytrace=False) if required("soffice") else pytest.skip(message)
    return soffice


@pytest.fixture(scope="module")
def audits(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Audit]:
    """The audit workbook of every paper, as delivered, and as LibreOffice recomputes it."""
    calc()
    reports = {paper: built.root / "reports" / paper for paper in built.papers}
    held = tmp_path_factory.mktemp("delivered")
    written = [Path(shutil.copy(folder / "audit.xlsx", held / f"{paper}.xlsx")) for paper, folder in reports.items()]
    recomputed = Libre(tmp_path_factory.mktemp("libre")).converted(*written)
    opened = [openpyxl.load_workbook(path, data_only=True) for path in recomputed]
    content = [json.loads((folder / "evidence.json").read_text("utf-8")) for folder in reports.values()]
    return {paper: Audit(*one) for paper, *one in zip(reports, content, written, opened, strict=True)}


def listed(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet of ours by its headings."""
    rows = [row for row in book[sheet].iter_rows(values_only=True) if any(value is not None for value in row)]
    start = next(n for n, row in enumerate(rows) if row[0] in ("Id", "Sheet"))
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def verdicts(book: Workbook) -> dict[str, str]:
    return {row["Id"]: row["Verdict"] for row in listed(book, "Checks")}


class TestOfEveryPaper:
    def test_there_are_papers(self, audits):
        assert len(audits) >= 2

    def test_every_figure_has_a_row(self, audits):
        for paper, audit in audits.items():
            rows = {row["Id"] for sheet in audit.recomputed for row in _figures(audit.recomputed, sheet.title)}
            given = ("parameter", "literal")  # without a name they stand on sheets of their own, by name and reason
            printed = {id for id, node in audit.figures.items() if node["printed"] and node["operation"] not in given}
            named = {id for id, node in audit.figures.items() if node["label"]} | printed
            computed = {id for id, node in audit.figures.items() if node["inputs"]}
            assert named | computed <= rows, f"{paper}: {sorted((named | computed) - rows)[:10]}"

    def test_every_figure_equals_the_paper_s_within_the_stated_rounding(self, audits):
        for paper, audit in audits.items():
            stated = {row["Id"]: row["Lost by arithmetic"] for row in listed(audit.recomputed, "Checks")}
            assert list(_differences(audit, stated)) == [], paper

    def test_the_stated_rounding_is_far_below_anything_printed(self, audits):
        for audit in audits.values():
            rows = listed(audit.recomputed, "Checks")
            stated = [(row["Lost by arithmetic"], row["Half of last printed place"]) for row in rows]
            assert all(lost < (half or 1) / 1000 for lost, half in stated if lost is not None)

    def test_its_own_checks_agree_and_no_cell_holds_an_error(self, audits):
        for audit in audits.values():
            assert set(verdicts(audit.recomputed).values()) == {"agrees"}
            count = len(verdicts(audit.recomputed))
            lines = {cell.value for cell in audit.recomputed["Checks"]["A"]}
            assert f"{count} of {count} values agree with the paper." in lines
            values = [value for sheet in audit.recomputed for row in sheet.values for value in row]
            assert not [value for value in values if re.fullmatch(r"#[A-Z/0!?]+", str(value))]

    @pytest.mark.parametrize("papers", [(FULLEST,), pytest.param(PAPERS, marks=pytest.mark.soak)], ids=["one", "all"])
    def test_a_changed_source_cell_changes_what_rests_on_it_and_nothing_else(self, papers, audits, tmp_path):
        with_numbers = {paper: audits[paper] for paper in papers if _numbers(audits[paper].figures)}
        used = {paper: _much_used(audit.figures) for paper, audit in with_numbers.items()}
        assert len(used) > len(papers) / 2
        patched = [
            changed(audits[paper].written, tmp_path / f"{paper}.xlsx", _sheet(cell), cell["cell"], value=ODD)
            for paper, (_, cell) in used.items()
        ]
        for (paper, (id, _)), book in zip(used.items(), Libre(tmp_path).converted(*patched), strict=True):
            audit, again = audits[paper], verdicts(openpyxl.load_workbook(book, data_only=True))
            differing = {id for id, verdict in again.items() if verdict == "differs"}
            resting = _resting_on(audit.figures, id)
            assert differing <= resting, f"{paper}: {sorted(differing - resting)}"
            assert {one for one in resting if _surely_moves(audit.figures, one, resting)} <= differing


def _figures(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    return listed(book, sheet) if sheet in ("Figures", "Steps", "Quotations") else []


def _differences(audit: Audit, stated: Mapping[str, float]) -> Iterator[str]:
    for sheet in ("Figures", "Steps", "Quotations"):
        for row in _figures(audit.recomputed, sheet) if sheet in audit.recomputed.sheetnames else ():
            node, found = audit.figures[row["Id"]], row["Value"]
            if isinstance(found, str):
                same = found.lstrip("'") == node["value"].lstrip("'")
            else:
                found = to_excel(found) if isinstance(found, datetime) else found
                off = abs(Decimal(found) - Decimal(node["value"].replace(",", "").replace("£", "")))
                same = off <= Decimal(stated[row["Id"]]) + abs(Decimal(found)) * WRITTEN
            if not same:
                yield f"{row['Id']}: {found}, in the paper {node['value']}"


def _sheet(cell: Mapping[str, Any]) -> str:
    """The sheet with the table of a cell: named as the table is, which for a file a month has no hyphen."""
    return Path(cell["path"]).stem.replace("-", "_")


def _much_used(figures: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The cell on which the most figures rest, and its id."""
    most = max(_numbers(figures), key=lambda id: len(_resting_on(figures, id)))
    return most, figures[most]["cells"][0]


def _numbers(figures: Mapping[str, Any]) -> list[str]:
    """Figures read from one plain number of a CSV file that the workbook holds: it does not hold the claims."""
    places = {id: node["cells"][0] for id, node in figures.items() if node["operation"] == "cell"}
    held = {id: cell for id, cell in places.items() if not cell["sheet"] and Path(cell["path"]).stem != "claims"}
    return sorted(id for id, cell in held.items() if re.fullmatch(r"[0-9,]+(\.[0-9]+)?", cell["raw"]))


def _resting_on(figures: Mapping[str, Any], id: str) -> set[str]:
    """Ids of the figures that a cell takes part in: those that hold it, and all that are computed from them."""
    place = figures[id]["cells"][0]
    resting = {one for one, node in figures.items() if node["cells"] and _same(node["cells"][0], place)}
    while more := {one for one, node in figures.items() if not resting.isdisjoint(node["inputs"])} - resting:
        resting |= more
    return resting


def _same(cell: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (cell["path"], cell["cell"]) == (other["path"], other["cell"])


def _surely_moves(figures: Mapping[str, Any], id: str, resting: set[str]) -> bool:
    """Whether a figure must change with the cell: exactly one of its inputs does, added or subtracted as it is."""
    node = figures[id]
    if node["operation"] == "cell":
        return True
    moving = [one for one in node["inputs"] if one in resting]
    return (
        node["operation"] in ("sum", "difference", "negative", "selection")
        and len(moving) == 1
        and _surely_moves(figures, moving[0], resting)
    )


def changed(path: Path, target: Path, sheet: str, address: str, *, value: str = "", formula: str = "") -> Path:
    """A copy of a workbook in which one cell holds another stored value, or another formula."""
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(sheet) + 1
    part = f"xl/worksheets/sheet{number}.xml"
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode() if name == part else ""
            new.writestr(name, _patched(text, address, value, formula) if text else old.read(name))
    return target


def _patched(text: str, address: str, value: str, formula: str) -> str:
    inside, replacement = (r"<v>[^<]*</v>", f"<v>{value}</v>") if value else (r"<f>[^<]*</f>", f"<f>{formula}</f>")
    patched, times = re.subn(rf'(<c r="{address}"[^>]*>(?:(?!</c>).)*?){inside}', rf"\g<1>{replacement}", text)
    assert times == 1, f"{address} was found {times} times"
    return patched


class TestThatTheTestCanFail:
    """Measured on a workbook in which one stored value, or one formula, is wrong."""

    def test_a_wrong_stored_value_survives_a_program_that_is_not_told_to_recompute(self, specimen, tmp_path):
        wrong = changed(specimen, tmp_path / "wrong.xlsx", "Figures", "C5", value="0")
        assert _value(Libre(tmp_path / "lazy", recompute=False).opened(wrong), "a-total") == 0

    def test_a_wrong_stored_value_is_mended_by_one_that_is(self, specimen, tmp_path):
        wrong = changed(specimen, tmp_path / "wrong.xlsx", "Figures", "C5", value="0")
        # 79,747.23 + 0 + 46,712.31 + 490,276.86 - 120.50
        assert _value(Libre(tmp_path / "told").opened(wrong), "a-total") == pytest.approx(616_615.90, abs=1e-9)

    def test_a_wrong_value_of_the_paper_is_told(self, specimen, tmp_path):
        (row,) = (cell.row for cell in openpyxl.load_workbook(specimen)["Checks"]["A"] if cell.value == "a-total")
        wrong = changed(specimen, tmp_path / "wrong.xlsx", "Checks", f"D{row}", value="616615.91")
        assert verdicts(Libre(tmp_path).opened(wrong))["a-total"] == "differs"

    def test_a_wrong_formula_is_told(self, specimen, tmp_path):
        wrong = changed(specimen, tmp_path / "wrong.xlsx", "Figures", "C5", formula="SUM(spend!B2:B5)")
        found = verdicts(Libre(tmp_path).opened(wrong))
        assert found["a-total"] == "differs"
        assert found["b-share"] == "agrees"


class TestOfEveryOperation:
    def test_the_specimen_agrees(self, book):
        found = verdicts(book)
        assert len(found) >= len(_specimen())
        assert set(found.values()) == {"agrees"}

    def test_choices_are_those_that_a_reader_makes(self, book):
        assert _value(book, "d-largest") == "Dee"
        assert _value(book, "e-second-lowest") == "Bea"
        assert _value(book, "f-payback") == "Dee"
        assert _value(book, "g-never") == "not within the period"
        assert _value(book, "h-nothing") == "nothing to pay back"
        assert _value(book, "i-first-of-equals") == "Bea"
        assert _value(book, "j-points") == 2

    def test_verdicts_are_those_that_a_reader_gives(self, book):
        assert _value(book, "k-above") == "yes"
        assert _value(book, "l-equal") == "yes"
        assert _value(book, "m-moved") == "worse"
        assert _value(book, "n-met") == "met"
        assert _value(book, "o-late") == "late"
        assert _value(book, "p-shift") == "shift for the worse"
        assert _value(book, "q-trend") == "trend for the better"
        assert _value(book, "r-coded") == 3
        # 46,712.31 / 79,747.23 lies between 0 and 1, and its opposite between -1 and 0.
        assert (_value(book, "s-up"), _value(book, "t-up-below-nought")) == (1, 0)
        assert _value(book, "u-later") == datetime(2020, 3, 20)
        assert _value(book, "v-gap") == 14

    def test_appraisal_s_operations_are_those_that_a_reader_works_out(self, book):
        assert (_value(book, "w-least"), _value(book, "x-greatest")) == (0, 79_747.23)
        assert (_value(book, "y-down"), _value(book, "y-down-below-nought")) == (1, -2)
        # 4 to the power of a half
        assert _value(book, "z-root") == 2
        # A hundred now for 39, 59, 55 and 20: 0.280948421159961..., as NumPy's manual prints it.
        assert _value(book, "za-return") == pytest.approx(0.280948421159961, abs=1e-12)
        assert _value(book, "zb-returns") == "several rates of return"

    def test_ranks_and_reasons_why_nothing_ties_are_those_that_a_reader_gives(self, book):
        assert (_value(book, "ze-rank"), _value(book, "zf-rank")) == ("1 equal", "4")
        assert (_value(book, "zg-none"), _value(book, "zh-any")) == ("none", "any")

    def test_years_and_ratios_are_those_that_a_reader_gives(self, book):
        # 6 March 2020 and 25 days are 31 March, the last day of the financial year.
        assert (_value(book, "zi-last-of-march"), _value(book, "zj-first-of-april")) == ("2019/20", "2020/21")
        assert (_value(book, "zk-no-ratio"), _value(book, "zl-month")) == ("n/a", "March 2020")

    def test_what_was_drawn_at_random_is_a_number_and_no_formula(self, specimen):
        figures = {row["Id"]: row["Value"] for row in listed(openpyxl.load_workbook(specimen), "Figures")}
        assert _simulated()["P50"].value == Decimal(str(figures["zc-simulated"]))
        assert isinstance(figures["zc-simulated"], int | float)
        assert str(figures["zd-on-top"]).startswith("=")


class TestTextsFromDataAreNeverRun:
    def test_not_even_when_a_sheet_is_saved_as_csv_and_opened_again(self, tmp_path):
        texts = ["=1+1", "@SUM(1)", "+1+1", "-1-1", "＝1+1"]
        column = SourceColumn(1, "=1+1", texts, texts, [""] * len(texts))
        table = SourceTable("county", "spend", "Spend", SPEND, "", range(2, 7), [column], ())
        path = tmp_path / "hostile.xlsx"
        workbook.write(evidence({}), tables=[table], coverage=[], path=path)
        saved = Libre(tmp_path / "first").saved_sheet(path, "spend")
        assert [row[0] for row in csv.reader(saved.open(encoding="utf-8"))] == [f"'{text}" for text in ["=1+1", *texts]]
        (again,) = Libre(tmp_path / "again").converted(saved)
        assert {cell.data_type for cell in openpyxl.load_workbook(again).active["A"]} == {"s"}

    def test_where_a_quote_prefix_would_have_been_lost(self, tmp_path):
        book = Workbook()
        book.active.append(["=1+1"])
        book.active["A1"].data_type, book.active["A1"].quotePrefix = "s", True
        book.save(tmp_path / "prefixed.xlsx")
        saved = Libre(tmp_path / "first").saved_sheet(tmp_path / "prefixed.xlsx", "Sheet")
        (again,) = Libre(tmp_path / "again").converted(saved)
        assert openpyxl.load_workbook(again).active["A1"].data_type == "f"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A workbook in which every operation occurs, as LibreOffice recomputes it."""
    folder = tmp_path_factory.mktemp("specimen")
    return Libre(folder).opened(_written_specimen(folder))


@pytest.fixture
def specimen(tmp_path: Path) -> Path:
    """A workbook in which every operation occurs."""
    return _written_specimen(tmp_path)


def _written_specimen(folder: Path) -> Path:
    calc()
    codes = ["Y", "N"] * 2 + ["Y"]
    names = ["Ada", "Bea", "Cy", "Dee", "Eve"]
    columns = [
        SourceColumn(1, "Provider", names, names, [""] * 5),
        SourceColumn(2, "Spend", [Decimal(one) for one in AMOUNTS], AMOUNTS, ["GBP"] * 5),
        SourceColumn(3, "Local?", codes, codes, [""] * 5),
        SourceColumn(4, "Better", ["Higher"] * 5, ["Higher"] * 5, [""] * 5),
        SourceColumn(5, "Due", [Decimal(43_896)] * 5, ["06/03/2020"] * 5, ["date"] * 5),
    ]
    table = SourceTable("county", "spend", "Spend", SPEND, "", range(2, 7), columns, ())
    path = folder / "specimen.xlsx"
    workbook.write(evidence(_specimen()), tables=[table], coverage=[], path=path)
    return path


def _specimen() -> dict[str, Any]:
    spend = {name: _cell(f"B{row}", AMOUNTS[row - 2]) for row, name in enumerate(("Ada", "Bea", "Cy", "Dee", "Eve"), 2)}
    two = literal(2, ONE, "Points of a local provider")
    none = literal(0, ONE, "Points of any other")
    added = total(spend.values())
    day = Figure(Decimal(43_896), units.DATE, _code("E2", "06/03/2020"))
    fortnight = literal(14, units.DAY, "Two weeks")
    flow = {"Ada": -spend["Dee"], "Bea": spend["Cy"], "Cy": spend["Ada"], "Dee": spend["Dee"]}
    simulated = _simulated()["P50"]
    thirds = [_number(1) / _number(3), _number(2) / _number(6)]
    ahead, thirds_of = _series(3, 2), dict(zip(_series(3, 2), thirds, strict=True))
    halves = {month: _number("0.5") for month in ahead}
    made: list[tuple[str, Any]] = [
        ("a-total", added),
        ("b-share", spend["Ada"] / spend["Dee"]),
        ("c-product", -(spend["Ada"] * two - spend["Cy"])),
        ("d-largest", chosen(LARGEST, spend)),
        ("e-second-lowest", chosen("ranking, lowest first, place 2", spend)),
        ("f-payback", chosen(PAYBACK, flow)),
        ("g-never", chosen(PAYBACK, {name: -amount for name, amount in spend.items() if name != "Eve"})),
        ("h-nothing", chosen(PAYBACK, {name: amount for name, amount in spend.items() if name != "Eve"})),
        ("i-first-of-equals", chosen(LARGEST, {"Ada": two, "Bea": two + two, "Cy": two + two})),
        ("j-points", points(_code("C4", "Y"), "Y", {"Y": two, "N": none}, classification="public")),
        ("k-above", judged(IS_ABOVE, [spend["Ada"], spend["Cy"]])),
        # A spreadsheet's 0.1 + 0.2 is not its 0.3.
        ("l-equal", judged(IS_EQUAL, [total([_number("0.1"), _number("0.2")]), _number("0.3")])),
        ("m-moved", movement(spend["Ada"], spend["Cy"], graph.quotation("Higher", _code("D2", "Higher")))),
        ("n-met", target_met(spend["Cy"], spend["Ada"], "lower")),
        ("o-late", milestone_statuses({"": day}, {}, as_of=day + fortnight, meeting=day + fortnight)[""]),
        ("p-shift", run_signal(_series(9, 8, 9, 8, 9, 8, 1, 2, 1, "0.1", "0.2", 1), "higher")),
        ("q-trend", run_signal(_series(9, 1, 9, 6, 5, 4, 4, 3, 2, 9, 1, 9), "lower")),
        ("r-coded", count([graph.quotation("Y", _code(f"C{row}", "Y")) for row in (2, 4, 6)])),
        ("s-up", rounded_up(spend["Cy"] / spend["Ada"])),
        ("t-up-below-nought", rounded_up(-(spend["Cy"] / spend["Ada"]))),
        ("u-later", day + fortnight),
        ("v-gap", day + fortnight - day),
        ("w-least", least(list(spend.values())[:4])),
        ("x-greatest", greatest([spend["Ada"], spend["Bea"]])),
        ("y-down", rounded_down(spend["Ada"] / spend["Cy"])),
        ("y-down-below-nought", rounded_down(-(spend["Ada"] / spend["Cy"]))),
        ("z-root", raised(_number(4), _number("0.5"))),
        ("za-return", rate_of_return(_series(-100, 39, 59, 55, 20))),
        ("zb-returns", rate_of_return(_series(-100, 230, -132))),
        ("zc-simulated", simulated),
        ("zd-on-top", simulated + spend["Ada"]),
        # A third and two sixths are equal, whatever a spreadsheet's digits are.
        ("ze-rank", ranks({"Ada": thirds[0], "Bea": thirds[1], "Cy": _number("0.3")})["Ada"]),
        ("zf-rank", ranks(spend, lowest_first=True)["Ada"]),
        ("zg-none", least_weight_shifts({"Ada": ahead, "Bea": thirds_of}, halves, leader="Ada")["Bea"]),
        ("zh-any", least_weight_shifts({"Ada": ahead, "Bea": dict(ahead)}, halves, leader="Ada")["Bea"]),
        ("zi-last-of-march", financial_year_of(day + literal(25, units.DAY, "25 days"))),
        ("zj-first-of-april", financial_year_of(day + literal(26, units.DAY, "26 days"))),
        ("zl-month", judged(MONTH_OF, [day])),
        (
            "zk-no-ratio",
            benefit_cost_ratio(_series(1, 1), _series(2, 3), _series(1, 1), savings=_series(3, 3), denominator=NET),
        ),
    ]
    return {id.replace("-", "_"): figure.named(id, f"Figure {id}") for id, figure in made}


def _simulated() -> dict[str, Figure]:
    """What Ada's spend is where each pound of it may cost half as much or twice as much."""
    share, low, high = (_number(value).named(f"price-{value}", "Price") for value in ("1", "0.5", "2"))
    price = Driver("Price of a pound", share, low, high, TRIANGULAR, "not below nought")
    draws, seed = literal(1000, ONE, "Draws"), literal(20_210_401, ONE, "The day of the meeting")
    outcome = _cell("B2", AMOUNTS[0]) * share
    return percentiles(outcome, {price.name: price}, [50], draws=draws, seed=seed)


def _number(value: str | int) -> Figure:
    return literal(Decimal(value), ONE, f"The number {value}")


def _series(*values: str | int) -> dict[str, Figure]:
    return {f"Month {n}": _number(value) for n, value in enumerate(values, 1)}


def _cell(address: str, raw: str) -> Figure:
    return Figure(Decimal(raw), POUNDS, _code(address, raw))


def _code(address: str, raw: str) -> Cell:
    return Cell(SPEND, "", address, int(address[1:]), ord(address[0]) - 64, raw)


def _value(book: Workbook, id: str) -> Any:
    return next(row["Value"] for row in listed(book, "Figures") if row["Id"] == id)
