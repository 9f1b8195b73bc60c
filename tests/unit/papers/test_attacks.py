"""Texts of a careless paste or a malicious supplier: each is printed as it stands, and does nothing."""

from __future__ import annotations

import csv
import io
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
from unit.papers.desk import Desk, Outcome
from unit.papers.reading import as_read, blocks, skeleton

ATTACKS: Mapping[str, str] = {
    one["id"]: one["text"] for one in yaml.safe_load(Path(__file__).with_name("attacks.yaml").read_text("utf-8"))
}
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
    "a callout and its title": '::: {.callout-note title="{{ text }}"}\n{{ text }}\n:::',
    "a caption": "| A |\n|:--|\n| b |\n\n: {{ text }} {#tbl-here .finance}",
    "the words of a link": "[{{ text }}](#sec-here)",
    "a chart": '![{{ text }}](charts/a.svg){#fig-here fig-alt="{{ text }}"}',
    "beside a figure": "{{ text }}{{ all_visits['2024/25'] }}{{ text }}",
    "two in a row": "{{ text }}{{ text }}",
    "a macro": "{% macro said(what) %}{{ what }}{% endmacro %}{{ said(text) }}",
    "a variable": "{% set kept %}{{ text }}{% endset %}{{ kept }}",
    "a choice": "{{ text if text else 'nothing' }}",
    "a filter": "{{ [text, text] | listed }}",
    "a row": "| A | B |\n|:--|:--|\n{{ row(text, [text]) }}",
}


@pytest.fixture(scope="module")
def papers(calculated: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A paper of attacks, and the same paper with harmless words in their place; both are rendered."""
    return {
        kind: _rendered(calculated, tmp_path_factory.mktemp(kind) / "project", texts)
        for kind, texts in {"attacks": list(ATTACKS.values()), "harmless": ["harmless"] * len(ATTACKS)}.items()
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
    desk.source("visits", _table(list(ATTACKS.values())))
    assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
    attacked = _read(desk, "by_library.texts()", PLACES[position])
    harmless = _read(desk, "[{'remark': 'word'}]", PLACES[position])
    assert len(attacked) == len(ATTACKS)
    for name, found in zip(ATTACKS, attacked, strict=True):
        assert found == harmless[0], name


def _read(desk: Desk, texts: str, position: str) -> list[Any]:
    """The shape of each text's part of the paper; a rule stands before each part."""
    loop = f"{{% for item in {texts} %}}{{% set text = item.remark %}}\n\n***\n\n{position}\n\n{{% endfor %}}"
    parts: list[Any] = []
    for block in blocks(desk.printed(loop)):
        if block["t"] == "HorizontalRule":
            parts.append([])
        else:
            parts[-1].append(skeleton(block))
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
