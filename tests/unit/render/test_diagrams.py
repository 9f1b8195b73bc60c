"""Diagrams: lists that lead on in the page, a picture and a table in the PDF and in Word; and what misuse is told."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gates import axe, html_validity, pdf_standard, reflow
from tracepaper.errors import RenderError
from tracepaper.papers.printed.pdf import read
from tracepaper.papers.render import embedded
from tracepaper.papers.render.html_structure import complete_html
from tracepaper.papers.render.pdf_structure import complete_pdf

Make = Callable[[str], Any]
LISTS = """\
::: {#fig-pilot .diagram .diagram-right}

::: {.levels}

::: {.level}

**Inputs**

- [**A1** A grant]{#item-pilot-a1 .item} [Leads to [B1](#item-pilot-b1)]{.leads}

:::

::: {.level}

**Impacts**

- [**B1** Calmer homes]{#item-pilot-b1 .item} [\\[draft\\]]{.status .status-draft}

:::

:::

The pilot

:::
"""
BODY = f"""\
## Pilot

See @fig-pilot, and then @fig-spend.

::: {{.content-visible when-format="html"}}

{LISTS}
:::

::: {{.content-hidden when-format="html"}}

![The pilot](charts/score.svg){{#fig-pilot fig-alt="Diagram: the pilot. A grant leads to calmer homes."}}

| Level | Item | Leads to |
|:--|:--|:--|
| Inputs | **A1** A grant | B1 |
| Impacts | **B1** Calmer homes | nothing further |

: The pilot {{.diagram-table}}

:::

![Spend](charts/spend.svg){{#fig-spend fig-alt="Bars that rise."}}
"""


def page(small: Make, body: str) -> str:
    made = small(body)
    return complete_html(embedded.html_page(made.folder, front=made.front), folder=made.folder)


def test_the_page_has_a_named_group_for_each_level_and_links_that_say_where_they_lead(small: Make) -> None:
    said = page(small, BODY)
    (group,) = re.findall(r'<div class="level"([^>]*level-pilot-1[^>]*)>\s*<p><span\s+id="level-pilot-1">', said)
    assert 'role="group"' in group and 'aria-labelledby="level-pilot-1"' in group
    assert '<a href="#item-pilot-b1" aria-label="B1 Calmer homes">B1</a>' in said
    assert '<span id="item-pilot-b1" class="item"><strong>B1</strong> Calmer homes</span>' in said
    assert "diagram-table" not in said and said.count("<svg") == 1


def test_it_counts_as_one_figure_in_every_format(small: Make) -> None:
    made = small(BODY)
    assert "<figcaption>Figure\u00a01: The pilot</figcaption>" in page_of(made)
    document = word(made)
    assert "Figure\u00a01: The pilot" in document and "Figure\u00a02: Spend" in document
    words = " ".join(run.text for run in read(pdf(made)).words)
    assert "See Figure 1, and then Figure 2." in words
    assert "Figure 1: The pilot" in words and "Figure 2: Spend" in words


def page_of(made: Any) -> str:
    return embedded.html_page(made.folder, front=made.front)


def word(made: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(embedded.word_file(made.folder, front=made.front))) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode("utf-8"))


def pdf(made: Any) -> bytes:
    code = embedded.typst_code(made.folder, front=made.front)
    return complete_pdf(embedded.pdf_file(code, folder=made.folder, front=made.front))


def test_the_page_and_the_pdf_pass_their_gates(small: Make, tmp_path: Path) -> None:
    made = small(BODY)
    (tmp_path / "paper.html").write_text(complete_html(page_of(made), folder=made.folder), "utf-8")
    (tmp_path / "paper.pdf").write_bytes(pdf(made))
    assert axe.check(tmp_path / "paper.html") == [] and reflow.check(tmp_path / "paper.html") == []
    assert html_validity.check(tmp_path / "paper.html") == []
    assert pdf_standard.check(tmp_path / "paper.pdf") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("#fig-pilot .diagram", ".diagram", "no id, or no caption at its end"),
        ("The pilot\n\n:::\n", ":::\n", "no id, or no caption at its end"),
        ("](#item-pilot-b1)", "](#item-pilot-b9)", "a link to nothing"),
        ("{#item-pilot-b1 .item}", "{#item-pilot-a1 .item}", "the same id twice"),
        ("**Impacts**\n", "", "something else than a heading and a list"),
    ],
)
def test_misuse_is_told(small: Make, old: str, new: str, told: str) -> None:
    assert old in LISTS
    made = small(f'## Pilot\n\n::: {{.content-visible when-format="html"}}\n\n{LISTS.replace(old, new)}\n:::\n')
    with pytest.raises(RenderError, match=told):
        embedded.html_page(made.folder, front=made.front)


def test_lists_have_no_place_on_paper(small: Make) -> None:
    made = small(f"## Pilot\n\n{LISTS}")
    with pytest.raises(RenderError, match="lists that lead on, for a format without them"):
        embedded.typst_code(made.folder, front=made.front)
