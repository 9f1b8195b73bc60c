"""Text that came from data prints as it stands, in all three formats, whatever it looks like."""

import html
import io
import re
import string
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tracepaper.errors import RenderError
from tracepaper.papers.render import embedded

Make = Callable[[str], Any]

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '`#read("/x")`{=typst}',
    '#read("/x")',
    "$#read()$",
    "[a](javascript:alert(1))",
    "![](file:///x)",
    "![](http://example.org/?v=1)",
    "https://example.org/a--b",
    "a | 999 | b",
    "# Recommendation",
    "= Recommendation",
    "== Recommendation",
    "/ term: text",
    "- item",
    "+ item",
    "* item",
    "3. item",
    "12.",
    "-500",
    "5-3",
    "a--b---c",
    "wait...",
    "a~b",
    "// comment",
    "/* comment */",
    "@smith2020",
    "^[note]",
    "[^1]",
    "{{< include x >}}",
    "C:\\new\\table",
    "\\input{x}",
    "a <b and c> d",
    "'single' and \"double\"",
    "x_1_ *y* **z** ~~w~~ H~2~O e^2^",
    "::: {.callout-note}",
    "]{.traced onclick=alert(1)}",
    "<tbl-a>",
    "#[]",
    "&amp; &#60;",
    "(a) (1) a. i)",
    "Cyrillic Р, Greek Ω, ½, €, “q”, –, —, …",
]


def escape(text: str) -> str:
    return "".join(f"\\{c}" if c in string.punctuation else c for c in text)


@pytest.fixture
def tables(small: Make) -> Any:
    rows = "".join(f"| row | {escape(text)} |\n" for text in NASTY)
    paragraphs = "\n\n".join(escape(text) for text in NASTY)
    items = "\n".join(f"- {escape(text)}" for text in NASTY)
    return small(f"| A | B |\n|---|---|\n{rows}\n: Nasty {{#tbl-a}}\n\n## Section\n\n{paragraphs}\n\n{items}\n")


def test_html_prints_each_as_it_stands(tables: Any) -> None:
    page = embedded.html_page(tables.folder, front=tables.front)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    assert [html.unescape(cell) for cell in cells] == NASTY
    assert [html.unescape(text) for text in re.findall(r"</span> (.*?)</p>\n</div>", page)] == NASTY
    assert [html.unescape(text) for text in re.findall(r"<li>(.*?)</li>", page[page.index("<h2") :])][
        -len(NASTY) :
    ] == NASTY


def test_word_prints_each_as_it_stands(tables: Any) -> None:
    docx = zipfile.ZipFile(io.BytesIO(embedded.word_file(tables.folder, front=tables.front)))
    document = docx.read("word/document.xml").decode("utf-8")
    paragraphs = re.findall(r"<w:p>(.*?)</w:p>", document, re.DOTALL)
    texts = [html.unescape("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", each))) for each in paragraphs]
    assert all(texts.count(text) >= 2 for text in NASTY)


def test_pdf_prints_each_as_it_stands(tables: Any) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    code = embedded.typst_code(tables.folder, front=tables.front)
    pdf = embedded.pdf_file(code, folder=tables.folder, front=tables.front)
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    printed = squeeze("".join(pages))
    assert {text: printed.count(squeeze(text)) for text in NASTY if printed.count(squeeze(text)) < 3} == {}


def squeeze(text: str) -> str:
    """Text without spaces: where a line ends is no matter; PDFium marks a hyphen at a line's end."""
    return re.sub(r"\s", "", text.replace("\ufffe", "-"))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[a](javascript:alert(1))", '"javascript:alert(1)"'),
        ("[a](JaVaScRiPt:alert(1))", '"JaVaScRiPt:alert(1)"'),
        ("[a](http://example.org)", '"http://example.org"'),
        ("[a](data:text/html,x)", '"data:text/html,x"'),
        ("![a](file:///etc/passwd)", '"file:///etc/passwd"'),
        ("![a](charts/../brand/x.svg)", '"charts/../brand/x.svg"'),
        ("![a](https://example.org/x.svg)", '"https://example.org/x.svg"'),
    ],
)
def test_other_addresses_are_refused(small: Make, body: str, found: str) -> None:
    made = small(body)
    with pytest.raises(RenderError) as caught:
        embedded.html_page(made.folder, front=made.front)
    assert caught.value.faults[0].found == found


def test_raw_code_and_unknown_attributes_do_not_get_through(small: Make) -> None:
    made = small('`<b>x</b>`{=html} [safe]{onclick="x" style="y" data-figure="z"}\n\n```{=typst}\n#read("x")\n```\n')
    page = embedded.html_page(made.folder, front=made.front)
    assert "<b>" not in page
    assert "onclick" not in page and "style=" not in page
    assert '<span data-figure="z">safe</span>' in page
