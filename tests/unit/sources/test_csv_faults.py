"""CSV files as they really arrive: each is refused in words that name the place and the remedy, or read and logged."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from unit.sources.source_project import COST, OPTION, Outcome, SourceProject, column

Typing = Callable[[], Outcome]
GOOD = "Option,Cost\nA,500\n"


def spoilt(text: str | bytes, *words: str) -> tuple[str | bytes, tuple[str, ...]]:
    return text, words


WHOLE_FILES = {
    "csv-utf16le-nobom": spoilt(GOOD.encode("utf-16-le"), "the file", "zero bytes", "Save it as CSV in UTF-8"),
    "csv-utf16-cut": spoilt(GOOD.encode("utf-16")[:-1], "broken UTF-16", "Copy the file again"),
    "csv-mixed-encoding": spoilt(
        "Option,Cost\nCafé,5\n".encode() + b"\xa3,7\n", "line 3", "not UTF-8, in a file that is UTF-8 elsewhere"
    ),
    "csv-no-encoding": spoilt(b"Option,Cost\nA\x81,5\n", "line 2", "bytes of no known encoding"),
    "csv-semicolon": spoilt("Option;Cost\nA;500\n", "row 1", '"Option;Cost"', "uses ; between cells"),
    "csv-empty": spoilt("", "an empty file", "expected a table"),
    "csv-whitespace-only": spoilt("\n\n  \n", "an empty file"),
    "csv-header-only": spoilt("Option,Cost\n", "a header and no rows", "rows of data"),
    "csv-preamble": spoilt(
        "Budget monitoring\n\nPrepared by Finance\nOption,Cost\nA,5\n",
        "row 1",
        '"Budget monitoring"',
        "stands in row 4",
    ),
    "csv-repeated-header": spoilt("Option,Cost\nA,5\nOption,Cost\nB,6\n", "A3", "the header again", "Delete"),
    "csv-ragged-long-all": spoilt("Option,Cost\nA,1,2\nB,3,4\n", "row 2", 'found 3 cells in "A,1,2"', "row 3"),
    "csv-unquoted-thousands-all": spoilt(
        "Option,Cost\na,1,234\nb,5,678\n", "row 2", '3 cells in "a,1,234"', "thousands too) in quotation marks"
    ),
    "csv-smart-quotes": spoilt("Option,Cost\nA,“1,234”\n", "row 2", "typographic", "straight ones"),
    "csv-comment-lines": spoilt("Option,Cost\n# from finance\nA,5\n", "row 2", "1 cells", "fill missing cells"),
    "csv-truncated-last-row": spoilt("Option,Cost\nA,490276\nB\n", "row 3", '1 cells in "B"'),
    "csv-xlsx-named-csv": spoilt(b"PK\x03\x04 and so on", "an Excel workbook with the name of a CSV file"),
    "csv-pdf-named-csv": spoilt(b"%PDF-1.7", "a PDF with the name of a CSV file"),
    "csv-html-named-csv": spoilt("<html><table></table></html>", "a web page", "save it in the format"),
    "cols-missing": spoilt("Option\nA\n", "row 1", "1 columns", 'no column "Cost"', 'the column "Cost"'),
    "cols-missing-near": spoilt("Option,Costs,Note\nA,1,x\n", 'Is it "Costs"?', "C1", 'the column "Note"'),
    "cols-reordered": spoilt("Cost,Option\n5,A\n", "A1", 'found "Cost"; expected "Option"', "stand in its order"),
    "cols-blank-header": spoilt("Option,\nA,5\n", "B1", 'found ""; expected "Cost"'),
    "rows-footnote": spoilt("Option,Cost\nA,5\nSource: finance\n", "row 3", '"Source: finance"'),
    "quote-never-closed": spoilt('Option,Cost\nA,5\n"B,6\n', "line 3", "never closed", "round the whole cell"),
    "quote-inside-a-cell": spoilt('Option,Cost\nA 5" pipe,5\n', "line 2", "quotation mark out of place"),
    "quote-before-text": spoilt('Option,Cost\n"A" or B,5\n', "line 2", "quotation mark out of place"),
    "quote-out-of-step": spoilt('Option,Cost\n"A,"B",5\n', "line 2", "quotation mark out of place"),
    "key-duplicate": spoilt("Option,Cost\nA,5\nB,6\nA,7\n", "A4", '"A" as in row 2', "a key that no other row has"),
    "key-case": spoilt("Option,Cost\nopt-a,5\nOPT-A,6\n", "A3", '"OPT-A" as in row 2', "more than capitals and spaces"),
    "key-space": spoilt("Option,Cost\nA,5\nA ,6\n", "A3", '"A " as in row 2'),
    "key-zwsp": spoilt("Option,Cost\nA\u200b,5\n", "A2 (Option, A", "invisible character U+200B"),
    "md-bidi": spoilt("Option,Cost\nabc\u202egnp.exe,5\n", "A2", "invisible character U+202E"),
    "md-control": spoilt("Option,Cost\na\x07b \x1b[31mred,5\n", "A2", "invisible character U+0007"),
    "csv-long-cell": spoilt(f"Option,Cost\n{'x' * 10_000_000},5\n", "A2", "longer than 10,000 characters"),
    "md-pandoc-dos-brackets": spoilt(f"Option,Cost\n{'[' * 50_000},5\n", "A2", "longer than 10,000 characters"),
    "md-pandoc-dos-ticks": spoilt(f"Option,Cost\n{'`' * 100_000},5\n", "A2", "longer than 10,000 characters"),
    "md-pandoc-dos-quotes": spoilt(f"Option,Cost\n{'>' * 20_000},5\n", "A2", "longer than 10,000 characters"),
}


@pytest.mark.parametrize("case", WHOLE_FILES)
def test_a_spoilt_csv_file_is_refused_with_its_place(case: str, project: SourceProject, typed_by_user: Typing):
    content, words = WHOLE_FILES[case]
    project.csv(content)
    typed_by_user().refused("data/raw/example/costs.csv", *words)


CELLS = {
    "490,276,86": ("the group after a comma has two digits", "If the publisher meant 490,276.86, record it under"),
    "16,241.00 *": ("written with a footnote mark", "does not allow"),
    "(500)": ("written with brackets", "does not allow"),
    "c500": ("written with an approximation", "does not allow"),
    "£0.5m": ("written with a scale letter", "does not allow"),
    "500k": ("written with a scale letter", "does not allow"),
    "5%": ("written with a percent sign", "does not allow"),
    "twelve": ("written with a number in words", "does not allow"),
    "GBP 500": ("is not a number",),
    "500-": ("has its minus sign at the end",),
    "=1+2": ("is a formula typed as text",),
    "+A1": ("is not a number",),
    "@x": ("is not a number",),
    "=cmd|' /C calc'!A0": ("is a formula typed as text",),
    "1e308": ("is in scientific notation",),
    "1_000": ("is not a number",),
    "1\u00a0234": ("is not a number",),
    "9223372036854775808": ("is larger than any amount",),
    "TRUE": ("is true or false",),
    "NaN": ("is no number at all",),
    "inf": ("is no number at all",),
    "١٢": ("is not a number",),
    "": ("is missing, in a column where every cell needs a value",),
    "Not set": ("is missing, in a column where every cell needs a value",),
    "NA": ("is not a number",),
}


@pytest.mark.parametrize("raw", CELLS)
def test_a_cell_that_is_no_number_is_refused_with_its_address_and_what_was_expected(
    raw: str, project: SourceProject, typed_by_user: Typing
):
    project.table([["A", "1"], ["B", raw]], OPTION, column("cost", "number", required=True))
    typed_by_user().refused(
        "data/raw/example/costs.csv does not match its data dictionary.",
        f'B3 (Cost, B): found "{raw}"',
        "expected a number, thousands in groups of three.",
        "under corrections: in data/raw/example/datapackage.yaml.",
        *CELLS[raw],
    )


OTHER_COLUMNS = {
    "date-mixed": (column("day", "date"), "04/13/2024", "a day that no calendar has", "a date that there is"),
    "date-serial": (column("day", "date"), "45383", "it is 01/04/2024", "a date that there is"),
    "date-future": (column("day", "date"), "01/04/2203", "in the year 2203", "a date that there is"),
    "fy-wrong-span": (column("when", "year"), "2018/20", "do not follow each other", "a year such as 2018/19"),
    "ypn-lowercase": (column("score", codes=["Y", "P", "N"]), "y", "none of the codes Y, P, N", "one of Y, P, N"),
    "ypn-word": (column("score", codes=["Y", "P", "N"]), "Partial", "none of the codes", "one of Y, P, N"),
    "ypn-lookalike": (column("score", codes=["Y", "P", "N"]), "Р", "a look-alike letter", "does not allow"),
    "key-exp": (column("site", "integer"), "1.00E+05", "not a whole-number identifier", "whole-number"),
}


@pytest.mark.parametrize("case", OTHER_COLUMNS)
def test_a_cell_of_another_kind_is_refused_with_what_was_expected(
    case: str, project: SourceProject, typed_by_user: Typing
):
    described, raw, *words = OTHER_COLUMNS[case]
    project.table([["A", raw]], OPTION, described)
    typed_by_user().refused(f'B2 ({described["title"]}, A): found "{raw}"', *words)


def test_text_that_is_none_of_the_allowed_texts_is_refused_with_the_list(project: SourceProject, typed_by_user: Typing):
    described = {**column("status"), "constraints": {"enum": ["open", "closed"]}}
    project.table([["A", "Open"]], OPTION, described)
    typed_by_user().refused('found "Open", which is none of open, closed', "expected one of open, closed")


@pytest.mark.parametrize("rows", [65_536, 1_048_576])
def test_a_file_that_ends_where_a_spreadsheet_ends_is_refused(rows: int, project: SourceProject, typed_by_user: Typing):
    lines = "".join(f"{number}\n" for number in range(1, rows))
    project.csv("Site\n" + lines, column("site", "integer"))
    typed_by_user().refused(f"exactly {rows:,} rows, a spreadsheet's limit", "Ask for the rest")


def test_every_fault_of_every_file_is_reported_at_once(project: SourceProject, typed_by_user: Typing):
    project.table([["A", "1,2"], ["B", "5-"], ["C", "1", "2"], ["A", "7"]])
    project.csv("", name="empty")
    project.table([["X", "1e5"]], name="more")
    project.xlsx([["Option", "Cost"], ["A", "=1+1"], ["B", "x1"]], name="book")
    typed_by_user().refused(
        "costs.csv", "B2 (Cost, A)", "B3 (Cost, B)", "row 4", "A5", "empty.csv", "more.csv", "1e5",
        'book.xlsx, sheet "Costs", does not match', "B2: found the formula =1+1", "B3 (Cost, B)",
    )  # fmt: skip


def test_two_hundred_faults_are_listed_and_the_rest_is_mentioned(project: SourceProject, typed_by_user: Typing):
    project.table([[str(n), f"{n},1"] for n in range(1, 1001)])
    outcome = typed_by_user()
    outcome.refused("B2 (Cost, 1)", "B201 (Cost, 200)", "more faults", "the next run lists the rest")
    assert "B203 " not in outcome.text


def test_a_refused_source_leaves_no_table_behind(project: SourceProject, typed_by_user: Typing):
    project.csv("Option,Cost\nA,1,2\n")
    typed_by_user().refused()
    assert not list((project.root / "data").glob("processed/**/*.parquet"))


# What is read all the same, and logged with its place.


def test_windows_1252_is_read_and_the_first_line_that_shows_it_is_logged(project: SourceProject):
    project.csv("Option,Cost\nA,£500\n".encode("cp1252"))
    assert project.changes() == {
        "read as Windows-1252, since line 2 is not UTF-8": ["the file"],
        "£ sign removed": ["B2"],
    }
    assert project.loaded().cell("A", "cost").value == 500


def test_a_byte_order_mark_is_removed_and_logged(project: SourceProject):
    project.csv(("\ufeff" + GOOD).encode())
    assert project.changes() == {"byte-order mark removed": ["the file"]}
    assert project.loaded().keys == ["A"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_read_when_its_byte_order_mark_says_so(encoding: str, project: SourceProject):
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    project.csv(mark + "Option,Cost\nCafé,500\n".encode(encoding))
    assert project.changes() == {"read as UTF-16, which its byte-order mark says": ["the file"]}
    assert project.loaded().keys == ["Café"]


def test_thousands_commas_are_read_exactly_and_the_raw_text_stays_beside_the_value(project: SourceProject):
    project.table([["A", "1,234,567.89"], ["B", "-1,000"]])
    table = project.loaded()
    figure = table.cell("A", "cost")
    assert (str(figure.value), figure.derivation.raw) == ("1234567.89", "1,234,567.89")
    assert table.total("cost").value == Decimal("1233567.89")  # 1,234,567.89 - 1,000


def test_a_no_break_space_after_a_number_is_removed_and_logged(project: SourceProject):
    project.table([["A", "5\u00a0"], ["B", "6"], ["C", "7\u00a0"]])
    assert project.changes() == {"no-break space at an end removed": ["B2", "B4"]}


def test_codes_that_read_like_nothing_stay_what_they_are(project: SourceProject):
    names = ["NA", "None", "null", "N/A", "nan", "1E5", "2E3", "0123", "TRUE", "NO"]
    project.table([[name, "1"] for name in names])
    assert project.loaded().keys == names


def test_quoted_cells_may_hold_commas_line_ends_and_doubled_quotes(project: SourceProject):
    words = ["a,b", 'say "yes"', "two\nlines", '"', "", ' ",", ']
    project.table([[str(n), text, "1"] for n, text in enumerate(words)], OPTION, column("words"), COST)
    assert [row["words"] for row in project.loaded().texts()] == words


def test_line_ends_of_any_system_are_read(project: SourceProject):
    project.csv(b'Option,Cost\r\nA,"1,000"\r\n"B",2\r\n')
    assert {key: figure.value for key, figure in project.loaded().column("cost").items()} == {"A": 1000, "B": 2}


def test_formulas_in_a_text_column_stay_text(project: SourceProject):
    project.table([["A", "=cmd|' /C calc'!A0"], ["B", "@SUM(1)"]], OPTION, column("words"))
    assert project.loaded().text("A", "words") == "=cmd|' /C calc'!A0"


def test_the_same_bytes_give_the_same_tables(project: SourceProject, monkeypatch: pytest.MonkeyPatch):
    project.table([["A", "£1"], ["B", ""]])
    project.ingest()
    folder = project.root / "data" / "processed" / "tables" / "example"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.chdir(project.root.parent)
    project.ingest()
    assert first == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert not any(str(project.root).encode() in content for content in first.values())
