"""Reading a PDF back: what it prints, and that a change anywhere in what it prints is read."""

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from tracepaper.errors import CallError
from tracepaper.papers.printed.pdf import PrintedFigure, PrintedPdf, Run, read
from tracepaper.papers.render import embedded
from tracepaper.papers.render.front_matter import read_front_matter
from tracepaper.papers.render.pdf_structure import complete_pdf

ROOT = Path(__file__).parents[3]
BRAND, CHARTS = ROOT / "templates" / "brand", ROOT / "tests" / "unit" / "render" / "sample" / "charts"
EVIDENCE = b'{\n "paper": "small"\n}\n'
FRONT = """---
title: A small paper
date: 2021-04-15
lang: en-GB
author: Sampleshire County Council
description: A paper of a few lines.
---

"""
SPEND = '[£569,385]{.traced data-figure="spend"}'
NET = '[(323,750)]{.traced data-figure="net" spoken="saving of £323,750"}'
LONG = "Providers in 2018/19 gave well-known short breaks, and/or respite, as step-by-step plans say. " * 12
BODY = f"""## Background

The council spent {SPEND} in 2020/21, [not]{{data-figure="x"}} **a lot**, a net {NET}.[^1]

{LONG}

| Cost | 2019/20 |
|---|--:|
| Net | {NET} |
ROWS
: Costs {{#tbl-costs}}

![Spend](charts/spend.svg){{#fig-spend fig-alt="Bars of spend, which rise to £569 thousand."}}

[^1]: A note of 12 words.

::: {{.content-hidden when-format="docx"}}

## Evidence {{.appendix}}

::: {{#evidence-net .evidence}}
**Net cost:** {NET}

[]{{.formula}}{SPEND} less [the spend](#evidence-spend) of 4

[]{{.places figure="net"}}
:::

::: {{#evidence-spend .evidence}}
**Spend:** {SPEND}

[]{{.places figure="spend"}}
:::

:::
""".replace("ROWS", "\n".join(f"| Row {i} | £{i} |" for i in range(60)) + "\n")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of a small paper with its evidence."""
    folder = tmp_path_factory.mktemp("paper")
    shutil.copytree(BRAND, folder / "brand")
    shutil.copytree(CHARTS, folder / "charts")
    shutil.copy(BRAND / "_quarto.yml", folder)
    (folder / "small.qmd").write_text(FRONT + BODY, encoding="utf-8")
    front = read_front_matter(folder / "small.qmd")
    draft = embedded.pdf_file(embedded.typst_code(folder, front=front), folder=folder, front=front)
    return complete_pdf(draft, evidence=EVIDENCE)


@pytest.fixture(scope="module")
def printed(pdf: bytes) -> PrintedPdf:
    return read(pdf)


# As it was made


def test_figures_in_order_with_their_entries_and_pages(printed: PrintedPdf) -> None:
    said, last = "saving of £323,750", len(printed.furniture)
    assert list(printed.figures) == [
        PrintedFigure("spend", "£569,385", "", 1, False),
        PrintedFigure("net", "(323,750)", said, 1, False),
        PrintedFigure("net", "(323,750)", said, 1, False),
        PrintedFigure("net", "(323,750)", said, last, True),
        PrintedFigure("spend", "£569,385", "", last, True),
        PrintedFigure("spend", "£569,385", "", last, True),
    ]


def test_words_between_figures_with_their_roles(printed: PrintedPdf) -> None:
    words = list(printed.words)
    start = words.index(Run("1. Background", 1, "H2"))
    assert words[start + 1 : start + 4] == [
        Run("1.1 The council spent", 1, "P"),
        Run("in 2020/21, not a lot, a net", 1, "P"),
        Run(".", 1, "P"),
    ]
    assert Run("A note of 12 words.", 1, "Note") in words
    assert Run("Table 1: Costs", 1, "Caption") in words
    assert words.count(Run("Row 59", 3, "TH")) + words.count(Run("Row 59", 2, "TH")) == 1
    assert [run.text for run in words if run.role == "TD"] == [f"£{i}" for i in range(60)]


def test_the_mark_of_a_note_is_text_and_the_label_of_the_note_is_not(printed: PrintedPdf) -> None:
    marks = [run.role for run in printed.words if run.text == "1" and run.role != "place"]
    assert marks == ["mark", "Lbl"]
    assert ("Note", "A note of 12 words.") in [(run.role, run.text) for run in printed.words]


def test_lines_are_joined_as_they_are_written(printed: PrintedPdf) -> None:
    (paragraph,) = [run.text for run in printed.words if run.text.startswith("1.2")]
    assert paragraph == "1.2 " + LONG.strip()


def test_the_annex_tells_its_page_numbers_from_other_words(printed: PrintedPdf) -> None:
    last = len(printed.furniture)
    annex = [run for run in printed.words if run.page == last]
    assert [run.text for run in annex if run.role == "place"] == ["1", "1"]
    assert Run("less the spend of 4", last, "P") in annex


def test_furniture_is_apart_and_heads_printed_again_are_in_it(printed: PrintedPdf) -> None:
    pages = len(printed.furniture)
    footers = [page[-1] for page in printed.furniture]
    assert footers == [f"Sampleshire County Council Page {i} of {pages}" for i in range(1, pages + 1)]
    assert {"A small paper", "Cost", "2019/20"} <= set(printed.furniture[1])
    assert not [run for run in printed.words if "Page" in run.text]


def test_charts_by_their_labels_and_alternatives(printed: PrintedPdf) -> None:
    (chart,) = printed.charts
    drawn = re.findall(r">([^<>]+)</text>", (CHARTS / "spend.svg").read_text(encoding="utf-8"))
    assert sorted(chart) == sorted(drawn) and len(drawn) > 8
    assert printed.alts == ("Bars of spend, which rise to £569 thousand.",)


def test_the_evidence(printed: PrintedPdf, pdf: bytes, tmp_path: Path) -> None:
    assert printed.evidence == EVIDENCE
    (tmp_path / "small.pdf").write_bytes(pdf)
    assert read(tmp_path / "small.pdf") == printed
    assert read(changed(pdf, lambda document: document.attachments.clear())).evidence == b""


def test_nothing_is_doubted_and_nothing_is_untagged(printed: PrintedPdf) -> None:
    assert printed.doubts == ()
    assert not [run for run in printed.words if run.role in ("said", "untagged", "annotation")]


# Altered


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def codes(page: pikepdf.Page) -> dict[str, dict[str, str]]:
    """For each font of a page, what each two-byte code says."""
    return {
        str(name): {
            code: bytes.fromhex(said).decode("utf-16-be")
            for code, said in re.findall("<([0-9A-F]{4})> <([0-9A-F]+)>\n", font.ToUnicode.read_bytes().decode())
        }
        for name, font in page.Resources.Font.items()
    }


def redrawn(pdf: bytes, number: int, old: str, new: str, *, nth: int = 0) -> bytes:
    """The PDF with `new` drawn where page `number` draws a piece of text that is `old`: the nth of them."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[number - 1]
        drawn = Drawn(codes(page), old, new, nth)
        page.Contents = document.make_stream(pikepdf.unparse_content_stream([drawn.step(*one) for one in steps(page)]))
        assert drawn.found > nth

    return changed(pdf, change)


