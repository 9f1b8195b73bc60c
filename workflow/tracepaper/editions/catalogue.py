"""The pages that lead to editions: all editions of a paper, and the catalogue of papers.

They are made from the registers; of an edition's own files only its title and its council are read.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracepaper import records
from tracepaper.editions import pages, register
from tracepaper.editions.register import EDITIONS, Entry, Register
from tracepaper.errors import CallError
from tracepaper.papers import EVIDENCE, REPORTS

INDEX = "index.html"
# What a reader may open, in the words of the links.
FILES = {
    "{paper}.html": "Web page",
    "{paper}.pdf": "PDF",
    "{paper}.docx": "Word",
    "changes.html": "What changed",
    "audit.xlsx": "Audit workbook",
    "crate.zip": "Provenance crate",
}
TONES = {"Current": "good", "Withdrawn": "bad", "Corrected": "open"}


@dataclass(frozen=True)
class Item:
    """An edition as a page shows it.

    Attributes:
        standing: "Current", "Superseded", "Corrected", "Withdrawn", "Removed", "Waiting".
        tone: "good", "bad", "open" or "".
        says: sentences on what became of it.
        links: words to addresses, relative to the page.
    """

    entry: Entry
    standing: str
    tone: str
    says: Sequence[str]
    links: Mapping[str, str]


@dataclass(frozen=True)
class Subject:
    """A paper as the catalogue shows it.

    Attributes:
        current: None where no edition is to be read now.
    """

    paper: str
    title: str
    council: str
    current: Item | None
    waiting: Sequence[Item]


def write(root: Path, paper: str) -> None:
    """Make the page of a paper's editions and the catalogue anew; the same registers give the same bytes.

    Raises:
        TemplateError: a template is at fault.
    """
    kept = register.load(root, paper)
    title, council = _headed(root, kept)
    values = {"paper": paper, "title": title, "council": council, "items": _published(root, kept)}
    _put(root, REPORTS / paper / EDITIONS / INDEX, "index.html.j2", values)
    subjects = [_subject(root, one) for one in papers(root)]
    councils = sorted({one.council for one in subjects if one.council})
    _put(root, REPORTS / INDEX, "catalogue.html.j2", {"subjects": subjects, "council": ", ".join(councils)})


def papers(root: Path) -> list[str]:
    """Ids of every paper that has a register."""
    return sorted(path.parts[-3] for path in (root / REPORTS).glob(f"*/{register.FILE.as_posix()}"))


def chosen(root: Path, named: Sequence[str]) -> Sequence[str]:
    """The papers that are named, or all that have a register.

    Raises:
        CallError: one has none.
    """
    known = papers(root)
    for paper in named:
        if paper not in known:
            raise CallError(f'"{paper}" has no editions. Papers that have: {", ".join(known) or "none yet"}.')
    return named or known


def _put(root: Path, path: Path, template: str, values: Mapping[str, object]) -> None:
    records.replace_text(root / path, pages.page(root, template, values))


def _headed(root: Path, kept: Register) -> tuple[str, str]:
    """Title and council, as the newest edition that is there prints them."""
    for entry in [*kept.in_state("published", "withdrawn")[::-1], *kept.in_state("waiting", "refused")[::-1]]:
        path = register.folder(root, kept.paper, entry) / EVIDENCE
        if path.is_file():
            content = json.loads(path.read_text("utf-8"))
            return content["title"], content["council"]
    return kept.paper, ""


def _subject(root: Path, paper: str) -> Subject:
    kept = register.load(root, paper)
    current = _item(root, kept, kept.entry(kept.current), REPORTS) if kept.current else None
    waiting = [_item(root, kept, entry, REPORTS) for entry in kept.in_state("waiting")]
    return Subject(paper, *_headed(root, kept), current, waiting)


def _published(root: Path, kept: Register) -> list[Item]:
    """Every edition that ever was published, newest first."""
    shown = [entry for entry in kept.entries if entry.folder.startswith(f"{EDITIONS}/")]
    return [_item(root, kept, entry, REPORTS / kept.paper / EDITIONS) for entry in reversed(shown)]


def _item(root: Path, kept: Register, entry: Entry, at: Path) -> Item:
    """An edition on the page that stands in the folder `at`."""
    standing, says = _standing(kept, entry)
    folder = REPORTS / kept.paper / entry.folder
    names = {name.format(paper=kept.paper): words for name, words in FILES.items()}
    links = {
        words: posixpath.relpath((folder / name).as_posix(), at.as_posix())
        for name, words in names.items()
        if entry.state != "removed" and (root / folder / name).is_file()
    }
    own = [f"It corrects edition {entry.corrects}: {entry.because}"] if entry.corrects else []
    return Item(entry, standing, TONES.get(standing, ""), [*says, *own], links)


def _standing(kept: Register, entry: Entry) -> tuple[str, list[str]]:
    if entry.state == "waiting":
        return "Waiting", ["It waits for approval."]
    if entry.state == "removed":
        return "Removed", ["The time for which it was kept has passed."]
    if entry.state == "withdrawn":
        return "Withdrawn", [entry.sign_off[-1].why]
    corrected = [f"By edition {one.edition}: {one.because}" for one in _correcting(kept, entry)]
    if corrected:
        return "Corrected", corrected
    return ("Current" if entry.edition == kept.current else "Superseded"), []


def _correcting(kept: Register, entry: Entry) -> list[Entry]:
    return [one for one in kept.in_state("published") if one.corrects == entry.edition]
