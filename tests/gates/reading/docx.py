"""The parts of a DOCX as XML trees."""

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {
    "w": WORD,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "app": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}
Parts = dict[str, bytes]


def parts(path: Path) -> Parts:
    """Every part of the DOCX at `path`: its name in the package and its bytes."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def find(parts: Parts, part: str, xpath: str) -> list[Any]:
    """What `xpath`, with the prefixes of NAMESPACES, finds in the part called `part`; nothing without the part."""
    if part not in parts:
        return []
    root: Any = etree.fromstring(parts[part])
    return list(root.xpath(xpath, namespaces=NAMESPACES))


def attribute(name: str) -> str:
    """The full name of an attribute in Word's namespace, as lxml spells it."""
    return f"{{{WORD}}}{name}"