def steps(page: pikepdf.Page) -> list[tuple[list[Any], str]]:
    return [(list(step.operands), str(step.operator)) for step in pikepdf.parse_content_stream(page)]


@dataclass
class Drawn:
    """Runs through what a page draws, and draws the nth piece that is `old` as `new`."""

    codes: dict[str, dict[str, str]]
    old: str
    new: str
    nth: int
    font: str = ""
    found: int = 0

    def step(self, operands: list[Any], operator: str) -> tuple[list[Any], pikepdf.Operator]:
        if operator == "Tf":
            self.font = str(operands[0])
        if operator in ("TJ", "Tj") and self._is_old(operands[0] if operator == "TJ" else operands):
            self.found += 1
            if self.found == self.nth + 1:
                back = {letter: code for code, letter in self.codes[self.font].items()}
                shown = pikepdf.String(bytes.fromhex("".join(back[letter] for letter in self.new)))
                return [shown], pikepdf.Operator("Tj")
        return operands, pikepdf.Operator(operator)

    def _is_old(self, parts: Any) -> bool:
        drawn = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String)).hex().upper()
        said = self.codes[self.font]
        return "".join(said[drawn[i : i + 4]] for i in range(0, len(drawn), 4)) == self.old


def changes(before: PrintedPdf, after: PrintedPdf) -> dict[str, list[tuple[Any, Any]]]:
    """What differs between two readings, by the field."""
    found = {}
    for name in ("figures", "words", "furniture", "charts", "alts", "doubts"):
        one, other = getattr(before, name), getattr(after, name)
        differing = [pair for pair in zip_longest(one, other) if pair[0] != pair[1]]
        found |= {name: differing} if differing else {}
    return found


