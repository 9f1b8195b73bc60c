"""A paper's HTML is marked up for what it is: language, title, headings, tables with headers, pictures in words."""

import re
from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement

from gates.reading.headings import level_faults
from gates.reading.html import TracedFigure, alternatives, document, headings, main, seen, traced
from gates.reading.tables import grid
from gates.reading.words import weakness

LANGUAGE = "en-GB"
# A negative as accountants print it: "(323,750)", "(£1.2m)".
BRACKETED = re.compile(r"\([£\d][^()]*\)")


@dataclass(frozen=True)
class Cell:
    """A table cell: its element and how many rows and columns it covers."""

    element: HtmlElement
    rows: int
    columns: int


def check(path: Path) -> list[str]:
    """Faults in the structure of the HTML file at `path`."""
    root = document(path)
    return [
        *_page(root),
        *level_faults(headings(main(root))),
        *_outside(root),
        *(f"table {number}: {fault}" for number, table in _tables(root) for fault in _table(table)),
        *_pictures(root),
        *_figures(traced(root)),
    ]


def _page(root: HtmlElement) -> list[str]:
    faults = []
    if root.get("lang") != LANGUAGE:
        faults.append(f'the page\'s language is "{root.get("lang", "")}", not {LANGUAGE}')
    title = (root.findtext("head/title") or "").strip()
    first = [words for level, words in headings(root) if level == 1]
    if not title or (first and first[0] not in title):
        faults.append(f'the page\'s title, "{title}", does not hold its first-level heading')
    return faults


def _outside(root: HtmlElement) -> list[str]:
    inside = headings(main(root))
    outside = [words for level, words in headings(root) if level == 1 and (level, words) not in inside]
    return [f'the first-level heading "{words}" is outside the paper' for words in outside]


def _tables(root: HtmlElement) -> enumerate[HtmlElement]:
    return enumerate(root.iter("table"), start=1)


def _table(table: HtmlElement) -> list[str]:
    faults = [] if table.find("caption") is not None else ["it has no caption"]
    if not table.xpath(".//th[@scope='col' or @scope='colgroup']"):
        faults.append("no cell is a column header")
    rows = grid([_cell(element) for element in row.iter("th", "td")] for row in table.iter("tr"))
    return faults + _row_headers([row[0].element for row in rows if not _is_header_row(row)])


def _row_headers(firsts: list[HtmlElement]) -> list[str]:
    odd = [cell for cell in firsts if cell.tag != "th" or cell.get("scope") not in ("row", "rowgroup")]
    # One row of data has no other to be told from.
    wanted = odd if len(firsts) > 1 else []
    return [f'the first cell of a row, "{seen(cell)}", is not a row header' for cell in wanted]


def _cell(element: HtmlElement) -> Cell:
    return Cell(element, int(element.get("rowspan", 1)), int(element.get("colspan", 1)))


def _is_header_row(row: dict[int, Cell]) -> bool:
    return all(cell.element.tag == "th" and cell.element.get("scope", "").startswith("col") for cell in row.values())


def _pictures(root: HtmlElement) -> list[str]:
    weak = enumerate(map(weakness, alternatives(root)), start=1)
    return [f"picture {number} {fault}" for number, fault in weak if fault]


def _figures(figures: list[TracedFigure]) -> list[str]:
    if not figures:
        return ["no printed figure is traced"]
    return [fault for figure in figures for fault in _figure(figure)]


def _figure(figure: TracedFigure) -> list[str]:
    if not figure.ident:
        return [f'"{figure.display}" is marked as traced but names no figure']
    if not figure.display:
        return [f"the figure {figure.ident} is printed as nothing"]
    if BRACKETED.fullmatch(figure.display) and not figure.spoken:
        return [f"the figure {figure.ident}, {figure.display}, has brackets that a screen reader does not say"]
    return []
