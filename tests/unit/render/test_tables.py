"""Tables: headers for rows and columns, alignment, widths, rows that stay whole, and the faults of a table."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tracepaper.errors import RenderError
from tracepaper.papers.render import embedded

Make = Callable[[str], Any]

PLAIN = "| Cost | 2019/20 | 2020/21 |\n|---|---|---|\n| Staff | 1 | 2 |\n| Other | 3 | 4 |\n\n: Costs {#tbl-costs%s}\n"


def html(made: Any) -> str:
    return embedded.html_page(made.folder, front=made.front)


def typst(made: Any) -> str:
    return embedded.typst_code(made.folder, front=made.front)


def test_first_column_heads_the_rows(small: Make) -> None:
    page = html(small(PLAIN % ""))
    assert re.findall(r'<th[^>]*scope="col"[^>]*>([^<]*)</th>', page) == ["Cost", "2019/20", "2020/21"]
    assert re.findall(r'<th[^>]*scope="row"[^>]*>([^<]*)</th>', page) == ["Staff", "Other"]


@pytest.mark.parametrize(
    ("classes", "alignment"),
    [("", "left,left,left"), (" .finance", "left,right,right"), (" .matrix", "left,center,center")],
)
def test_class_sets_alignment(small: Make, classes: str, alignment: str) -> None:
    assert f"align: ({alignment},)" in typst(small(PLAIN % classes))


def test_widths_come_from_tbl_colwidths(small: Make) -> None:
    assert "columns: (50%, 25%, 25%)" in typst(small(PLAIN % ' tbl-colwidths="[50,25,25]"'))


def test_dashes_set_no_widths(small: Make) -> None:
    long = "word " * 30
    body = f"| A | B |\n|------------------------------|-|\n| {long} | {long} |\n\n: Long {{#tbl-long}}\n"
    assert columns(typst(small(body))) == [50, 50]


def test_short_rows_stay_whole_and_tall_ones_may_break(small: Make) -> None:
    body = f"| A | B |\n|---|---|\n| short | short |\n| tall | {'word ' * 500}|\n\n: Rows {{#tbl-rows}}\n"
    assert typst(small(body)).count("table.cell(breakable: false)") == 2


def test_numbers_and_references(small: Make) -> None:
    made = small(f"See @tbl-costs.\n\n{PLAIN % ''}")
    assert '<a href="#tbl-costs">Table\u00a01</a>' in html(made)
    assert "Table\u00a01: Costs</caption>" in html(made).replace("&nbsp;", "\u00a0")
    assert "#link(<tbl-costs>)[Table~1]" in typst(made)


def test_cover_sheet_has_a_name_and_no_number(small: Make) -> None:
    made = small("| Item | Detail |\n|---|---|\n| Wards | All |\n\n: Cover sheet {.cover}\n")
    assert re.search(r'<table class="cover"[^>]*>\s*<caption>Cover sheet</caption>', html(made))
    assert "#figure" not in typst(made).split("#show: body")[1]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("| A | B |\n|---|---|\n| 1 | 2 |\n", "no caption"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n\n: Caption\n", "no id"),
        ("| | B |\n|---|---|\n| 1 | 2 |\n\n: Caption {#tbl-a}\n", "nothing at the head of column 1"),
        (PLAIN % ' tbl-colwidths="[50,50]"', "2 widths"),
        (f"{PLAIN % ''}\n{PLAIN % ''}", "the same id twice"),
    ],
)
def test_faults_of_a_table(small: Make, body: str, found: str) -> None:
    made = small(body)
    with pytest.raises(RenderError) as caught:
        html(made)
    assert [fault.found for fault in caught.value.faults] == [found]


def columns(code: str) -> list[float]:
    """Widths of the columns of the first table of some Typst code, per cent."""
    found = re.search(r"columns: \(([^)]*)\)", code.split("#show: body")[1])
    assert found
    return [float(width.rstrip("%")) for width in found[1].split(", ")]


def test_a_small_table_takes_what_it_needs_and_a_larger_one_the_whole_width(small: Make) -> None:
    assert sum(columns(typst(small(PLAIN % "")))) < 50


def test_columns_share_the_width_by_their_text(small: Make) -> None:
    body = f"| A | B | C |\n|-----|-|-|\n| {'word ' * 30} | {'word ' * 60} | £1,000,000 |\n\n: Text {{#tbl-text}}\n"
    first, second, third = columns(typst(small(body)))
    assert 99 < first + second + third < 100.1
    # "£1,000,000": 8 digits and signs at 0.556 em and 2 commas at 0.31 are 5.07 em, 48.1 points at 9.5; 10 of margins.
    assert third == pytest.approx((48.1 + 10) / 470 * 100, rel=0.01)
    # Both others hold more than half a page, so they share alike.
    assert first == pytest.approx(second)


WIDE = "| " + " | ".join(["Sustainability"] * 11) + " |\n" + "|-" * 11 + "|\n" + "| x " * 11 + "|\n"


def test_a_table_that_does_not_fit_is_told_with_the_way_to_fit_it(small: Make) -> None:
    made = small(f"{WIDE}\n: Wide {{#tbl-wide}}\n")
    with pytest.raises(RenderError) as caught:
        typst(made)
    (fault,) = caught.value.faults
    assert fault.place == 'table "Wide"' and "16.6 cm" in fault.expected and ".landscape" in fault.remedy


def test_it_fits_on_its_side_in_small_type(small: Make) -> None:
    typst(small(f"::: {{.landscape}}\n\n{WIDE}\n: Wide {{#tbl-wide .matrix}}\n\n:::\n"))


def test_a_width_too_small_for_its_longest_word_is_told(small: Make) -> None:
    made = small('| Responsibilities | B |\n|-|-|\n| a | b |\n\n: T {#tbl-t tbl-colwidths="[5,95]"}\n')
    with pytest.raises(RenderError, match=r"column 1 of 0\.8 cm"):
        typst(made)