@pytest.mark.parametrize(
    ("page", "old", "new", "field"),
    [
        (1, "£569,385", "£569,335", "figures"),
        (1, "(323,750)", "(323,150)", "figures"),
        (1, "1.1", "1.2", "words"),
        (2, "£30", "£39", "words"),
        (2, "Cost", "Cast", "furniture"),
    ],
)
def test_one_piece_redrawn_is_one_change(
    pdf: bytes, printed: PrintedPdf, page: int, old: str, new: str, field: str
) -> None:
    found = changes(printed, read(redrawn(pdf, page, old, new)))
    assert list(found) == [field]
    ((before, after),) = found[field]
    assert old in str(before) and new in str(after)


def test_a_page_number_of_the_annex_that_is_wrong_is_no_longer_a_place(pdf: bytes, printed: PrintedPdf) -> None:
    last = len(printed.furniture)
    wrong = read(redrawn(pdf, last, "1", "2"))
    assert [run.text for run in wrong.words if run.role == "place"] == ["1"]
    assert [run for run in wrong.words if run.text == "Printed on page 2"]


def test_a_label_of_a_chart_redrawn_is_read(pdf: bytes, printed: PrintedPdf) -> None:
    page = next(run.page for run in printed.words if run.text == "Figure 1: Spend")
    found = changes(printed, read(redrawn(pdf, page, "9", "8")))
    assert list(found) == ["charts"]


def test_the_second_of_two_equal_figures_redrawn_is_the_one_read(pdf: bytes, printed: PrintedPdf) -> None:
    found = changes(printed, read(redrawn(pdf, 1, "(323,750)", "(333,750)", nth=1)))
    assert found == {"figures": [(printed.figures[2], replace(printed.figures[2], text="(333,750)"))]}


def test_a_spoken_form_changed_is_read(pdf: bytes, printed: PrintedPdf) -> None:
    def change(document: pikepdf.Pdf) -> None:
        link = next(each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/E" in each)
        link.E = pikepdf.String("saving of £323,751")

    ((_, after),) = changes(printed, read(changed(pdf, change)))["figures"]
    assert after.spoken == "saving of £323,751"


def test_actual_text_over_words_is_read(pdf: bytes) -> None:
    def change(document: pikepdf.Pdf) -> None:
        tags = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/P"]
        tags[0].ActualText = pikepdf.String("Nearly £9m")

    assert [run.text for run in read(changed(pdf, change)).words if run.role == "said"] == ["Nearly £9m"]


def test_a_font_map_that_lies_is_read_and_doubted(pdf: bytes, printed: PrintedPdf) -> None:
    def change(document: pikepdf.Pdf) -> None:
        for font in document.pages[0].Resources.Font.values():
            text = font.ToUnicode.read_bytes()
            font.ToUnicode = document.make_stream(text.replace(b"<0033>\n", b"<0038>\n"))  # each 3 is read as 8

    found = changes(printed, read(changed(pdf, change)))
    assert {after.text for _, after in found["figures"]} >= {"£569,885", "(828,750)"}
    assert "2 glyphs of one font are read as 8" in [after for _, after in found["doubts"]]


def test_a_figure_that_leads_to_another_entry_or_to_none(pdf: bytes, printed: PrintedPdf) -> None:
    def lead(document: pikepdf.Pdf, name: str) -> None:
        note = next(note for note in document.pages[0].Annots if str(note.get("/Dest")) == "evidence-spend")
        note.Dest = pikepdf.String(name)

    ((_, after),) = changes(printed, read(changed(pdf, lambda document: lead(document, "evidence-net"))))["figures"]
    assert after == replace(printed.figures[0], id="net")
    words = read(changed(pdf, lambda document: lead(document, "background"))).words
    assert Run("1.1 The council spent £569,385 in 2020/21, not a lot, a net", 1, "P") in words


def test_text_drawn_over_the_page_and_notes_on_it_are_read(pdf: bytes) -> None:
    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        name = page.add_resource(helvetica, Name.Font)
        page.contents_add(f"BT {name} 11 Tf 100 600 Td (\\243585,626) Tj ET".encode())
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Contents="£1", Rect=[0, 0, 9, 9]
        )
        page.Annots.append(document.make_indirect(note))

    words = read(changed(pdf, change)).words
    assert words[-2:] == (Run("£585,626", 1, "untagged"), Run("£1", 1, "annotation"))


# Other files


def test_a_pdf_without_tags_is_read_as_untagged_words(pdf: bytes) -> None:
    plain = read(changed(pdf, lambda document: document.Root.__delitem__("/StructTreeRoot")))
    assert plain.figures == () and {run.role for run in plain.words} == {"untagged"}


def test_a_file_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_text("A paper, but no PDF.")
    with pytest.raises(CallError, match=r"paper\.pdf: found a file that cannot be read"):
        read(tmp_path / "paper.pdf")
