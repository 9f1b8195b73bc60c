"""Each gate on a DOCX passes a good paper and finds the fault in a damaged one."""

import zipfile
from pathlib import Path

import pytest

from gates import docx_document, docx_opens, specimens

STYLES = "word/styles.xml"
BODY = "word/document.xml"
CORE = "docProps/core.xml"
CREATOR = "<dc:creator>Sampleshire County Council</dc:creator>"
EDITOR = "<cp:lastModifiedBy>Jo Bloggs</cp:lastModifiedBy>"
ALT = ' descr="Bar chart of spending by year, which falls from 2019/20 to 2020/21."'
INSERTED = '<w:p><w:ins w:id="1" w:author="Jo Bloggs"/></w:p><w:sectPr/>'


def test_a_good_docx_passes(specimen: Path) -> None:
    assert docx_document.check(specimen / "paper.docx") == []


@pytest.mark.parametrize(
    ("part", "found", "instead", "fault"),
    (
        (
            STYLES,
            'w:lang w:val="en-GB"',
            'w:lang w:val="en-US"',
            "the document's language is ['en-US'], not en-GB",
        ),
        (STYLES, '<w:lang w:val="en-GB"/>', "", "the document's language is [], not en-GB"),
        (BODY, "<w:r><w:t>Spend", '<w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t>Spend', "marked as fr-FR"),
        (CORE, "Options for community support", "", 'the title is "", which does not name the paper'),
        (CORE, "Sampleshire County Council", "Jo Bloggs", 'it names "Jo Bloggs", not a council'),
        (CORE, CREATOR, CREATOR + EDITOR, 'it names "Jo Bloggs", not a council'),
        (CORE, CREATOR, "", "it names no author"),
        (BODY, "<w:sectPr/>", INSERTED, 'a tracked change is by "Jo Bloggs"'),
        (BODY, "Heading1", "Heading2", "there are 0 first-level headings, not one"),
        (BODY, "Heading2", "Heading3", 'the heading "1. Summary" is of level 3 and follows one of level 1'),
        (BODY, ALT, "", "picture 1 has no alternative text"),
        (BODY, ALT, ' descr="charts/spend.png"', "picture 1 has a file name in its alternative text"),
        (BODY, "<w:tblHeader/>", "", "table 1: its first row is not marked as a header row"),
        (
            BODY,
            "<w:tblHeader/>",
            '<w:tblHeader w:val="0"/>',
            "table 1: its first row is not marked as a header",
        ),
        (BODY, 'w:firstRow="1"', 'w:firstRow="0"', "table 1: its look does not set off the header row"),
    ),
)
def test_a_damaged_docx_fails(part: str, found: str, instead: str, fault: str, specimen: Path, tmp_path: Path) -> None:
    faults = docx_document.check(specimens.repacked(specimen / "paper.docx", tmp_path, part, found, instead))
    assert any(fault in told for told in faults), faults


def test_a_docx_with_comments_fails(specimen: Path, tmp_path: Path) -> None:
    copy = specimens.repacked(specimen / "paper.docx", tmp_path, BODY, "Spend", "Spend")
    with zipfile.ZipFile(copy, "a") as package:
        package.writestr("word/people.xml", "<people><person author='Jo Bloggs'/></people>")
    assert docx_document.check(copy) == ["it holds word/people.xml"]


def test_libreoffice_opens_a_good_docx(specimen: Path) -> None:
    assert docx_opens.check(specimen / "paper.docx") == []


def test_libreoffice_misses_a_heading_that_is_lost(specimen: Path, tmp_path: Path) -> None:
    copy = specimens.repacked(specimen / "paper.docx", tmp_path, BODY, "1.1 Detail", "Detail")
    specimens.reworded(specimen / "paper.html", tmp_path, "Skip", "Skip")
    assert docx_opens.check(copy) == ['the heading "1.1 Detail" is lost']


def test_libreoffice_does_not_open_a_broken_docx(specimen: Path, tmp_path: Path) -> None:
    copy = specimens.repacked(specimen / "paper.docx", tmp_path, BODY, "</w:body>", "")
    specimens.reworded(specimen / "paper.html", tmp_path, "Skip", "Skip")
    assert docx_opens.check(copy) == ["LibreOffice could not open it"]
