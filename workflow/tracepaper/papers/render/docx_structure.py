"""Complete the DOCX of either engine: row headers, whole rows, running header, language; and fix its bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from lxml import etree

from tracepaper.papers.render.docx_columns import set_column_widths

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
FIRST = "[Content_Types].xml"
TIME = re.compile(rb">\d{4}-\d\d-\d\dT[\d:]+Z<")
MARGIN = 1247  # twentieths of a point, as in reference.docx
EPOCH = (1980, 1, 1, 0, 0, 0)
PLACEHOLDERS = {"SHORT TITLE": "short-title", "COUNCIL": "council", "STATUS": "status"}


def complete_docx(docx: bytes, *, row_headers: tuple[int, ...], day: date) -> bytes:
    """Return the DOCX with its structure completed; the same bytes for the same input.

    Args:
        row_headers: for each table in order, 1 when its first column heads the rows, else 0.
        day: the paper's date, written as the file's date.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    _mark_tables(document, row_headers)
    _share_headers(document)
    for style in document.xpath("//w:pStyle[@w:val='Title']", namespaces=NS):
        style.set(f"{{{W}}}val", "Heading1")
    parts["word/document.xml"] = _bytes(document)
    _fill_running_headers(parts)
    parts["docProps/custom.xml"] = re.sub(rb"<property .*</property>", b"", parts["docProps/custom.xml"])
    parts["docProps/core.xml"] = TIME.sub(f">{day.isoformat()}T00:00:00Z<".encode(), parts["docProps/core.xml"])
    return _archive(parts)


def _mark_tables(document: etree._Element, row_headers: tuple[int, ...]) -> None:
    for table, columns in zip(document.iter(f"{{{W}}}tbl"), row_headers, strict=True):
        look = table.find("w:tblPr/w:tblLook", NS)
        if look is not None:
            look.set(f"{{{W}}}firstColumn", str(columns))
        for row in table.findall("w:tr", NS):
            _keep_whole(row)
        if table.find("w:tblPr/w:tblLayout", NS) is None:
            set_column_widths(table, page=_text_width(table))


def _text_width(element: etree._Element) -> int:
    """Width between the margins of the section that holds the element: the next section's end tells."""
    size = element.xpath("following::w:sectPr[1]/w:pgSz", namespaces=NS)[0]
    return int(size.get(f"{{{W}}}w")) - 2 * MARGIN


def _keep_whole(row: etree._Element) -> None:
    properties = row.find("w:trPr", NS)
    if properties is None:
        properties = etree.Element(f"{{{W}}}trPr")
        row.insert(0, properties)
    if properties.find("w:cantSplit", NS) is None:
        properties.insert(0, etree.Element(f"{{{W}}}cantSplit"))


def _share_headers(document: etree._Element) -> None:
    """Word gives a section the headers of the section before it, and pandoc names them in the last one only."""
    sections = list(document.iter(f"{{{W}}}sectPr"))
    references = [child for child in sections[-1] if etree.QName(child).localname.endswith("Reference")]
    for reference in reversed(references):
        sections[0].insert(0, reference)
    for section in sections[:-1]:
        section.extend(_margins(sections[-1], section))


def _margins(last: etree._Element, section: etree._Element) -> list[etree._Element]:
    if section.find("w:pgMar", NS) is not None:
        return []
    return [etree.fromstring(etree.tostring(child)) for child in last.findall("w:pgMar", NS)]


def _fill_running_headers(parts: dict[str, bytes]) -> None:
    properties = _custom_properties(parts)
    for name in parts:
        if name.startswith(("word/header", "word/footer")):
            part = etree.fromstring(parts[name])
            for text in part.iter(f"{{{W}}}t"):
                text.text = _filled(text.text or "", properties)
            parts[name] = _bytes(part)


def _filled(words: str, properties: dict[str, str]) -> str:
    return properties.get(PLACEHOLDERS[words], "") if words in PLACEHOLDERS else words


def _custom_properties(parts: dict[str, bytes]) -> dict[str, str]:
    if "docProps/custom.xml" not in parts:
        return {}
    properties = etree.fromstring(parts["docProps/custom.xml"])
    return {str(each.get("name")): "".join(str(text) for text in each.itertext()) for each in properties}


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != FIRST, name)):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), parts[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()
