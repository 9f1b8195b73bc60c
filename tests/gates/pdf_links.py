"""Every link of a paper's PDF leads somewhere: to a place in the paper or to an address on the web."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree

WEB = ("https://", "http://", "mailto:")


def check(path: Path) -> list[str]:
    """Links in the PDF at `path` with nowhere to go, by page."""
    with pikepdf.open(path) as pdf:
        pages, names = {page.objgen for page in pdf.pages}, _names(pdf)
        return [
            f"page {number}: {fault}"
            for number, page in enumerate(pdf.pages, start=1)
            for link in _links(page)
            for fault in _faults(link, pages, names)
        ]


def _links(page: pikepdf.Page) -> Iterator[Any]:
    return (item for item in page.get("/Annots", Array()) if item.get("/Subtype") == Name.Link)


def _names(pdf: pikepdf.Pdf) -> set[str]:
    """The names of the places that links may lead to."""
    names = pdf.Root.get("/Names", Dictionary())
    return {str(name) for name in NameTree(names.Dests)} if "/Dests" in names else set()


def _faults(link: Any, pages: set[Any], names: set[str]) -> list[str]:
    action = link.get("/A", Dictionary())
    if "/URI" in action:
        address = str(action.URI)
        return [] if address.startswith(WEB) else [f'a link leads to "{address}", which is no web address']
    place = link.get("/Dest", action.get("/D"))
    if isinstance(place, Array):
        return [] if place[0].objgen in pages else ["a link leads to a page that is not in the paper"]
    if place is None:
        return ["a link leads nowhere"]
    return [] if str(place) in names else [f'a link leads to "{place}", which is not in the paper']
