"""Figures and the evidence annex: links to the entries and back, in the PDF and the HTML, and the attached evidence."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from gates import pdf_links, pdf_standard
from tracepaper.papers.render import embedded
from tracepaper.papers.render.pdf_structure import complete_pdf

Make = Callable[[str], Any]

SPEND = '[£569,385]{.traced data-figure="spend"}'
NET = '[(323,750)]{.traced data-figure="net" spoken="saving of £323,750"}'
BODY = f"## Background\n\nThe council spent {SPEND}, a net {NET}, and again {SPEND}.\n\n"
EVIDENCE = b'{\n "paper": "small"\n}\n'


def entry(figure: str, printed: str, *parts: str) -> str:
    inside = "\n\n".join([f"**What it is:** {printed}", *parts, f'[]{{.places figure="{figure}"}}'])
    return f"::: {{#evidence-{figure} .evidence}}\n{inside}\n:::\n\n"


def annex(*entries: str) -> str:
    return '::: {.content-hidden when-format="docx"}\n\n## Evidence {.appendix}\n\n' + "".join(entries) + ":::\n"


ANNEX = annex(entry("spend", SPEND, "[less [the net](#evidence-net)]{.formula}", f"[]{{.numbers}}{NET} + 1"),
              entry("net", NET), entry("input", '[8]{.traced data-figure="input"}'))  # fmt: skip


def pdf_of(made: Any) -> bytes:
    code = embedded.typst_code(made.folder, front=made.front)
    return complete_pdf(embedded.pdf_file(code, folder=made.folder, front=made.front), evidence=EVIDENCE)


def html_of(made: Any) -> str:
    return embedded.html_page(made.folder, front=made.front)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def links(document: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object, pikepdf.Object]]:
    """Each link of a document: its page from 1, its structure element, its annotation."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop(0)
        held = element.get("/K", [])
        kids = [kid for kid in (held if isinstance(held, pikepdf.Array) else [held]) if not isinstance(kid, int)]
        for kid in kids:
            if kid.get("/Type") == "/OBJR":
                yield pages[kid.Pg.objgen], element, kid.Obj
        waiting = [kid for kid in kids if "/S" in kid] + waiting


def leading(document: pikepdf.Pdf) -> list[tuple[int, str, str, str]]:
    """Page, target, words and spoken form of each link to a named place."""
    return [
        (page, str(note.Dest), str(note.Contents), str(element.get("/E", "")))
        for page, element, note in links(document)
        if isinstance(note.get("/Dest"), pikepdf.String)
    ]


