"""The sample paper, rendered whole: one HTML file, a tagged PDF, a Word file; the same bytes everywhere."""

import hashlib
import html
import os
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tracepaper.errors import RenderError
from tracepaper.papers.render import render
from tracepaper.papers.render.html_structure import complete_html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLES = 7


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def page(rendered: Path) -> str:
    return (rendered / "short-breaks.html").read_text(encoding="utf-8")


def test_the_same_bytes_from_another_folder_time_zone_and_locale(
    sample: Path, rendered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, out = tmp_path / "els e'where £", tmp_path / "out"
    shutil.move(sample, elsewhere)
    out.mkdir()
    for path in elsewhere.rglob("*"):
        os.utime(path, (time.time() - 10**7, time.time() - 10**7))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    render(elsewhere, paper="short-breaks", out=out, engine="embedded")
    assert digests(out) == digests(rendered)


def test_it_writes_nothing_into_the_composed_folder(sample: Path, tmp_path: Path) -> None:
    before = sorted(sample.rglob("*"))
    render(sample, paper="short-breaks", out=tmp_path, engine="embedded")
    assert sorted(sample.rglob("*")) == before


def test_the_engine_says_its_versions(sample: Path, tmp_path: Path) -> None:
    used = render(sample, paper="short-breaks", out=tmp_path, engine="embedded")
    assert used.name == "embedded"
    assert re.fullmatch(r"pandoc \d+\.\d+[\d.]*, typst \d+\.\d+\.\d+", used.version)


def test_no_output_holds_a_path_or_the_time(sample: Path, rendered: Path) -> None:
    for path in rendered.iterdir():
        content = path.read_bytes()
        assert str(sample.parent.parent).encode() not in content
        assert time.strftime("%Y-%m-%d").encode() not in content


# HTML


def test_html_is_one_file(rendered: Path) -> None:
    assert not re.search(r"<(?:link|script|img|iframe)\b|@import|\bsrc=", page(rendered))
    assert page(rendered).count("<svg") == 2
    assert "Content-Security-Policy\" content=\"default-src 'none'" in page(rendered)


def test_charts_are_text_with_a_name_and_ids_of_their_own(rendered: Path) -> None:
    svgs = re.findall(r"<svg.*?</svg>", page(rendered), re.DOTALL)
    assert all('role="img"' in svg and re.search(r'aria-label="[^"]{40,}"', svg) for svg in svgs)
    assert "£569k</text>" in html.unescape(svgs[0])
    ids = re.findall(r'\bid="([^"]+)"', page(rendered))
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page(rendered))) <= set(ids)


def test_tables_scroll_under_their_own_name(rendered: Path) -> None:
    regions = re.findall(
        r'<div class="scroll table-region" role="region" tabindex="0" aria-label="([^"]*)"', page(rendered)
    )
    assert len(regions) == TABLES == page(rendered).count("<table")
    assert html.unescape(regions[3]) == "Table 3: Net cost of option D by year, £; brackets show savings"


def test_figures_are_traced_and_brackets_are_said(rendered: Path) -> None:
    spoken = (
        '<span class="traced" data-figure="net-cost-2019-20"><span aria-hidden="true">(323,750)</span>'
        '<span class="spoken">saving of £323,750</span></span>'
    )
    assert spoken in page(rendered)
    assert '<span class="traced" data-figure="q1">1,200</span>' in page(rendered)


def test_content_is_for_its_format_alone(rendered: Path) -> None:
    assert "in the web page alone" in page(rendered)
    assert "in the PDF alone" not in page(rendered) and "in the Word file alone" not in page(rendered)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://example.org/x.png"/>',
        '<rect onclick="alert(1)"/>',
        "<foreignObject><b/></foreignObject>",
        '<a href="https://example.org"><text>x</text></a>',
    ],
)
def test_a_chart_that_is_more_than_a_drawing_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "charts").mkdir()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    (tmp_path / "charts" / "bad.svg").write_text(svg, encoding="utf-8")
    with pytest.raises(RenderError, match=r"charts/bad\.svg"):
        complete_html('<figure><img src="charts/bad.svg" alt="x" /></figure>', folder=tmp_path)


def test_a_page_that_would_load_something_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="one file that loads nothing"):
        complete_html('<p><img src="https://example.org/x.png"></p>', folder=tmp_path)


# PDF


def attributes(cell: pikepdf.Object) -> pikepdf.Object:
    owned = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(each for each in owned if each.O == "/Table")


def test_pdf_rows_have_headers_that_their_cells_name(rendered: Path) -> None:
    with pikepdf.open(rendered / "short-breaks.pdf") as pdf:
        rows = [row for row in structure(pdf) if row.S == "/TR" and row.K[1].S == "/TD"]
        assert len(rows) >= TABLES
        for row in rows:
            assert row.K[0].S == "/TH"
            assert attributes(row.K[0]).Scope == "/Row"
            assert all(row.K[0].ID in list(attributes(cell).Headers) for cell in list(row.K)[1:])


def test_pdf_ids_are_all_in_the_id_tree_in_order(rendered: Path) -> None:
    with pikepdf.open(rendered / "short-breaks.pdf") as pdf:
        names = list(pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree))
        assert names == sorted(set(names))
        assert {str(each.ID) for each in structure(pdf) if "/ID" in each} == set(names)


