"""What the gates read documents with."""

from dataclasses import dataclass

import lxml.html
import pytest

from gates.reading.headings import level_faults
from gates.reading.html import seen, traced
from gates.reading.tables import grid
from gates.reading.words import letters, squeeze, weakness


@dataclass(frozen=True)
class Cell:
    """A cell with a name."""

    name: str
    rows: int = 1
    columns: int = 1


def test_a_cell_that_spans_rows_heads_each_of_them() -> None:
    placed = grid([[Cell("years", rows=2), Cell("one")], [Cell("two")]])
    assert [[cell.name for cell in row.values()] for row in placed] == [["years", "one"], ["years", "two"]]


def test_a_cell_that_spans_columns_fills_each_of_them() -> None:
    placed = grid([[Cell("both", columns=2), Cell("last")]])
    assert {column: cell.name for column, cell in placed[0].items()} == {0: "both", 1: "both", 2: "last"}


def test_levels_may_fall_by_any_number() -> None:
    assert level_faults([(1, "a"), (2, "b"), (3, "c"), (1 + 1, "d")]) == []


def test_a_paper_does_not_begin_below_its_title() -> None:
    assert level_faults([(2, "Summary"), (1, "Title")]) == ['the first heading, "Summary", is of level 2']


@pytest.mark.parametrize("alt", ("Spending falls in 2021.", "Which option scores most? Option three does!"))
def test_a_sentence_serves_as_alternative_text(alt: str) -> None:
    assert weakness(alt) == ""


@pytest.mark.parametrize(
    "alt",
    (
        "",
        " ",
        "chart.svg",
        "Shows spend.png by year.",
        "Figure 3",
        "Graph",
        "A chart.",
        "a chart falls in 2021.",
    ),
)
def test_what_is_no_sentence_does_not(alt: str) -> None:
    assert weakness(alt) != ""


def test_words_for_screen_readers_are_not_printed() -> None:
    markup = (
        '<p>Saves <span class="traced" data-figure="net"><span aria-hidden="true">(1,200)</span>'
        '<span class="spoken">saving of 1,200</span></span> a&nbsp;year<script>no()</script></p>'
    )
    paragraph = lxml.html.fromstring(markup)
    assert seen(paragraph) == "Saves (1,200) a year"
    [figure] = traced(paragraph)
    assert (figure.ident, figure.display, figure.spoken) == ("net", "(1,200)", "saving of 1,200")


def test_white_space_and_hyphens_at_line_ends_do_not_matter() -> None:
    assert squeeze(" a\u00a0b\n c\u00ad\u00add ") == "a b cd"
    assert letters("Non-\nframework, 2021") == "Nonframework2021"
