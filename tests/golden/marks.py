"""The marks of a logic model (illustrative, draft, to be confirmed) in what is delivered, held against its table."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from gates.reading.docx import find, parts
from gates.reading.html import document, main
from gates.reading.pdf import page_words

# White space and hyphens stand wherever a line breaks.
BREAKS = re.compile(r"[\s\u00ad\u2010-]+")


def lost(root: Path, paper: str, source: str) -> list[str]:
    """Items whose words are not followed by their condition and their mark, by the file that lost them."""
    folder = root / "reports" / paper
    printed = {
        "html": main(document(folder / f"{paper}.html")).text_content(),
        "pdf": " ".join(page_words(folder / f"{paper}.pdf")),
        "docx": "".join(find(parts(folder / f"{paper}.docx"), "word/document.xml", "//w:t/text()")),
    }
    table = root / "data" / "raw" / source / "model_items.csv"
    items = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    return [
        f"{kind}: {item['id']} {item['text']}"
        for kind, text in printed.items()
        for item in items
        if item["status"] != "agreed" and _solid(marked(item)) not in _solid(text)
    ]


def marked(item: Mapping[str, str]) -> str:
    """An item as a diagram prints it: words, condition in brackets, mark in square ones."""
    condition = f"({item['condition']})" if item["condition"] else ""
    return f"{item['text']} {condition} [{item['status']}]"


def _solid(text: str) -> str:
    return BREAKS.sub("", text)
