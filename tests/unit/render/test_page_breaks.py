"""Where pages break: short tables stay whole with their captions, long ones break between rows, headings stay with
what they head."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tracepaper.papers.render import embedded
from tracepaper.papers.render.docx_structure import complete_docx
from tracepaper.papers.render.reference_docx import reference_docx

Make = Callable[[str], Any]


def table(rows: int, classes: str = "") -> str:
    body = "".join(f"| Row {i}; | {i} |\n" for i in range(1, rows + 1))
    return f"| Item | Value |\n|---|---|\n{body}\n: Many rows {{#tbl-rows{classes}}}\n"


def typst(made: Any) -> str:
    return embedded.typst_code(made.folder, front=made.front)


def pages(made: Any) -> list[str]:
    """The text of each page of the PDF."""
    pdfium = pytest.importorskip("pypdfium2")
    pdf = embedded.pdf_file(typst(made), folder=made.folder, front=made.front)
    sheets = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    return [text.replace("\u00a0", " ").replace("\r\n", "\n") for text in sheets]


def page_of(words: str, printed: list[str]) -> int:
    (found,) = (i for i, text in enumerate(printed) if re.search(rf"^{re.escape(words)}", text, re.MULTILINE))
    return found


ABOVE = "## Section {.unnumbered}\n\n" + "A line.\n\n"


# A paragraph of one line takes 11 * (0.73 + 1.05) = 20 points and 12 rows 221, so from 24 lines on they fill a page.
@pytest.mark.parametrize("lines", range(25, 34, 2))
def test_a_short_table_stays_whole_with_its_caption_and_heading(small: Make, lines: int) -> None:
    printed = pages(small(ABOVE + "A line.\n\n" * lines + "### The heading\n\n" + table(12)))
    places = {page_of(words, printed) for words in ("The heading", "Table 1: Many rows", "Row 1;", "Row 12;")}
    assert places == {1}


def test_a_cover_sheet_stays_whole(small: Make) -> None:
    sheet = table(12).replace("{#tbl-rows}", "{.cover}")
    printed = pages(small(ABOVE + "A line.\n\n" * 28 + sheet))
    assert {page_of(words, printed) for words in ("Item", "Row 1;", "Row 12;")} == {1}


# A row of one line is 1.27 * 9.5 + 5 = 17 points high, so half of the 712 points of a page hold 20 rows and the head.
@pytest.mark.parametrize(("rows", "classes", "whole"), [(19, "", True), (22, "", False), (5, " .long", False)])
def test_half_a_page_is_the_most_that_is_kept_whole(small: Make, rows: int, classes: str, whole: bool) -> None:
    code = typst(small(table(rows, classes)))
    assert ("#whole[\n#figure" in code) is whole
    assert code.count("table.cell(breakable: false)") == (0 if whole else 2 * rows)


def test_a_long_table_breaks_between_rows_under_its_head(small: Make) -> None:
    printed = pages(small("A line.\n\n" * 20 + table(40)))
    assert page_of("Table 1: Many rows", printed) == page_of("Row 1;", printed) == 0
    assert page_of("Row 40;", printed) == 1
    assert all("Item Value" in text.replace("\n", " ") for text in printed[:2])


def test_a_row_taller_than_half_a_page_may_break(small: Make) -> None:
    body = f"| A | B |\n|---|---|\n| short | short |\n| tall | {'word ' * 500}|\n\n: Rows {{#tbl-rows}}\n"
    assert typst(small(body)).count("table.cell(breakable: false)") == 2


def kept(made: Any) -> list[bool]:
    """Whether each row of the first table of the Word file is kept with the next."""
    docx = complete_docx(embedded.word_file(made.folder, front=made.front), day=made.front.date)
    document = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode("utf-8")
    rows = re.findall(r"<w:tr>.*?</w:tr>", document, re.DOTALL)
    assert all(row.count('w:val="KeptRow"') in (0, 2) for row in rows)
    return ['w:val="KeptRow"' in row for row in rows]


def test_word_keeps_every_row_of_a_short_table_with_the_next(small: Make) -> None:
    assert kept(small(table(4))) == [True] * 4 + [False]


def test_word_leaves_no_row_of_a_long_table_alone(small: Make) -> None:
    assert kept(small(table(6, " .long"))) == [True, False, False, False, False, True, False]


def test_word_styles_keep_what_belongs_together() -> None:
    styles = word_styles()
    keeping = {name for name, style in styles.items() if "<w:keepNext/>" in style}
    assert keeping >= {"Heading2", "Heading3", "KeptRow", "Caption", "CalloutTitle", "CaptionedFigure"}
    assert '<w:keepNext w:val="0"/>' in styles["ImageCaption"]  # it stands below its chart


def test_word_parts_two_callouts() -> None:
    styles = word_styles()
    borders = [re.findall(r"<w:pBdr>.*?</w:pBdr>", styles[name]) for name in ("Callout", "CalloutTitle")]
    assert borders[0] != borders[1]  # Word joins neighbours that have the same
    assert 'w:after="240"' in styles["Callout"] and 'w:before="240"' in styles["CalloutTitle"]


def word_styles() -> dict[str, str]:
    """The definition of each style by its id."""
    xml = zipfile.ZipFile(io.BytesIO(reference_docx())).read("word/styles.xml").decode("utf-8")
    return {re.findall(r'w:styleId="(\w+)"', style)[0]: style for style in re.findall("<w:style .*?</w:style>", xml)}
