"""A paper's PDF says what it is: its language, its title, the council as its author, and nobody else."""

import re
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary

from gates.reading.pdf import page_words

LANGUAGE = "en-GB"
MOST_PAGES = 80
A4 = (595.28, 841.89)  # points
ALLOWED = {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.\w+|/(?:home|Users|root|tmp)/|[A-Z]:\\")


def check(path: Path) -> list[str]:
    """Faults in the language, title, author, metadata and pages of the PDF at `path`."""
    with pikepdf.open(path) as pdf:
        faults = [*_language(pdf), *_title(pdf), *_author(pdf), *_metadata(pdf), *_sizes(pdf)]
    return faults + _pages(page_words(path))


def _language(pdf: pikepdf.Pdf) -> list[str]:
    found = str(pdf.Root.get("/Lang", ""))
    return [] if found == LANGUAGE else [f'the document\'s language is "{found}", not {LANGUAGE}']


def _title(pdf: pikepdf.Pdf) -> list[str]:
    title = str(pdf.docinfo.get("/Title", ""))
    shown = pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)
    faults = [] if shown else ["a reader shows the file's name instead of its title (DisplayDocTitle is not set)"]
    if len(title.split()) < 2:
        faults.append(f'the title is "{title}", which does not name the paper')
    return faults


def _author(pdf: pikepdf.Pdf) -> list[str]:
    authors = [str(pdf.docinfo.get("/Author", "")), *_creators(pdf)]
    return sorted({f'the author is "{name}", not a council' for name in authors if "Council" not in name})


def _creators(pdf: pikepdf.Pdf) -> list[str]:
    found: Any = pdf.open_metadata().get("dc:creator", [])
    return [found] if isinstance(found, str) else list(found)


def _metadata(pdf: pikepdf.Pdf) -> list[str]:
    faults = [f"the document information holds {key[1:]}" for key in sorted(set(pdf.docinfo.keys()) - ALLOWED)]
    values = [*(str(value) for value in pdf.docinfo.values()), str(pdf.open_metadata())]
    found = sorted({match[0] for value in values for match in PERSONAL.finditer(value)})
    return faults + [f'the metadata holds an address or a folder: "{text}"' for text in found]


def _sizes(pdf: pikepdf.Pdf) -> list[str]:
    sizes = enumerate((sorted(float(edge) for edge in page.mediabox[2:]) for page in pdf.pages), start=1)
    return [
        f"page {number} is {width:.0f} by {height:.0f} points, not A4"
        for number, (width, height) in sizes
        if abs(width - A4[0]) > 1 or abs(height - A4[1]) > 1
    ]


def _pages(words: list[str]) -> list[str]:
    faults = [f"page {number} is blank" for number, page in enumerate(words, start=1) if not page]
    if len(words) > MOST_PAGES:
        faults.append(f"{len(words)} pages is more than the {MOST_PAGES} that a committee paper may have")
    return faults
