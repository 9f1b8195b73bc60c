"""Complete the DOCX of either engine: row headers, whole rows, running header, language; and fix its bytes."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
FIRST = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
PLACEHOLDERS = {"SHORT TITLE": "short-title", "COUNCIL": "council"}


def complete_docx(docx: bytes, *, row_headers: tuple[int, ...]) -> bytes:
    """Return the DOCX with its structure completed; the same bytes for the same input.

    Args:
        row_headers: for each table in order, 1 when its first column heads the rows, else 0.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    _mark_tables(document, row_headers)
    _share_headers(document)
    parts["word/document.xml"] = _bytes(document)
    _fill_running_headers(parts)
    return _archive(parts)


def _mark_tables(document: etree._Element, row_headers: tuple[int, ...]) -> None:
    tables = _data_tables(document)
    for table, columns in zip(tables, row_headers, strict=True):
        look = table.find("w:tblPr/w:tblLook", NS)
        if look is not None:
            look.set(f"{{{W}}}firstColumn", str(columns))
        for row in table.findall("w:tr", NS):
            _keep_whole(row)


def _data_tables(document: etree._Element) -> list[etree._Element]:
    return [table for table in document.iter(f"{{{W}}}tbl")]


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
                text.text = properties.get(PLACEHOLDERS.get(text.text or "", ""), text.text)
            parts[name] = _bytes(part)


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
