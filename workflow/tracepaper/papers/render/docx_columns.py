"""Column widths of Word tables from their text, since Word's readers do not agree on widths that are left open."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
EM = {"MatrixTable": 160, "Table": 190}  # type size of our table styles, in twentieths of a point
MARGINS = {"MatrixTable": 100, "Table": 200}  # of a cell, both sides, with a little to spare
CHARACTER = 0.56  # of an em: a digit of the typeface, and more than most letters


def set_column_widths(table: etree._Element, *, page: int) -> None:
    """Give the table the full width and share it by what the columns hold.

    Args:
        page: width between the margins, in twentieths of a point.
    """
    rows = [[_text(cell) for cell in row.findall("w:tc", NS)] for row in table.findall("w:tr", NS)]
    style = table.find("w:tblPr/w:tblStyle", NS)
    name = style.get(f"{{{W}}}val") if style is not None else "Table"
    widths = column_widths(rows, page=page, character=CHARACTER * EM.get(name, 190), margins=MARGINS.get(name, 200))
    _set(table.find("w:tblPr/w:tblW", NS), "dxa", sum(widths))
    for column, width in zip(table.findall("w:tblGrid/w:gridCol", NS), widths, strict=True):
        column.set(f"{{{W}}}w", str(width))
    for row in table.findall("w:tr", NS):
        for cell, width in zip(row.findall("w:tc", NS), widths, strict=True):
            _set(_width_of(cell), "dxa", width)


def column_widths(rows: list[list[str]], *, page: int, character: float, margins: int) -> list[int]:
    """Widths that sum to `page` or just less: each column its longest word, and the rest by the text that is left.

    Args:
        rows: the text of each cell; every row has as many.
        page, character, margins: widths of the table, of a character and of a cell's two margins, in the same unit.
    """
    columns = list(zip(*rows, strict=True))
    words = [max(len(word) for cell in column for word in cell.split() or [""]) for column in columns]
    lines = [max(len(cell) for cell in column) for column in columns]
    least = [margins + character * length for length in words]
    spare = page - sum(least)
    if spare <= 0:
        return [int(page * width / sum(least)) for width in least]
    more = [min(character * (line - word), page / 2) + 1 for line, word in zip(lines, words, strict=True)]
    return [int(width + spare * extra / sum(more)) for width, extra in zip(least, more, strict=True)]


def _text(cell: etree._Element) -> str:
    return " ".join(text.text or "" for text in cell.iter(f"{{{W}}}t"))


def _width_of(cell: etree._Element) -> etree._Element:
    properties = cell.find("w:tcPr", NS)
    if properties is None:
        properties = etree.Element(f"{{{W}}}tcPr")
        cell.insert(0, properties)
    width = properties.find("w:tcW", NS)
    if width is None:
        width = etree.Element(f"{{{W}}}tcW")
        properties.insert(0, width)
    return width


def _set(width: etree._Element, kind: str, value: int) -> None:
    width.set(f"{{{W}}}type", kind)
    width.set(f"{{{W}}}w", str(value))
