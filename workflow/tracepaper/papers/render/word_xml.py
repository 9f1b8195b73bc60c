"""Names in the XML of Word files."""

from __future__ import annotations

from lxml import etree

NAMESPACES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def tag(name: str) -> str:
    """The name of an element or attribute, with its namespace: `tag("tbl")`."""
    return f"{{{NAMESPACES['w']}}}{name}"


def child(parent: etree._Element, name: str) -> etree._Element:
    """The child of that name, put first where there is none yet: the properties of a thing come first in it."""
    found = parent.find(tag(name))
    if found is None:
        found = etree.Element(tag(name))
        parent.insert(0, found)
    return found
