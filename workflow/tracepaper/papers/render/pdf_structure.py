"""Complete the structure of a Typst PDF: row headers of tables, and how figures in brackets are said."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tracepaper.errors import Fault, RenderError

SPOKEN = "spoken:"


def complete_pdf(pdf: bytes, *, row_headers: tuple[int, ...]) -> bytes:
    """Return the PDF with row headers and spoken forms; the same bytes for the same input.

    Args:
        pdf: a tagged PDF as Typst writes it.
        row_headers: for each table in order, 1 when its first column heads the rows, else 0.

    Raises:
        RenderError: the PDF does not hold the tables that the paper has.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        _head_rows(document, _tables(root, row_headers))
        _speak(document, root)
        target = io.BytesIO()
        document.save(
            target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True
        )
    return target.getvalue()


def _children(element: Dictionary) -> list[Dictionary]:
    kids = element.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]


def _descendants(element: Dictionary, kind: str) -> Iterator[Dictionary]:
    for child in _children(element):
        if child.S == kind:
            yield child
        yield from _descendants(child, kind)


# Row headers


def _tables(root: Dictionary, row_headers: tuple[int, ...]) -> list[Dictionary]:
    tables = list(_descendants(root, "/Table"))
    if len(tables) != len(row_headers):
        remedy = "Report this fault; rendering with engine: embedded may help in the meantime."
        fault = Fault("tables", f"{len(tables)} in the PDF", f"{len(row_headers)}, as in the paper", remedy)
        raise RenderError("The PDF's structure does not match the paper.", [fault])
    return [table for table, columns in zip(tables, row_headers, strict=True) if columns]


def _head_rows(document: pikepdf.Pdf, tables: list[Dictionary]) -> None:
    headers: dict[bytes, Dictionary] = {}
    for i, table in enumerate(tables):
        for j, row in enumerate(_descendants(table, "/TR")):
            cells = _children(row)
            if cells and cells[0].S == "/TD":
                name = f"row-{i:04d}-{j:05d}"
                _head_row(cells, name)
                headers[name.encode()] = cells[0]
    _add_to_id_tree(document, headers)


def _head_row(cells: list[Dictionary], name: str) -> None:
    cells[0].S = Name.TH
    cells[0].ID = String(name)
    _table_attributes(cells[0]).Scope = Name.Row
    for cell in cells[1:]:
        attributes = _table_attributes(cell)
        attributes.Headers = Array([*attributes.get("/Headers", Array()), String(name)])


def _table_attributes(cell: Dictionary) -> Dictionary:
    held = cell.get("/A", Array())
    owned = list(held) if isinstance(held, Array) else [held]
    for attributes in owned:
        if isinstance(attributes, Dictionary) and attributes.get("/O") == Name.Table:
            return attributes
    cell.A = Array([*owned, Dictionary(O=Name.Table)])
    last = cell.A[-1]
    assert isinstance(last, Dictionary)
    return last


def _add_to_id_tree(document: pikepdf.Pdf, headers: dict[bytes, Dictionary]) -> None:
    root = document.Root.StructTreeRoot
    named = dict(_names(root.get("/IDTree", Dictionary()))) | headers
    pairs = [part for name in sorted(named) for part in (String(name.decode("latin-1")), named[name])]
    root.IDTree = document.make_indirect(Dictionary(Names=Array(pairs)))


def _names(node: Dictionary) -> Iterator[tuple[bytes, Dictionary]]:
    pairs = list(node.get("/Names", Array()))
    for name, element in zip(pairs[::2], pairs[1::2], strict=True):
        yield bytes(name), element
    for kid in node.get("/Kids", Array()):
        yield from _names(kid)


# Spoken forms


def _speak(document: pikepdf.Pdf, root: Dictionary) -> None:
    gone = set()
    for link in list(_descendants(root, "/Link")):
        annotations = [kid.Obj for kid in link.K if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR]
        words = {_words(annotation) for annotation in annotations} - {""}
        if words:
            gone |= {annotation.objgen for annotation in annotations}
            _say(link, words.pop())
    _remove_annotations(document, gone)


def _words(annotation: Dictionary) -> str:
    address = bytes(annotation.get("/A", Dictionary()).get("/URI", String(""))).decode("utf-8")
    return address.removeprefix(SPOKEN) if address.startswith(SPOKEN) else ""


def _say(link: Dictionary, words: str) -> None:
    link.S = Name.Span
    link.E = String(words)
    link.K = Array([kid for kid in link.K if not (isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR)])


def _remove_annotations(document: pikepdf.Pdf, gone: set[tuple[int, int]]) -> None:
    for page in document.pages:
        kept = [annotation for annotation in page.get("/Annots", Array()) if annotation.objgen not in gone]
        if kept:
            page.Annots = Array(kept)
        elif "/Annots" in page:
            del page.Annots
