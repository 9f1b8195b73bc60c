"""Each gate on a PDF passes a good paper and finds the fault in a damaged one."""

from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from gates import (
    pdf_document,
    pdf_fonts,
    pdf_headings,
    pdf_links,
    pdf_pictures,
    pdf_says_html,
    pdf_standard,
    pdf_tables,
    pdf_tags,
    specimens,
)
from gates.specimens import Damage, elements, table_attributes

GATES = (
    pdf_document,
    pdf_fonts,
    pdf_headings,
    pdf_links,
    pdf_pictures,
    pdf_says_html,
    pdf_standard,
    pdf_tables,
    pdf_tags,
)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
def test_a_good_pdf_passes(gate: ModuleType, specimen: Path) -> None:
    assert gate.check(specimen / "paper.pdf") == []


def _metadata(pdf: pikepdf.Pdf, key: str, value: object) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata[key] = value


def _drop_claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        del metadata["pdfaid:part"]


def _untag_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _unmark(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def _loose_annotation(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = Array([*pdf.pages[0].get("/Annots", Array()), pdf.make_indirect(note)])


def _set_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("en-US")


def _hide_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _docinfo(key: str, value: str) -> Damage:
    return lambda pdf: pdf.docinfo.__setitem__(key, value)


def _letter(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = Array([0, 0, 612, 792])


def _blank_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(595.28, 841.89))


def _many_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(80):
        _blank_page(pdf)


def _retype(old: str, new: str) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        for element in elements(pdf, old):
            element.S = Name(f"/{new}")

    return damage


def _no_outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def _rename_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children[0].title = "Elsewhere"


def _row_header_lost(pdf: pikepdf.Pdf) -> None:
    header = next(cell for cell in elements(pdf, "TH") if table_attributes(cell).Scope == Name.Row)
    header.S = Name.TD


def _cell_without(pdf: pikepdf.Pdf) -> None:
    table_attributes(elements(pdf, "TD")[0]).Headers = Array()


def _cell_under_nothing(pdf: pikepdf.Pdf) -> None:
    table_attributes(elements(pdf, "TD")[0]).Headers = Array([String("nowhere")])


def _short_row(pdf: pikepdf.Pdf) -> None:
    row = elements(pdf, "TR")[-1]
    row.K = Array(list(row.K)[:-1])


def _one_row_of_data(pdf: pikepdf.Pdf) -> None:
    body = elements(pdf, "TBody")[0]
    body.K = Array([body.K[0]])
    first, *others = body.K[0].K
    first.S = Name.TD
    for cell in others:
        table_attributes(cell).Headers = Array([table_attributes(cell).Headers[0]])


def _alt(words: str) -> Damage:
    return lambda pdf: elements(pdf, "Figure")[0].__setattr__("Alt", String(words))


def _no_alt(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def _empty_paragraph(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "P")[0].K


def _untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _descriptors(pdf: pikepdf.Pdf) -> list[Dictionary]:
    found = [item for item in pdf.objects if isinstance(item, Dictionary)]
    return [item for item in found if item.get("/Type") == Name.FontDescriptor]


def _foreign_font(pdf: pikepdf.Pdf) -> None:
    _descriptors(pdf)[0].FontName = Name("/ABCDEF+ComicSansMS")


def _font_left_out(pdf: pikepdf.Pdf) -> None:
    descriptor = _descriptors(pdf)[0]
    for key in set(pdf_fonts.FILES) & set(descriptor.keys()):
        del descriptor[key]


def _address(address: str) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[0].A.URI = String(address)

    return damage


def _leads_nowhere(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0].A


def _says_nothing(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Strong")[0].E


DAMAGES: tuple[tuple[ModuleType, Damage, str], ...] = (
    (pdf_standard, _drop_claim, 'claims PDF/A "a", where 2a or 3a is expected'),
    (pdf_standard, _untag_language, "PDF/UA-1 7.2"),
    (pdf_standard, _unmark, "PDF/A-3a 6.7.2.2"),
    (pdf_standard, _no_alt, "PDF/UA-1 7.3-1"),
    (pdf_standard, _font_left_out, "PDF/A-3a 6.2.11.4"),
    (pdf_standard, _loose_annotation, "PDF/UA-1 7.18"),
    (pdf_document, _set_language, 'the document\'s language is "en-US", not en-GB'),
    (pdf_document, _hide_title, "DisplayDocTitle is not set"),
    (pdf_document, _docinfo("/Title", "Untitled"), 'the title is "Untitled"'),
    (pdf_document, _docinfo("/Author", "Jo Bloggs"), 'the author is "Jo Bloggs", not a council'),
    (pdf_document, lambda pdf: _metadata(pdf, "dc:creator", ["Jo Bloggs"]), 'the author is "Jo Bloggs"'),
    (pdf_document, _docinfo("/Manager", "Jo Bloggs"), "the document information holds Manager"),
    (pdf_document, _docinfo("/Subject", "jo@example.org"), 'an address or a folder: "jo@example.org"'),
    (pdf_document, _docinfo("/Creator", "C:\\papers"), "an address or a folder"),
    (pdf_document, _letter, "page 1 is 612 by 792 points, not A4"),
    (pdf_document, _blank_page, "page 2 is blank"),
    (pdf_document, _many_pages, "81 pages is more than the 80"),
    (pdf_headings, _retype("H2", "H1"), "there are 2 first-level headings, not one"),
    (pdf_headings, _retype("H1", "P"), "there are 0 first-level headings, not one"),
    (pdf_headings, _retype("H3", "H4"), 'the heading "1.1 Detail" is of level 4 and follows one of level 2'),
    (pdf_headings, _no_outline, "there are no bookmarks"),
    (pdf_headings, _rename_bookmark, 'no bookmark leads to the heading "1. Summary"'),
    (pdf_tables, _retype("TH", "TD"), "table 1: no cell is a column header"),
    (pdf_tables, _row_header_lost, "table 1: row 2: its first cell is not a row header"),
    (pdf_tables, _cell_without, "table 1: row 2: a cell names no column header"),
    (pdf_tables, _cell_under_nothing, 'table 1: row 2: a cell names the header "nowhere", which is not in'),
    (pdf_tables, _short_row, "table 1: its rows have different numbers of cells: [2, 3]"),
    (pdf_pictures, _no_alt, "picture 1 has no alternative text"),
    (pdf_pictures, _alt("spend_by_year.svg"), "picture 1 has a file name in its alternative text"),
    (pdf_pictures, _alt("Figure 2"), "picture 1 has a label for alternative text"),
    (pdf_pictures, _alt("spending by year falls"), "picture 1 has alternative text that is not a sentence"),
    (pdf_tags, _empty_paragraph, "1 tags of the kind P are empty"),
    (pdf_tags, _untagged, "the document is not tagged"),
    (pdf_fonts, _foreign_font, "the font ABCDEF+ComicSansMS is not the brand's"),
    (pdf_fonts, _font_left_out, "is not embedded"),
    (pdf_links, _address("spoken:saving of £1,200"), "page 1: a link leads to"),
    (pdf_links, _leads_nowhere, "page 1: a link leads nowhere"),
    (pdf_says_html, _alt("Another picture, told otherwise."), "no picture in the PDF is told as"),
    (pdf_says_html, _says_nothing, '"saving of £1,200" is said 1 times in the HTML and 0 times in the PDF'),
)


@pytest.mark.parametrize(("gate", "damage", "fault"), DAMAGES)
def test_a_damaged_pdf_fails(gate: ModuleType, damage: Damage, fault: str, specimen: Path, tmp_path: Path) -> None:
    faults = gate.check(specimens.damaged(specimen / "paper.pdf", tmp_path, damage))
    assert any(fault in found for found in faults), faults


@pytest.mark.parametrize(
    ("found", "instead", "fault"),
    (
        ("1.1 Detail", "1.1 Details", 'the heading "1.1 Details" is not in the PDF'),
        (
            "£569,385",
            "£569,386",
            'the figure "£569,386" is printed 1 times in the HTML and 0 times in the PDF',
        ),
        ("£569,385", "£569", 'the figure "£569" is printed 1 times in the HTML and 0 times in the PDF'),
        ("£569,385", "569,385", 'the figure "569,385" is printed 1 times in the HTML and 0 times in the PDF'),
    ),
)
def test_a_pdf_that_does_not_say_what_the_html_says_fails(
    found: str, instead: str, fault: str, specimen: Path, tmp_path: Path
) -> None:
    pdf = specimens.damaged(specimen / "paper.pdf", tmp_path, lambda pdf: None)
    specimens.reworded(specimen / "paper.html", tmp_path, found, instead)
    assert pdf_says_html.check(pdf) == [fault]


def test_a_table_of_one_row_needs_no_row_header(specimen: Path, tmp_path: Path) -> None:
    assert pdf_tables.check(specimens.damaged(specimen / "paper.pdf", tmp_path, _one_row_of_data)) == []


@pytest.mark.parametrize(
    ("display", "words", "times"),
    [
        ("5.3%", "up to a return of 5.3%. The grant", 1),
        ("5.3%", "Return to the investor: 5.3%Printed on pages 10 and 15", 1),  # the end of a line was lost
        ("5.3%", "a rate of 15.3% or 25.3%", 0),
        ("(5)", "(5)and (5)", 2),
        ("2", "2021 and 2.5 and 12", 0),
        ("1", "page 1of the list", 0),
    ],
)
def test_a_figure_is_counted_where_it_stands_whole(display: str, words: str, times: int) -> None:
    assert pdf_says_html.times(display, words) == times