def places(document: pikepdf.Pdf) -> list[int]:
    """The page that each link of the annex back into the paper leads to."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    return [
        pages[note.Dest[0].objgen] for _, _, note in links(document) if isinstance(note.get("/Dest"), pikepdf.Array)
    ]


def words(pdf: bytes) -> list[str]:
    pdfium = pytest.importorskip("pypdfium2")
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf)]


# PDF


def test_each_figure_leads_to_its_entry_and_says_what_it_is(small: Make) -> None:
    found = leading(opened(pdf_of(small(BODY + ANNEX))))
    spend, net = ("evidence-spend", "Evidence for £569,385", ""), ("evidence-net", *["saving of £323,750"] * 2)
    net = (net[0], f"Evidence for {net[1]}", net[2])
    assert [each[1:] for each in found if each[0] == 1] == [spend, net, spend]
    in_annex = [each[1:] for each in found if each[0] == 2]
    assert in_annex == [spend, ("evidence-net", "the net", ""), net, net, ("evidence-input", "Evidence for 8", "")]


def test_entries_are_named_places_on_the_annex_page_in_order(small: Make) -> None:
    document = opened(pdf_of(small(BODY + ANNEX)))
    named = pikepdf.NameTree(document.Root.Names.Dests)
    tops = [named[f"evidence-{name}"] for name in ("spend", "net", "input")]
    assert {top[0].objgen for top in tops} == {document.pages[1].obj.objgen}
    heights = [float(top[3]) for top in tops]
    assert heights == sorted(heights, reverse=True) and len(set(heights)) == 3


def test_entries_tell_the_pages_once_each_and_lead_back(small: Make) -> None:
    later = f"::: {{.landscape}}\nOnce more {SPEND}.\n:::\n\n"
    pdf = pdf_of(small(BODY + later + ANNEX))
    assert "£569,385 Printed on pages 1 and 2" in words(pdf)[2]
    assert "(323,750) Printed on page 1" in words(pdf)[2]
    assert words(pdf)[2].count("Printed") == 2
    assert places(opened(pdf)) == [1, 2, 1]


def test_links_of_figures_look_like_text(small: Make) -> None:
    document = opened(pdf_of(small("The council spent " + SPEND + ".\n\n" + ANNEX)))
    *_, before, figure, after = fills(document.pages[0])
    assert before == figure == after
    assert strokes(document.pages[0]) == 1  # the rule under the title


def fills(page: pikepdf.Page) -> list[tuple[float, ...]]:
    """The colour of each piece of marked text, in order."""
    found, colour, mark = [], (), None
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            mark = operands[1].get("/MCID")
        elif str(operator) == "scn":
            colour = tuple(map(float, operands))
        elif str(operator) in ("TJ", "Tj") and mark is not None:
            found.append(colour)
    return found


def strokes(page: pikepdf.Page) -> int:
    return sum(str(operator) == "S" for _, operator in pikepdf.parse_content_stream(page))


LONG = "[]{.formula}" + "sum of many things " * 100


@pytest.mark.parametrize(("parts", "whole"), [([], "true"), ([LONG], "false")])
def test_short_entries_stay_whole(small: Make, parts: list[str], whole: str) -> None:
    made = small(BODY + annex(entry("spend", SPEND, *parts)))
    assert f'#evidence("evidence-spend", whole: {whole})[' in embedded.typst_code(made.folder, front=made.front)


def test_figures_in_the_head_of_a_long_table_lead_once(small: Make) -> None:
    rows = "".join(f"| Row {i} | x |\n" for i in range(60))
    table = f"| Item | {SPEND} |\n|---|---|\n{rows}\n: Spend {{#tbl-spend}}\n\n"
    pdf = pdf_of(small(table + annex(entry("spend", SPEND))))
    assert sum("£569,385" in page for page in words(pdf)) >= 3  # the head is printed again on the second page
    assert [page for page, target, *_ in leading(opened(pdf)) if target == "evidence-spend"][:-1] == [1]
    assert "Printed on page 1" in words(pdf)[-1]


def test_figures_in_notes_captions_and_lists_lead_to_their_entry(small: Make) -> None:
    chart = f"![Spend, {SPEND}](charts/spend.svg){{#fig-spend fig-alt='Bars of spend.'}}"
    body = f"- {SPEND}\n\nA note.[^1]\n\n[^1]: Of {SPEND}.\n\n{chart}\n\n"
    found = leading(opened(pdf_of(small(body + annex(entry("spend", SPEND))))))
    assert [page for page, *_ in found] == [1, 1, 1, 2]


def test_what_is_for_another_format_is_no_place(small: Make) -> None:
    hidden = f'::: {{.content-visible when-format="html"}}\nOnly here {SPEND}.\n:::\n\n'
    made = small(hidden + "Words.\n\n" + annex(entry("spend", SPEND)))
    assert "Printed" not in words(pdf_of(made))[1]
    assert 'href="#at-spend-1"' in html_of(made)


def test_a_sign_and_its_number_stay_on_one_line(small: Make) -> None:
    minus = '[−£1,477,500]{.traced data-figure="net"}'
    made = small(f"{minus} and [2019 to 2020]{{.traced data-figure='net'}}.\n\n" + annex(entry("net", minus)))
    code = embedded.typst_code(made.folder, front=made.front)
    assert "#box[−£1,477,500]" in code and "#box[2019" not in code


def test_without_an_annex_figures_lead_nowhere(small: Make) -> None:
    made = small(BODY)
    document = opened(pdf_of(made))
    assert leading(document) == [] and not [page for page in document.pages if "/Annots" in page]
    assert '<span class="traced" data-figure="spend">£569,385</span>' in html_of(made)


def test_a_figure_without_an_entry_leads_nowhere(small: Make) -> None:
    other = '[7]{.traced data-figure="other"}'
    assert "evidence-other" not in html_of(small(f"{other}\n\n{ANNEX}"))


def test_it_keeps_the_standards(small: Make, tmp_path: Path) -> None:
    path = tmp_path / "small.pdf"
    path.write_bytes(pdf_of(small(BODY + ANNEX)))
    assert pdf_standard.check(path) == []
    assert pdf_links.check(path) == []


def test_a_link_to_an_entry_that_is_gone_is_found(small: Make, tmp_path: Path) -> None:
    document = opened(pdf_of(small(BODY + ANNEX)))
    del pikepdf.NameTree(document.Root.Names.Dests)["evidence-spend"]
    document.save(tmp_path / "small.pdf")
    assert len(pdf_links.check(tmp_path / "small.pdf")) == 3


# The attached evidence


def test_the_evidence_is_attached(small: Make) -> None:
    document = opened(pdf_of(small(BODY + ANNEX)))
    assert list(document.attachments) == ["evidence.json"]
    assert document.attachments["evidence.json"].get_file().read_bytes() == EVIDENCE
    (attached,) = document.Root.AF
    assert attached.AFRelationship == "/Data" and "formula" in str(attached.Desc)
    assert attached.EF.F.Subtype == "/application/json"
    assert str(attached.EF.F.Params.ModDate) == str(attached.EF.F.Params.CreationDate) == "D:20210415000000Z"


def test_the_same_bytes_twice_and_no_attachment_unless_given(small: Make) -> None:
    made = small(BODY + ANNEX)
    draft = embedded.pdf_file(embedded.typst_code(made.folder, front=made.front), folder=made.folder, front=made.front)
    assert complete_pdf(draft, evidence=EVIDENCE) == complete_pdf(draft, evidence=EVIDENCE)
    assert "/AF" not in opened(complete_pdf(draft)).Root


# HTML and Word


def test_html_figures_lead_to_entries_and_entries_back(small: Make) -> None:
    page = html_of(small(BODY + ANNEX))
    assert (
        '<span id="at-spend-1" class="traced" data-figure="spend">'
        '<a href="#evidence-spend" tabindex="-1">£569,385</a></span>'
    ) in page
    assert (
        '<span id="at-net-1" class="traced" data-figure="net"><a href="#evidence-net" tabindex="-1">'
        '<span aria-hidden="true">(323,750)</span><span class="spoken">saving of £323,750</span></a></span>'
    ) in page
    assert '<div id="evidence-spend" class="evidence">' in page
    own = '<p><strong>What it is:</strong> <span class="traced" data-figure="spend">£569,385</span></p>'
    assert own in page
    assert re.findall(r'<span class="place"><a href="#(at-[^"]+)">([^<]*)</a></span>', page) == [
        ("at-spend-1", "place\u00a01"),
        ("at-spend-2", "place\u00a02"),
        ("at-net-1", "place\u00a01"),
    ]
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and len([each for each in ids if each.startswith("at-")]) == 3


@pytest.mark.parametrize("part", ["[the sum]{.formula}", "[]{.formula}the sum"])
def test_html_parts_of_an_entry_are_spans(small: Make, part: str) -> None:
    assert '<p><span class="formula">the sum</span></p>' in html_of(small(BODY + annex(entry("spend", SPEND, part))))


def test_word_has_no_annex_and_plain_figures(small: Make) -> None:
    made = small(BODY + ANNEX)
    docx = zipfile.ZipFile(io.BytesIO(embedded.word_file(made.folder, front=made.front)))
    document = docx.read("word/document.xml").decode("utf-8")
    assert "£569,385" in document and "(323,750)" in document
    assert "Evidence" not in document and "w:hyperlink" not in document and "at-spend" not in document
