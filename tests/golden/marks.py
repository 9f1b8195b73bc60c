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


# An item with fewer words may be named in a sentence, as "School" is; its id before it tells that the item is printed.
WORDS = 4


def lost(root: Path, paper: str, source: str) -> list[str]:
    """Places where an item is printed without its condition and its marks, by file; and items that are not printed."""
    folder = root / "reports" / paper
    printed = {
        "html": main(document(folder / f"{paper}.html")).text_content(),
        "pdf": " ".join(page_words(folder / f"{paper}.pdf")),
        "docx": "".join(find(parts(folder / f"{paper}.docx"), "word/document.xml", "//w:t/text()")),
    }
    table = root / "data" / "raw" / source / "model_items.csv"
    items = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    return [
        f"{kind}: {item['id']} {item['text']}: {fault}"
        for kind, text in printed.items()
        for item in items
        if item["status"] != "agreed"
        for fault in unmarked(_solid(text), item)
    ]


def unmarked(printed: str, item: Mapping[str, str]) -> list[str]:
    """What follows an item, at each place where it is printed without its marks; `printed` is without white space."""
    text, end = re.escape(_solid(item["text"])), re.escape(_solid(ending(item)))
    id, mark = re.escape(item["id"]), re.escape(_solid(f"[{marks(item)}]"))
    whole = rf"{'' if len(item['text'].split()) >= WORDS else id}{text}(?!{end}|”)"
    quoted = rf"(?<![A-Za-z]){id}“[^”]*”(?!{mark})"
    found = [printed[match.start() : match.end() + 40] for match in re.finditer(f"{whole}|{quoted}", printed)]
    return found if re.search(f"{id}{text}{end}", printed) else [*found, "nowhere with its id"]


def ending(item: Mapping[str, str]) -> str:
    """What follows the words of an item: its condition in brackets, and its marks in square ones."""
    condition = f"({item['condition']})" if item["condition"] else ""
    return f"{condition} [{marks(item)}]"


def marks(item: Mapping[str, str]) -> str:
    """The statuses of an item as the paper has them: "illustrative, draft, TBC"."""
    return item["status"].replace(";", ",").replace("tbc", "TBC")


def _solid(text: str) -> str:
    return BREAKS.sub("", text)