def test_pdf_indexes_are_trees_that_a_reader_can_look_up_in(rendered: Path) -> None:
    with pikepdf.open(rendered / "short-breaks.pdf") as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        keys = [sheet.StructParents for sheet in pdf.pages]
        keys += [note.StructParent for sheet in pdf.pages for note in sheet.get("/Annots", [])]
        assert len(list(parents)) > 32, "more than one node holds"
        assert list(parents) == sorted(parents)
        assert all(key in parents for key in keys)
        for node in nodes(pdf.Root.StructTreeRoot.ParentTree):
            assert len(node.get("/Kids", [])) <= 32 and len(node.get("/Nums", [])) <= 64


def nodes(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield node
    for kid in node.get("/Kids", []):
        yield from nodes(kid)


def test_pdf_says_brackets_and_still_prints_them(rendered: Path) -> None:
    with pikepdf.open(rendered / "short-breaks.pdf") as pdf:
        said = [str(each.E) for each in structure(pdf) if "/E" in each]
        assert said.count("saving of £323,750") == 2
        assert "suppressed" in said
        assert not [each for each in structure(pdf) if "/ActualText" in each]
        addresses = [str(note.A.URI) for sheet in pdf.pages for note in sheet.get("/Annots", []) if "/A" in note]
        assert set(addresses) == {"https://example.org/method"}


def test_pdf_is_named_dated_and_in_english(rendered: Path) -> None:
    with pikepdf.open(rendered / "short-breaks.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        about = pdf.open_metadata()
        assert about["dc:title"] == "Short breaks & community support: options for 2021 [draft two]"
        assert about["dc:creator"] == ["Sampleshire County Council"]
        assert about["pdfaid:part"] == "3" and about["pdfaid:conformance"] == "A" and about["pdfuaid:part"] == "1"
        assert about["xmp:CreateDate"].startswith("2021-04-15")


def test_pdf_figures_have_their_alternative(rendered: Path) -> None:
    with pikepdf.open(rendered / "short-breaks.pdf") as pdf:
        alternatives = [str(each.Alt) for each in structure(pdf) if each.S == "/Figure"]
        assert [words.split(" ")[0] for words in alternatives] == ["Bar", "Scatter"]


def test_pdf_turns_the_page_of_the_matrix_alone(rendered: Path) -> None:
    with pikepdf.open(rendered / "short-breaks.pdf") as pdf:
        turned = [sheet.mediabox[2] > sheet.mediabox[3] for sheet in pdf.pages]
        assert sum(turned) == 1


def structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every structure element of a PDF, in order."""
    found: list[pikepdf.Object] = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K", pikepdf.Array())
        inner = [
            kid
            for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        ]
        found += inner
        waiting += reversed(inner)
    return found


# Word


def part(rendered: Path, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(rendered / "short-breaks.docx").read(name))


def test_word_tables_repeat_their_head_and_keep_rows_whole(rendered: Path) -> None:
    tables = list(part(rendered, "word/document.xml").iter(f"{W}tbl"))
    assert len(tables) == TABLES
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    looks = [table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") for table in tables]
    assert looks == ["1"] * TABLES


def test_word_leaves_space_below_tables(rendered: Path) -> None:
    (spacing,) = part(rendered, "word/document.xml").iter(f"{W}spacing")
    assert spacing.get(f"{W}before") == "240"
    paragraph = spacing.getparent().getparent()
    assert "".join(paragraph.itertext()).startswith("4.2The first full year")
    assert any(each.tag == f"{W}tbl" for each in list(paragraph.itersiblings(preceding=True))[:2])


def test_word_tables_keep_to_the_widths_worked_out(rendered: Path) -> None:
    tables = list(part(rendered, "word/document.xml").iter(f"{W}tbl"))
    widths = [int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) for table in tables]
    assert widths[1:4] == [5000, 5000, 5000]  # fiftieths of a per cent
    assert widths[4] < 2500  # the grant table, of two short columns


def test_word_pictures_are_the_twins_with_their_alternative(rendered: Path) -> None:
    document = part(rendered, "word/document.xml")
    described = [each.get("descr") for each in document.iter() if each.tag.endswith("}docPr")]
    assert [words.split(" ")[0] for words in described] == ["Bar", "Scatter"]
    names = zipfile.ZipFile(rendered / "short-breaks.docx").namelist()
    assert sum(name.endswith(".png") for name in names) == 2


def test_word_says_who_what_and_when(rendered: Path) -> None:
    about = "".join(part(rendered, "docProps/core.xml").itertext())
    assert "Short breaks & community support" in about and "Sampleshire County Council" in about
    assert about.count("2021-04-15T00:00:00Z") == 2
    header = "".join(part(rendered, "word/header1.xml").itertext())
    assert header == "Short breaks and community supportDraft for consultation"
    sections = list(part(rendered, "word/document.xml").iter(f"{W}sectPr"))
    assert [section.find(f"{W}headerReference") is not None for section in sections] == [True, False, False]


def test_word_stamps_no_time_on_its_parts(rendered: Path) -> None:
    infos = zipfile.ZipFile(rendered / "short-breaks.docx").infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert infos[0].filename == "[Content_Types].xml"
