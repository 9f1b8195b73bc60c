"""Texts of a careless paste or a malicious supplier: each is printed as it stands, and does nothing."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pypdfium2
import pytest
import yaml

from tracepaper import cli
from tracepaper.papers.printed.numbers import TOKEN
from unit.papers.desk import Desk, Outcome
from unit.papers.reading import as_read, blocks, skeleton, untraced

ATTACKS: Mapping[str, str] = {
    one["id"]: one["text"] for one in yaml.safe_load(Path(__file__).with_name("attacks.yaml").read_text("utf-8"))
}
# A text that holds a number is traced to its cell, and so is the harmless one that stands in its place.
HARMLESS = [f"word {n}" if TOKEN.search(text) else "word" for n, text in enumerate(ATTACKS.values(), 1)]
TABLE = """\
## Remarks {#sec-remarks}

| Library | Remark | Visits |
|:--------|:-------|-------:|
{% for item in by_library.texts() %}
| {{ item.library }} | {{ item.remark }} | {{ visits[item.library]["2024/25"] }} |
{% endfor %}

: Remarks on libraries {#tbl-remarks .long tbl-colwidths="[13,75,12]"}
"""
# Wherever a template may put a text from data, it stays a text.
PLACES = {
    "a paragraph": "{{ text }}",
    "the start of a line": "Before.\n{{ text }}\nAfter.",
    "bold and in brackets": "So **{{ text }}** (*{{ text }}*) it was.",
    "a list": "- {{ text }}\n- other",
    "a numbered list": "1. {{ text }}\n1. other",
    "a heading": "## {{ text }}",
    "a quotation": "> {{ text }}",
    "a footnote": "Said.^[{{ text }}]",
    "a callout": '::: {.callout-note title="Said"}\n{{ text }}\n:::',
    "a caption": "| A |\n|:--|\n| b |\n\n: {{ text }} {#tbl-here .finance}",
    "the words of a link": "[{{ text }}](#sec-here)",
    "a chart": '![{{ text }}](charts/a.svg){#fig-here fig-alt="Said"}',
    "beside a figure": "{{ text }}{{ all_visits['2024/25'] }}{{ text }}",
    "two in a row": "{{ text }}{{ text }}",
    "a macro": "{% macro said(what) %}{{ what }}{% endmacro %}{{ said(text) }}",
    "a variable": "{% set kept %}{{ text }}{% endset %}{{ kept }}",
    "a choice": "{{ text if text else 'nothing' }}",
    "a filter": "{{ [text, text] | listed }}",
    "a row": "| A | B |\n|:--|:--|\n{{ row(text, [text]) }}",
}
# No reader can follow a number from here to its cell.
ATTRIBUTES = {
    "title": '::: {.callout-note title="{{ text }}"}\nSaid.\n:::',
    "fig-alt": '![Said](charts/a.svg){#fig-here fig-alt="{{ text }}"}',
}


@pytest.fixture(scope="module")
def papers(calculated: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A paper of attacks, and the same paper with harmless words in their place; both are rendered."""
    return {
        kind: _rendered(calculated, tmp_path_factory.mktemp(kind) / "project", texts)
        for kind, texts in {"attacks": list(ATTACKS.values()), "harmless": HARMLESS}.items()
    }


def _rendered(calculated: Path, root: Path, texts: Sequence[str]) -> Path:
    shutil.copytree(calculated, root)
    desk = Desk(root, lambda *arguments: Outcome(0, "", ""))
    desk.source("visits", _table(texts))
    desk.words(TABLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for arguments in (["ingest", "libraries"], ["calculate", "hours"], ["compose", "hours"], ["render", "hours"]):
            assert cli.main(arguments) == 0
    return root / "data" / "processed" / "papers" / "hours"


def _table(texts: Sequence[str]) -> str:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(["Library", "Remark", "2023/24", "2024/25"])
    names = ["Central", *(f"Branch {number}" for number in range(2, len(texts) + 1))]
    writer.writerows([name, text, 10, 11] for name, text in zip(names, texts, strict=True))
    writer.writerow(["Total", "", 10 * len(texts), 11 * len(texts)])
    return held.getvalue()


def test_in_html_each_stands_in_its_cell_to_the_letter(papers: Mapping[str, Path]) -> None:
    page = _page(papers["attacks"])
    rows = [[cell.text_content().strip() for cell in row] for row in page.iterfind(".//tbody/tr")]
    assert [row[1] for row in rows] == [as_read(text) for text in ATTACKS.values()]
    assert [(len(row), row[2]) for row in rows] == [(3, "11")] * len(ATTACKS)


def test_in_html_they_add_no_element_no_attribute_and_no_address(papers: Mapping[str, Path]) -> None:
    assert list(_made_of(_page(papers["attacks"]))) == list(_made_of(_page(papers["harmless"])))


def test_in_the_pdf_each_can_be_read_to_the_letter(papers: Mapping[str, Path]) -> None:
    words = "".join(_pdf_text(papers["attacks"]).split())
    for text in ATTACKS.values():
        assert "".join(text.split()) in words, text


def test_in_the_pdf_they_add_no_action_no_link_and_no_file(papers: Mapping[str, Path]) -> None:
    assert _annotations(papers["attacks"]) == _annotations(papers["harmless"])
    assert "root:" not in _pdf_text(papers["attacks"])


def test_nothing_of_them_runs(papers: Mapping[str, Path]) -> None:
    assert not list(papers["attacks"].rglob("PWNED")) and not Path("PWNED").exists()


@pytest.mark.parametrize("position", PLACES)
def test_wherever_a_template_puts_them_they_are_words(position: str, desk: Desk) -> None:
    *read, word = _read(desk, [*ATTACKS.values(), *HARMLESS, "word"], PLACES[position])
    attacked, harmless = read[: len(ATTACKS)], read[len(ATTACKS) :]
    for name, found, expected in zip(ATTACKS, attacked, harmless, strict=True):
        assert skeleton(found) == skeleton(expected), name
        assert skeleton(untraced(found)) == skeleton(untraced(word)), name


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_in_an_attribute_those_without_a_number_are_words(attribute: str, desk: Desk) -> None:
    texts = [text for text in ATTACKS.values() if not TOKEN.search(text)]
    *attacked, word = _read(desk, [*texts, "word"], ATTRIBUTES[attribute])
    for text, found in zip(texts, attacked, strict=True):
        assert skeleton(found) == skeleton(word), text


@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("value", ["{{ remark }}", "So: {{ all_visits['2024/25'] }}", "{{ remark }} and more"])
def test_in_an_attribute_a_number_is_refused(attribute: str, value: str, desk: Desk) -> None:
    desk.source("visits", _table([ATTACKS["md-link-overlay"]]))
    assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
    body = ATTRIBUTES[attribute].replace("{{ text }}", value)
    desk.compose(body).refused("papers/hours.qmd.j2", f"the attribute {attribute}", status=4)


def test_in_the_evidence_annex_they_are_words(desk: Desk) -> None:
    """The annex prints the raw text of each cell that a paper quotes."""
    shapes = []
    for texts in (list(ATTACKS.values()), HARMLESS):
        _read(desk, texts, "{{ text }}")
        entries = re.findall(r"::: \{#evidence-cell-libraries-visits-b(\d+) \.evidence\}", desk.annex)
        assert [int(row) - 2 for row in entries] == [n for n, text in enumerate(texts) if TOKEN.search(text)]
        shapes.append(skeleton(blocks(desk.annex)))
    assert shapes[0] == shapes[1]


def _read(desk: Desk, texts: Sequence[str], position: str) -> list[list[Any]]:
    """The blocks of each text's part of the paper; a rule stands before each part."""
    desk.source("visits", _table(texts))
    assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
    rows = "{% for item in by_library.texts() %}{% set text = item.remark %}"
    loop = f"{rows}\n\n***\n\n{position}\n\n{{% endfor %}}"
    parts: list[list[Any]] = []
    for block in blocks(desk.printed(loop)):
        if block["t"] == "HorizontalRule":
            parts.append([])
        else:
            parts[-1].append(block)
    assert len(parts) == len(texts)
    return parts


@pytest.mark.parametrize(
    ("text", "named"),
    [("abc\u202egnp.exe", "U+202E"), ("a\ab \x1b[31mred", "U+0007"), ("a\u200bb", "U+200B")],
    ids=["md-bidi", "md-control", "zero width"],
)
def test_what_nobody_can_see_never_gets_as_far_as_a_paper(text: str, named: str, desk: Desk) -> None:
    desk.source("visits", _table([text]))
    desk.type("ingest", "libraries").refused("B2 (Remark, Central)", f"holds the invisible character {named}", status=3)


@pytest.mark.parametrize("text", ["[" * 50_000, "`" * 100_000, ">" * 20_000])
def test_nor_does_a_text_that_would_keep_pandoc_busy(text: str, desk: Desk) -> None:
    desk.source("visits", _table([text]))
    desk.type("ingest", "libraries").refused("B2 (Remark, Central)", status=3)


def _page(stage: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((stage / "rendered" / "hours.html").read_bytes())


def _made_of(page: lxml.html.HtmlElement) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for element in page.iter():
        yield str(element.tag), tuple(sorted((str(name), str(value)) for name, value in element.items()))


def _pdf_text(stage: Path) -> str:
    with pypdfium2.PdfDocument(stage / "rendered" / "hours.pdf") as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def _annotations(stage: Path) -> list[str]:
    with pikepdf.open(stage / "rendered" / "hours.pdf") as pdf:
        found = [str(note.get("/A", note.get("/Dest"))) for page in pdf.pages for note in page.get("/Annots", [])]
        return [*found, str(sorted(pdf.Root.keys())), str(pdf.attachments.keys())]
