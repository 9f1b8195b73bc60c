"""Complete the DOCX of either engine: headings, tables and running headers; and fix its bytes."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from datetime import date

from lxml import etree

from tracepaper.papers.render.word_xml import NAMESPACES, child, tag

DOCUMENT, CORE, CUSTOM = "word/document.xml", "docProps/core.xml", "docProps/custom.xml"
FIRST = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
TIME = re.compile(rb">\d{4}-\d\d-\d\dT[\d:]+Z<")
PROPERTY = re.compile(rb"<property .*</property>", re.DOTALL)
TEXT = ("FirstParagraph", "BodyText", "NumberedParagraph")
RUNNING = {"SHORT TITLE": "short-title", "COUNCIL": "council", "STATUS": "status"}


def complete_docx(docx: bytes, *, day: date) -> bytes:
    """Return the DOCX with its structure completed; the same bytes for the same input.

    Args:
        docx: a Word file as pandoc writes it, with our reference.docx.
        day: the paper's date, written as the file's date.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = etree.fromstring(parts[DOCUMENT])
    _head_with_title(document)
    _complete_tables(document)
    _share_running_headers(document)
    parts[DOCUMENT] = _bytes(document)
    _fill_running_headers(parts)
    parts[CUSTOM] = PROPERTY.sub(b"", parts.get(CUSTOM, b""))
    parts[CORE] = TIME.sub(f">{day.isoformat()}T00:00:00Z<".encode(), parts[CORE])
    return _archive({name: content for name, content in parts.items() if content})


def _head_with_title(document: etree._Element) -> None:
    for style in document.iter(tag("pStyle")):
        if style.get(tag("val")) == "Title":
            style.set(tag("val"), "Heading1")


def _complete_tables(document: etree._Element) -> None:
    for table in _tables(document):
        child(child(table, "tblPr"), "tblLook").set(tag("firstColumn"), "1")
        for row in table.iterfind("w:tr", NAMESPACES):
            child(child(row, "trPr"), "cantSplit")
        _set_text_below_apart(table)


def _set_text_below_apart(table: etree._Element) -> None:
    """Put space above text that follows a table: in Word, a table has none below it."""
    below = next(table.itersiblings(tag("p")), None)
    style = None if below is None else below.find("w:pPr/w:pStyle", NAMESPACES)
    if style is not None and style.get(tag("val")) in TEXT:
        style.addnext(etree.Element(tag("spacing"), {tag("before"): "240"}))


def _tables(document: etree._Element) -> list[etree._Element]:
    """The tables of data; one without a head is none: Quarto draws callouts as such."""
    tables = document.iter(tag("tbl"))
    return [table for table in tables if table.find("w:tr/w:trPr/w:tblHeader", NAMESPACES) is not None]


def _share_running_headers(document: etree._Element) -> None:
    """A section takes the header of the one before; pandoc names it in the last, so it moves to the first."""
    sections = list(document.iter(tag("sectPr")))
    last = sections[-1]
    for section in sections[:-1]:
        section.extend(copy.deepcopy(margins) for margins in last.findall("w:pgMar", NAMESPACES))
    for reference in reversed([each for each in last if str(each.tag).endswith("Reference")]):
        sections[0].insert(0, reference)
    sections[0].extend(last.findall("w:titlePg", NAMESPACES))


def _fill_running_headers(parts: dict[str, bytes]) -> None:
    properties = _custom_properties(parts)
    for name in parts:
        if name.startswith(("word/header", "word/footer")):
            part = etree.fromstring(parts[name])
            for text in part.iter(tag("t")):
                words = text.text or ""
                text.text = properties.get(RUNNING[words], "") if words in RUNNING else words
            parts[name] = _bytes(part)


def _custom_properties(parts: dict[str, bytes]) -> dict[str, str]:
    if CUSTOM not in parts:
        return {}
    properties = etree.fromstring(parts[CUSTOM])
    return {str(each.get("name")): "".join(str(text) for text in each.itertext()) for each in properties}


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != FIRST, name)):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), parts[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()
