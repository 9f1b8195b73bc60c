"""A PDF's tags, bookmarks and words as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from gates.reading.words import squeeze


@dataclass(frozen=True)
class Tag:
    """One structure element.

    role: its standard structure type, after the role map, without the slash ("H1"); alt: its alternative text;
    said: the words said in place of its own (expansion or actual text); title: its own title; ident: its ID;
    marks: how many pieces of page content it holds itself; attributes: its attributes of every owner, in one
    mapping; kids: the elements in it, in reading order.
    """

    role: str
    alt: str
    said: str
    title: str
    ident: str
    marks: int
    attributes: dict[str, Any]
    kids: tuple["Tag", ...]

    def walk(self) -> Iterator["Tag"]:
        """This element and every element below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def find(self, *roles: str) -> list["Tag"]:
        """Every element at or below this one whose role is among `roles`, in reading order."""
        return [tag for tag in self.walk() if tag.role in roles]


def tags(path: Path) -> Tag:
    """The structure tree of the PDF at `path`; a tree with no kids where the file is not tagged."""
    with pikepdf.open(path) as pdf:
        tree = pdf.Root.get("/StructTreeRoot", Dictionary())
        roles = {str(key): str(value) for key, value in tree.get("/RoleMap", Dictionary()).items()}
        return _tag(tree, roles=roles, role="Root")


def _tag(element: Any, *, roles: dict[str, str], role: str) -> Tag:
    items = _items(element.get("/K"))
    kids = [item for item in items if isinstance(item, Dictionary) and "/S" in item]
    return Tag(
        role=role,
        alt=str(element.get("/Alt", "")),
        said=str(element.get("/E", element.get("/ActualText", ""))),
        title=str(element.get("/T", "")),
        ident=_text(element.get("/ID", b"")),
        marks=len(items) - len(kids),
        attributes=_attributes(element),
        kids=tuple(_tag(kid, roles=roles, role=_standard(str(kid.S), roles)) for kid in kids),
    )


def _standard(role: str, roles: dict[str, str]) -> str:
    seen: set[str] = set()
    while role in roles and role not in seen:
        seen.add(role)
        role = roles[role]
    return role.lstrip("/")


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _attributes(element: Any) -> dict[str, Any]:
    owners = [item for item in _items(element.get("/A")) if isinstance(item, Dictionary)]
    return {str(key)[1:]: _plain(value) for owner in owners for key, value in owner.items() if key != "/O"}


def _plain(value: Any) -> Any:
    if isinstance(value, Array):
        return tuple(_plain(item) for item in value)
    if isinstance(value, Name):
        return str(value)[1:]
    return _text(value) if isinstance(value, pikepdf.String) else value


def _text(value: Any) -> str:
    return bytes(value).decode("latin-1")


def bookmarks(path: Path) -> list[str]:
    """The title of every bookmark in the PDF at `path`, outermost first, in order."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return [item.title for top in outline.root for item in _outline(top)]


def _outline(item: pikepdf.OutlineItem) -> Iterator[pikepdf.OutlineItem]:
    yield item
    for child in item.children:
        yield from _outline(child)


def page_words(path: Path) -> list[str]:
    """The text of each page of the PDF at `path`, white space squeezed to single spaces."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [squeeze(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()
