"""Complete a Typst PDF: row headers of tables, where figures lead and how they are said, and the attached evidence."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

# The notes that the Typst template leaves in the addresses of links: "spoken:words", "trace:figure|words",
# "trace-spoken:figure|words" and "entry:name|words".
SPOKEN, TRACE, TRACE_SPOKEN, TO_ENTRY = "spoken", "trace", "trace-spoken", "entry"
# Entries of a node of an index.
WIDEST = 32
ENTRY = "evidence-"
EVIDENCE = "evidence.json"
EVIDENCE_FOR = "Evidence for "
ABOUT_EVIDENCE = "Where each figure of this paper comes from: its formula, its inputs and its source cells"


def complete_pdf(pdf: bytes, *, evidence: bytes | None = None) -> bytes:
    """Return the PDF with row headers, traced figures and spoken forms; the same bytes for the same input.

    Args:
        pdf: a tagged PDF as Typst writes it.
        evidence: the paper's evidence.json, which is attached where it is given.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        _index_ids(document, root, _head_rows(root))
        _index_parents(document, root)
        _remove_annotations(document, _trace_and_speak(root))
        if evidence is not None:
            _attach(document, evidence)
        target = io.BytesIO()
        modes = pikepdf.ObjectStreamMode
        document.save(target, deterministic_id=True, object_stream_mode=modes.generate, compress_streams=True)
    return target.getvalue()


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _descendants(element: Object, kind: str) -> Iterator[Object]:
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            if str(kid.S) == kind:
                yield kid
            yield from _descendants(kid, kind)


# Row headers


def _head_rows(root: Object) -> dict[bytes, Object]:
    headers = {}
    for i, table in enumerate(_descendants(root, "/Table")):
        for j, row in enumerate(_descendants(table, "/TR")):
            cells = _kids(row)
            if cells[0].S == Name.TD:
                name = f"row-{i:04d}-{j:05d}"
                _head_row(cells, name)
                headers[name.encode()] = cells[0]
    return headers


def _head_row(cells: list[Object], name: str) -> None:
    cells[0].S = Name.TH
    cells[0].ID = String(name)
    _table_attributes(cells[0]).Scope = Name.Row
    for cell in cells[1:]:
        attributes = _table_attributes(cell)
        attributes.Headers = Array([*attributes.get("/Headers", Array()), String(name)])


def _table_attributes(cell: Object) -> Object:
    held = cell.get("/A", Array())
    owned = list(held) if isinstance(held, Array) else [held]
    for attributes in owned:
        if attributes.get("/O") == Name.Table:
            return attributes
    cell.A = Array([*owned, Dictionary(O=Name.Table)])
    added: Object = list(cell.A)[-1]
    return added


# Indexes: a reader that looks something up passes over what it does not want, where the file lets it


def _index_ids(document: pikepdf.Pdf, root: Object, headers: dict[bytes, Object]) -> None:
    named = dict(_leaves(root.get("/IDTree", Dictionary()), "/Names")) | headers
    pairs = [(String(name.decode("latin-1")), named[name]) for name in sorted(named)]
    root.IDTree = _tree(document, "/Names", pairs)


def _index_parents(document: pikepdf.Pdf, root: Object) -> None:
    root.ParentTree = _tree(document, "/Nums", list(_leaves(root.ParentTree, "/Nums")))


def _leaves(node: Object, kind: str) -> Iterator[tuple[Any, Object]]:
    """What a name tree or a number tree holds, in its order."""
    pairs = list(node.get(kind, Array()))
    for key, item in zip(pairs[::2], pairs[1::2], strict=True):
        yield bytes(key) if kind == "/Names" else int(key), item
    for kid in node.get("/Kids", Array()):
        yield from _leaves(kid, kind)


def _tree(document: pikepdf.Pdf, kind: str, pairs: Sequence[tuple[Any, Object]]) -> Object:
    """A name tree or a number tree with at most `WIDEST` entries a node, its pairs sorted by key."""
    if len(pairs) <= WIDEST:
        return document.make_indirect(Dictionary({kind: _flat(pairs)}))
    level = [(part[0][0], part[-1][0], Dictionary({kind: _flat(part)})) for part in _parts(pairs)]
    while len(level) > WIDEST:
        level = [(part[0][0], part[-1][1], Dictionary(Kids=_limited(document, part))) for part in _parts(level)]
    return document.make_indirect(Dictionary(Kids=_limited(document, level)))


def _flat(pairs: Sequence[tuple[Any, Object]]) -> Array:
    return Array([part for pair in pairs for part in pair])


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + WIDEST] for start in range(0, len(items), WIDEST))


def _limited(document: pikepdf.Pdf, nodes: Sequence[tuple[Any, Any, Dictionary]]) -> Array:
    for first, last, node in nodes:
        node.Limits = Array([first, last])
    return Array([document.make_indirect(node) for _, _, node in nodes])


# Figures: where they lead, and how they are said


def _trace_and_speak(root: Object) -> set[tuple[int, int]]:
    """Do what the notes in the links ask for, and return the annotations that stand for no link."""
    gone = set()
    for link in list(_descendants(root, "/Link")):
        annotations = [kid.Obj for kid in _kids(link) if _refers_to_object(kid)]
        kind, _, note = next(filter(None, map(_address, annotations)), "").partition(":")
        if kind == SPOKEN:
            _say(link, note)
            gone |= {annotation.objgen for annotation in annotations}
        elif kind in (TRACE, TRACE_SPOKEN, TO_ENTRY):
            name, _, words = note.partition("|")
            if kind == TRACE_SPOKEN:
                link.E = String(words)
            traced = kind != TO_ENTRY
            _lead(annotations, ENTRY + name if traced else name, EVIDENCE_FOR + words if traced else words)
    return gone


def _say(link: Object, words: str) -> None:
    link.S = Name.Span
    link.E = String(words)
    link.K = Array([kid for kid in _kids(link) if not _refers_to_object(kid)])


def _lead(annotations: list[Object], place: str, words: str) -> None:
    for annotation in annotations:
        del annotation.A
        annotation.Dest = String(place)
        annotation.Contents = String(words)


def _refers_to_object(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _address(annotation: Object) -> str:
    return bytes(annotation.get("/A", Dictionary()).get("/URI", String(""))).decode("utf-8")


def _remove_annotations(document: pikepdf.Pdf, gone: set[tuple[int, int]]) -> None:
    for page in document.pages:
        kept = [annotation for annotation in page.get("/Annots", Array()) if annotation.objgen not in gone]
        if kept:
            page.Annots = Array(kept)
        elif "/Annots" in page:
            del page.Annots


# Evidence


def _attach(document: pikepdf.Pdf, evidence: bytes) -> None:
    day = _day(document)
    file = pikepdf.AttachedFileSpec(
        document,
        evidence,
        filename=EVIDENCE,
        description=ABOUT_EVIDENCE,
        mime_type="application/json",
        creation_date=day,
        mod_date=day,
    )
    file.obj.AFRelationship = Name.Data
    document.attachments[EVIDENCE] = file
    document.Root.AF = Array([file.obj])


def _day(document: pikepdf.Pdf) -> str:
    """The date of the paper as PDF writes it, to the day: "D:20210415000000Z"."""
    created = str(document.open_metadata()["xmp:CreateDate"])
    return f"D:{created[:10].replace('-', '')}000000Z"
