"""Numbers of sections and paragraphs, and references to them, in each format."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tracepaper.errors import RenderError
from tracepaper.papers.render import embedded

Make = Callable[[str], Any]

BODY = """Before any section.

## Purpose {#sec-purpose}

One.

Two, see [](#par-three){.para}, @sec-options and @sec-timetable.

### Detail

[]{#par-three}Three.

- An item.

::: {.callout-note title="Note"}
Not numbered.
:::

::: {.landscape}
Four, on its side.
:::

## Contents {.unnumbered}

No number.

## Options {#sec-options}

::: {.recommendations}
1. First.
2. Second.
    - Part of the second.
:::

Last.

## Appendix 1: Timetable {.appendix #sec-timetable}

No number here.
"""
NUMBERS = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3"]


def test_html_numbers_each_paragraph_of_a_numbered_section(small: Make) -> None:
    made = small(BODY)
    page = embedded.html_page(made.folder, front=made.front)
    assert re.findall(r'<div id="para-([\d-]+)" class="numbered">', page) == [n.replace(".", "-") for n in NUMBERS]
    assert re.findall(r'<p><span class="number">([\d.]+)</span>', page) == NUMBERS
    assert re.findall(r'<h2[^>]*><span class="number">([\d.]+) </span>(\w+)', page) == [
        ("1.", "Purpose"),
        ("2.", "Options"),
    ]


def test_typst_and_word_number_as_html_does(small: Make) -> None:
    made = small(BODY)
    code = embedded.typst_code(made.folder, front=made.front)
    assert re.findall(r'#numbered\("([\d.]+)"\)\[', code) == NUMBERS
    assert re.findall(r"\] <para-([\d-]+)>", code) == [n.replace(".", "-") for n in NUMBERS]
    document = word_document(embedded.word_file(made.folder, front=made.front))
    assert re.findall(r'w:name="para-([\d-]+)"', document) == [n.replace(".", "-") for n in NUMBERS]


def test_references_print_the_number_and_lead_to_the_place(small: Make) -> None:
    made = small(BODY)
    page = embedded.html_page(made.folder, front=made.front)
    assert '<a href="#para-1-3">paragraph\u00a01.3</a>' in page
    assert '<a href="#sec-options">section\u00a02</a>' in page
    assert '<a href="#sec-timetable">Appendix\u00a01</a>' in page
    assert "par-three" not in page


def test_an_appendix_starts_a_page(small: Make) -> None:
    made = small(BODY)
    assert "#pagebreak(weak: true)\n#heading(level: 2, numbering: none)[Appendix 1: Timetable]" in embedded.typst_code(
        made.folder, front=made.front
    )


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        ("## A\n\nSee [](#par-gone){.para}.\n", "[](#par-gone){.para}", "[]{#par-gone}"),
        ("## A\n\nSee @sec-gone.\n", "@sec-gone", "{#sec-gone}"),
        ("## A\n\nSee @fig-gone.\n", "@fig-gone", "the id of a table, chart or section"),
        ("## A\n\nWrite to me@example.org or @someone.\n", "@someone", "\\@"),
        ("## A\n\n[]{#par-a}One.\n\n[]{#par-a}Two.\n", "{#par-a}", "one place for each id"),
        ("## A {#sec-a}\n\n## B {#sec-a}\n", "{#sec-a}", "one place for each id"),
        ("## A\n\n[]{#par-a}One, see [1.1](#par-a).\n", "[1.1](#par-a)", "[](#par-a){.para}"),
        ("# A\n", "a heading", "headings from ##"),
    ],
)
def test_faults_are_told_with_their_remedy(small: Make, body: str, place: str, expected: str) -> None:
    made = small(body)
    with pytest.raises(RenderError) as caught:
        embedded.html_page(made.folder, front=made.front)
    (fault,) = caught.value.faults
    assert fault.place == place
    assert expected in fault.expected + fault.remedy


def test_all_faults_of_a_kind_are_told_at_once(small: Make) -> None:
    made = small("## A\n\nSee @sec-x and [](#par-y){.para}.\n")
    with pytest.raises(RenderError) as caught:
        embedded.html_page(made.folder, front=made.front)
    assert [fault.place for fault in caught.value.faults] == ["@sec-x", "[](#par-y){.para}"]


def word_document(docx: bytes) -> str:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode("utf-8")
